"""Separates payments from all other lines of a table."""

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from decimal import Decimal

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from tallystick.read.columns.amounts import Amount, AmountColumn
from tallystick.read.columns.cells import Mask, are_filled, as_mask, each_distinct, spelt_out
from tallystick.read.columns.currencies import currency_name, foreign
from tallystick.read.columns.dates import day_reader
from tallystick.read.columns.signs import signed_amounts
from tallystick.read.columns.thousands import in_pounds
from tallystick.read.files.blocks import Block
from tallystick.read.tables.layout import MONEY, Layout, is_header_like
from tallystick.words.roles import Role

_TOTAL_WORDS = (
    r"(?i)^\s*(sub[\s-]?totals?|grand totals?|totals?|overall totals?|report totals?|total[\s:£]+"
    r"(for|of|spend|spending|payments?|amount|value|net|gross|over|all|expenditure|invoices?)\b.*|"
    r".*\b(sub[\s-]?|grand\s)?totals?|average( (payment|amount|value|invoice))?|"
    r"(number|no\.?|count) of (payments?|transactions?|invoices?|lines?|items?|records?|rows?)|"
    r"\*{1,3})"  # SAP's mark of a sum
    r"\s*[:.£=-]*\s*$"
)
_TOTAL = re.compile(_TOTAL_WORDS)
_OPENS_TOTAL = r"^\s*totals?\b"  # "Total Energies Ltd" too, so that only its figure tells
_TOTAL_OR_SO = re.compile(f"{_TOTAL_WORDS}|{_OPENS_TOTAL}")
_SUBTOTAL = re.compile(r"(?i)sub[\s-]?total")


@dataclass(frozen=True, slots=True)
class Reject:
    """A line that holds something and is not a payment. position: in its block."""

    position: int
    reason: str
    detail: str


@dataclass(frozen=True, slots=True)
class Sorted:
    """A block's rows told apart. payments: the mask of rows that are payments. blanks: rows that
    hold
    nothing. totals: exact pence of the totals met, with whether each equals the sum above it."""

    payments: pa.BooleanArray
    amounts: AmountColumn
    paid_on: pa.Date32Array
    rejects: tuple[Reject, ...]
    blanks: int
    totals: tuple[tuple[Decimal, bool], ...]


@dataclass(slots=True)
class RunningSum:
    """The sum of the payments met so far in a sheet, in exact pence, what it was when last
    totalled, and whether a total of the whole was met."""

    pence: Decimal = Decimal(0)
    at_subtotal: Decimal = field(default=Decimal(0))
    closed: bool = False

    def equals(self, pence: Decimal, upto: Decimal) -> bool:
        """True when a figure is the sum so far, or the sum since the last total, to the penny."""
        return any(abs(pence - whole) < 1 for whole in (upto, upto - self.at_subtotal) if whole)


def sort_block(block: Block, layout: Layout, running: RunningSum, *, last: bool) -> Sorted:
    """Tell the payments of a block from blank lines, headers, totals, notes and broken lines.

    running is brought forward over the block. last: no block follows in the sheet.
    """
    column = layout.roles.column(Role.AMOUNT)
    assert column is not None, "a layout without an amount has no payments to sort"
    amounts = signed_amounts(block.columns, column, layout.signs)
    if column in layout.thousands:
        amounts = in_pounds(amounts)
    paid_on = _days(block, layout)
    plain = _plain_payments(block, layout, amounts, paid_on)
    work = _Work(block, layout, amounts, paid_on, plain, running, last)
    rest = np.flatnonzero(~plain)
    filled = _holds_something(block, rest, layout.used_columns)
    for position in rest[filled]:
        work.place(int(position))
    for position in rest[~filled]:
        work.place_empty(int(position))
    work.set_summary_aside()
    work.set_last_total_aside()
    payments = pa.array(work.accepted)
    running.pence += amounts.exact_pence(payments)
    return Sorted(payments, amounts, paid_on, tuple(work.rejects), work.blanks, tuple(work.totals))


def _is_foreign(amount: Amount, layout: Layout) -> bool:
    """True of an amount that is marked with another currency than its table's."""
    return bool(amount.currency) and foreign(amount.currency) not in ("", layout.currency)


def _days(block: Block, layout: Layout) -> pa.Date32Array:
    """The day of each row, null where it gives none."""
    column = layout.roles.column(Role.PAID_ON)
    if column is None:
        return pa.nulls(len(block), pa.date32())
    return each_distinct(block.columns[column], day_reader(layout.dates), pa.date32())


