"""What users give beside the payments: contract registers and what a function costs by their own
account."""
