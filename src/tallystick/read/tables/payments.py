"""The payments of a block in the columns of the store."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from tallystick.engine.schema import PAYMENTS
from tallystick.read.columns.amounts import read_amounts
from tallystick.read.columns.cells import (
    Cells,
    Mask,
    Words,
    are_filled,
    coded,
    each_distinct,
    said,
    spelt_out,
)
from tallystick.read.columns.periods import Period, is_month_alone, month_named, read_period
from tallystick.read.columns.thousands import in_pounds
from tallystick.read.files.blocks import Block
from tallystick.read.tables.layout import SELDOM_REPEATED, Layout
from tallystick.read.tables.sorting import Sorted
from tallystick.words.roles import Role

_TEXTS = (
    Role.BODY,
    Role.SUPPLIER,
    Role.SUPPLIER_REF,
    Role.COMPANY_NUMBER,
    Role.CHARITY_NUMBER,
    Role.VAT_NUMBER,
    Role.TRANSACTION_REF,
    Role.INVOICE_REF,
    Role.DEPARTMENT,
    Role.DESCRIPTION,
    Role.COST_CENTRE,
    Role.SUBJECTIVE,
    Role.NARRATIVE,
    Role.CATEGORY,
    Role.CATEGORY_CODE,
)
_NOTHING_SAID = Words("NA", "N/A", "n/a", "#N/A", "NULL", "null", "None", "-")
_CARD_WORDS = ("card", "gpc")
_YES = ("y", "yes", "true", "1")


@dataclass(frozen=True, slots=True)
class Origin:
    """Where payments come from. stated: the months that the sheet or file name states; lines
    without a date or period are assigned to these. cards: all lines are of purchase cards."""

    source: str
    sheet: str
    council: str
    stated: Period | None
    cards: bool = False


def payments_of(block: Block, layout: Layout, found: Sorted, origin: Origin) -> pa.Table:
    """The payments among a block's rows, in the schema of engine.schema.PAYMENTS."""
    choose = _chooser(found.payments)

    def cells(role: Role) -> Cells | None:
        column = layout.roles.column(role)
        return None if column is None else choose(block.columns[column])

    days = cells(Role.PAID_ON)
    paid_on = choose(found.paid_on)
    count = len(paid_on)
    held: dict[str, pa.Array] = {
        "source": _constant(origin.source, count),
        "sheet": choose(_sheets(block, origin.sheet))
        if block.parts
        else _constant(origin.sheet, count),
        "line": choose(block.lines),
        "council": _constant(origin.council, count),
        "paid_on": paid_on,
        "month": _months(
            paid_on, [_periods(block, layout, choose), days], origin.stated, choose(block.lines)
        ),
        "amount_pence": choose(found.amounts.pence),
    }
    for role in _TEXTS:
        if (texts := cells(role)) is not None:
            held[role.value] = _words(role, texts)
    for role in (Role.NET, Role.VAT, Role.GROSS):
        texts = cells(role)
        if texts is not None:
            column = layout.roles.column(role)
            same = column == layout.roles.column(Role.AMOUNT)
            thousands = column in layout.thousands
            held[f"{role.value}_pence"] = held["amount_pence"] if same else _pence(texts, thousands)
    held |= _flags(cells, count, origin)
    columns = [held[f.name] if f.name in held else pa.nulls(count, f.type) for f in PAYMENTS]
    return pa.Table.from_arrays(columns, schema=PAYMENTS)


def _flags(
    cells: Callable[[Role], Cells | None], count: int, origin: Origin
) -> dict[str, pa.Array]:
    """Whether each payment was by card, and whether it is capital, where that is told."""
    held: dict[str, pa.Array] = {}
    if (flags := cells(Role.CARD)) is not None:
        held["card"] = each_distinct(flags, _is_card, pa.bool_())
    if origin.cards:
        held["card"] = pa.array([True] * count, pa.bool_())
    if (kinds := cells(Role.CAPITAL_REVENUE)) is not None:
        held["capital"] = each_distinct(kinds, _is_capital, pa.bool_())
    return held


def _words(role: Role, texts: Cells) -> Cells:
    """The text of the cells of a role, null where it has no meaning."""
    shaped = spelt_out(texts) if role in SELDOM_REPEATED else coded(texts)
    return said(shaped, _blank if role is Role.SUPPLIER else _NOTHING_SAID.are)