def _plain_payments(
    block: Block, layout: Layout, amounts: AmountColumn, paid_on: pa.Date32Array
) -> Mask:
    """Rows that are clearly payments: an amount with a name and a day, or an amount with other
    words none of which means a total."""
    plain = as_mask(amounts.pence.is_valid()) & (block.lines.to_numpy() >= layout.first_line)
    plain[list(block.unsound)] = False
    plain[[at for at, odd in amounts.odd.items() if _is_foreign(odd, layout)]] = False
    whole = plain & as_mask(paid_on.is_valid()) if layout.dated else np.zeros(len(block), bool)
    column = layout.roles.column(Role.SUPPLIER)
    if column is not None:
        whole &= are_filled(block.columns[column])
    doubtful = np.flatnonzero(plain & ~whole)
    if len(doubtful):
        plain[doubtful] = _has_words_of_no_total(block, layout, doubtful)
    return np.asarray(plain)


def _has_words_of_no_total(block: Block, layout: Layout, positions: NDArray[np.int64]) -> Mask:
    """Which of the rows have text beside the amount, and no word that means a total."""
    money = {layout.roles.column(role) for role in MONEY}
    worded = np.zeros(len(positions), bool)
    totalled = np.zeros(len(positions), bool)
    for i, column in enumerate(block.columns):
        if i not in money:
            cells = spelt_out(column.take(pa.array(positions)))
            worded |= are_filled(cells)
            totalled |= as_mask(pc.match_substring_regex(cells, _TOTAL_OR_SO.pattern))
    return np.asarray(worded & ~totalled)


def _holds_something(block: Block, positions: NDArray[np.int64], likely: Collection[int]) -> Mask:
    """Which of the rows have a cell that is not blank. likely: the columns to look at first."""
    filled = np.zeros(len(positions), bool)
    for i in (*likely, *(i for i in range(len(block.columns)) if i not in likely)):
        if filled.all():
            break
        filled |= are_filled(block.columns[i].take(pa.array(positions)))
    return filled


