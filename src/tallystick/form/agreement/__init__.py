"""Agreements between councils: their content, their gaps, and the cost of leaving."""
