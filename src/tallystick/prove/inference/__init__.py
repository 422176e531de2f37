"""What of an effect can be believed: intervals, guards, and one of three verdicts."""
