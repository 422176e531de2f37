"""Sheets of the workbook that hold one table each."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.utility import xl_range
from xlsxwriter.worksheet import Worksheet

from tallystick.report.guard import readable
from tallystick.report.tables import Column, Form, Table, Value
from tallystick.words.whole_files import write_whole

Formula = Callable[[int], str]
"""The formula of the cell in this row, from 0."""

A4 = 9
BRAND = "#12535a"
HEADINGS = 3
"""The row, from 0, of a table's headings; what the sheet shows stands above."""

_FORMATS: Mapping[Form, Mapping[str, Any]] = {
    Form.TEXT: {"text_wrap": True},
    Form.COUNT: {"num_format": "#,##0"},
    Form.MONEY: {"num_format": "£#,##0;[Red]-£#,##0"},
    Form.PENCE: {"num_format": "£#,##0.00;[Red]-£#,##0.00"},
    Form.SHARE: {"num_format": "0.0%"},
    Form.DAY: {"num_format": "d mmmm yyyy", "align": "left"},
}


class Book:
    """A workbook with the formats that its sheets share."""

    def __init__(self, workbook: Workbook) -> None:
        self.workbook = workbook
        self.forms = {
            form: workbook.add_format({"valign": "top", **look}) for form, look in _FORMATS.items()
        }
        self.sums = {
            form: workbook.add_format({"valign": "top", "bold": True, "top": 1, **look})
            for form, look in _FORMATS.items()
        }
        self.title = workbook.add_format({"bold": True, "font_size": 16, "font_color": BRAND})
        self.heading = workbook.add_format({"bold": True, "font_size": 12, "font_color": BRAND})
        self.bold = workbook.add_format({"bold": True, "valign": "top", "text_wrap": True})
        self.headings = workbook.add_format(
            {
                "bold": True,
                "text_wrap": True,
                "valign": "top",
                "bg_color": BRAND,
                "font_color": "#ffffff",
            }
        )

    def sheet(self, name: str, title: str) -> Worksheet:
        """A new sheet with its title, set up to print on A4, as wide as the paper."""
        sheet = self.workbook.add_worksheet(name)
        sheet.hide_gridlines(2)
        sheet.set_paper(A4)
        sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer("&L&A&RPage &P of &N")
        sheet.write_string(0, 0, readable(title), self.title)
        return sheet


@contextmanager
def new_book(path: Path, title: str, *, on: date) -> Iterator[Book]:
    """A workbook that is written when the block ends: text is always text, and nothing in it can
    become a formula or a link. on: the day it is made, the only one it holds. Raises OSError where
    it cannot be written."""
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    try:
        with Workbook(str(path), options) as workbook:
            made = datetime.combine(on, time())  # a fixed date: same bytes
            about = {"title": readable(title), "author": "Tallystick", "created": made}
            workbook.set_properties(about)
            yield Book(workbook)
    except FileCreateError as error:  # it hides what went wrong
        raise error.args[0] from error


def write_tables(path: Path, title: str, tables: Sequence[Table], *, on: date) -> None:
    """Write a workbook of tables, a sheet each, in one step; the same tables, the same bytes.

    Raises OSError where the folder of `path` cannot be written to.
    """

    def fill(part: Path) -> None:
        with new_book(part, title, on=on) as book:
            for table in tables:
                add_table(book, table)

    write_whole(path, fill)


def add_table(book: Book, table: Table, formulas: Mapping[str, Formula] | None = None) -> None:
    """A sheet with the table, filters, frozen headings and a total under each summed column.

    formulas: by column title, what stands in the place of a value; the value is kept beside it,
    for programs that read a workbook without working it out.
    """
    sheet = book.sheet(table.name, table.name)
    sheet.set_landscape()
    sheet.write_string(1, 0, readable(table.about))
    sheet.freeze_panes(HEADINGS + 1, 1)
    sheet.repeat_rows(HEADINGS)
    last = HEADINGS + max(len(table.rows), 1)  # Excel refuses a table without a row
    summed = any(column.summed for column in table.columns)
    sheet.add_table(
        HEADINGS,
        0,
        last + summed,
        len(table.columns) - 1,
        {
            "name": table.name,
            "style": "Table Style Light 1",
            "total_row": summed,
            "columns": [_heading(book, table, at) for at in range(len(table.columns))],
        },
    )
    for at, column in enumerate(table.columns):
        sheet.set_column(at, at, column.width)
        formula = (formulas or {}).get(column.title)
        for row, values in enumerate(table.rows, HEADINGS + 1):
            _write(sheet, (row, at), values[at], book, column, formula)


def _heading(book: Book, table: Table, at: int) -> dict[str, Any]:
    column = table.columns[at]
    heading: dict[str, Any] = {"header": column.title, "header_format": book.headings}
    if column.summed:
        first, end = HEADINGS + 1, HEADINGS + max(len(table.rows), 1)
        cells = xl_range(first, at, end, at)
        # Cells, not the column's name: not every program knows a table from within itself. 109
        # sums what a filter leaves.
        heading["total_function"] = f"SUBTOTAL(109,{cells})"
        heading["total_value"] = as_number(sum(_whole(row[at]) for row in table.rows), column.form)
        heading["format"] = book.sums[column.form]
    elif at == 0 and any(each.summed for each in table.columns):
        heading["total_string"] = "Total"
    return heading


def _whole(value: Value) -> int:
    if not isinstance(value, int):
        raise TypeError(f"{value!r} stands in a summed column and is not a whole number.")
    return value


def _write(
    sheet: Worksheet,
    place: tuple[int, int],
    value: Value,
    book: Book,
    column: Column,
    formula: Formula | None,
) -> None:
    look = book.forms[column.form]
    if value is None:
        sheet.write_blank(*place, None, look)
    elif isinstance(value, str):
        sheet.write_string(*place, readable(value), look)
    elif isinstance(value, date):
        sheet.write_datetime(*place, value, look)
    elif formula is not None:
        sheet.write_formula(*place, formula(place[0]), look, as_number(value, column.form))
    else:
        sheet.write_number(*place, as_number(value, column.form), look)


def as_number(value: Value, form: Form) -> float | int:
    """A value as the number that a cell holds. Excel knows only doubles; money is whole pence
    everywhere before it comes here."""
    if isinstance(value, int) and form is Form.COUNT:
        return value
    if value is None or isinstance(value, str | date):
        raise TypeError(f"{value!r} is not a number.")
    return float(value) / 100 if form in (Form.MONEY, Form.PENCE) else float(value)
