"""The dates of a panel, however they are written: numbers, years, quarters, months or days."""

import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

DATES_A_YEAR = {
    "number": 1,
    "financial year": 1,
    "year": 1,
    "quarter": 4,
    "month": 12,
    "week": 52,
    "day": 1,  # a year's season of days is too long to learn from what is published
}
"""How many dates make a year, by kind."""

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

_NUMBER = re.compile(r"(-?\d+)(?:\.0+)?")
_YEARS = re.compile(r"(?:FY ?)?(\d{4})[/-](?:\d\d)?(\d\d)", re.IGNORECASE)
_QUARTERS = (
    re.compile(r"(?P<year>\d{4})[ :-]?q(?P<quarter>[1-4])", re.IGNORECASE),
    re.compile(r"q(?P<quarter>[1-4])[ -]?(?P<year>\d{4})", re.IGNORECASE),
)
_MONTH_FORMS = (
    re.compile(r"(?P<year>\d{4})[/m:-](?P<month>\d{1,2})", re.IGNORECASE),
    re.compile(r"(?P<year>(?:19|20)\d{2})(?P<month>0[1-9]|1[0-2])"),
    re.compile(r"(?P<month>\d{1,2})/(?P<year>\d{4})"),
    re.compile(r"(?P<word>[a-z]{3})[a-z]*\.?[ -]?(?P<year>\d{4})", re.IGNORECASE),
    re.compile(r"(?P<year>\d{4})[ -]?(?P<word>[a-z]{3})[a-z]*", re.IGNORECASE),
)
_DAY_FORMS = (
    re.compile(r"(?P<year>\d{4})[/-](?P<month>\d{1,2})[/-](?P<day>\d{1,2})(?:[T ][\d:.]+Z?)?"),
    re.compile(r"(?P<year>(?:19|20)\d{2})(?P<month>0[1-9]|1[0-2])(?P<day>[0-3]\d)"),
    re.compile(r"(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})[/.-](?P<year>\d{4})"),
    re.compile(r"(?P<day>\d{1,2})[ -](?P<word>[a-z]{3})[a-z]*[ -](?P<year>\d{4})", re.IGNORECASE),
)


@dataclass(frozen=True, slots=True)
class Calendar:
    """How one panel writes its dates. kind: a key of DATES_A_YEAR."""

    kind: str

    @property
    def period(self) -> int:
        """Dates in a year."""
        return DATES_A_YEAR[self.kind]

    def position(self, label: str) -> int:
        """Where a label stands on the line of dates; neighbours differ by one. A label may be
        coarser than the dates, and then means its first one. Raises ValueError for another."""
        for read in _READERS[self.kind]:
            with suppress(ValueError):
                return read(label.strip())
        raise ValueError(f"{label!r} is not a {self.kind}.")


def calendar_of(labels: Sequence[str]) -> Calendar | None:
    """The calendar that every label fits, or nothing. 2011-12 alone could be December 2011 or a
    financial year; the other labels of the column decide, and 2011/12 is the year when all fit.
    Months that come a year apart are years, and three apart quarters."""
    written = [label.strip() for label in labels]
    for kind, read in _COLUMNS:
        try:
            places = sorted({read(label) for label in written})
        except ValueError:
            continue
        if places:
            return Calendar(_coarsest(kind, places))
    return None


def _coarsest(kind: str, places: Sequence[int]) -> str:
    """The kind that dates of this kind really are, from how far they lie apart."""
    steps = [later - earlier for earlier, later in pairwise(places)]
    if kind == "day":
        days = [date.fromordinal(place) for place in places]
        months = [_month_of(day) for day in days]
        if len(set(months)) == len(months) and len({day.day for day in days} | {1}) <= _MONTH_ENDS:
            return _coarsest("month", months)
        return "week" if steps and all(step % 7 == 0 for step in steps) else "day"
    if kind == "month" and steps:
        if all(step % 12 == 0 for step in steps):
            return "year"
        if all(step % 3 == 0 for step in steps):
            return "quarter"
    return kind


_MONTH_ENDS = 5
"""A column of months' first days or last days holds no more days of the month than 1, 28 to 31."""


def _number(label: str) -> int:
    found = _NUMBER.fullmatch(label)
    if not found or _is_compact(label):
        raise ValueError(label)
    return int(found[1])


def _is_compact(label: str) -> bool:
    """Whether digits alone are a month (202107) or a day (20210701)."""
    return any(form.fullmatch(label) for form in (_MONTH_FORMS[1], _DAY_FORMS[1]))


def _financial_year(label: str) -> int:
    found = _YEARS.fullmatch(label)
    if not found or (int(found[1]) + 1) % 100 != int(found[2]):
        raise ValueError(label)
    return int(found[1])


def _quarter(label: str) -> int:
    found = _first(_QUARTERS, label)
    return int(found["year"]) * 4 + int(found["quarter"]) - 1


def _month(label: str) -> int:
    found = _first(_MONTH_FORMS, label)
    month = _month_number(found)
    if not 1 <= month <= 12:
        raise ValueError(label)
    return int(found["year"]) * 12 + month - 1


def _day(label: str) -> int:
    found = _first(_DAY_FORMS, label)
    return date(int(found["year"]), _month_number(found), int(found["day"])).toordinal()


def _first(forms: Sequence[re.Pattern[str]], label: str) -> Mapping[str, str]:
    for form in forms:
        if found := form.fullmatch(label):
            return found.groupdict()
    raise ValueError(label)


def _month_number(found: Mapping[str, str]) -> int:
    word = found.get("word")
    return _MONTHS.index(word.lower()) + 1 if word else int(found["month"])


def _month_of(day: date) -> int:
    return day.year * 12 + day.month - 1


def _any_month(label: str) -> int:
    """A month, or the month of a day."""
    try:
        return _month(label)
    except ValueError:
        return _month_of(date.fromordinal(_day(label)))


def _month_of_number(label: str) -> int:
    return _number(label) * 12


def _day_of_month(label: str) -> int:
    month = _month(label)
    return date(month // 12, month % 12 + 1, 1).toordinal()


Reader = Callable[[str], int]


def _by(read: Reader, dates: int) -> Reader:
    """Months read as spans of so many."""
    return lambda label: read(label) // dates


_COLUMNS: tuple[tuple[str, Reader], ...] = (
    ("number", _number),
    ("financial year", _financial_year),
    ("quarter", _quarter),
    ("day", _day),
    ("month", _any_month),
)
"""What a column may be, in the order of trying."""

_READERS: Mapping[str, tuple[Reader, ...]] = {
    "number": (_number, _by(_any_month, 12)),
    "financial year": (_financial_year,),
    "year": (_by(_any_month, 12), _number),
    "quarter": (_quarter, _by(_any_month, 3), _by(_month_of_number, 3)),
    "month": (_any_month, _month_of_number),
    "week": (_day, _day_of_month),
    "day": (_day, _day_of_month),
}
"""How each kind reads a label: as it is written, then finer or coarser ones."""
