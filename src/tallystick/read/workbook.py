"""Workbooks (xlsx, xls, xlsb, ods) as rows of text, every sheet, with what could harm kept out."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError

from tallystick.read.blocks import Row
from tallystick.read.opening import Part
from tallystick.words.mistakes import UserMistake

_MOST_CELLS = 30_000_000  # cells of one sheet's rectangle; more than any payment file has
_CELL = re.compile(rb'<c [^>]*?r="([A-Z]{1,3})(\d{1,7})"')
_ROW = re.compile(rb'<row [^>]*?r="(\d{1,7})"')
_DECLARATION = re.compile(rb"<!(DOCTYPE|ENTITY)", re.IGNORECASE)
_DAMAGE = (CalamineError, OSError, ValueError, OverflowError)
_NEXT_STEP = "Open it, save the sheet of payments as CSV and give that."


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet by name, its rows numbered from 1; blank rows are left out but counted in the
    numbers."""

    name: str
    rows: tuple[Row, ...]


def read_sheets(part: Part, file: str) -> Iterator[Sheet]:
    """Each sheet of a workbook in its order. file: the name for messages.

    Raises UserMistake when the workbook is locked, damaged, holds entity declarations, or has a
    sheet larger than any payment file.
    """
    with part.open() as stream:
        body = stream.read()
    if part.form in ("xlsx", "ods"):
        _refuse_harm(body, part.form, file)
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(body))
        for name in workbook.sheet_names:
            sheet = workbook.get_sheet_by_name(name)
            if sheet.total_height * sheet.total_width > _MOST_CELLS:
                raise _too_large(file)
            yield Sheet(name, tuple(_rows(sheet)))
    except PasswordError:
        raise UserMistake(
            f"{file} is locked with a password.", "Save it without and try again."
        ) from None
    except UserMistake:
        raise
    except BaseException as error:
        # The parser is compiled code; what it makes of damaged bytes may be a panic of its own
        # kind.
        if type(error).__name__ != "PanicException" and not isinstance(error, _DAMAGE):
            raise
        raise UserMistake(f"{file} is a damaged workbook ({_short(error)}).", _NEXT_STEP) from None


def _rows(sheet: CalamineSheet) -> Iterator[Row]:
    """The rows of a sheet that hold something, taken one by one from the parser; equal texts are
    held once, for a sheet may have a million rows."""
    texts_met: dict[str, str] = {}
    blanks = ("",) * (sheet.start[1] if sheet.start else 0)  # columns that the parser leaves out
    for number, cells in enumerate(sheet.iter_rows(), start=1):
        texts = tuple(
            texts_met.setdefault(text, text) if isinstance(cell, str) else text
            for cell, text in ((cell, cell_text(cell)) for cell in cells)
        )
        if any(texts):
            texts = blanks + texts
            yield Row(number, texts, "\t".join(texts).rstrip("\t"))


def cell_text(cell: object) -> str:
    """A typed cell as the text that the rest of the reader reads: whole numbers without '.0', days
    as
    2021-07-05."""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time(0) else cell.isoformat(" ")
    if isinstance(cell, date | time):
        return cell.isoformat()
    if isinstance(cell, timedelta):
        return str(cell)
    return str(cell).strip() if cell is not None else ""


def _refuse_harm(body: bytes, form: str, file: str) -> None:
    """Refuse entity declarations and rectangles that would not fit in memory, before parsing."""
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            for member in archive.infolist():
                if member.filename.endswith((".xml", ".rels")):
                    _refuse_member(archive, member.filename, form, file)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError):
        raise UserMistake(f"{file} is a damaged workbook.", _NEXT_STEP) from None


def _refuse_member(archive: zipfile.ZipFile, name: str, form: str, file: str) -> None:
    widest = 1
    lowest = 1
    tail = b""
    with archive.open(name) as stream:
        while chunk := stream.read(1 << 20):
            text = tail + chunk
            if _DECLARATION.search(text):
                raise UserMistake(
                    f"{file} declares XML entities, which no workbook needs.", _NEXT_STEP
                )
            if form == "xlsx" and "/worksheets/" in name:
                widest = max([widest, *(_column(letters) for letters, _ in _CELL.findall(text))])
                lowest = max([lowest, *(int(row) for row in _ROW.findall(text))])
                lowest = max([lowest, *(int(row) for _, row in _CELL.findall(text))])
            tail = text[-64:]
    if widest * lowest > _MOST_CELLS:
        raise _too_large(file)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _too_large(file: str) -> UserMistake:
    return UserMistake(f"{file} has a sheet far larger than a list of payments.", _NEXT_STEP)


def _short(error: BaseException) -> str:
    return str(error).splitlines()[0][:80] if str(error) else type(error).__name__
