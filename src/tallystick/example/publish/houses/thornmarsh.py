"""Thornmarsh District Council: true .xls workbooks in the first year, .ods in the second.

The header takes two rows: names of groups, and below them the columns of each.
"""

import random
from collections.abc import Iterator, Sequence

from tallystick.example.publish import columns as col
from tallystick.example.publish import texts
from tallystick.example.publish.binding import workbook
from tallystick.example.publish.pages import Column, Page, PublishedFile, rows_of
from tallystick.example.publish.periods import by_quarter
from tallystick.example.publish.press import Press
from tallystick.example.publish.quirks import with_preamble, with_total, with_two_row_header
from tallystick.example.world.county_nouns import Line

_PRESS = Press(redacted_as=("** REDACTED **",), capitals=True)


_GROUPS = ("Payment", "", "Supplier", "", "Spend", "", "Amount")
_COLUMNS: tuple[Column, ...] = (
    col.paid_on("Date", texts.as_day),
    col.reference("Ref"),
    col.supplier("Name"),
    col.supplier_ref("Number"),
    col.department("Service"),
    col.description("Type"),
    col.amount("£", texts.as_number),
)


def publish(lines: Sequence[Line], rng: random.Random) -> Iterator[PublishedFile]:
    """Eight quarters, four of either kind."""
    for (year, quarter), paid in by_quarter(lines).items():
        rows = rows_of(_COLUMNS, _PRESS.entries(paid, rng))
        rows = with_two_row_header(with_total(rows, _COLUMNS, "Grand Total"), _GROUPS)
        rows = with_preamble(rows, [f"Thornmarsh District Council: spend, quarter {quarter}", ""])
        old = year == "2023-24"
        yield workbook(
            f"Thornmarsh {year} quarter {quarter}.{'xls' if old else 'ods'}",
            [Page("Data", _COLUMNS, tuple(rows), "day")],
            ("two_row_header", "preamble", "totals", "capitals", "biff8_xls" if old else "ods"),
        )
