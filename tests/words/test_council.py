"""A council checks itself."""

from dataclasses import replace
from datetime import date

import pytest

from tallystick.words.council import Council, CouncilKind

MOORSHIRE = Council(
    code="X07000001",
    name="Moorshire District Council",
    short_name="Moorshire",
    kind=CouncilKind.DISTRICT,
    start=date(2009, 4, 1),
    end=date(2023, 4, 1),
    replaced_by=("X06000001",),
)


@pytest.mark.parametrize(
    ("day", "stands"),
    [
        (date(2009, 3, 31), False),
        (date(2009, 4, 1), True),
        (date(2023, 3, 31), True),
        (date(2023, 4, 1), False),
    ],
)
def test_stands_from_its_start_until_the_day_before_its_end(day: date, stands: bool) -> None:
    assert MOORSHIRE.in_force(day) is stands


def test_without_dates_it_always_stands() -> None:
    always = replace(MOORSHIRE, start=None, end=None, replaced_by=())
    assert always.in_force(date(1, 1, 1))
    assert always.in_force(date(9999, 12, 31))


@pytest.mark.parametrize(
    ("wrong", "fault"),
    [
        ({"code": "x07"}, "capital letters"),
        ({"code": ""}, "capital letters"),
        ({"name": " "}, "has a name"),
        ({"short_name": ""}, "has a name"),
        ({"nation": ""}, "has a nation"),
        ({"end": date(2009, 4, 1)}, "ends after it starts"),
        ({"end": None}, "only what has an end"),
        ({"replaced_by": ("X07000001",)}, "not its own"),
        ({"county": "X07000001"}, "not its own"),
        ({"neighbours": ("X07000001",)}, "not its own"),
        ({"population": 5}, "population"),
        ({"population": 0, "population_year": 2024}, "population"),
        ({"population": -1, "population_year": 2024}, "population"),
        ({"population": 5, "population_year": 1800}, "population"),
        ({"population_year": 2024}, "population"),
        ({"latitude": 51.0}, "latitude"),
        ({"longitude": 0.0}, "latitude"),
        ({"latitude": 90.5, "longitude": 0.0}, "latitude"),
        ({"latitude": -90.5, "longitude": 0.0}, "latitude"),
        ({"latitude": 0.0, "longitude": 180.5}, "latitude"),
        ({"latitude": 0.0, "longitude": -180.5}, "latitude"),
    ],
)
def test_refuses_to_be_made_wrongly(wrong: dict[str, object], fault: str) -> None:
    with pytest.raises(ValueError, match=fault):
        replace(MOORSHIRE, **wrong)


@pytest.mark.parametrize(
    "right",
    [
        {"population": 1, "population_year": 1801},  # the year of the first census
        {"latitude": 90.0, "longitude": 180.0},
        {"latitude": -90.0, "longitude": -180.0},
        {"latitude": 51.5, "longitude": -0.1},
    ],
)
def test_takes_what_lies_at_the_ends(right: dict[str, object]) -> None:
    made = replace(MOORSHIRE, **right)
    assert {name: getattr(made, name) for name in right} == right
