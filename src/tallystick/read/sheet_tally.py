"""The running totals of one sheet while it is read."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from tallystick.engine.schema import PAYMENTS, REJECTS
from tallystick.read.columns.amounts import to_pence
from tallystick.read.columns.dates import is_destroyed, looks_dated, read_day
from tallystick.read.columns.periods import Period
from tallystick.read.files.blocks import Block
from tallystick.read.record import ColumnReading, TableReading, Warn
from tallystick.read.tables.layout import Layout
from tallystick.read.tables.lost import lost_pence
from tallystick.read.tables.payments import Origin, payments_of
from tallystick.read.tables.relaying import laid_out
from tallystick.read.tables.sorting import Reject, RunningSum, sort_block
from tallystick.words.roles import Role

_REDACTED = r"(?i)redact|withheld|personal data|confidential|name suppressed|private individual"
_MOST_PENCE = 1 << 62  # above any payment


class SheetTally:
    """Reads the blocks of one sheet in order and accumulates their totals."""

    def __init__(
        self,
        layout: Layout,
        origin: Origin,
        stated: Period | None,
        *,
        oddities: tuple[Warn, ...] = (),
    ) -> None:
        self.layout, self.origin, self.stated, self.oddities = layout, origin, stated, oddities
        self.running = RunningSum()
        self.first_layout: Layout | None = None
        self.moved = 0
        self.cards = self.lines = self.with_date = self.with_supplier = 0
        self.rounded_pence = self.negative = self.redacted = self.blanks = self.destroyed = (
            self.unlikely
        ) = 0
        self.lost_lines = self.lost_pence = 0
        self.reasons = Counter[str]()
        self.months = Counter[date]()
        self.signs = Counter[str]()
        self.marks = Counter[str]()
        self.mended = Counter[str]()
        self.totals: list[tuple[Decimal, bool]] = []
        self.first: date | None = None
        self.last: date | None = None
        self.smallest: int | None = None

    def read(
        self, block: Block, *, last: bool, layout: Layout | None = None
    ) -> Iterator[tuple[pa.Table, pa.Table]]:
        """The payments and rejects of a block, counted, stretch by stretch of one layout. layout:
        by which it is read from here on, None for that of the lines before."""
        self._turn_to(layout or self.layout)
        left = len(block)
        for stretch, found in laid_out(block, self.layout):
            left -= len(stretch)
            self._turn_to(found)
            yield self._read_stretch(stretch, last=last and not left)

    def _turn_to(self, layout: Layout) -> None:
        if layout is not self.layout:
            self.moved += layout.roles != self.layout.roles
            self.first_layout, self.layout = self.first_layout or self.layout, layout

    def _read_stretch(self, block: Block, *, last: bool) -> tuple[pa.Table, pa.Table]:
        found = sort_block(block, self.layout, self.running, last=last)
        payments = payments_of(block, self.layout, found, self.origin)
        self.blanks += found.blanks
        self.totals += found.totals
        self.mended.update(block.mended)
        for position, amount in found.amounts.odd.items():
            if amount.sign and found.payments[position].as_py():
                self.signs[amount.sign] += 1
            if amount.currency and found.payments[position].as_py():
                self.marks[amount.currency] += 1
        self._count(payments)
        self._count_destroyed(block, payments)
        return payments, self._rejects(block, found.rejects)

    def pass_over(self, block: Block) -> tuple[pa.Table, pa.Table]:
        """Count all lines of a block as rejects, for a sheet that lists no payments."""
        filled = [i for i in range(len(block)) if block.raw(i).strip(' \t\r\n,;|"\u00a0')]
        self.blanks += len(block) - len(filled)
        detail = "this sheet does not list payments"
        rejects = tuple(Reject(i, "not_payments", detail) for i in filled)
        return PAYMENTS.empty_table(), self._rejects(block, rejects)

    def _count(self, payments: pa.Table) -> None:
        pence = payments["amount_pence"].to_numpy()
        self.lines += len(payments)
        self.with_date += len(payments) - payments["paid_on"].null_count
        self.cards += pc.sum(payments["card"]).as_py() or 0
        self.with_supplier += len(payments) - payments["supplier"].null_count
        if not len(payments):
            return
        self.rounded_pence += _exact_sum(pence)
        self.negative += int(np.count_nonzero(pence < 0))
        sizes = pence[pence > 0]
        if len(sizes):
            self.smallest = min(self.smallest or _MOST_PENCE, int(sizes.min()))
        names = payments["supplier"].chunk(0)
        redacted = pc.match_substring_regex(names.dictionary, _REDACTED)
        if redacted.true_count:
            self.redacted += redacted.take(names.indices).true_count
        for entry in pc.value_counts(payments["month"].combine_chunks()).to_pylist():
            if entry["values"]:
                self.months[entry["values"]] += entry["counts"]
        days = pc.min_max(payments["paid_on"]).as_py()
        self.first = min(filter(None, (self.first, days["min"])), default=None)
        self.last = max(filter(None, (self.last, days["max"])), default=None)

    def _count_destroyed(self, block: Block, payments: pa.Table) -> None:
        column = self.layout.roles.column(Role.PAID_ON)
        if column is not None and payments["paid_on"].null_count:
            counts = pc.value_counts(block.columns[column]).to_pylist()
            self.destroyed += sum(e["counts"] for e in counts if is_destroyed(e["values"]))
            self.unlikely += sum(
                e["counts"]
                for e in counts
                if looks_dated(e["values"]) and not read_day(e["values"], self.layout.dates)
            )

    def _rejects(self, block: Block, rejects: tuple[Reject, ...]) -> pa.Table:
        self.reasons.update(reject.reason for reject in rejects)
        for each in rejects:
            at = each.position
            lost = lost_pence(each, block.cells(at), block.raw(at), self.layout)
            self.lost_lines += lost is not None
            self.lost_pence += abs(lost or 0)
        ordered = sorted(rejects, key=lambda reject: reject.position)
        return pa.Table.from_pylist(
            [
                {
                    "source": self.origin.source,
                    "sheet": block.sheet_of(reject.position, self.origin.sheet),
                    "line": block.lines[reject.position].as_py(),
                    "reason": reject.reason,
                    "detail": reject.detail,
                    "raw": block.raw(reject.position),
                }
                for reject in ordered
            ],
            schema=REJECTS,
        )

    def table(self) -> TableReading:
        """What was decided about the sheet."""
        layout = self.first_layout or self.layout
        columns = {
            role.value: ColumnReading(
                layout.name_of(choice.column),
                choice.confidence,
                layout.name_of(choice.runner_up) if choice.runner_up is not None else None,
            )
            for role, choice in sorted(layout.roles.choices.items())
        }
        return TableReading(
            sheet=self.origin.sheet,
            header_line=layout.header_lines[0] if layout.header_lines else None,
            columns=columns,
            date_format=layout.dates.written or None,
            amount_basis=layout.roles.amount_basis,
            sign_convention=self._sign_convention(),
            lines=self.lines,
        )

    def _sign_convention(self) -> str:
        if not self.negative:
            return "no negatives"
        written = sorted(self.signs, key=lambda sign: (-self.signs[sign], sign))
        return " | ".join(written) or "minus"

    @property
    def is_proved(self) -> bool:
        """True when the total that the sheet states is the sum of its payments."""
        return any(whole for _, whole in self.totals) and self.published_total() == to_pence(
            self.running.pence / 100
        )

    def published_total(self) -> int | None:
        """The grand total that the sheet states, in pence, None where it states none."""
        if not self.totals:
            return None
        whole = self.running.pence
        if any(abs(pence - whole) < 1 for pence, _ in self.totals):
            return to_pence(whole / 100)
        sections = sum(pence for pence, _ in self.totals)
        return int(sections if abs(sections - whole) < 1 else self.totals[-1][0])


def _exact_sum(pence: "np.ndarray[tuple[int], np.dtype[np.int64]]") -> int:
    """The sum of a block's amounts, which 64 bits hold but for sums that no body pays."""
    fits = float(np.abs(pence.astype(np.float64)).sum()) < _MOST_PENCE
    return int(pence.sum()) if fits else sum(map(int, pence))
