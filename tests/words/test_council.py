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
        ({"code": "x07"}, "a code is capital letters and digits"),
        ({"code": ""}, "a code is capital letters and digits"),
        ({"name": " "}, "a council has a name"),
        ({"short_name": ""}, "a council has a name"),
        ({"nation": ""}, "a council has a nation"),
        ({"end": date(2009, 4, 1)}, "it ends after it starts"),
        ({"end": None}, "only what has an end is replaced"),
        ({"replaced_by": ("X07000001",)}, "it is not its own successor, county or neighbour"),
        ({"county": "X07000001"}, "it is not its own successor, county or neighbour"),
        ({"neighbours": ("X07000001",)}, "it is not its own successor, county or neighbour"),
        ({"population": 5}, "a population is positive and has its year"),
        ({"population": 0, "population_year": 2024}, "a population is positive and has its year"),
        ({"population": -1, "population_year": 2024}, "a population is positive and has its year"),
        ({"population": 5, "population_year": 1800}, "a population is positive and has its year"),
        ({"population_year": 2024}, "a population is positive and has its year"),
        ({"latitude": 51.0}, "a place is a latitude and a longitude in degrees"),
        ({"longitude": 0.0}, "a place is a latitude and a longitude in degrees"),
        ({"latitude": 90.5, "longitude": 0.0}, "a place is a latitude and a longitude in degrees"),
        ({"latitude": -90.5, "longitude": 0.0}, "a place is a latitude and a longitude in degrees"),
        ({"latitude": 0.0, "longitude": 180.5}, "a place is a latitude and a longitude in degrees"),
        (
            {"latitude": 0.0, "longitude": -180.5},
            "a place is a latitude and a longitude in degrees",
        ),
    ],
)
def test_refuses_to_be_made_wrongly(wrong: dict[str, object], fault: str) -> None:
    with pytest.raises(ValueError, match=f": {fault}\\.$"):
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
