"""What a reading adds up to: sheet by sheet, then the file."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from tallystick.engine.schema import PAYMENTS, REJECTS
from tallystick.read.amounts import to_pence
from tallystick.read.blocks import Block
from tallystick.read.dates import is_destroyed, looks_dated, read_day
from tallystick.read.layout import Layout
from tallystick.read.payments import Origin, payments_of
from tallystick.read.periods import Period
from tallystick.read.record import ColumnReading, ReadingRecord, TableReading, Warn
from tallystick.read.relaying import laid_out
from tallystick.read.sorting import Reject, RunningSum, sort_block
from tallystick.read.thousands import says_thousands
from tallystick.words.money import pounds_and_pence
from tallystick.words.roles import Role

_REDACTED = r"(?i)redact|withheld|personal data|confidential|name suppressed|private individual"
_MOST_PENCE = 1 << 62  # above any payment
_NEARLY_ALL = 0.8  # share of lines; refunds are far fewer, whichever way they are signed
_MANY = 0.02  # share of lines above which an oddity is worth a warning


class SheetTally:
    """Reads the blocks of one sheet in turn and keeps what they add up to."""

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
        self.lines = self.with_date = self.with_supplier = 0
        self.rounded_pence = self.negative = self.redacted = self.blanks = self.destroyed = (
            self.unlikely
        ) = 0
        self.reasons = Counter[str]()
        self.months = Counter[date]()
        self.signs = Counter[str]()
        self.mended = Counter[str]()
        self.totals: list[tuple[Decimal, bool]] = []
        self.first: date | None = None
        self.last: date | None = None
        self.smallest: int | None = None

    def read(self, block: Block, *, last: bool) -> Iterator[tuple[pa.Table, pa.Table]]:
        """The payments and rejects of a block, counted, stretch by stretch of one layout."""
        left = len(block)
        for stretch, layout in laid_out(block, self.layout):
            left -= len(stretch)
            self.moved += layout is not self.layout
            self.first_layout, self.layout = self.first_layout or self.layout, layout
            yield self._read_stretch(stretch, last=last and not left)

    def _read_stretch(self, block: Block, *, last: bool) -> tuple[pa.Table, pa.Table]:
        found = sort_block(block, self.layout, self.running, last=last)
        payments = payments_of(block, self.layout, found, self.origin)
        self.blanks += found.blanks
        self.totals += found.totals
        self.mended.update(block.mended)
        for position, amount in found.amounts.odd.items():
            if amount.sign and found.payments[position].as_py():
                self.signs[amount.sign] += 1
        self._count(payments)
        self._count_destroyed(block, payments)
        return payments, self._rejects(block, found.rejects)

    def pass_over(self, block: Block) -> tuple[pa.Table, pa.Table]:
        """No payments: every line of a sheet that lists none is a reject."""
        filled = [i for i in range(len(block)) if block.raw(i).strip(' \t\r\n,;|"\u00a0')]
        self.blanks += len(block) - len(filled)
        detail = "this sheet does not list payments"
        rejects = tuple(Reject(i, "not_payments", detail) for i in filled)
        return PAYMENTS.empty_table(), self._rejects(block, rejects)

    def _count(self, payments: pa.Table) -> None:
        pence = payments["amount_pence"].to_numpy()
        self.lines += len(payments)
        self.with_date += len(payments) - payments["paid_on"].null_count
        self.with_supplier += len(payments) - payments["supplier"].null_count
        if not len(payments):
            return
        self.rounded_pence += int(pence.sum())
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
        ordered = sorted(rejects, key=lambda reject: reject.position)
        return pa.Table.from_pylist(
            [
                {
                    "source": self.origin.source,
                    "sheet": self.origin.sheet,
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

    def published_total(self) -> int | None:
        """The grand total that the sheet states, in pence, None where it states none."""
        if not self.totals:
            return None
        whole = self.running.pence
        if any(abs(pence - whole) < 1 for pence, _ in self.totals):
            return to_pence(whole / 100)
        sections = sum(pence for pence, _ in self.totals)
        return int(sections if abs(sections - whole) < 1 else self.totals[-1][0])

    def warnings(self) -> list[Warn]:
        """What is odd about the sheet, as sentences."""
        where = f" in {self.origin.sheet}" if self.origin.sheet else ""
        found = [
            Warn("mended", f"{times:,} lines{where} were mended: {rule}.")
            for rule, times in sorted(self.mended.items())
        ]
        found += self.oddities
        found += [Warn(code, text) for code, holds, text in self._oddities(where) if holds]

        def warn(code: str, text: str) -> None:
            found.append(Warn(code, text))

        self._warn_period(warn, where)
        self._warn_total(warn, where)
        return found

    def _oddities(self, where: str) -> list[tuple[str, bool, str]]:
        """Each oddity that a count shows: its code, whether it holds, and its sentence."""
        broken, unread = self.reasons["broken_line"], self.reasons["bad_amount"]
        undated = self.lines - self.with_date - self.destroyed
        placed = self.months.total() > self.with_date
        months = ", and count by turns in the months of their period" if placed else ""
        unnamed = self.lines - self.with_supplier
        reversed_signs = self.lines > 0 and self.negative > _NEARLY_ALL * self.lines
        lost_signs = self.lines > 500 and not self.negative
        styles = " | " in self.layout.dates.written
        in_thousands = self.layout.roles.column(Role.AMOUNT) in self.layout.thousands
        return [
            (
                "no_payments",
                not self.lines,
                f"There is no payment{where}: none was made in its month, or the file is cut off.",
            ),
            ("broken_lines", broken > 0, f"{broken:,} broken lines{where} were left out."),
            ("bad_amounts", unread > 0, f"{unread:,} lines{where} have no readable amount."),
            (
                "dates_destroyed",
                self.destroyed > 0,
                f"{self.destroyed:,} dates{where} were destroyed before publication.",
            ),
            (
                "dates_unlikely",
                self.unlikely > 0,
                f"{self.unlikely:,} dates{where} lie years from all others and were left out.",
            ),
            (
                "no_date",
                undated > 0,
                f"{undated:,} of {self.lines:,} lines{where} have no readable day{months}.",
            ),
            ("no_supplier", unnamed > 0, f"{unnamed:,} lines{where} name no supplier."),
            ("two_date_styles", styles, f"Dates{where} are written in more than one way."),
            (
                "thousands",
                in_thousands,
                f"The header{where} says that amounts are thousands of pounds; each was multiplied "
                "by 1,000.",
            ),
            (
                "thousands_doubted",
                says_thousands(self.layout.header(Role.AMOUNT) or "") and not in_thousands,
                f"The header{where} says that amounts are thousands of pounds, but they are as "
                "large as pounds; they were read as they stand.",
            ),
            ("columns_moved", self.moved > 0, f"The columns{where} change their order midway."),
            (
                "signs_reversed",
                reversed_signs,
                f"Nearly all amounts{where} are negative: signs may be reversed.",
            ),
            (
                "no_negatives",
                lost_signs,
                f"No amount{where} is negative: credits may have lost their signs.",
            ),
        ]

    def _warn_period(self, warn: Callable[[str, str], None], where: str) -> None:
        if self.stated is None or not self.months:
            return
        inside = set(self.stated.months())
        outside = sum(lines for month, lines in self.months.items() if month not in inside)
        if outside > _MANY * self.lines:
            warn(
                "outside_period",
                f"{outside:,} lines{where} are dated outside the period it states.",
            )

    def _warn_total(self, warn: Callable[[str, str], None], where: str) -> None:
        published = self.published_total()
        exact = to_pence(self.running.pence / 100)
        if published is not None and published != exact and not any(ok for _, ok in self.totals):
            warn(
                "total_differs",
                f"The published total {pounds_and_pence(published)}{where} differs from the sum "
                f"of its lines, {pounds_and_pence(exact)}.",
            )
        if self.rounded_pence != exact:
            off = pounds_and_pence(self.rounded_pence - exact)
            warn(
                "fractions",
                f"Amounts{where} have fractions of a penny; rounded lines differ by {off}.",
            )


class FileTally:
    """Adds sheets up to the record of a file."""

    def __init__(self, *, file: str, sha256: str, council: str, form: str) -> None:
        self._file, self._sha256, self._council, self._form = file, sha256, council, form
        self._encodings: list[str] = []
        self._sheets: list[SheetTally] = []
        self._passed: list[SheetTally] = []

    def add(self, sheet: SheetTally, encoding: str | None, *, counted: bool) -> None:
        """Add a sheet that was read, or one that was passed over."""
        (self._sheets if counted else self._passed).append(sheet)
        if encoding and encoding not in self._encodings:
            self._encodings.append(encoding)

    def record(self) -> ReadingRecord:
        """The record of the file."""
        sheets = self._sheets
        every = [*sheets, *self._passed]
        published = [sheet.published_total() for sheet in sheets]
        stated = [total for total in published if total is not None]
        months = sum((sheet.months for sheet in sheets), Counter[date]())
        reasons = sum((sheet.reasons for sheet in every), Counter[str]())
        return ReadingRecord(
            file=self._file,
            sha256=self._sha256,
            council=self._council,
            format=self._form,
            encoding=" | ".join(self._encodings) or None,
            tables=tuple(sheet.table() for sheet in sheets),
            lines=sum(sheet.lines for sheet in sheets),
            lines_with_date=sum(sheet.with_date for sheet in sheets),
            lines_with_supplier=sum(sheet.with_supplier for sheet in sheets),
            rejected=reasons.total(),
            total_pence=to_pence(sum((s.running.pence for s in sheets), Decimal(0)) / 100),
            published_total_pence=sum(stated) if stated and len(stated) == len(sheets) else None,
            first_paid_on=min((s.first for s in sheets if s.first), default=None),
            last_paid_on=max((s.last for s in sheets if s.last), default=None),
            warnings=tuple(warning for sheet in sheets for warning in sheet.warnings()),
            blank_lines=sum(sheet.blanks for sheet in every),
            months=dict(sorted(months.items())),
            smallest_pence=min((s.smallest for s in sheets if s.smallest), default=None),
            negative_lines=sum(sheet.negative for sheet in sheets),
            redacted_lines=sum(sheet.redacted for sheet in sheets),
            reject_reasons=dict(reasons),
        )
