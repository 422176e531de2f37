"""What each option is worth, to the group and to each council, and how sure that is."""
