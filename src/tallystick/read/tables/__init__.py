"""Where a table begins, which column is what, and which of its lines are payments."""
