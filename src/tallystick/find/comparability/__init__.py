"""Who pays what for what, council by council; how much of it the files show, and what makes a
comparison of it unsafe."""
