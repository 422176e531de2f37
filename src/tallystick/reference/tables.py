"""Reads the CSV and YAML tables stored in this package."""

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
    """The content of a YAML table of this room. Exact numbers are written in it as quoted text."""
    return yaml.load(_HERE.joinpath(name).read_text(encoding="utf-8"), Loader=_LOADER)


def exact(text: object) -> Decimal:
    """An exact rate from its text in a table. Raises TypeError for an unquoted number, which YAML
    would have read as a float."""
    if not isinstance(text, str):
        raise TypeError(f"A rate stands in quotes, not as {text!r}.")
    return Decimal(text)


def word_lists(name: str) -> dict[str, list[str]]:
    """The lists of words of a text table of this room, by the name that stands behind a "=" before
    each. Lines that begin with "#" are remarks."""
    lists: dict[str, list[str]] = {}
    words: list[str] = []
    for line in _HERE.joinpath(name).read_text(encoding="utf-8").splitlines():
        if line.startswith("="):
            words = lists.setdefault(line[1:].strip(), [])
        elif not line.startswith("#"):
            words += line.split()
    return lists
