"""Wendlemere Fire and Rescue Authority: a file a quarter under a title, days as bare Excel numbers.

The first quarter gives no day at all, only the quarter in words. The total stands without a label.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace

from tallystick.example.publish import columns as col
from tallystick.example.publish import texts
from tallystick.example.publish.binding import plain_file
from tallystick.example.publish.pages import Column, Page, PublishedFile, rows_of
from tallystick.example.publish.periods import by_quarter
from tallystick.example.publish.press import Press
from tallystick.example.publish.quirks import with_footer, with_preamble, with_total
from tallystick.example.world.county_nouns import Line
from tallystick.example.write.delimited import Dialect

_NAME = "Wendlemere Fire and Rescue Authority"
_PRESS = Press()
_TAIL: tuple[Column, ...] = (
    col.supplier("Supplier"),
    col.description("Expense Description"),
    col.department("Service"),
    col.capital("Cap/Rev", ("C", "R")),
    col.reference("Trans Ref/No"),
    col.amount("Value", texts.with_pound),
)
_BY_QUARTER: tuple[Column, ...] = (col.period("Quarter", texts.quarter_in_words), *_TAIL)
_BY_DAY: tuple[Column, ...] = (col.paid_on("Payment Date", texts.excel_serial), *_TAIL)


def publish(lines: Sequence[Line], rng: random.Random) -> Iterator[PublishedFile]:
    """Eight quarters."""
    for number, ((year, quarter), paid) in enumerate(by_quarter(lines).items()):
        entries = _PRESS.entries(paid, rng)
        columns, date_format, dating = _BY_DAY, "excel serial", "excel_serial_dates"
        if number == 0:
            entries = [replace(entry, paid_on=None) for entry in entries]
            columns, date_format, dating = _BY_QUARTER, "quarter in words", "quarter_in_words"
        rows = with_total(rows_of(columns, entries), columns, label="")
        title = f"{_NAME}, spend over £500, quarter {quarter} of {year}"
        rows = with_footer(with_preamble(rows, [title, ""]), ["Amounts exclude VAT"])
        yield plain_file(
            f"{_NAME} spend {year} Q{quarter}.csv",
            Page("", columns, tuple(rows), date_format),
            Dialect(ends=("\n",)),
            ("preamble", dating, "pound_signs", "capital_revenue", "totals", "footers"),
        )
