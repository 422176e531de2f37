"""What a spelling says: its names, its words, its legal form, what kind of body goes by it."""
