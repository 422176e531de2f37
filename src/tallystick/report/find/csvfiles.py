"""The findings as two tidy CSV files, for other programs and for a spreadsheet."""

import csv
from datetime import date
from pathlib import Path

from tallystick.find.findings import Findings
from tallystick.report.find import tables
from tallystick.report.guard import no_formula
from tallystick.report.tables import Form, Table, Value
from tallystick.words.whole_files import write_whole


def write_csv(findings: Findings, path: Path) -> None:
    """Write one row for each council's part of each opportunity to `path`, and the published
    lines behind them to '<stem>-evidence.csv' beside it; each in one step, same bytes every time.

    Both are UTF-8 with a byte order mark, so that Excel reads them right, with commas and CRLF.
    Pounds have two decimals and no comma, shares are of 1 to six decimals, days are ISO. Text
    that a spreadsheet could take for a formula gets an apostrophe before it. Raises OSError where
    the folder of `path` cannot be written to.
    """
    _write(tables.evidence(findings), evidence_beside(path))
    _write(tables.councils(findings), path)


def evidence_beside(path: Path) -> Path:
    """Where the evidence of a CSV report goes: 'out.csv' -> 'out-evidence.csv'."""
    return path.with_name(f"{path.stem}-evidence.csv")


def _write(table: Table, path: Path) -> None:
    def fill(part: Path) -> None:
        with part.open("w", encoding="utf-8-sig", newline="") as handle:
            rows = csv.writer(handle)
            rows.writerow(column.title for column in table.columns)
            rows.writerows(
                [
                    _cell(value, column.form)
                    for value, column in zip(row, table.columns, strict=True)
                ]
                for row in table.rows
            )

    write_whole(path, fill)


def _cell(value: Value, form: Form) -> str:
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        return no_formula(value)
    if form in (Form.MONEY, Form.PENCE):
        return _decimal_pounds(int(value))
    return f"{float(value):.6f}" if form is Form.SHARE else str(value)


def _decimal_pounds(pence: int) -> str:
    """Pence as pounds that a program reads: 123456 -> '1234.56', -5 -> '-0.05'."""
    return f"{'-' if pence < 0 else ''}{abs(pence) // 100}.{abs(pence) % 100:02d}"
