"""Days whose year cannot be: all lie years away from the months that their file is named for."""

from collections import Counter
from collections.abc import Collection, Mapping
from datetime import date

_MOST_MONTHS = 3  # that a file is named for, so that the months of its days can agree with them
_NEARLY_ALL = 0.8  # share of the days; judgement, not measured
_YEARS = 2  # a file named for the year before or after is named wrong as often as it is dated wrong


def years_off(days: Mapping[date, int], expected: Collection[date]) -> int:
    """How many years too late days are: those of a file of one month to a quarter that nearly all
    fall in its months of another year, two years away or more. 0 for any other file.

    days: each with its lines. expected: first days of the months that the file is named for.
    """
    if not 0 < len(expected) <= _MOST_MONTHS:
        return 0
    years = {month.month: month.year for month in expected}
    apart = Counter[int]()
    for day, lines in days.items():
        if day.month in years:
            apart[day.year - years[day.month]] += lines
    off, lines = max(apart.items(), key=lambda item: (item[1], item[0]), default=(0, 0))
    return off if abs(off) >= _YEARS and lines >= _NEARLY_ALL * sum(days.values()) else 0


def moved_by_years(day: date, off: int) -> date:
    """The same day, `off` years earlier; 29 February is the 28th where there is none."""
    try:
        return day.replace(year=day.year - off)
    except ValueError:
        return day.replace(year=day.year - off, day=28)
