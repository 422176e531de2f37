"""A made-up county whose councils publish their payments, and whose truth is known."""

from tallystick.example.make import County, make_county
from tallystick.example.world.councils import EXAMPLE_COUNCILS

__all__ = ["EXAMPLE_COUNCILS", "County", "make_county"]
