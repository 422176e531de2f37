"""What would have happened otherwise: the published methods, our own, and placebos."""
