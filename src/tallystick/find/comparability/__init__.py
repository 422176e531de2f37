"""What each council pays, and for what; how much of it the files show; and what makes a comparison
unsafe."""
