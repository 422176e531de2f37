"""How each body of the county puts its payments out: columns, cells, quirks and files."""
