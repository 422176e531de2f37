"""What councils agree, what it leaves open, and what leaving costs."""
