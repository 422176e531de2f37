"""The systems that firms of the made-up county sell."""

from importlib.resources import files

import yaml

from tallystick.reference.products import Products, load_products, products_of


def _read() -> Products:
    text = files("tallystick.example").joinpath("county", "products.yaml").read_text("utf-8")
    return products_of(yaml.safe_load(text), load_products().purposes)


EXAMPLE_PRODUCTS: Products = _read()
"""Invented vendors and products, for the same purposes as real ones."""
