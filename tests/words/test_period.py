"""Months and financial years."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallystick.words.period import (
    FinancialYear,
    Month,
    missing_months,
    months_between,
    months_later,
)

DAYS = st.dates(date(1950, 1, 1), date(2150, 12, 31))
MONTHS = DAYS.map(Month.of)


def test_a_month_has_its_days() -> None:
    february = Month.parse("2024-02")
    assert february == Month(date(2024, 2, 1)) == Month.of(date(2024, 2, 29))
    assert (february.first_day, february.last_day) == (date(2024, 2, 1), date(2024, 2, 29))
    assert (str(february), february.year) == ("2024-02", 2024)
    assert str(Month.parse("2021-12").next) == "2022-01"
    assert str(Month.parse("2022-01").plus(-1)) == "2021-12"


@pytest.mark.parametrize("text", ["", "2021", "2021-13", "2021-7", "07-2021", "2021-07-01"])
def test_only_year_and_month_are_a_month(text: str) -> None:
    with pytest.raises(ValueError, match="month"):
        Month.parse(text)


def test_a_month_begins_on_its_first_day() -> None:
    with pytest.raises(ValueError, match="not the first day"):
        Month(date(2021, 7, 2))


def test_months_between_holds_both_ends() -> None:
    july, october = Month.parse("2021-07"), Month.parse("2021-10")
    assert [str(m) for m in months_between(july, october)] == [
        "2021-07",
        "2021-08",
        "2021-09",
        "2021-10",
    ]
    assert months_between(july, july) == (july,)
    assert months_between(october, july) == ()


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2024, 1, 15), 1, date(2024, 2, 15)),
        (date(2024, 1, 1), 0, date(2024, 1, 1)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),  # February is too short: its last day
        (date(2023, 1, 31), 1, date(2023, 2, 28)),
        (date(2024, 3, 31), -1, date(2024, 2, 29)),
        (date(2023, 11, 30), 14, date(2025, 1, 30)),
    ],
)
def test_a_day_so_many_months_later(day: date, months: int, later: date) -> None:
    assert months_later(day, months) == later


def test_missing_months_lie_between_those_present() -> None:
    present = [Month.parse(text) for text in ("2022-02", "2021-11", "2021-11", "2022-04")]
    assert [str(m) for m in missing_months(present)] == ["2021-12", "2022-01", "2022-03"]
    assert missing_months([]) == ()


@pytest.mark.parametrize(
    ("day", "label"),
    [
        (date(2021, 3, 31), "2020/21"),
        (date(2021, 4, 1), "2021/22"),
        (date(2022, 3, 31), "2021/22"),
        (date(1999, 12, 31), "1999/00"),
    ],
)
def test_a_financial_year_begins_in_april(day: date, label: str) -> None:
    assert FinancialYear.of(day).label == label
    assert str(FinancialYear.parse(label)) == label


def test_a_financial_year_has_its_days_and_months() -> None:
    year = FinancialYear.parse("2021/22")
    assert (year.start, year.end) == (date(2021, 4, 1), date(2022, 3, 31))
    assert (len(year.months), str(year.months[0]), str(year.months[-1])) == (
        12,
        "2021-04",
        "2022-03",
    )


@pytest.mark.parametrize("text", ["2021", "2021/23", "2021-22", "21/22", ""])
def test_only_two_years_that_follow_are_a_financial_year(text: str) -> None:
    with pytest.raises(ValueError, match="financial year"):
        FinancialYear.parse(text)


def test_a_year_off_the_calendar_is_refused() -> None:
    with pytest.raises(ValueError, match="year"):
        FinancialYear(0)


@given(DAYS)
def test_every_day_lies_in_its_month_and_year(day: date) -> None:
    month, year = Month.of(day), FinancialYear.of(day)
    assert month.first_day <= day <= month.last_day
    assert year.start <= day <= year.end
    assert month in year.months


@given(MONTHS, MONTHS)
def test_present_and_missing_fill_the_span(one: Month, other: Month) -> None:
    first, last = sorted((one, other))
    missing = missing_months([one, other])
    assert sorted({one, other, *missing}) == list(months_between(first, last))
    assert Month.parse(str(one)) == one
    assert one.plus(7).plus(-7) == one
