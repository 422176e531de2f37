"""Which names are worth comparing, how alike two are, and which may not be joined."""
