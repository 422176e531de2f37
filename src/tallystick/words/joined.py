"""From how sure a join of spellings is on its pounds are added to its supplier."""

SURE_FROM = 0.75
"""Of joins that are less sure, too many are wrong: their pounds stand apart."""

PERHAPS = "-perhaps"
"""Ends the id of the supplier that holds what is perhaps paid to the supplier of the rest of it."""
