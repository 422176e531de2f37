"""One partnership judged: what was promised, what its spending shows, and a pack to check it."""
