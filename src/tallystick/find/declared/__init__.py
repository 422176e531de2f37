"""What councils declare beside the payments: what a function costs by their own account."""
