"""Writes an Excel workbook."""

import io
from datetime import date

import xlsxwriter

from tallystick.example.write.cells import FIXED_TIME, Grid


def write_xlsx(sheets: dict[str, Grid]) -> bytes:
    """A workbook of the named sheets. Days are true Excel dates."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_numbers": False})
    book.set_properties({"created": FIXED_TIME})
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    for name, grid in sheets.items():
        sheet = book.add_worksheet(name)
        for y, row in enumerate(grid):
            for x, cell in enumerate(row):
                if isinstance(cell, date):
                    sheet.write_datetime(y, x, cell, day)
                elif cell not in (None, ""):
                    sheet.write(y, x, cell)
    book.close()
    return buffer.getvalue()
