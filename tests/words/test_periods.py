"""What is billed at once: a month, a quarter, a year."""

from datetime import date

import pytest

from tallystick.words.period import FinancialYear, Month, Quarter, parse_period


@pytest.mark.parametrize(
    ("text", "shown", "start", "end"),
    [
        ("2026-10", "2026-10", date(2026, 10, 1), date(2026, 10, 31)),
        ("2026-27Q1", "2026/27 Q1", date(2026, 4, 1), date(2026, 6, 30)),
        ("2026/27 Q4", "2026/27 Q4", date(2027, 1, 1), date(2027, 3, 31)),
        ("2026/27", "2026/27", date(2026, 4, 1), date(2027, 3, 31)),
    ],
)
def test_periods_as_they_are_written(text: str, shown: str, start: date, end: date) -> None:
    period = parse_period(text)
    assert (str(period), period.start, period.end) == (shown, start, end)


@pytest.mark.parametrize("text", ["2026-13", "2026-27Q5", "2026-28Q1", "2026/28", "Q1", ""])
def test_what_is_no_period(text: str) -> None:
    with pytest.raises(ValueError, match="is not a period"):
        parse_period(text)


def test_a_year_has_four_quarters() -> None:
    with pytest.raises(ValueError, match="not the number of a quarter"):
        Quarter(FinancialYear(2026), 5)
    assert Quarter.parse("2026/27 Q3").start == Month.parse("2026-10").first_day
