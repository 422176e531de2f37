"""How each council of the county publishes its payments: columns, cells, quirks and files."""
