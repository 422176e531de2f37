"""Opens the tables that stand beside this file."""

import csv
from decimal import Decimal
from importlib.resources import files
from typing import Any

import yaml

_HERE = files(__package__)
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # six times faster where libyaml is


def csv_rows(name: str) -> list[dict[str, str]]:
    """The rows of a CSV table of this room, as text by column name."""
    text = _HERE.joinpath(name).read_text(encoding="utf-8")
    columns, *rows = csv.reader(text.splitlines())
    return [dict(zip(columns, row, strict=True)) for row in rows]


def yaml_table(name: str) -> Any:
    """What a YAML table of this room holds. Numbers that must be exact stand in it as text."""
    return yaml.load(_HERE.joinpath(name).read_text(encoding="utf-8"), Loader=_LOADER)


def exact(text: object) -> Decimal:
    """A rate from its text in a table. Raises TypeError for a bare number: it would have come
    through a float."""
    if not isinstance(text, str):
        raise TypeError(f"A rate stands in quotes, not as {text!r}.")
    return Decimal(text)
