"""Invented lines of each kind of mistake that was found on councils never seen before.

kinds.csv holds them. The rows of half "tuned" were looked at while the rules were written; those
of half "held" were written beside them and scored once, afterwards.
"""

import csv
from pathlib import Path

import pytest

from tallystick.classify import Combination, classify

with Path(__file__).with_name("kinds.csv").open(encoding="utf-8", newline="") as file:
    ROWS = [tuple(row.values()) for row in csv.DictReader(file)]


@pytest.mark.parametrize("row", ROWS, ids=[" | ".join(row[2:6]) for row in ROWS])
def test_what_was_bought(row: tuple[str, ...]) -> None:
    _kind, _half, supplier, department, description, published_category, label, category = row
    combination = Combination(supplier, department, description, published_category)
    (said,) = classify([combination])
    assert (str(said.label), said.category) == (label, category), said.reasons


def test_every_kind_has_as_many_rows_held_back_as_tuned() -> None:
    kinds = sorted({row[0] for row in ROWS})
    for kind in kinds:
        halves = [row[1] for row in ROWS if row[0] == kind]
        assert halves.count("tuned") == halves.count("held"), kind
