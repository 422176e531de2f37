"""Months, and the financial year that councils keep: 1 April to 31 March."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

_MONTH = re.compile(r"(\d{4})-(\d{2})")
_YEAR = re.compile(r"(\d{4})/(\d{2})")
APRIL = 4


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A calendar month, held as its first day. Raises ValueError for any other day."""

    first_day: date

    def __post_init__(self) -> None:
        if self.first_day.day != 1:
            raise ValueError(f"{self.first_day} is not the first day of a month.")

    @classmethod
    def of(cls, day: date) -> "Month":
        """The month that the day lies in."""
        return cls(date(day.year, day.month, 1))

    @classmethod
    def parse(cls, text: str) -> "Month":
        """A month written '2021-07'. Raises ValueError for anything else."""
        found = _MONTH.fullmatch(text)
        if not found:
            raise ValueError(f"{text!r} is not a month such as 2021-07.")
        return cls(date(int(found[1]), int(found[2]), 1))

    def __str__(self) -> str:
        return f"{self.first_day.year:04d}-{self.first_day.month:02d}"

    @property
    def year(self) -> int:
        """The calendar year."""
        return self.first_day.year

    @property
    def last_day(self) -> date:
        """The last day of the month (inclusive)."""
        return self.next.first_day - timedelta(days=1)

    @property
    def next(self) -> "Month":
        """The month after."""
        return self.plus(1)

    def plus(self, months: int) -> "Month":
        """The month so many months later, or earlier for a number below zero."""
        years, month = divmod(self.first_day.month - 1 + months, 12)
        return Month(date(self.first_day.year + years, month + 1, 1))


def months_between(first: Month, last: Month) -> tuple[Month, ...]:
    """Every month from first to last, both included; empty when last is before first."""
    count = (last.year - first.year) * 12 + last.first_day.month - first.first_day.month + 1
    return tuple(first.plus(months) for months in range(count))


def months_later(day: date, months: int) -> date:
    """The same day so many months later, or the last day of a month that is too short for it."""
    month = Month.of(day).plus(months)
    return min(month.first_day + timedelta(days=day.day - 1), month.last_day)


def missing_months(present: Iterable[Month]) -> tuple[Month, ...]:
    """The months between the earliest and the latest of `present` that are not in `present`, in
    order."""
    held = set(present)
    if not held:
        return ()
    return tuple(month for month in months_between(min(held), max(held)) if month not in held)


@dataclass(frozen=True, slots=True, order=True)
class FinancialYear:
    """The year from 1 April of first_year to 31 March of the next."""

    first_year: int

    def __post_init__(self) -> None:
        date(self.first_year, APRIL, 1)  # raises ValueError where the calendar has no such year

    @classmethod
    def of(cls, day: date) -> "FinancialYear":
        """The financial year that the day lies in."""
        return cls(day.year if day.month >= APRIL else day.year - 1)

    @classmethod
    def parse(cls, text: str) -> "FinancialYear":
        """A year written '2021/22'. Raises ValueError for anything else, so for '2021/23'."""
        found = _YEAR.fullmatch(text)
        if found and cls(int(found[1])).label == text:
            return cls(int(found[1]))
        raise ValueError(f"{text!r} is not a financial year such as 2021/22.")

    @property
    def label(self) -> str:
        """The year as people write it: '2021/22'."""
        return f"{self.first_year:04d}/{(self.first_year + 1) % 100:02d}"

    def __str__(self) -> str:
        return self.label

    @property
    def start(self) -> date:
        """1 April."""
        return date(self.first_year, APRIL, 1)

    @property
    def end(self) -> date:
        """31 March, which belongs to the year."""
        return date(self.first_year + 1, APRIL, 1) - timedelta(days=1)

    @property
    def months(self) -> tuple[Month, ...]:
        """Its twelve months, April first."""
        return months_between(Month.of(self.start), Month.of(self.end))
