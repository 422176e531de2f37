"""Which names to compare, how similar two names are, and which names must not be joined."""
