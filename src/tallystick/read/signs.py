"""Ledgers that write no minus: debits and credits in two columns, or a column that says which."""

from collections.abc import Sequence
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from tallystick.read.amounts import AmountColumn, read_amounts
from tallystick.read.cells import Cells, each_distinct, spelt_out
from tallystick.reference.headers import header_spellings

_CREDITS = ("c", "cr", "credit")
_DEBITS = ("d", "dr", "debit")
_ZERO = pa.scalar(0, pa.int64())


@dataclass(frozen=True, slots=True)
class Signs:
    """credits: the column of amounts received back, beside one of amounts paid. marks: the column
    that says of each amount whether it is a debit or a credit. Both None: amounts carry their own
    sign."""

    credits: int | None = None
    marks: int | None = None


def find_signs(headers: Sequence[str], rows: Sequence[Sequence[str]], amount: int | None) -> Signs:
    """How a table tells credits from debits. amount: the column that is compared."""
    if amount is None:
        return Signs()
    known, folded = header_spellings().signs, [header_spellings().fold(h) for h in headers]
    credits = [i for i, header in enumerate(folded) if header in known["credit"] and i != amount]
    if folded[amount] in known["debit"] and credits:
        return Signs(credits=credits[0])
    marks = [
        i
        for i, header in enumerate(folded)
        if header in known["mark"] and _all_marks([row[i].strip().lower() for row in rows])
    ]
    return Signs(marks=marks[0] if marks else None)


def _all_marks(cells: Sequence[str]) -> bool:
    held = {cell for cell in cells if cell}
    return bool(held) and held <= {*_CREDITS, *_DEBITS}


def signed_amounts(columns: Sequence[Cells], amount: int, signs: Signs) -> AmountColumn:
    """The amounts of a block, credits negative."""
    amounts = read_amounts(spelt_out(columns[amount]))
    if signs.credits is not None:
        back = pc.abs(read_amounts(spelt_out(columns[signs.credits])).pence)
        held = pc.or_(back.is_valid(), amounts.pence.is_valid())
        net = pc.subtract(pc.fill_null(amounts.pence, _ZERO), pc.fill_null(back, _ZERO))
        return AmountColumn(pc.if_else(held, net, pa.scalar(None, pa.int64())), {})
    if signs.marks is not None:
        credit = each_distinct(
            columns[signs.marks], lambda cell: cell.strip().lower() in _CREDITS, pa.bool_()
        )
        size = pc.negate(pc.abs(amounts.pence))
        return AmountColumn(pc.if_else(credit, size, amounts.pence), {})
    return amounts
