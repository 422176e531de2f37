"""The oddities of published tables, each a function from rows to rows."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from tallystick.example.publish.pages import Column, Entry, Row, RowKind
from tallystick.example.write.cells import Cell


def with_preamble(rows: Sequence[Row], texts: Iterable[str]) -> list[Row]:
    """Titles and notes above the header, each in the first cell; '' makes an empty line."""
    return [*(_loose(RowKind.PREAMBLE, text) for text in texts), *rows]


def with_footer(rows: Sequence[Row], texts: Iterable[str]) -> list[Row]:
    """Notes below the last line."""
    return [*rows, *(_loose(RowKind.FOOTER, text) for text in texts)]


def _loose(kind: RowKind, text: str) -> Row:
    return Row(kind, (text,)) if text else Row(RowKind.BLANK, ("",))


def with_total(rows: Sequence[Row], columns: Sequence[Column], label: str = "Total") -> list[Row]:
    """A grand total below the last line, its label in the first cell ('' for a bare number)."""
    return [*rows, _sum_row(RowKind.TOTAL, columns, _entries(rows), label)]


def with_monthly_subtotals(rows: Sequence[Row], columns: Sequence[Column]) -> list[Row]:
    """A subtotal after the last line of each month."""
    result: list[Row] = []
    run: list[Entry] = []
    for row in rows:
        if row.entry and run and row.entry.line.month != run[-1].line.month:
            result.append(_month_row(columns, run))
            run = []
        result.append(row)
        if row.entry:
            run.append(row.entry)
    return [*result, _month_row(columns, run)] if run else result


def _month_row(columns: Sequence[Column], run: Sequence[Entry]) -> Row:
    label = f"Total for {run[-1].line.paid_on:%B %Y}"
    return _sum_row(RowKind.SUBTOTAL, columns, run, label)


def _sum_row(kind: RowKind, columns: Sequence[Column], entries: Sequence[Entry], label: str) -> Row:
    cells: list[Cell] = [column.total(entries) if column.total else "" for column in columns]
    if label:
        cells[0] = label
    return Row(kind, tuple(cells), pence=sum(entry.line.pence for entry in entries))


def _entries(rows: Iterable[Row]) -> list[Entry]:
    return [row.entry for row in rows if row.entry]


def with_blank_rows(rows: Sequence[Row], every: int) -> list[Row]:
    """An empty row, separators and all, after every so many rows."""
    result: list[Row] = []
    for number, row in enumerate(rows, start=1):
        result.append(row)
        if number % every == 0:
            result.append(Row(RowKind.BLANK, ("",) * len(row.cells)))
    return result


def with_repeated_header(rows: Sequence[Row], every: int) -> list[Row]:
    """The header again after every so many payments, as printed page by page."""
    header = next(row for row in rows if row.kind is RowKind.HEADER)
    again = replace(header, kind=RowKind.REPEATED_HEADER)
    result: list[Row] = []
    payments = 0
    for row in rows:
        if row.entry and payments and payments % every == 0:
            result.append(again)
        payments += row.entry is not None
        result.append(row)
    return result


def with_two_row_header(rows: Sequence[Row], groups: Sequence[str]) -> list[Row]:
    """A row of group names over the header, '' where a group goes on."""
    return [Row(RowKind.HEADER, tuple(groups)), *rows]


def without_header(rows: Sequence[Row]) -> list[Row]:
    """The payments alone."""
    return [row for row in rows if row.kind is not RowKind.HEADER]


def with_trailing_commas(rows: Sequence[Row]) -> list[Row]:
    """One cell too many on the data lines only: careless readers shift every column."""
    return [replace(row, cells=(*row.cells, "")) if row.entry else row for row in rows]
