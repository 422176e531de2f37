"""The dated tables of appraisal are whole."""

from datetime import date
from decimal import Decimal

import pytest

from tallystick.reference.appraisal import (
    Band,
    DiscountSchedule,
    Uplift,
    load_discount_schedule,
    load_evidence_grades,
    load_optimism_bias,
)

TODAY = date(2026, 11, 23)


def test_the_schedule_in_force_is_found_by_day() -> None:
    schedule = load_discount_schedule(TODAY)
    assert schedule.id == "green_book_2026_02"
    assert schedule.bands[0] == Band(0, 30, Decimal("0.035"))
    assert schedule.bands[-1] == Band(301, None, Decimal("0.01"))
    assert load_discount_schedule(TODAY, rate="health").bands[0].rate == Decimal("0.015")


def test_a_day_or_a_rate_that_the_table_lacks_is_refused() -> None:
    with pytest.raises(LookupError, match="in force on 2001-01-01"):
        load_discount_schedule(date(2001, 1, 1))
    with pytest.raises(LookupError, match="no 'private' rate"):
        load_discount_schedule(TODAY, rate="private")


@pytest.mark.parametrize(
    "bands",
    [
        (Band(0, 30, Decimal(0)), Band(32, None, Decimal(0))),
        (Band(1, None, Decimal(0)),),
        (Band(0, 30, Decimal(0)),),
    ],
)
def test_bands_leave_no_gap(bands: tuple[Band, ...]) -> None:
    with pytest.raises(ValueError, match=r"leave a gap|last band"):
        DiscountSchedule(id="x", in_force_from=TODAY, rate="standard", bands=bands, sources=())


def test_uplifts_fall_and_grades_fall() -> None:
    assert load_optimism_bias()["outsourcing", "operating"] == Uplift(Decimal("0.41"), Decimal(0))
    assert len(load_optimism_bias()) == 11
    grades = load_evidence_grades()
    assert list(grades) == sorted(grades)
    assert list(grades.values()) == sorted(grades.values(), reverse=True)
    with pytest.raises(ValueError, match="upper to lower"):
        Uplift(Decimal("0.1"), Decimal("0.2"))
