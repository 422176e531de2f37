"""Tallystick: who runs the same back office twice, from what councils already publish."""
