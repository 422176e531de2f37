"""Contract registers: reads a published register into contracts, each with its file, line and
missing fields, and finds the suppliers in the store that hold them."""
