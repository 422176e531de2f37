"""Who pays what of a shared cost: bills to the penny, and the check by cooperative games that
nobody would do better elsewhere."""
