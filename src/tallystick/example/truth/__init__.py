"""The correct answers for the county, as tables beside its files."""
