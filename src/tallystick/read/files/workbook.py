"""Reads workbooks (xlsx, xls, xlsb, ods) as sheets of text, after checks for dangerous content."""

import io
import zipfile
import zlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Any
from xml.etree.ElementTree import ParseError

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError

from tallystick.read.files.archives import locked
from tallystick.read.files.bounds import refuse_large
from tallystick.read.files.opening import Part
from tallystick.read.files.patience import try_first
from tallystick.read.files.scratch import Scratch, TooMuch
from tallystick.read.files.sheets import Sheet
from tallystick.read.files.slicing import NEXT_STEP, sliced, too_large
from tallystick.words.mistakes import UserMistake

_ROWS_AT_ONCE = 50_000
_CELLS_AT_ONCE = 1_000_000
_MOST_TEXT = 1 << 30  # bytes of a sheet; a shared text counts once per cell
_MOST_BLANKS = 300  # columns left of the first that holds something; further ones are not looked at
_DAMAGE = (
    *(CalamineError, zipfile.BadZipFile, zlib.error, ParseError),
    *(EOFError, OSError, ValueError, OverflowError, KeyError, IndexError, NotImplementedError),
)


def read_sheets(part: Part, file: str, scratch: Scratch) -> Iterator[Sheet]:
    """Store each sheet of a workbook in scratch, in order. file: the name for messages.

    An xlsx is read in parts; the other forms are held in memory as a whole while they are read.
    Raises UserMistake when the workbook is locked, damaged, declares entities, has no sheet, or is
    too large.
    """
    with _told_apart(file):
        if part.form == "xlsx":
            with sliced(part, file) as (path, sheets):
                workbook = CalamineWorkbook.from_path(path)
                for name, slices in sheets:
                    yield _put_down(name, map(workbook.get_sheet_by_name, slices), scratch)
                return
        if part.form != "xls":
            refuse_large(part, file)
        try_first(part, file)
        with part.open() as stream:
            workbook = CalamineWorkbook.from_filelike(io.BytesIO(stream.read()))
        for name in workbook.sheet_names:
            yield _put_down(name, [workbook.get_sheet_by_name(name)], scratch)


@contextmanager
def _told_apart(file: str) -> Iterator[None]:
    """Convert errors of the workbook library into a UserMistake with a sentence."""
    try:
        yield
    except PasswordError:
        raise locked(file) from None
    except TooMuch:
        raise too_large(file) from None
    except UserMistake:
        raise
    except BaseException as error:
        # The parser is compiled code; what it makes of damaged bytes may be a panic of its own
        # kind.
        if type(error).__name__ != "PanicException" and not isinstance(error, _DAMAGE):
            raise
        raise UserMistake(f"{file} is a damaged workbook ({_short(error)}).", NEXT_STEP) from None


def _put_down(name: str, pieces: Iterable[CalamineSheet], scratch: Scratch) -> Sheet:
    """A sheet that a parser gives in one piece or several."""
    sheet = Sheet(name, scratch)
    most = scratch.used + _MOST_TEXT
    for piece in pieces:
        if piece.start is None:
            continue
        first, left = piece.start
        rows = _rows(piece)
        count = min(_ROWS_AT_ONCE, max(1, _CELLS_AT_ONCE // (left + piece.width)))
        blanks = [""] * count
        while some := [*islice(rows, count)]:
            columns = [cells_text(column) for column in zip(*some, strict=True)]
            before = [blanks[: len(some)]] * min(left, _MOST_BLANKS)
            sheet.add(range(first + 1, first + 1 + len(some)), before + columns)
            if scratch.used > most:
                raise TooMuch
            first += len(some)
    return sheet


def _rows(sheet: CalamineSheet) -> Iterator[list[Any]]:
    """The rows from the first that holds something."""
    if sheet.height * sheet.width <= _CELLS_AT_ONCE:
        return iter(sheet.to_python())
    rows = sheet.iter_rows()  # which gives the blank ones above too
    deque(islice(rows, sheet.start[0] if sheet.start else 0), maxlen=0)
    return rows


def cells_text(cells: Sequence[object]) -> list[str]:
    """Typed cells as text for the rest of the reader: whole numbers without '.0', days as
    2021-07-05."""
    return [_TEXTS[type(cell)](cell) for cell in cells]


def _figure(cell: float) -> str:
    return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)


def _moment(cell: datetime) -> str:
    return cell.date().isoformat() if cell.time() == time(0) else cell.isoformat(" ")


_TEXTS: dict[type, Callable[[Any], str]] = {
    str: str.strip,
    float: _figure,
    int: str,
    bool: lambda cell: "TRUE" if cell else "FALSE",
    datetime: _moment,
    date: date.isoformat,
    time: time.isoformat,
    timedelta: str,
    type(None): lambda _: "",
}


def _short(error: BaseException) -> str:
    return str(error).splitlines()[0][:80] if str(error) else type(error).__name__
