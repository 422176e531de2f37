"""Lines that carry a day and an amount and did not become payments: what was lost with them."""

import re
from collections.abc import Sequence
from decimal import Decimal

from tallystick.read.columns.amounts import read_amount, to_pence
from tallystick.read.columns.dates import DateStyle, is_yearless, read_date
from tallystick.read.columns.periods import read_period
from tallystick.read.tables.layout import Layout
from tallystick.read.tables.sorting import Reject
from tallystick.words.roles import Role

_MAY_BE_PAYMENTS = frozenset(("broken_line", "bad_amount", "no_amount", "section_heading"))
_PENNIES = re.compile(r"-?\d[\d,]*\.\d\d(?!\d)")
_FIGURE = re.compile(r"-?\d[\d,]*(?:\.\d+)?(?:[eE]\+?\d{1,2}(?!\d))?")
_AFTER_DAY = re.compile(r"\d[-/.]\d{1,2}[-/.]\d{4}(-?\d[\d,]*(?:\.\d+)?)")
_UNCOUNTED = Decimal(10) ** 16  # pounds
_NUMBERS = frozenset(
    (
        *(Role.SUPPLIER_REF, Role.TRANSACTION_REF, Role.INVOICE_REF, Role.COMPANY_NUMBER),
        *(Role.VAT_NUMBER, Role.CHARITY_NUMBER, Role.CATEGORY_CODE, Role.BODY, Role.PERIOD),
    )
)
_DAY_WITHIN = re.compile(
    r"\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}|\d{4}-\d\d-\d\d|\d{1,2}[- ][A-Za-z]{3,9}[- ]\d{2,4}"
)


def lost_pence(reject: Reject, cells: Sequence[str], raw: str, layout: Layout) -> int | None:
    """The size of a rejected line that carries a day and an amount, in pence; None where it does
    not, or is known to be no payment. Where the table has no days the amount is enough.

    cells: as cut; raw: the line as it stands in the file. Of several figures on a line that runs
    payments together all count, else the one where the amount should be, else the largest.
    """
    if reject.reason not in _MAY_BE_PAYMENTS:
        return None
    if layout.dated and not (any(map(_is_day, cells)) or _DAY_WITHIN.search(raw)):
        return None
    if reject.reason == "section_heading" and not layout.dated:
        return None
    if reject.reason == "broken_line" and len(found := _PENNIES.findall(raw)) > 1:
        return sum(filter(None, map(_size, found)))
    fused = _AFTER_DAY.search(raw)
    return (
        _named(cells, layout)
        or _elsewhere(cells, layout)
        or (_size(fused.group(1)) if fused else None)
    )


def _size(figure: str) -> int | None:
    """A figure as pence; None of one that no sum of pence in 64 bits can hold."""
    pounds = Decimal(figure.replace(",", ""))
    return to_pence(pounds) if abs(pounds) < _UNCOUNTED else None


def _is_day(cell: str) -> bool:
    return bool(
        cell.strip() and (read_date(cell, DateStyle()) or is_yearless(cell) or read_period(cell))
    )


def _named(cells: Sequence[str], layout: Layout) -> int | None:
    """The figure in the amount's cell, whatever stands around it."""
    column = layout.roles.column(Role.AMOUNT)
    cell = cells[column] if column is not None and column < len(cells) else ""
    found = None if _is_day(cell) else _FIGURE.search(cell)
    return _size(found.group()) if found else None


def _elsewhere(cells: Sequence[str], layout: Layout) -> int | None:
    """The largest figure that stands in a column of money or of no known use."""
    taken = {c.column for role, c in layout.roles.choices.items() if role in _NUMBERS}
    sizes = [
        amount.pounds
        for i, cell in enumerate(cells)
        if i not in taken and not _is_day(cell) and (amount := read_amount(cell))
    ]
    most = max(sizes, key=abs, default=Decimal(0))
    return to_pence(most) or None
