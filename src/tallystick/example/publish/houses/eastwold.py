"""Eastwold Borough Council: a file a month, whose first year has no header at all.

Line ends of two kinds in one file, the pound sign of DOS, the minus behind the amount, months in
letters. One month was never published.
"""

import random
from collections.abc import Iterator, Sequence

from tallystick.example.publish import columns as col
from tallystick.example.publish import texts
from tallystick.example.publish.binding import plain_file
from tallystick.example.publish.pages import Column, Page, PublishedFile, rows_of
from tallystick.example.publish.periods import by_month
from tallystick.example.publish.press import Press
from tallystick.example.publish.quirks import without_header
from tallystick.example.world.county_nouns import Line
from tallystick.example.write.delimited import Dialect

NEVER_PUBLISHED = "2023-11"

_PRESS = Press(redacted_as=("Redacted - personal data",))
_COLUMNS: tuple[Column, ...] = (
    col.paid_on("Payment Date", texts.month_name),
    col.supplier("Payee"),
    col.amount("Amount Paid", texts.trailing_minus),
    col.department("Department"),
    col.description("Expenditure Type"),
    col.reference("Voucher"),
)


def publish(lines: Sequence[Line], rng: random.Random) -> Iterator[PublishedFile]:
    """Twenty-three months."""
    for month, paid in by_month(lines).items():
        rows = rows_of(_COLUMNS, _PRESS.entries(paid, rng))
        quirks = ["cp850", "trailing_minus", "mixed_line_ends", "months_in_letters"]
        if month < "2024-04":
            rows = without_header(rows)
            quirks.append("no_header")
        if month == NEVER_PUBLISHED:
            continue
        yield plain_file(
            f"eastwold_{month.replace('-', '_')}.csv",
            Page("", _COLUMNS, tuple(rows), "%d-%b-%y"),
            Dialect(encoding="cp850", ends=("\r\n", "\r\n", "\n")),
            quirks,
        )
