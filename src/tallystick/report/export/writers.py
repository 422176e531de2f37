"""A table as a file: parquet, csv, sqlite or xlsx. Batches go in one after the other, so that a
table of any length is written in little memory; the same batches give the same bytes."""

import csv
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from tallystick.engine.sqlite_file import write_sqlite_file
from tallystick.report.export.tally import with_texts
from tallystick.report.guard import no_formula

TABLE = "payments"
"""The name of the table in a database and of the first sheet of a workbook."""

SHEET_ROWS = 1_048_576
"""Rows that Excel shows of a sheet, the headings among them."""

_CELL_SIGNS = 32_767  # what Excel holds of a text
_ROW_GROUP = 1 << 17
_MADE = datetime(2000, 1, 1)  # a workbook names a day on which it was made; no clock: same bytes


def write_parquet(path: Path, schema: pa.Schema, batches: Iterable[pa.RecordBatch]) -> int:
    """One Parquet file, its columns packed with Snappy, which every reader knows. How many tables
    it holds: 1."""
    with pq.ParquetWriter(path, schema, compression="snappy") as writer:
        for group in _regrouped(batches):
            writer.write_table(group, row_group_size=_ROW_GROUP)
    return 1


def _regrouped(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.Table]:
    """The rows in tables of _ROW_GROUP, however they come; the last may be shorter."""
    held: list[pa.RecordBatch] = []
    for batch in batches:
        held.append(batch)
        if sum(each.num_rows for each in held) >= _ROW_GROUP:
            table = pa.Table.from_batches(held)
            yield table[:_ROW_GROUP]
            held = table[_ROW_GROUP:].to_batches()
    if held:
        yield pa.Table.from_batches(held)


def write_csv(path: Path, schema: pa.Schema, batches: Iterable[pa.RecordBatch]) -> int:
    """One CSV file: UTF-8 with a byte order mark, so that Excel reads it right, commas, CRLF, ISO
    dates, pounds with two decimals and no comma; an apostrophe before text that a spreadsheet could
    take for a formula. How many tables it holds: 1."""
    with path.open("w", encoding="utf-8-sig", newline="") as handle:
        rows = csv.writer(handle)
        rows.writerow(schema.names)
        for batch in batches:
            rows.writerows(_rows(with_texts(batch, no_formula)))
    return 1


def write_sqlite(path: Path, schema: pa.Schema, batches: Iterable[pa.RecordBatch]) -> int:
    """One SQLite database with the table `payments`; see engine.sqlite_file. How many tables it
    holds: 1."""
    write_sqlite_file(path, TABLE, schema, batches, indexed=("council", "supplier"))
    return 1


def write_xlsx(
    path: Path,
    schema: pa.Schema,
    batches: Iterable[pa.RecordBatch],
    *,
    most_rows: int = SHEET_ROWS,
) -> int:
    """One workbook: headings in row 1, dates that are dates, a sheet `payments` and, where its rows
    do not do, `payments_2` and so on, each with the headings. How many sheets it holds.

    most_rows: rows of a sheet with its headings. A cell holds the first 32,767 signs of a text.
    """
    # Rows go to the disk as they come; what looks like a formula, link or number stays text.
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(str(path), options) as workbook:
        workbook.set_properties({"title": TABLE, "author": "Tallystick", "created": _MADE})
        looks = _looks(workbook)
        sheets = 1
        sheet, at = _new_sheet(workbook, TABLE, schema), 1
        for batch in batches:
            writers = [_cell_writer(field.type, looks) for field in schema]
            for row in _rows(batch):
                if at == most_rows:
                    sheets += 1
                    sheet, at = _new_sheet(workbook, f"{TABLE}_{sheets}", schema), 1
                for column, (write, value) in enumerate(zip(writers, row, strict=True)):
                    if value is not None:
                        write(sheet, at, column, value)
                at += 1
    return sheets


def _new_sheet(workbook: Workbook, name: str, schema: pa.Schema) -> Worksheet:
    sheet = workbook.add_worksheet(name)
    sheet.freeze_panes(1, 0)
    for column, heading in enumerate(schema.names):
        sheet.write_string(0, column, heading)
    return sheet


_Looks = tuple[Format, Format]
_CellWriter = Callable[[Worksheet, int, int, Any], object]


def _looks(workbook: Workbook) -> _Looks:
    """How days and pounds look."""
    return (
        workbook.add_format({"num_format": "yyyy-mm-dd"}),
        workbook.add_format({"num_format": "#,##0.00"}),
    )


def _cell_writer(kind: pa.DataType, looks: _Looks) -> _CellWriter:
    """What writes a value of this type into a cell. Excel knows only doubles: pounds and pence up
    to 90 million million are exact in them."""
    day, pounds = looks
    if pa.types.is_string(kind):
        return lambda sheet, row, column, value: sheet.write_string(
            row, column, value[:_CELL_SIGNS]
        )
    if pa.types.is_date(kind):
        return lambda sheet, row, column, value: sheet.write_datetime(row, column, value, day)
    if pa.types.is_decimal(kind):
        return lambda sheet, row, column, value: sheet.write_number(row, column, value, pounds)
    return lambda sheet, row, column, value: sheet.write_number(row, column, value)


def _rows(batch: pa.RecordBatch) -> Iterator[tuple[Any, ...]]:
    return zip(*(column.to_pylist() for column in batch), strict=True)
