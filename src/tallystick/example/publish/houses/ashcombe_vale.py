"""Ashcombe Vale District Council: one workbook a quarter with a sheet for each month; payments over
£250.

Each workbook begins with a sheet of notes; each month has a title above its header and a total
below. One quarter was published with an error, and then again with the error corrected.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from tallystick.example.publish import columns as col
from tallystick.example.publish import texts
from tallystick.example.publish.binding import workbook
from tallystick.example.publish.pages import (
    Column,
    Entry,
    Page,
    PublishedFile,
    Row,
    RowKind,
    rows_of,
)
from tallystick.example.publish.periods import by_quarter
from tallystick.example.publish.press import Press
from tallystick.example.publish.quirks import with_preamble, with_total
from tallystick.example.world.county_nouns import Line

_PRESS = Press(threshold_pence=250_00, redacted_as=("Redacted",))
_MISTAKEN_QUARTER = ("2023-24", 3)


_COLUMNS: tuple[Column, ...] = (
    col.paid_on("Date Paid", texts.as_day),
    col.supplier("Supplier"),
    col.reference("Payment Ref"),
    col.department("Directorate"),
    col.description("Purpose of spend"),
    col.amount("Amount (ex VAT)", texts.as_number),
)


def publish(lines: Sequence[Line], rng: random.Random) -> Iterator[PublishedFile]:
    """Eight quarters, and one of them twice."""
    for (year, quarter), paid in by_quarter(lines).items():
        name = f"Payments over 250 {year} Q{quarter}"
        entries = _PRESS.entries(paid, rng)
        quirks = ("month_sheets", "preamble", "totals", "cover_sheet", "over_250")
        if (year, quarter) == _MISTAKEN_QUARTER:
            wrong = [_ten_times(entry, place) for place, entry in enumerate(entries)]
            yield workbook(f"{name}.xlsx", _pages(wrong), quirks)
            corrected = workbook(
                f"{name} (corrected).xlsx",
                _pages(entries, note=f"This file replaces {name}.xlsx"),
                (*quirks, "corrected_file"),
            )
            yield replace(corrected, replaces=f"{name}.xlsx")
        else:
            yield workbook(f"{name}.xlsx", _pages(entries), quirks)


def _ten_times(entry: Entry, place: int) -> Entry:
    """The error: on every twentieth line the decimal point is one place too far right."""
    if place % 20:
        return entry
    return replace(entry, line=replace(entry.line, pence=entry.line.pence * 10))


def _pages(entries: Sequence[Entry], note: str = "") -> list[Page]:
    notes = ("Ashcombe Vale District Council", "Payments to suppliers over £250", note)
    cover = tuple(Row(RowKind.NOTE, (text,)) for text in notes if text)
    pages = [Page("Notes", (), cover)]
    for name, paid in groupby(entries, key=lambda entry: f"{entry.line.paid_on:%B %Y}"):
        rows = with_preamble(
            rows_of(_COLUMNS, list(paid)), [f"Payments over £250: {name}", note, ""]
        )
        pages.append(Page(name, _COLUMNS, tuple(with_total(rows, _COLUMNS)), "day"))
    return pages
