"""FORM: who should share what with whom, what it is worth to each, and a split nobody would
leave."""
