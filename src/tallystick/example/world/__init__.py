"""What happened in the made-up county: its councils, its suppliers and every payment."""
