"""A made-up county whose councils publish their payments, and whose truth is known."""

from tallystick.example.make import County, make_county
from tallystick.example.world.councils import EXAMPLE_COUNCILS
from tallystick.example.world.products import EXAMPLE_PRODUCTS

__all__ = ["EXAMPLE_COUNCILS", "EXAMPLE_PRODUCTS", "County", "make_county"]
