"""Brindleford Borough Council: a file a month with the line ends of an old Mac.

Columns of nothing between the others, empty rows, the header again down the page, credits in
brackets, mistyped years, and a header that holds a pound sign.
"""

import random
from collections.abc import Iterator, Sequence

from tallystick.example.publish import columns as col
from tallystick.example.publish import texts
from tallystick.example.publish.binding import plain_file
from tallystick.example.publish.pages import Column, Page, PublishedFile, rows_of
from tallystick.example.publish.periods import by_month
from tallystick.example.publish.press import Press
from tallystick.example.publish.quirks import with_blank_rows, with_repeated_header
from tallystick.example.world.county_nouns import Line
from tallystick.example.write.delimited import Dialect
from tallystick.words.roles import Role

_PRESS = Press(redacted_as=("Personal Data Redacted", "INDIVIDUAL"), wrong_years=0.006)
_COLUMNS: tuple[Column, ...] = (
    col.department("Service Cost Centre"),
    col.blank(),
    col.description("Account Detail"),
    col.narrative("Description"),
    col.reference("BBC ref no"),
    col.supplier("Name"),
    col.paid_on("Payment date", texts.slashes),
    col.blank(),
    col.amount("Net Amount(£)", texts.brackets, role=Role.NET),
)


def publish(lines: Sequence[Line], rng: random.Random) -> Iterator[PublishedFile]:
    """Twenty-four months."""
    for month, paid in by_month(lines).items():
        rows = rows_of(_COLUMNS, _PRESS.entries(paid, rng))
        rows = with_blank_rows(with_repeated_header(rows, every=45), every=20)
        yield plain_file(
            f"brindleford-transparency-{month}.csv",
            Page("", _COLUMNS, tuple(rows), "%d/%m/%Y"),
            Dialect(encoding="cp1252", ends=("\r",)),
            (
                "bare_cr",
                "cp1252",
                "spacer_columns",
                "blank_rows",
                "repeated_headers",
                "bracketed_credits",
                "wrong_years",
            ),
        )
