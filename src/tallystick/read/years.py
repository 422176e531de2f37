"""The months that a file is named for; and whether its name or its days are right where they lie
years apart, as the files beside it tell."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from itertools import islice
from pathlib import Path, PurePosixPath

from tallystick.read.columns.periods import Period, month_named, read_period
from tallystick.read.tables.layout import Layout

_MOST_FILES = 500  # beside a file that are looked at


def stated_months(sheet: str, path: Path) -> Period | None:
    """The months that the sheet's name states, else the file's name, else its folder's."""
    return own_months(sheet, path) or _months_named(path.absolute().parent.name, path)


def own_months(sheet: str, path: Path) -> Period | None:
    """The months that the sheet's name states, else the file's name."""
    texts = (*reversed(sheet.split(" > ")), path.stem)
    return next((told for text in texts if (told := _months_named(text, path))), None)


def _months_named(text: str, path: Path) -> Period | None:
    """The months that a name states; the year of a lone month is the file's or its folder's."""
    stem = text.removesuffix(PurePosixPath(text).suffix) if "." in text[-6:] else text
    if period := read_period(stem):
        return period
    if number := month_named(stem):
        year = read_period(path.stem) or read_period(path.absolute().parent.name)
        months = [month for month in year.months() if month.month == number] if year else []
        if months:
            return Period(months[0], months[0])
    return None


def settle_years(layout: Layout, stated: Period | None, path: Path) -> Layout:
    """The layout with the years of its days settled.

    The name holds, because a list of payments cannot be older or younger than its publishing by
    years, unless the files beside it say otherwise: another is named for the same months, and none
    for the months of the days. stated: what the sheet or file itself is named for; a folder's name
    alone moves no day.
    """
    off = layout.dates.years_off
    if not off:
        return layout
    if stated is None:
        return replace(layout, dates=replace(layout.dates, years_off=0, years_doubted=off))
    named = set(stated.months())
    dated = {month.replace(year=month.year + off) for month in named}
    others = [set(period.months()) for period in _beside(path)]
    again = any(months & named for months in others)
    if again and not any(months & dated for months in others):
        return replace(layout, dates=replace(layout.dates, years_off=0, years_doubted=off))
    return layout


def _beside(path: Path) -> Iterable[Period]:
    """The periods that the other files of a folder are named for."""
    names = sorted(other.name for other in islice(path.absolute().parent.iterdir(), _MOST_FILES))
    for name in names:
        period = read_period(Path(name).stem) if name != path.name else None
        if period is not None:
            yield period


def year_told(layout: Layout, first: date | None) -> str:
    """What is said of days whose year was moved or doubted; "" where neither."""
    dates = layout.dates
    if dates.years_off and first is not None:
        wrong, right = first.year + dates.years_off, first.year
        return f"carry the year {wrong}, the name {right}: they count in {right}"
    if dates.years_doubted and first is not None:
        named = first.year - dates.years_doubted
        return f"carry the year {first.year}, the name {named}: they count in {first.year}"
    return ""
