"""The running totals of a file, from which its reading record is made."""

from collections import Counter
from datetime import date
from decimal import Decimal

from tallystick.read.columns.amounts import to_pence
from tallystick.read.oddities import warnings_of
from tallystick.read.record import ReadingRecord
from tallystick.read.sheet_tally import SheetTally


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
            warnings=tuple(warning for sheet in sheets for warning in warnings_of(sheet)),
            blank_lines=sum(sheet.blanks for sheet in every),
            months=dict(sorted(months.items())),
            smallest_pence=min((s.smallest for s in sheets if s.smallest), default=None),
            negative_lines=sum(sheet.negative for sheet in sheets),
            redacted_lines=sum(sheet.redacted for sheet in sheets),
            reject_reasons=dict(reasons),
            lost_lines=sum(sheet.lost_lines for sheet in sheets),
            card_lines=sum(sheet.cards for sheet in sheets),
            lost_pence=sum(sheet.lost_pence for sheet in sheets),
            currency=next((s.layout.currency for s in sheets if s.layout.currency), "GBP"),
        )
