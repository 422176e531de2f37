"""Months stated in words: in a file name, a sheet name or a column of periods."""

import re
from collections.abc import Callable, Sequence
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
_SHORT_YEARS = re.compile(r"(?<![\d/])(\d\d)[/-](\d\d)(?![\d/])")
_TWO_YEARS = r"(?:(20\d\d)[/-](?:20)?|(\d\d)/)(\d\d)(?!\d)"
_MONTH_OF_YEARS = re.compile(rf"(?<![a-z]){_MONTH}[\s_.,-]*{_TWO_YEARS}")
_PERIOD_NUMBER = re.compile(
    r"(?<![a-z])(p(?:er(?:iod)?|d)?|m(?:th|onth)?)[\s_.-]*(0?[1-9]|1[0-6])(?!\d)"
)
_NUMBER_BESIDE_YEARS = re.compile(
    r"(?P<before>0?[1-9]|1[0-6])[\s_-]+20\d\d[/-](20)?\d\d|"
    r"20\d\d[/-](20)?\d\d[\s_/-]+(?P<after>0?[1-9]|1[0-6])"
)
_YEAR_AND_PERIOD = re.compile(r"(20\d\d)0(0[1-9]|1[0-6])")  # as ledgers key them: 2019007
_YEAR_CELL = re.compile(r"(fy\s?)?(20\d\d([/-](20)?\d\d)?|\d\d/\d\d)", re.IGNORECASE)
_MONTH_CELL = re.compile(rf"{_MONTH}|(p|period |month |m)?(0?[1-9]|1[0-3])", re.IGNORECASE)
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
    2010', 'Apr-Jun 2015', 'Q1 2023-24', 'P07 2019/20' (quarters and periods count from April),
    '2024-25' (April to March).
    """
    folded = text.strip().lower()[:_LONGEST]
    if not _MONTH_ALONE.search(folded) and (numbered := _numbered(folded)):
        return numbered
    quarter = _QUARTER.search(folded)
    months = [] if quarter else _months_in(folded)
    if months:
        return Period(min(months), max(months))
    start = _financial_year(folded, short=quarter is not None)
    if quarter:
        lone = re.search(r"(?<!\d)(20\d\d)(?!\d)", folded)
        start = start or (int(lone.group(1)) if lone else None)
        return _quarter(start, int(quarter.group(1))) if start else None
    return Period(date(start, 4, 1), date(start + 1, 3, 1)) if start else None


def month_named(text: str) -> int | None:
    """The month that a text names without a year: a sheet called 'April' -> 4."""
    found = _MONTH_ALONE.search(text.lower())
    return _NAMES.index(found.group(1)[:3]) + 1 if found else None


def is_month_alone(cell: str) -> bool:
    """True for a month or accounting period without its year: 'April', '4', 'P01'."""
    return bool(_MONTH_CELL.fullmatch(cell.strip()))


def year_column(
    headers: Sequence[str], columns: Sequence[Sequence[str]], months: int
) -> int | None:
    """The column that gives the years of a column of months without any, None where the months
    need none or no column does.

    headers: one text a column. columns: the cells below each. months: the column of months.
    """
    if not _mostly(is_month_alone, columns[months]):
        return None
    places = (
        i
        for i, header in enumerate(headers)
        if i != months and ("year" in header.lower() or header.strip().lower() in ("fy", "yr"))
    )
    return next((i for i in places if _mostly(_is_year, columns[i])), None)


def _is_year(cell: str) -> bool:
    return bool(_YEAR_CELL.fullmatch(cell.strip()))


def _mostly(holds: Callable[[str], bool], cells: Sequence[str]) -> bool:
    filled = [cell for cell in cells if cell.strip()]
    return bool(filled) and sum(map(holds, filled)) >= 0.9 * len(filled)


def _numbered(folded: str) -> Period | None:
    """The month that an accounting period's number and its year name; after the twelfth come the
    corrections of March."""
    if keyed := _YEAR_AND_PERIOD.fullmatch(folded):
        return _period(int(keyed.group(1)), int(keyed.group(2)))
    named = _PERIOD_NUMBER.search(folded)
    if not named:
        beside = _NUMBER_BESIDE_YEARS.fullmatch(folded)
        start = _financial_year(folded) if beside else None
        number = (beside.group("before") or beside.group("after")) if beside else ""
        return _period(start, int(number)) if start else None
    start = _financial_year(folded, short=True)
    if not start and named.group(1).startswith("p"):
        lone = re.search(r"(?<!\d)(20\d\d)(?!\d)", folded)
        start = int(lone.group(1)) if lone else None
    return _period(start, int(named.group(2))) if start else None


def _financial_year(folded: str, *, short: bool = False) -> int | None:
    """The year in which the financial year that a text names begins. short: '19/20' names one."""
    years = _YEARS.search(folded)
    if years and _follows(years):
        return int(years.group(1))
    brief = _SHORT_YEARS.search(folded) if short else None
    return 2000 + int(brief.group(1)) if brief and _follows(brief) else None


def _period(start_year: int, number: int) -> Period:
    month = _month_of(start_year, (min(number, 12) + 2) % 12 + 1)
    return Period(month, month)


def _month_of(start_year: int, month: int) -> date:
    """The first day of a calendar month of the financial year that begins in a year."""
    return date(start_year + (month < 4), month, 1)


def _months_in(folded: str) -> list[date]:
    found: list[date] = []
    if match := _MONTH_RANGE.search(folded):
        last = _first_day(match.group(3), _number(match.group(2)))
        first = _first_day(match.group(3), _number(match.group(1)))
        found += [first if first <= last else first.replace(year=first.year - 1), last]
    found = found or [
        _month_of(2000 + int((m.group(2) or m.group(3))[-2:]), _number(m.group(1)))
        for m in _MONTH_OF_YEARS.finditer(folded)
        if (int((m.group(2) or m.group(3))[-2:]) + 1) % 100 == int(m.group(4))
    ]
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
