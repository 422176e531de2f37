"""Date cells, by explicit formats only: which formats a column holds, and the date of each cell."""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Set
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from tallystick.read.columns.years import moved_by_years, years_off

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january",
            "feb february",
            "mar march",
            "apr april",
            "may",
            "jun june",
            "jul july",
            "aug august",
            "sep sept september",
            "oct october",
            "nov november",
            "dec december",
        ),
        start=1,
    )
    for name in names.split()
}
_TIME = re.compile(
    r"(?:T|\s+)\d{1,2}:\d{2}(:\d{2})?(\.\d+)?\s*([AP]M)?(Z|[+-]\d\d:?\d\d)?$", re.IGNORECASE
)
_TWELVE_HOURS = re.compile(r"\d\s*[AP]M$", re.IGNORECASE)  # a clock that goes with month first
_YEAR_FIRST = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})")
_NUMBERS = re.compile(r"(\d{1,2})\s?([-/. ])\s?(\d{1,2})\s?\2\s?(\d{4}|\d{2})")
_NAMED = re.compile(
    r"(?:[A-Za-z]{3,9},?\s+)?(\d{1,2})(?:st|nd|rd|th)?([-/. ]*)"
    r"([A-Za-z]{3,9})\.?,?([-/. ]*)(\d{4}|\d{2})"
)
_MONTH_FIRST_NAMED = re.compile(
    r"(?:[A-Za-z]{3,9},?\s+)?([A-Za-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})"
)
_YEARLESS = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?([-/. ]*)([A-Za-z]{3,9})\.?")
_DIGITS = re.compile(r"\d{8}(\d{6})?")  # a day, or a day and a time
_SERIAL = re.compile(r"([3-5]\d{4})(\.\d+)?")
_LONGEST = 60  # characters; a longer cell is text, and is not worth a search
_FIRST_SERIAL_DAY = date(1899, 12, 30)
_EARLIEST, _LATEST = date(1995, 1, 1), date(2079, 12, 31)
_DESTROYED = re.compile(
    r"#{3,}|\d{1,3}:\d{2}(:\d{2})?(\.\d+)?|00[/.-]0[01][/.-](1900|0000)|0?[01][/.-]0?1[/.-]1900"
)


@dataclass(frozen=True, slots=True)
class DateReading:
    """One cell read as a date, and the format, as strptime writes it, that read it."""

    on: date
    written: str


@dataclass(frozen=True, slots=True)
class DateStyle:
    """How a column writes its dates. month_first settles cells that two readings fit."""

    month_first: bool = False
    written: str = ""  # formats met, most used first, joined by " | "
    earliest: date = _EARLIEST  # days outside are typing errors and are read as no date
    latest: date = _LATEST
    years: tuple[tuple[int, int], ...] = ()  # the year of each month, where cells give none
    years_off: int = 0  # by how many years the days are later than they can be
    years_doubted: int = 0  # the same where the days were believed


def read_date(cell: str, style: DateStyle) -> DateReading | None:
    """The date in a cell, None where it holds none that a known format reads."""
    text = cell.strip().strip("'\"")
    if len(text) > _LONGEST:
        return None
    time = _TIME.search(text)
    day = text[: time.start()].strip() if time else text
    found = (
        _year_first(day)
        or _numbers(day, style.month_first)
        or _named(day)
        or _packed(day)
        or _yearless(day, style.years)
    )
    if found is None or not _EARLIEST <= found.on <= _LATEST:
        return None
    if time is None:
        return found
    seconds = ":%S" if time.group(1) else ""
    mark = "T" if text[time.start()] in "Tt" else " "
    clock = "%I:%M" if time.group(3) else "%H:%M"
    half = " %p" if time.group(3) else ""
    return DateReading(found.on, f"{found.written}{mark}{clock}{seconds}{half}")


def read_day(cell: str, style: DateStyle) -> date | None:
    """The day in a cell, None where it holds none."""
    return day_reader(style)(cell)


