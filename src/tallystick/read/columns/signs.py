"""Ledgers that split amounts over two columns, or give the sign in another column: debit and credit
columns, a column of debit/credit marks, revenue and capital columns."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from tallystick.read.columns.amounts import AmountColumn, read_amount, read_amounts
from tallystick.read.columns.cells import Cells, each_distinct, spelt_out
from tallystick.reference.headers import header_spellings

_CREDITS = frozenset(("c", "cr", "credit", "-"))
_DEBITS = frozenset(("d", "dr", "debit", "+"))
_SIDES = frozenset(("s", "h"))  # SAP's Soll and Haben; the lines tell which is paid
_MARKS = _CREDITS | _DEBITS | _SIDES | {""}
_SOME = 0.02  # share of lines without an amount from which the rest of the amounts is looked for
_ZERO = pa.scalar(0, pa.int64())


@dataclass(frozen=True, slots=True)
class Signs:
    """How credits are told from debits.

    credits: the column of amounts received, beside the column of amounts paid. marks: the column
    that marks each amount as debit or credit; back: the marks that mean a credit. rest: the column
    with the amounts of lines whose first amount column is empty. All None: amounts carry their own
    sign.
    """

    credits: int | None = None
    marks: int | None = None
    rest: int | None = None
    back: frozenset[str] = _CREDITS

    @property
    def columns(self) -> tuple[int | None, ...]:
        """The columns that help to tell an amount."""
        return self.credits, self.marks, self.rest


def find_signs(
    headers: Sequence[str], columns: Sequence[Sequence[str]], amount: int | None
) -> Signs:
    """Find how a table marks credits. columns: the cells below each header. amount: the column that
    is compared."""
    if amount is None:
        return Signs()
    known, folded = header_spellings().signs, [header_spellings().fold(h) for h in headers]
    credits = [i for i, header in enumerate(folded) if header in known["credit"] and i != amount]
    if folded[amount] in known["debit"] and credits:
        return Signs(credits=credits[0])
    marks = [
        i
        for i, header in enumerate(folded)
        if _all_marks(columns[i], named=header in known["mark"])
    ]
    if marks:
        return Signs(marks=marks[0], back=_credit_marks(columns[marks[0]]))
    return Signs(rest=_find_rest(columns, amount))


def _all_marks(cells: Sequence[str], *, named: bool) -> bool:
    held = set[str]()
    for cell in cells:
        if (mark := cell.strip().lower()) not in _MARKS:
            return False
        held.add(mark)
    held.discard("")
    return held == {"+", "-"} or (named and bool(held))


def _credit_marks(cells: Sequence[str]) -> frozenset[str]:
    """The marks that mean money received back. An invoice is a credit in the supplier's account and
    a debit in the expense account, so the mark alone does not decide: money received back is the
    rarer mark."""
    sides = Counter(mark for cell in cells if (mark := cell.strip().lower()) in _SIDES)
    return _CREDITS | {"s" if sides["h"] > sides["s"] else "h"}


def _find_rest(columns: Sequence[Sequence[str]], amount: int) -> int | None:
    """The column that holds money with pence on just those lines whose amount is blank."""
    blank = [not cell.strip() for cell in columns[amount]]
    if sum(blank) < max(2, _SOME * len(blank)):
        return None
    for i, cells in enumerate(columns):
        if i != amount and all(
            missing == bool(cell.strip()) for missing, cell in zip(blank, cells, strict=True)
        ):
            held = [cell for cell in cells if cell.strip()]
            if all("." in cell and read_amount(cell) for cell in held):
                return i
    return None


def signed_amounts(columns: Sequence[Cells], amount: int, signs: Signs) -> AmountColumn:
    """The amounts of a block, credits negative."""
    amounts = read_amounts(spelt_out(columns[amount]))
    if signs.rest is not None:
        return _completed(amounts, read_amounts(spelt_out(columns[signs.rest])))
    if signs.credits is not None:
        back = pc.abs(read_amounts(spelt_out(columns[signs.credits])).pence)
        held = pc.or_(back.is_valid(), amounts.pence.is_valid())
        net = pc.subtract(pc.fill_null(amounts.pence, _ZERO), pc.fill_null(back, _ZERO))
        return AmountColumn(pc.if_else(held, net, pa.scalar(None, pa.int64())), {})
    if signs.marks is not None:
        credit = each_distinct(
            columns[signs.marks], lambda cell: cell.strip().lower() in signs.back, pa.bool_()
        )
        size = pc.negate(pc.abs(amounts.pence))
        return AmountColumn(pc.if_else(credit, size, amounts.pence), {})
    return amounts


def _completed(amounts: AmountColumn, rest: AmountColumn) -> AmountColumn:
    """Amounts, with those of another column on the lines that hold none."""
    return AmountColumn(pc.coalesce(amounts.pence, rest.pence), {**rest.odd, **amounts.odd})
