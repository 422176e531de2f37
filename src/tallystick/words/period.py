"""Months, and the financial year that councils keep: 1 April to 31 March."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

_MONTH = re.compile(r"(\d{4})-(\d{2})")
_YEAR = re.compile(r"(\d{4})/(\d{2})")
_QUARTER = re.compile(r"(\d{4})[-/](\d{2}) ?Q([1-4])")
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
    def start(self) -> date:
        """The first day, under the name that every period has for it."""
        return self.first_day

    @property
    def end(self) -> date:
        """The last day, which belongs to the month."""
        return self.last_day

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


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """Three months of a financial year: the first is April to June. Raises ValueError for a number
    other than 1 to 4."""

    year: FinancialYear
    number: int

    def __post_init__(self) -> None:
        if not 1 <= self.number <= 4:
            raise ValueError(f"{self.number} is not the number of a quarter.")

    @classmethod
    def parse(cls, text: str) -> "Quarter":
        """A quarter written '2026-27Q1' or '2026/27 Q1'. Raises ValueError for anything else."""
        found = _QUARTER.fullmatch(text)
        if not found:
            raise ValueError(f"{text!r} is not a quarter such as 2026/27 Q1.")
        return cls(FinancialYear.parse(f"{found[1]}/{found[2]}"), int(found[3]))

    def __str__(self) -> str:
        return f"{self.year} Q{self.number}"

    @property
    def start(self) -> date:
        """The first day."""
        return Month.of(self.year.start).plus(3 * (self.number - 1)).first_day

    @property
    def end(self) -> date:
        """The last day, which belongs to the quarter."""
        return Month.of(self.start).plus(2).last_day


Period = Month | Quarter | FinancialYear
"""What is billed at once: it has a start and an end, both days of it."""


def parse_period(text: str) -> Period:
    """A period written '2026-10', '2026-27Q1', '2026/27 Q1' or '2026/27'. Raises ValueError for
    anything else."""
    for kind in (Month, Quarter, FinancialYear):
        try:
            return kind.parse(text.strip())
        except ValueError:
            continue
    raise ValueError(f"{text!r} is not a period such as 2026-10, 2026/27 Q1 or 2026/27.")
