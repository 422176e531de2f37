"""What each council spent on each date, and who joined when."""
