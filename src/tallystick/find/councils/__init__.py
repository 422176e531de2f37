"""The profile of each council: its systems, its functions, similar councils, likely partners."""
