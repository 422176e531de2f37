"""How dates, shares and lists read."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallystick.words import phrases
from tallystick.words.period import Month, months_between
from tallystick.words.rate import SavingRange

JULY, DECEMBER = Month.parse("2021-07"), Month.parse("2021-12")


def test_a_day_and_a_month_read_as_people_write_them() -> None:
    assert phrases.day(date(2025, 3, 12)) == "12 March 2025"
    assert phrases.month(Month.parse("2025-03")) == "March 2025"


def test_a_payment_is_dated_by_day_then_month_then_not_at_all() -> None:
    assert phrases.when(date(2025, 3, 2), JULY) == "2 March 2025"
    assert phrases.when(None, JULY) == "July 2021"
    assert phrases.when(None, None) == "not known"


@pytest.mark.parametrize(
    ("part", "places", "words"),
    [
        (Fraction(1, 3), 1, "33.3%"),
        (Decimal("0.03"), 1, "3%"),
        (Decimal("0.025"), 1, "2.5%"),
        (Fraction(1, 1), 1, "100%"),
        (Fraction(0), 1, "0%"),
        (Fraction(1, 2000), 1, "0.1%"),  # halves go up
        (Fraction(1, 10_000), 1, "under 0.1%"),
        (Fraction(1, 10_000), 2, "0.01%"),
        (Fraction(-1, 20), 1, "-5%"),
        (Fraction(-1, 10_000), 1, "0%"),
    ],
)
def test_a_share_is_a_percentage(part: Fraction | Decimal, places: int, words: str) -> None:
    assert phrases.percent(part, places=places) == words


@given(st.fractions(min_value=0, max_value=1))
def test_a_share_that_is_there_never_reads_as_nothing(part: Fraction) -> None:
    assert (phrases.percent(part) == "0%") == (part == 0)


def test_numbers_agree_with_their_nouns() -> None:
    assert phrases.counted(1, "council") == "1 council"
    assert phrases.counted(1_234, "council") == "1,234 councils"
    assert phrases.counted(2, "body", "bodies") == "2 bodies"


def test_lists_read_as_sentences() -> None:
    assert phrases.listed([]) == ""
    assert phrases.listed(["a"]) == "a"
    assert phrases.listed(["a", "b"]) == "a and b"
    assert phrases.listed(["a", "b", "c"]) == "a, b and c"


def test_months_close_up_into_runs() -> None:
    year = months_between(JULY, Month.parse("2022-06"))
    assert phrases.months(year) == "July 2021 to June 2022"
    assert phrases.months([JULY]) == "July 2021"
    assert phrases.months([m for m in year[:6] if m not in year[2:5]]) == (
        "July 2021 to August 2021, December 2021"
    )
    assert phrases.months([]) == ""


def test_a_saving_is_always_a_range() -> None:
    assert phrases.saving(SavingRange(0, 150, 123_456_789)) == "£0 to £1.2m"


def test_a_threshold_is_said_in_words() -> None:
    assert phrases.threshold(None) == "not known"
    assert phrases.threshold(0) == "every payment"
    assert phrases.threshold(50_000) == "£500"
