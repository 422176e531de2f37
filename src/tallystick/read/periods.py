"""Months stated in words: in a file name, a sheet name or a column of periods."""

import re
from dataclasses import dataclass
from datetime import date

_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_YEAR = r"((?:19|20)\d\d|\d\d)"
_MONTH_YEAR = re.compile(rf"(?<![a-z]){_MONTH}[\s_.,'’-]*{_YEAR}(?!\d)")
_YEAR_MONTH_NAME = re.compile(rf"(?<!\d)((?:19|20)\d\d)[\s_.-]*{_MONTH}(?![a-z])")
_YEAR_MONTH = re.compile(
    r"(?<!\d)((?:19|20)\d\d)[\s_./-]?(0[1-9]|1[0-2])(?:[\s_./-]?(?:0[1-9]|[12]\d|3[01]))?(?!\d)"
)
_MONTH_NUMBER_YEAR = re.compile(r"(?<!\d)(0?[1-9]|1[0-2])[\s_./-]((?:19|20)\d\d)(?!\d)")
_MONTH_RANGE = re.compile(
    rf"(?<![a-z]){_MONTH}[\s_.]*(?:-|to|–)[\s_.]*{_MONTH}[\s_.,'’-]*{_YEAR}(?!\d)"
)
_QUARTER = re.compile(r"(?<![a-z])q(?:uarter|tr)?[\s_.-]*([1-4])(?!\d)")
_YEARS = re.compile(r"(?<!\d)(20\d\d)[\s_/-]+(?:20)?(\d\d)(?!\d)")
_LONGEST = 200  # characters that a period is looked for in
_MONTH_ALONE = re.compile(rf"(?<![a-z]){_MONTH}(?![a-z])")


@dataclass(frozen=True, slots=True)
class Period:
    """Whole months, from the first day of the first to the first day of the last."""

    first: date
    last: date

    def months(self) -> list[date]:
        """The first day of each month within."""
        found = [self.first]
        while found[-1] < self.last:
            found.append(_next_month(found[-1]))
        return found


def read_period(text: str) -> Period | None:
    """The months that a text states, None where it states none.

    Reads 'Jan22', '2014-09', 'DCCSpendingOver500_202107', 'apr-2022-jun-2022', 'July 2010-September
    2010', 'Apr-Jun 2015', 'Q1 2023-24' (quarters count from April), '2024-25' (April to March).
    """
    folded = text.strip().lower()[:_LONGEST]
    quarter = _QUARTER.search(folded)
    months = [] if quarter else _months_in(folded)
    if months:
        return Period(min(months), max(months))
    years = _YEARS.search(folded)
    starts = int(years.group(1)) if years and _follows(years) else None
    if quarter:
        lone = re.search(r"(?<!\d)(20\d\d)(?!\d)", folded)
        start_year = starts or (int(lone.group(1)) if lone else None)
        return _quarter(start_year, int(quarter.group(1))) if start_year else None
    if starts:
        return Period(date(starts, 4, 1), date(starts + 1, 3, 1))
    return None


def month_named(text: str) -> int | None:
    """The month that a text names without a year: a sheet called 'April' -> 4."""
    found = _MONTH_ALONE.search(text.lower())
    return _NAMES.index(found.group(1)[:3]) + 1 if found else None


def _months_in(folded: str) -> list[date]:
    found: list[date] = []
    if match := _MONTH_RANGE.search(folded):
        last = _first_day(match.group(3), _number(match.group(2)))
        first = _first_day(match.group(3), _number(match.group(1)))
        found += [first if first <= last else first.replace(year=first.year - 1), last]
    if not found:
        found = [_first_day(m.group(2), _number(m.group(1))) for m in _MONTH_YEAR.finditer(folded)]
    if not found:
        found = [
            _first_day(m.group(1), _number(m.group(2))) for m in _YEAR_MONTH_NAME.finditer(folded)
        ]
    if not found:
        found = [_first_day(m.group(1), int(m.group(2))) for m in _YEAR_MONTH.finditer(folded)]
    if not found:
        found = [
            _first_day(m.group(2), int(m.group(1))) for m in _MONTH_NUMBER_YEAR.finditer(folded)
        ]
    return [month for month in found if date(2005, 1, 1) <= month <= date(2079, 12, 1)]


def _follows(years: re.Match[str]) -> bool:
    return (int(years.group(1)) + 1) % 100 == int(years.group(2))


def _quarter(start_year: int, number: int) -> Period:
    month = 1 + number * 3 if number < 4 else 1
    year = start_year if number < 4 else start_year + 1
    return Period(date(year, month, 1), date(year, month + 2, 1))


def _number(name: str) -> int:
    return _NAMES.index(name[:3]) + 1


def _first_day(year: str, month: int) -> date:
    return date(int(year) + 2000 if len(year) == 2 else int(year), month, 1)


def _next_month(month: date) -> date:
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)
