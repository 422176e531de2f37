"""Which earlier file a new one corrects."""

from dataclasses import replace
from datetime import date

import pytest

from tallystick.engine.arriving import SourceRow
from tallystick.read.replacement import corrected_sources, correcting_source

FIRST = SourceRow(
    source="a" * 64,
    path="ash/may 2024.csv",
    council="X06000001",
    bytes=1,
    reader="1",
    lines=1,
    rejected=0,
    total_pence=1,
    first_paid_on=date(2024, 5, 1),
    last_paid_on=date(2024, 5, 30),
    record={},
)


def other(**changes: object) -> SourceRow:
    """Another source, like the first but for these."""
    return replace(FIRST, source="b" * 64, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "name",
    [
        "ash/may 2024 corrected.csv",
        "ash/May 2024 (Corrected).csv",
        "ash/may 2024_v2.csv",
        "ash/may 2024 - revised.xlsx",
    ],
)
def test_a_name_that_says_so_corrects_in_whatever_order_they_are_read(name: str) -> None:
    new = other(path=name)
    assert corrected_sources(new, held=None, known=[FIRST]) == [FIRST.source]
    assert correcting_source(FIRST, known=[new]) == new.source


def test_other_content_at_the_same_path_corrects() -> None:
    new = other(first_paid_on=date(2023, 1, 1))
    assert corrected_sources(new, held=FIRST.source, known=[FIRST]) == [FIRST.source]


@pytest.mark.parametrize(
    "changes",
    [
        {"path": "ash/may 2024 part 2.csv"},
        {"path": "ash/june 2024 corrected.csv"},
        {"path": "cards/may 2024.csv"},
        {"path": "cards/may 2024 corrected.csv"},
        {"path": "ash/may 2024 corrected.csv", "council": "X06000002"},
        {"path": "ash/may 2024 corrected.csv", "last_paid_on": date(2024, 6, 2)},
        {"path": "ash/may 2024 corrected.csv", "first_paid_on": None, "last_paid_on": None},
    ],
)
def test_anything_less_certain_stands_beside(changes: dict[str, object]) -> None:
    new = other(**changes)
    assert corrected_sources(new, held=None, known=[FIRST]) == []
    assert correcting_source(FIRST, known=[new]) is None
