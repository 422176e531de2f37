"""Contract registers: a published register -> contracts, each with its file and line, and with what
is missing; and the suppliers of the store that they are with."""
