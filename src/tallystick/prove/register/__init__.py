"""Promised pounds on record: claims, their ladder, and a chain of hashes nobody can edit."""
