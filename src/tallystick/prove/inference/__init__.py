"""How reliable an effect is: intervals, guards, and one of three verdicts."""