@lru_cache(maxsize=64)
def day_reader(style: DateStyle) -> Callable[[str], date | None]:
    """A function that reads the day in a cell like read_day, with a cache, because the same few
    cells occur on most lines."""

    @lru_cache(maxsize=1 << 14)
    def read(cell: str) -> date | None:
        found = read_date(cell, style)
        if found is None or not style.earliest <= found.on <= style.latest:
            return None
        return moved_by_years(found.on, style.years_off) if style.years_off else found.on

    return read


def looks_dated(cell: str) -> bool:
    """True when a cell has the form of a day, even if that day does not exist (31 February)."""
    text = _TIME.sub("", cell.strip()[:_LONGEST])
    return bool(_YEAR_FIRST.fullmatch(text) or _NUMBERS.fullmatch(text) or _NAMED.fullmatch(text))


def is_yearless(cell: str) -> bool:
    """True for a day of a month without its year: '03-Dec'."""
    match = _YEARLESS.fullmatch(cell.strip()[:_LONGEST])
    return bool(match and match.group(3).lower() in _MONTHS and 1 <= int(match.group(1)) <= 31)


def is_destroyed(cell: str) -> bool:
    """True for the remains of a date that a spreadsheet damaged: '########', '44:12.0',
    '00/01/1900'."""
    return bool(_DESTROYED.fullmatch(cell.strip()[:_LONGEST]))


def date_style(cells: Mapping[str, int], expected: Iterable[date] = ()) -> DateStyle:
    """How a column writes its dates.

    cells: distinct cells with their number of occurrences. expected: first days of the months that
    the file name or sheet name states.
    Whether day or month comes first is decided in this order: a number above twelve decides, unless
    all other cells fall into the column's months only in the opposite order (a spreadsheet has then
    swapped the dates it could); without such a number, the order that gives the expected months;
    else day first, as in Britain, unless a 12-hour clock stands beside it. A day without a year
    gets the year that brings it nearest to the expected months.
    """
    expected = frozenset(expected)
    day_first = Counter[bool]()
    for cell, times in cells.items():
        match = _NUMBERS.fullmatch(_TIME.sub("", cell.strip()[:_LONGEST]))
        if match:
            first, second = int(match.group(1)), int(match.group(3))
            if (first > 12) != (second > 12):
                day_first[first > 12] += times
    month_first = _prefers_month_first(cells, day_first, expected)
    plain = DateStyle(month_first, years=_nearest_years(expected))
    written = Counter[str]()
    for cell, times in cells.items():
        found = read_date(cell, plain)
        if found:
            written[found.written] += times
    ranked = sorted(written, key=lambda name: (-written[name], name))
    earliest, latest = _likely_days(cells, plain)
    style = DateStyle(month_first, " | ".join(ranked), earliest, latest, plain.years)
    days = Counter[date]()
    for cell, times in cells.items() if expected else ():
        if day := read_day(cell, style):
            days[day] += times
    return replace(style, years_off=years_off(days, expected))


