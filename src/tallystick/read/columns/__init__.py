"""What the cells of a column say: amounts, days, months, and what they look like."""