class _Work:
    """Classifies, one by one, the rows that are not clearly payments."""

    def __init__(
        self,
        block: Block,
        layout: Layout,
        amounts: AmountColumn,
        paid_on: pa.Date32Array,
        plain: Mask,
        running: RunningSum,
        last: bool,
    ) -> None:
        self.accepted = plain.copy()
        self.rejects: list[Reject] = []
        self.totals: list[tuple[Decimal, bool]] = []
        self.blanks = 0
        self._block, self._layout, self._running = block, layout, running
        self._amounts, self._paid_on = amounts, paid_on
        held = np.flatnonzero(plain)
        self._last_payment = int(held[-1]) if len(held) else -1
        self._ends = last
        pence = amounts.pence.fill_null(0).to_numpy()
        self._sums = np.concatenate(([0], np.cumsum(np.where(plain, pence, 0))))
        self._added = 0
        self._closed_at = -1  # where the whole was totalled, if not in a block before
        self._money = {layout.roles.column(role) for role in MONEY} - {None}

    def place(self, position: int) -> None:
        """Classify one row: a payment, or a reject with its reason."""
        cells = self._block.cells(position)
        filled = [i for i, cell in enumerate(cells) if cell.strip()]
        line = self._block.lines[position].as_py()
        if line < self._layout.first_line:
            header = line in self._layout.header_lines
            self._reject(
                position, "header" if header else "preamble", "stands above the first payment"
            )
        elif position in self._block.unsound:
            self._reject(position, "broken_line", self._block.unsound[position])
        elif (odd := self._amounts.odd.get(position)) and _is_foreign(odd, self._layout):
            said = currency_name(foreign(odd.currency))
            self._reject(position, "other_currency", f"an amount in {said} among pounds")
        elif self._amounts.pence[position].is_valid:
            self._place_figure(position, cells, filled)
        else:
            self._place_words(position, cells, filled)

    def place_empty(self, position: int) -> None:
        """Settle a row without a filled cell: a blank line, unless it holds something beyond the
        table's columns."""
        if self._block.raw(position).strip(' \t\r\n,;|"\u00a0'):
            self.place(position)
        else:
            self.blanks += 1

    def set_summary_aside(self) -> None:
        """Reject what follows the total of a dated table when none of it has a day or a supplier:
        some files repeat their payments there as sums by department."""
        if not self._running.closed:
            return
        below = np.flatnonzero(self.accepted[self._closed_at + 1 :]) + self._closed_at + 1
        for position in below if self._are_anonymous(below) else ():
            self.accepted[position] = False
            self._reject(int(position), "summary", "sums again what the total above it holds")

    def set_last_total_aside(self) -> None:
        """Reject the last row of a dated table as a total, whatever other text it has, when it is
        the sum of all rows above and has no day and no supplier, or only a count in their place."""
        places = np.flatnonzero(self.accepted)
        if not self._ends or len(places) < 3 or not self._are_anonymous(places[-1:]):
            return
        pence = self._amounts.pence.fill_null(0).to_numpy()[places]
        if pence[-1] and pence[-1] == int(self._running.pence) + int(pence[:-1].sum()):
            self.accepted[places[-1]] = False
            self._reject(int(places[-1]), "total", "without day and supplier, equal to the sum")
            self.totals.append((Decimal(int(pence[-1])), True))

    def _are_anonymous(self, positions: NDArray[np.int64]) -> bool:
        """True when rows of a table of dated payments to suppliers have neither day nor supplier,
        all of them."""
        named = self._layout.roles.column(Role.SUPPLIER)
        if not self._layout.dated or named is None:
            return False
        known = as_mask(self._paid_on.is_valid())[positions]
        names = self._block.columns[named].take(pa.array(positions))
        known |= as_mask(pc.match_substring_regex(spelt_out(names), r"[^\s\d]"))
        return not known.any()

    def _place_figure(self, position: int, cells: tuple[str, ...], filled: list[int]) -> None:
        pence = Decimal(self._amounts.pence[position].as_py())
        upto = self._running.pence + Decimal(int(self._sums[position])) + self._added
        others = [i for i in filled if i not in self._money]
        matches = self._running.equals(pence, upto)
        words = _TOTAL_OR_SO if matches else _TOTAL
        label = next((cells[i].strip() for i in others if words.match(cells[i])), "")
        ends = self._ends and position > self._last_payment
        if (label and self._is_bare(position, others)) or (not others and (matches or ends)):
            whole = abs(pence - upto) < 1
            sub = bool(_SUBTOTAL.search(label)) or not ends or (matches and not whole)
            self._reject(position, "subtotal" if sub else "total", _told(label, matches))
            self._running.at_subtotal = upto
            if whole and label and not self._running.closed:
                self._running.closed, self._closed_at = True, position
            self.totals.append((pence, whole))
        else:
            self.accepted[position] = True
            self._added += int(pence)

    def _is_bare(self, position: int, others: list[int]) -> bool:
        """True when a row with the word total lacks what a payment has: a day, or most of its
        cells."""
        if self._layout.dated:
            return not self._paid_on[position].is_valid
        held = self._layout.roles.choices.items()
        named = {choice.column for role, choice in held if role not in MONEY}
        return len(others) <= max(1, len(named) // 2)

    def _place_words(self, position: int, cells: tuple[str, ...], filled: list[int]) -> None:
        same = sum(
            cells[i].strip().lower() == self._layout.headers[i].lower()
            for i in filled
            if cells[i].strip()
        )
        column = self._layout.roles.column(Role.AMOUNT)
        assert column is not None
        if same >= max(2, 0.6 * len(filled)) or (len(filled) > 2 and is_header_like(cells)):
            self._reject(position, "repeated_header", "the column headers stand here again")
        elif cells[column].strip():
            self._reject(position, "bad_amount", f"“{cells[column].strip()[:40]}” is not an amount")
        elif any(_TOTAL.match(cells[i]) for i in filled):
            self._reject(
                position, "total", "names a total but gives no amount in the amount column"
            )
        elif len(filled) <= 2 and self._ends and position > self._last_payment:
            self._reject(position, "footer", "a note below the last payment")
        elif len(filled) <= 2:
            self._reject(position, "section_heading", "a heading or note among the payments")
        else:
            self._reject(position, "no_amount", "the amount is blank")

    def _reject(self, position: int, reason: str, detail: str) -> None:
        self.rejects.append(Reject(position, reason, detail))


def _told(label: str, matches: bool) -> str:
    name = f"“{label[:40]}”" if label else "an amount alone on its line"
    return f"{name}, {'equal' if matches else 'not equal'} to the sum above"
