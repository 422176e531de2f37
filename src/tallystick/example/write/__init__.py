"""Puts rows of cells into the file formats that councils publish. Same rows, same bytes."""
