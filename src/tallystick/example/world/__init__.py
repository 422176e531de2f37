"""The events in the invented county: its councils, its suppliers and every payment."""
