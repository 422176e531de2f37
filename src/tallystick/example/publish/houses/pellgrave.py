"""Pellgrave District Council: a ledger's raw extract, a file a month.

Two columns without a name in front, the supplier's name under 'Supplier ID(T)', amounts with the
noise of floating point. Three months have a comma too many on their data lines only, and one month
stands there twice.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from tallystick.example.publish import columns as col
from tallystick.example.publish import texts
from tallystick.example.publish.binding import plain_file
from tallystick.example.publish.pages import Column, Entry, Page, PublishedFile, rows_of
from tallystick.example.publish.periods import by_month
from tallystick.example.publish.press import Press
from tallystick.example.publish.quirks import with_trailing_commas
from tallystick.example.world.county_nouns import Line
from tallystick.example.write.delimited import Dialect
from tallystick.words.roles import Role

_PRESS = Press(redacted_as=("REDACTED", "Redacted - individual"))
_COMMA_TOO_MANY = ("2024-01", "2024-02", "2024-03")
_PUBLISHED_TWICE = "2024-06"


def _noisy(entry: Entry) -> str:
    return texts.noisy(entry.line.pence, entry.line.vat_pence)


def _year_and_month(day: date) -> str:
    return f"{day:%Y%m}"


_COLUMNS: tuple[Column, ...] = (
    col.same("", "INSERTED DETAIL"),
    col.blank(),
    col.department("Nstrg(T)"),
    col.same("Cipfsubj(T)", "Supplies and Services"),
    col.description("Cipfsubs(T)"),
    col.reference("TransNo"),
    col.same("Seq no", "1"),
    col.period("Period", _year_and_month),
    col.supplier("Supplier ID(T)"),
    Column("Amount", _noisy, Role.AMOUNT),
    col.paid_on("Updated", texts.iso),
)


def publish(lines: Sequence[Line], rng: random.Random) -> Iterator[PublishedFile]:
    """Twenty-four months, and one of them a second time."""
    for month, paid in by_month(lines).items():
        rows = rows_of(_COLUMNS, _PRESS.entries(paid, rng))
        quirks = ["lying_header", "unnamed_first_columns", "floating_point_noise"]
        if month in _COMMA_TOO_MANY:
            rows = with_trailing_commas(rows)
            quirks.append("trailing_commas_on_data_lines")
        page = Page("", _COLUMNS, tuple(rows), "%Y-%m-%d")
        file = plain_file(f"{month}.csv", page, Dialect(ends=("\n",)), quirks)
        yield file
        if month == _PUBLISHED_TWICE:
            yield replace(
                file,
                path=f"{month}_copy.csv",
                same_as=file.path,
                quirks=(*quirks, "published_twice"),
            )
