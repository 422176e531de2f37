"""The value-for-money indicators, and the form on which a council returns what they need."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from tallystick.reference.tables import yaml_table
from tallystick.words.labels import Label


@dataclass(frozen=True, slots=True)
class Formula:
    """One indicator: one figure of the return over another. over and under: names of figures, or
    'cost' for the sum of the cost lines. unit: '%', '£' or what is counted."""

    code: str
    function: Label
    title: str
    over: str
    under: str
    unit: str
    status: str


@dataclass(frozen=True, slots=True)
class ReturnForm:
    """indicators.yaml. costs and figures: map each column of the form to a description of its
    content."""

    costs: Mapping[str, str]
    figures: Mapping[str, str]
    formulas: tuple[Formula, ...]
    caution: str
    source: str


@cache
def load_return_form() -> ReturnForm:
    """The form and the formulas of indicators.yaml."""
    table = yaml_table("indicators.yaml")
    return ReturnForm(
        MappingProxyType(table["costs"]),
        MappingProxyType(table["figures"]),
        tuple(
            Formula(**{**row, "function": Label(row["function"])}) for row in table["indicators"]
        ),
        table["caution"],
        table["source"],
    )
