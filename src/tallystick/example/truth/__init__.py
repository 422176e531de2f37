"""What is true of the county, in tables beside its files."""
