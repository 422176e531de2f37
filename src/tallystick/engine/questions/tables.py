"""The tables that questions name. Here they hold nothing; docs/store-tables.md explains them."""

from datetime import date
from typing import Annotated, NamedTuple

import ibis
from ibis.expr.types import BooleanValue, Table

from tallystick.engine import rows
from tallystick.engine.asking import table_of

Window = tuple[date | None, date | None]
"""First and last month, both inclusive; None leaves that side open."""

OPEN_KINDS = ("organisation", "public_body")
"""Suppliers whose name and lines a report may show."""


class MeaningRow(NamedTuple):
    """What a wording was found to be: made once from the small tables (meaning.meanings)."""

    wording: Annotated[int, "as in wordings"]
    spelling: Annotated[str, "as in wordings"]
    supplier_id: Annotated[str, "'' where the spelling has no supplier"]
    kind: Annotated[str, "the supplier's kind, 'none' where there is none"]
    firm: Annotated[str, "the supplier's group where it has one, else itself"]
    label: Annotated[str, "'unknown' where the combination has no category"]
    category: Annotated[str, "'' where the combination has none"]
    text: Annotated[str, "what the council called it: the description, else the category"]


PAYMENTS = table_of(rows.PaymentRow, "payments")
LINES = table_of(rows.PlacedLineRow, "placed_lines")
MONTHS = table_of(rows.SourceMonthRow, "source_months")
SMALL = table_of(rows.SmallPaymentRow, "small_payments")
WORDINGS = table_of(rows.WordingRow, "wordings")
SPELLINGS = table_of(rows.SpellingRow, "spellings", only=("spelling", "supplier_id"))
SUPPLIERS = table_of(rows.SupplierRow, "suppliers")
CATEGORIES = table_of(rows.CategoryRow, "categories")
MEANINGS = table_of(MeaningRow, "meanings")

FILES = table_of(rows.SourceEntry, "sources", only=("source", "number", "path"))
"""The sources by the numbers that placed lines carry."""


def in_window(lines: Table, window: Window) -> BooleanValue:
    """True of lines that count in a month of the window."""
    first, last = window
    holds = lines.counted.notnull()
    if first is not None:
        holds = holds & (lines.counted >= ibis.literal(first))
    if last is not None:
        holds = holds & (lines.counted <= ibis.literal(last))
    return holds
