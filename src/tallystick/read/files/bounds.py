"""Estimates from the parts of an xlsb or ods file how much memory they will need, before they are
read."""

import re
import zipfile
from collections.abc import Iterator
from typing import IO

from tallystick.read.files.opening import Part
from tallystick.read.files.slicing import refuse_declarations, too_large

_LARGEST = 256 << 20  # bytes of what a workbook packs; such a workbook is held whole
_MOST_CELLS = 20_000_000  # of all sheets' rectangles
_MOST_TEXT = 512 << 20  # bytes of what cells hold, each as often as it says it is repeated
_CHUNK = 8 << 20
_CELL = re.compile(rb"<table:(?:covered-)?table-cell\b([^>]*)>")
_ROWS = re.compile(rb'number-rows-repeated="(\d+)"')
_COLUMNS = re.compile(rb'number-columns-repeated="(\d+)"')
_ROW = b"<table:table-row"
_ROW_BEGINS, _LAST_VALUE = 0, 11  # kinds of records in an xlsb: [MS-XLSB] 2.3
_BLANK_CELL = 1


def refuse_large(part: Part, file: str) -> None:
    """Refuse an xlsb or ods that would fill memory, or declares entities. file: the name for
    messages."""
    with part.open() as stream, zipfile.ZipFile(stream) as archive:
        if sum(member.file_size for member in archive.infolist()) > _LARGEST:
            raise too_large(file)
        cells = text = 0
        for name in archive.namelist():
            with archive.open(name) as member:
                if part.form == "ods" and name.endswith(".xml"):
                    more, volume = _repeated(member, file)
                    cells, text = cells + more, text + volume
                elif "/worksheets/" in name and name.endswith(".bin"):
                    cells += _rectangle(member.read())
        if cells > _MOST_CELLS or text > _MOST_TEXT:
            raise too_large(file)


def _repeated(stream: IO[bytes], file: str) -> tuple[int, int]:
    """The cells and the bytes of all sheets of an OpenDocument part, repeats counted."""
    cells = text = height = blank = 0
    width = 0
    for row in _rows(stream, file):
        times = int(repeats[1]) if (repeats := _ROWS.search(row)) else 1
        last, volume = _row_repeated(row)
        if last:
            height, width, blank = height + blank + times, max(width, last), 0
            text += volume * times
        else:
            blank += times
        if b"</table:table>" in row:
            cells += height * width
            height = width = blank = 0
    return cells + height * width, text


def _row_repeated(row: bytes) -> tuple[int, int]:
    """The place of the last cell of a row that holds something, from 1, and the bytes of the row,
    repeats counted."""
    place = last = volume = 0
    for cell in _CELL.finditer(row):
        times = int(repeats[1]) if (repeats := _COLUMNS.search(cell[1])) else 1
        place += times
        if b"office:" in cell[1] or not cell[1].endswith(b"/"):
            last = place
            volume += len(row) * (times - 1)
    return last, volume + len(row)


def _rows(stream: IO[bytes], file: str) -> Iterator[bytes]:
    """The rows of an OpenDocument part, one by one, with what stands before the first."""
    rest = b""
    while chunk := stream.read(_CHUNK):
        *rows, rest = (rest + chunk).split(_ROW)
        for row in rows:
            refuse_declarations(file, row)
            yield row
    refuse_declarations(file, rest)
    yield rest


def _rectangle(sheet: bytes) -> int:
    """The cells of the rectangle around all values of a sheet of an xlsb."""
    place = row = lowest = widest = 0
    while place < len(sheet):
        kind, place = _number(sheet, place, 2)
        size, place = _number(sheet, place, 4)
        if kind == _ROW_BEGINS:
            row = int.from_bytes(sheet[place : place + 4], "little")
        elif kind <= _LAST_VALUE and kind != _BLANK_CELL:
            lowest = max(lowest, row + 1)
            widest = max(widest, int.from_bytes(sheet[place : place + 4], "little") + 1)
        place += size
    return lowest * widest


def _number(text: bytes, place: int, most: int) -> tuple[int, int]:
    """A number written in up to so many bytes of seven bits, and the place behind it."""
    number = 0
    for power in range(most):
        byte = text[place]
        place += 1
        number |= (byte & 0x7F) << (7 * power)
        if byte < 0x80:
            break
    return number, place
