"""Data that councils declare in addition to payments: the cost of a function by their own
account."""
