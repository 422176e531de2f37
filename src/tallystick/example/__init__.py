"""A made-up county whose councils publish their payments, and whose truth is known (example.make).

Its councils and products are here for every command; only `tallystick example` makes its files.
"""

from tallystick.example.world.councils import EXAMPLE_COUNCILS
from tallystick.example.world.products import EXAMPLE_PRODUCTS

__all__ = ["EXAMPLE_COUNCILS", "EXAMPLE_PRODUCTS"]