def _chooser(chosen: pa.BooleanArray) -> Callable[[pa.Array], pa.Array]:
    """Takes the chosen rows out of a column, without a copy when they follow on each other."""
    places = np.flatnonzero(chosen.to_numpy(zero_copy_only=False))
    if len(places) and places[-1] - places[0] + 1 == len(places):
        return lambda column: column.slice(int(places[0]), len(places))
    return lambda column: column.filter(chosen)


def _sheets(block: Block, sheet: str) -> pa.DictionaryArray:
    names = [block.sheet_of(position, sheet) for position in range(len(block))]
    return pa.array(names, pa.string()).dictionary_encode()


def _constant(text: str, count: int) -> pa.Array:
    return pa.DictionaryArray.from_arrays(np.zeros(count, np.int32), [text], safe=False)


def _periods(
    block: Block, layout: Layout, choose: Callable[[pa.Array], pa.Array]
) -> pa.StringArray | None:
    """What says the period of each payment, with its year where that has a column of its own."""
    column = layout.roles.column(Role.PERIOD)
    if column is None:
        return None
    periods = spelt_out(choose(block.columns[column]))
    if layout.years is None:
        return periods
    if "period" in layout.headers[column].lower():  # periods count from April, months from January
        periods = pc.replace_substring_regex(periods, r"^\s*(\d)", r"P\1")
    years = spelt_out(choose(block.columns[layout.years]))
    return pc.binary_join_element_wise(periods, years, " ")


def _months(
    paid_on: pa.Array, told: Iterable[Cells | None], stated: Period | None, lines: pa.Int64Array
) -> pa.Array:
    """The month each payment counts in: of its day, else of a cell that tells its period, else of
    the period that the file states."""
    held = paid_on.dictionary_encode()
    firsts = pc.cast(pc.floor_temporal(held.dictionary, unit="month"), pa.date32())
    month = firsts.take(held.indices)
    for cells in told:
        if cells is not None and month.null_count:
            spelt = coded(cells)
            periods = [_period_told(cell, stated) for cell in spelt.dictionary.to_pylist()]
            month = pc.coalesce(month, _by_turns(periods, spelt.indices.to_numpy(), lines))
    if stated and month.null_count:
        month = pc.coalesce(month, _by_turns([stated], np.zeros(len(month), np.int64), lines))
    return month


def _by_turns(
    periods: Sequence[Period | None], which: NDArray[np.integer], lines: pa.Int64Array
) -> pa.Date32Array:
    """A month of its period for each payment, null where the period is None.

    The lines of a period of several months are assigned to its months in turn. If all were assigned
    to the first month, an annual figure scaled up from the covered months would be several times
    too large.
    which: the index of each payment's period in `periods`.
    """
    months = [period.months() if period else [] for period in periods]
    counts = np.array([len(each) for each in months], np.int64)
    starts = np.cumsum(counts) - counts
    places = starts[which] + lines.to_numpy() % np.maximum(counts[which], 1)
    flat = pa.array([month for each in months for month in each], pa.date32())
    return flat.take(pa.array(places, mask=counts[which] == 0))


def _period_told(cell: str, stated: Period | None) -> Period | None:
    """The months that a cell states; a month without a year is one of those of the file."""
    number = month_named(cell) if is_month_alone(cell) else None
    if not number:
        return read_period(cell)
    months = stated.months() if stated else []
    return next((Period(month, month) for month in months if month.month == number), None)


def _pence(cells: Cells, thousands: bool) -> pa.Int64Array:
    """The pence of each cell, null where it holds no figure. thousands: cells are in thousands of
    pounds."""
    held = coded(cells)
    amounts = read_amounts(held.dictionary)
    return (in_pounds(amounts) if thousands else amounts).pence.take(held.indices)


def _blank(texts: pa.StringArray) -> Mask:
    return ~are_filled(texts)


def _is_card(cell: str) -> bool | None:
    text = cell.strip().lower()
    if not text:
        return None
    return text in _YES or any(word in text for word in _CARD_WORDS)


def _is_capital(cell: str) -> bool | None:
    text = cell.strip().lower()
    if text.startswith("c"):
        return True
    return False if text.startswith("r") else None
