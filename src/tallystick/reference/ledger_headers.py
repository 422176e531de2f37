"""How a ledger, a list of posts and a return of volumes name their columns."""

from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources

import yaml

from tallystick.reference.headers import header_spellings

Spellings = Mapping[str, tuple[str, ...]]
"""The folded spellings of each column, the likeliest first."""


@cache
def _table() -> Mapping[str, Mapping[str, Sequence[str]]]:
    page = (
        resources.files("tallystick.reference").joinpath("ledger_headers.yaml").read_text("utf-8")
    )
    found: Mapping[str, Mapping[str, Sequence[str]]] = yaml.safe_load(page)
    return found


def ledger_columns(form: str) -> Spellings:
    """The columns of a form: 'ledger', 'volumes' or 'posts'."""
    fold = header_spellings().fold
    return {
        column: tuple(fold(str(each)) for each in known) for column, known in _table()[form].items()
    }


def needed_columns(form: str) -> tuple[str, ...]:
    """The columns without which a form cannot be read."""
    return tuple(_table()["needed"][form])
