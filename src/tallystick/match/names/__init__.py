"""Parses a spelling: its names, its words, its legal form, and the kind of body it names."""
