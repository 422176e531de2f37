"""The field's nouns as frozen values. Nothing here reads a file, a clock or a table."""
