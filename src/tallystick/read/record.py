"""The reading record: the decisions made about a file, and the results."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Warn:
    """A warning for readers of the figures. code is stable, text is a plain sentence."""

    code: str
    text: str


@dataclass(frozen=True, slots=True)
class ColumnReading:
    """How a column came to hold its role. confidence 0 to 1; runner_up is a header text."""

    header: str
    confidence: float
    runner_up: str | None


@dataclass(frozen=True, slots=True)
class TableReading:
    """One sheet. header_line counts from 1, None where there is none. amount_basis: net, gross or
    not
    stated. sign_convention: how negatives are written, or that there are none."""

    sheet: str
    header_line: int | None
    columns: Mapping[str, ColumnReading]
    date_format: str | None
    amount_basis: str
    sign_convention: str
    lines: int

    def as_json(self) -> dict[str, object]:
        """The table as plain values; columns is {role: header text}."""
        return {
            "sheet": self.sheet,
            "header_line": self.header_line,
            "columns": {role: column.header for role, column in self.columns.items()},
            "date_format": self.date_format,
            "amount_basis": self.amount_basis,
            "sign_convention": self.sign_convention,
            "confidence": {role: column.confidence for role, column in self.columns.items()},
            "runners_up": {
                r: c.runner_up for r, c in self.columns.items() if c.runner_up is not None
            },
            "lines": self.lines,
        }


@dataclass(frozen=True, slots=True)
class ReadingRecord:
    """What a file was read as. Amounts are pence; total_pence is the exact sum rounded once; months
    maps the first day of a month to its lines; smallest_pence is the least size of a payment, the
    sign of the publisher's threshold; reject_reasons counts rejected lines by reason; currency is
    the code of what total_pence is in; lost_lines and lost_pence are of lines that carry a day and
    an amount and did not become payments; card_lines are payments by purchase card."""

    file: str
    sha256: str
    council: str
    format: str
    encoding: str | None
    tables: tuple[TableReading, ...]
    lines: int
    lines_with_date: int
    lines_with_supplier: int
    rejected: int
    total_pence: int
    published_total_pence: int | None
    first_paid_on: date | None
    last_paid_on: date | None
    warnings: tuple[Warn, ...]
    blank_lines: int
    months: Mapping[date, int]
    smallest_pence: int | None
    negative_lines: int
    redacted_lines: int
    reject_reasons: Mapping[str, int]
    currency: str = "GBP"
    lost_lines: int = 0
    lost_pence: int = 0
    card_lines: int = 0

    def as_json(self) -> dict[str, object]:
        """The record as plain values, ready for JSON; warnings are sentences."""
        return {
            "file": self.file,
            "sha256": self.sha256,
            "council": self.council,
            "format": self.format,
            "encoding": self.encoding,
            "tables": [table.as_json() for table in self.tables],
            "lines": self.lines,
            "lines_with_date": self.lines_with_date,
            "lines_with_supplier": self.lines_with_supplier,
            "rejected": self.rejected,
            "total_pence": self.total_pence,
            "published_total_pence": self.published_total_pence,
            "first_paid_on": self.first_paid_on.isoformat() if self.first_paid_on else None,
            "last_paid_on": self.last_paid_on.isoformat() if self.last_paid_on else None,
            "warnings": [warning.text for warning in self.warnings],
            "warning_codes": [warning.code for warning in self.warnings],
            "blank_lines": self.blank_lines,
            "months": {
                month.isoformat()[:7]: lines for month, lines in sorted(self.months.items())
            },
            "smallest_pence": self.smallest_pence,
            "negative_lines": self.negative_lines,
            "redacted_lines": self.redacted_lines,
            "reject_reasons": dict(sorted(self.reject_reasons.items())),
            "currency": self.currency,
            "lost_lines": self.lost_lines,
            "lost_pence": self.lost_pence,
            "card_lines": self.card_lines,
        }