def _nearest_years(expected: Collection[date]) -> tuple[tuple[int, int], ...]:
    """For each month of the year, the year that brings it nearest to an expected month."""
    if not expected:
        return ()
    months = [on.year * 12 + on.month - 1 for on in expected]
    around = sorted(
        range(min(months) - 6, max(months) + 6),
        key=lambda month: min(abs(month - known) for known in months),
    )
    years: dict[int, int] = {}
    for month in around:
        years.setdefault(month % 12 + 1, month // 12)
    return tuple(sorted(years.items()))


def _likely_days(cells: Mapping[str, int], style: DateStyle) -> tuple[date, date]:
    """The range in which the column's days can lie: the span of the middle half of its days,
    extended at either end by twice that span plus three years."""
    found = [(on, times) for cell, times in cells.items() if (on := read_day(cell, style))]
    days = sorted(day for on, times in found for day in [on] * min(times, 1000))
    if len(days) < 3:
        return _EARLIEST, _LATEST
    quarter = (len(days) + 1) // 4
    low, high = days[quarter], days[-1 - quarter]
    room = timedelta(days=3 * 365) + 2 * (high - low)
    return max(_EARLIEST, low - room), min(_LATEST, high + room)


def _prefers_month_first(
    cells: Mapping[str, int], day_first: Counter[bool], expected: Set[date]
) -> bool:
    sure, unsure = _months_read(cells)
    known = expected if sure.total() < 2 * _within(sure, expected) or not sure else set(sure)
    inside = {first: _within(months, known) for first, months in unsure.items()}
    if inside[True] > 0.9 * unsure[True].total() and inside[True] > 2 * inside[False] + 1:
        return True
    fewer, more = sorted((day_first[False], day_first[True]))
    if not more and not known:
        return all(_TWELVE_HOURS.search(cell) for cell in cells)
    return fewer * 20 < more and day_first[False] > day_first[True]


def _months_read(cells: Mapping[str, int]) -> tuple[Counter[date], dict[bool, Counter[date]]]:
    """The months of cells that have one reading only; and the months of the ambiguous cells, with
    the day first (False) and with the month first (True)."""
    sure, unsure = Counter[date](), {False: Counter[date](), True: Counter[date]()}
    for cell, times in cells.items():
        by_day, by_month = (read_date(cell, DateStyle(month_first=m)) for m in (False, True))
        if by_day is None or by_month is None:
            continue
        if by_day == by_month:
            sure[by_day.on.replace(day=1)] += times
        else:
            unsure[False][by_day.on.replace(day=1)] += times
            unsure[True][by_month.on.replace(day=1)] += times
    return sure, unsure


def _within(months: Counter[date], known: Set[date]) -> int:
    return sum(times for month, times in months.items() if month in known)


def _year_first(text: str) -> DateReading | None:
    match = _YEAR_FIRST.fullmatch(text)
    if not match:
        return None
    mark = match.group(2)
    return _dated(match.group(1), match.group(3), match.group(4), f"%Y{mark}%m{mark}%d")


def _numbers(text: str, month_first: bool) -> DateReading | None:
    match = _NUMBERS.fullmatch(text)
    if not match:
        return None
    first, mark, second, year = match.groups()
    year_mark = "%Y" if len(year) == 4 else "%y"
    by_day = _dated(year, second, first, f"%d{mark}%m{mark}{year_mark}")
    by_month = _dated(year, first, second, f"%m{mark}%d{mark}{year_mark}")
    return (by_month or by_day) if month_first else (by_day or by_month)


def _named(text: str) -> DateReading | None:
    if match := _NAMED.fullmatch(text):
        day, mark, name, second_mark, year = match.groups()
        written = f"%d{mark}{_name_mark(name)}{second_mark}{'%Y' if len(year) == 4 else '%y'}"
    elif match := _MONTH_FIRST_NAMED.fullmatch(text):
        name, day, year = match.groups()
        written = f"{_name_mark(name)} %d %Y"
    else:
        return None
    month = _MONTHS.get(name.lower())
    return _dated(year, str(month), day, written) if month else None


def _name_mark(name: str) -> str:
    return "%b" if len(name) == 3 else "%B"


def _packed(text: str) -> DateReading | None:
    if _DIGITS.fullmatch(text):
        clock = "%H%M%S" if text[8:] else ""
        return _dated(text[:4], text[4:6], text[6:8], f"%Y%m%d{clock}") or _dated(
            text[4:8], text[2:4], text[:2], f"%d%m%Y{clock}"
        )
    if match := _SERIAL.fullmatch(text):
        return DateReading(_FIRST_SERIAL_DAY + timedelta(days=int(match.group(1))), "excel serial")
    return None


def _yearless(text: str, years: tuple[tuple[int, int], ...]) -> DateReading | None:
    match = _YEARLESS.fullmatch(text) if years else None
    month = _MONTHS.get(match.group(3).lower()) if match else None
    if match is None or month is None:
        return None
    day, mark, name = match.groups()
    return _dated(str(dict(years)[month]), str(month), day, f"%d{mark}{_name_mark(name)}")


def _dated(year: str, month: str, day: str, written: str) -> DateReading | None:
    full_year = int(year) + 2000 if len(year) == 2 else int(year)
    try:
        found = date(full_year, int(month), int(day))
    except ValueError:
        return None
    return DateReading(found, written) if _EARLIEST <= found <= _LATEST else None
