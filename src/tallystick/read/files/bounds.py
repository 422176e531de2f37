"""Estimates from the parts of an xlsb or ods file how much memory they will need, before they are
read."""

import zipfile
from typing import IO
from xml.parsers import expat

from tallystick.read.files.archives import damaged
from tallystick.read.files.opening import Part
from tallystick.read.files.slicing import refuse_declarations, too_large

_LARGEST = 256 << 20  # bytes of what a workbook packs; such a workbook is held whole
_MOST_CELLS = 20_000_000  # of all sheets' rectangles
_MOST_TEXT = 512 << 20  # bytes of what cells hold, each as often as it says it is repeated
_CHUNK = 8 << 20
_CELLS = ("table-cell", "covered-table-cell")
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
    seen = _Repeats(file)
    while chunk := stream.read(_CHUNK):
        seen.feed(chunk)
    return seen.cells, seen.text


class _Repeats:
    """Walks through an OpenDocument part and adds up what its repeats come to.

    A true parser does it: a search for letters misses the other quotes, prefixes, blanks, numbers
    written as references and alphabets that XML allows.
    """

    def __init__(self, file: str) -> None:
        self.cells = self.text = 0
        self._file = file
        self._height = self._width = self._blank = 0  # of the sheet so far
        self._times = self._place = self._last = 0  # of the row
        self._began = self._often = 0  # where the row began; the most repeats of a cell of it
        self._holds, self._counted = False, 0  # whether a cell holds something; its repeats
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.StartDoctypeDeclHandler = self._refuse

    def feed(self, chunk: bytes) -> None:
        """The next bytes. Raises UserMistake where entities are declared, or repeats are many."""
        try:
            self._parser.Parse(chunk)
        except expat.ExpatError:
            raise damaged(self._file) from None
        if self.cells > _MOST_CELLS or self.text > _MOST_TEXT:
            raise too_large(self._file)

    def _refuse(self, *_declared: object) -> None:
        refuse_declarations(self._file, b"<!DOCTYPE")

    def _start(self, name: str, given: dict[str, str]) -> None:
        name = name.rpartition(":")[2]
        if name == "table-row":
            self._times = _times(given, "number-rows-repeated")
            self._place = self._last = self._often = 0
            self._began = self._parser.CurrentByteIndex
        elif name in _CELLS:
            times = _times(given, "number-columns-repeated")
            self._place += times
            self._holds = any(name.rpartition(":")[2].startswith("value") for name in given)
            self._counted = times
        elif name == "p":
            self._holds = True
        if self._holds and name in (*_CELLS, "p"):
            self._last, self._often = self._place, max(self._often, self._counted)

    def _end(self, name: str) -> None:
        name = name.rpartition(":")[2]
        if name == "table-row":
            size = self._parser.CurrentByteIndex - self._began
            if self._last:
                self._height += self._blank + self._times
                self._width, self._blank = max(self._width, self._last), 0
                self.text += size * self._times * max(1, self._often)
            else:
                self._blank += self._times
            if self._height * self._width + self.cells > _MOST_CELLS:
                raise too_large(self._file)
        elif name == "table":
            self.cells += self._height * self._width
            self._height = self._width = self._blank = 0


def _times(given: dict[str, str], repeated: str) -> int:
    """How often an element says that it is repeated."""
    told = next((text for name, text in given.items() if name.endswith(repeated)), "1").strip()
    return int(told) if told.isdecimal() and len(told) < 12 else 1


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
