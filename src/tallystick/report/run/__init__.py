"""Papers of RUN: the statement of each partner."""
