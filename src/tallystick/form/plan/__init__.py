"""Plans: the councils' own data before any calculation, read from YAML and checked."""
