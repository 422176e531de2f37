"""Marlcombe Borough Council: UTF-16 with tabs, a file a quarter, gross, VAT and net side by side.

Days in two styles in one column (the second clerk writes months in letters), a subtotal for each
month, a grand total, and notes below it.
"""

import random
from collections.abc import Iterator, Sequence

from tallystick.example.publish import columns as col
from tallystick.example.publish import texts
from tallystick.example.publish.binding import plain_file
from tallystick.example.publish.pages import Column, Entry, Page, PublishedFile, rows_of
from tallystick.example.publish.periods import by_quarter
from tallystick.example.publish.press import Press
from tallystick.example.publish.quirks import with_footer, with_monthly_subtotals, with_total
from tallystick.example.world.county_nouns import Line
from tallystick.example.write.delimited import Dialect
from tallystick.words.roles import Role

_PRESS = Press(redacted_as=("REDACTED DATA", "Private Individual"))


def _either_style(entry: Entry) -> str:
    day = entry.line.paid_on
    second_clerk = int(entry.line.reference[-1]) >= 7
    return texts.month_name(day) if second_clerk else texts.slashes(day)


_COLUMNS: tuple[Column, ...] = (
    col.same("Authority Name", "Marlcombe Borough Council", Role.BODY),
    Column("Date of Payment", _either_style, Role.PAID_ON),
    col.reference("DocumentNo"),
    col.gross("Gross", texts.plain),
    col.vat("VAT", texts.plain),
    col.amount("Net", texts.plain, role=Role.NET),
    col.supplier("Vendor Name"),
    col.department("Service Area"),
    col.description("GL Description"),
)
_NOTES = ("", "End of report", "Published under the Local Government Transparency Code 2015")


def publish(lines: Sequence[Line], rng: random.Random) -> Iterator[PublishedFile]:
    """Eight quarters."""
    for (year, quarter), paid in by_quarter(lines).items():
        rows = rows_of(_COLUMNS, _PRESS.entries(paid, rng))
        rows = with_monthly_subtotals(rows, _COLUMNS)
        rows = with_footer(with_total(rows, _COLUMNS, "Grand total"), _NOTES)
        yield plain_file(
            f"Marlcombe payments {year} Q{quarter}.csv",
            Page("", _COLUMNS, tuple(rows), "%d/%m/%Y|%d-%b-%y"),
            Dialect(encoding="utf-16", delimiter="\t"),
            ("utf16", "tabs", "gross_vat_net", "two_date_styles", "subtotals", "totals", "footers"),
        )
