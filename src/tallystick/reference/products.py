"""Well-known systems of councils: products, who sells them, and the words that show them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import Any

from tallystick.reference.tables import yaml_table
from tallystick.words.council import CouncilKind
from tallystick.words.labels import Label


@dataclass(frozen=True, slots=True)
class Purpose:
    """What a system is used for. words: phrases in a payment line or department name that indicate
    it."""

    slug: str
    title: str
    label: Label  # the function that it serves
    words: tuple[str, ...]
    not_for: frozenset[CouncilKind]  # kinds of council that have no such service


@dataclass(frozen=True, slots=True)
class Former:
    """An earlier name. until: the year in which it was last used; None where the year is not
    known."""

    name: str
    until: int | None


@dataclass(frozen=True, slots=True)
class Vendor:
    """A company that sells products. names: prefixes of its name in payment data. is_wide: it sells
    councils more products than the table lists, so its name alone does not identify a product."""

    key: str
    name: str
    names: tuple[str, ...]
    is_wide: bool
    former: tuple[Former, ...]


@dataclass(frozen=True, slots=True)
class Product:
    """A system that councils use.

    words: phrases that identify it in any line about IT. with_vendor: ordinary phrases that
    identify it only in payments to its vendor.
    """

    key: str
    name: str
    vendor: Vendor
    purpose: Purpose
    words: tuple[str, ...]
    with_vendor: tuple[str, ...]
    former: tuple[Former, ...]


@dataclass(frozen=True, slots=True)
class Products:
    """The dated table. resellers: name prefixes of companies that sell other vendors' products."""

    products: Mapping[str, Product]  # by key, in the table's order
    vendors: Mapping[str, Vendor]
    purposes: Mapping[str, Purpose]
    resellers: tuple[str, ...]
    lever: str  # of savings_rates.yaml, for sharing a system
    as_of: date
    source: str

    def with_extra(self, extra: "Products") -> "Products":
        """A copy with the given entries added. Raises ValueError when a product's or vendor's key
        is already in use."""
        taken = (self.products.keys() & extra.products.keys()) | (
            self.vendors.keys() & extra.vendors.keys()
        )
        if taken:
            raise ValueError(f"Keys of products are given twice: {sorted(taken)}.")
        return Products(
            MappingProxyType({**self.products, **extra.products}),
            MappingProxyType({**self.vendors, **extra.vendors}),
            self.purposes,
            (*self.resellers, *extra.resellers),
            self.lever,
            self.as_of,
            self.source,
        )

    def sold_by(self, vendor: str) -> tuple[Product, ...]:
        """The products of a vendor, by its key, in the table's order."""
        return tuple(one for one in self.products.values() if one.vendor.key == vendor)


@cache
def load_products() -> Products:
    """The table of products.yaml."""
    table = yaml_table("products.yaml")
    return products_of(table, _purposes(table))


def products_of(table: Any, purposes: Mapping[str, Purpose]) -> Products:
    """Build a table from vendors, products and resellers in the format of products.yaml. Raises
    KeyError when a product refers to an unknown vendor or purpose."""
    vendors = {
        str(key): Vendor(
            str(key),
            str(row["name"]),
            _texts(row["names"]),
            row.get("wide", False),
            _former(row["former"]),
        )
        for key, row in table["vendors"].items()
    }
    products = {
        str(key): Product(
            str(key),
            str(row["name"]),
            vendors[str(row["vendor"])],
            purposes[row["purpose"]],
            _texts(row["words"]),
            _texts(row["with_vendor"]),
            _former(row["former"]),
        )
        for key, row in table["products"].items()
    }
    return Products(
        MappingProxyType(products),
        MappingProxyType(vendors),
        MappingProxyType(purposes),
        _texts(table["resellers"]),
        table["lever"],
        table["as_of"],
        table["source"],
    )


def _purposes(table: Any) -> dict[str, Purpose]:
    return {
        slug: Purpose(
            slug,
            row["title"],
            Label(row["label"]),
            tuple(row["words"]),
            frozenset(CouncilKind(kind) for kind in row.get("not_for", ())),
        )
        for slug, row in table["purposes"].items()
    }


def _texts(words: list[object]) -> tuple[str, ...]:
    return tuple(str(word) for word in words)


def _former(rows: list[tuple[str, int | None]]) -> tuple[Former, ...]:
    return tuple(Former(name, until) for name, until in rows)
