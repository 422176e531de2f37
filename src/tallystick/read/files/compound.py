"""Old Office files: a container of named streams, one of which may be an xls workbook."""

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from tallystick.read.files.archives import NoTable, locked
from tallystick.words.mistakes import UserMistake

# The container: [MS-CFB] 2.1 to 2.6. The records of a workbook: [MS-XLS] 2.1.4 and 2.3, which hold
# for the files of Excel 5 and 95 too as far as they are looked at here.
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""The first bytes of a container."""

_LARGEST = 64 << 20  # bytes of a file: such a workbook is held whole, every sheet of it at once
_MOST_CELLS = 20_000_000  # of all sheets' rectangles
_NO_SECTOR = 0xFFFFFFFA  # the numbers from here on say that a chain ends
_SMALL = 4096  # bytes below which a stream lies within the stream of small ones
_STREAM, _ROOT = 2, 5  # kinds of entries
_SHEET_ENDS, _PASSWORD, _MANY_FIGURES = 0x0A, 0x2F, 0xBD
_VALUES = {0x06, 0xD6, 0xFD, 0x203, 0x204, 0x205, 0x27E, _MANY_FIGURES}
SAVE_AS = "Save it as CSV or as an Excel workbook and give that."
"""What to do about a file of another form."""


def refuse_compound(file: str, stream: BinaryIO) -> None:
    """Refuse what is no workbook, is locked, is damaged, or would fill memory. file: the name for
    messages."""
    body = stream.read(_LARGEST + 1)
    if len(body) > _LARGEST:
        raise UserMistake(f"{file} is an old workbook of more than {_LARGEST >> 20} MB.", SAVE_AS)
    try:
        container = _Container(body)
        if "EncryptedPackage" in container.entries:
            raise locked(file)
        book = container.entries.get("Workbook") or container.entries.get("Book")
        if book is None:
            raise NoTable(f"{file} is an Office document, not a workbook.", SAVE_AS)
        _refuse_records(file, container.read(book))
    except (struct.error, IndexError, ValueError):
        raise UserMistake(f"{file} is a damaged workbook.", SAVE_AS) from None


def _refuse_records(file: str, records: bytes) -> None:
    cells, lowest, widest = 0, -1, -1
    for kind, place, size in _records(records):
        if kind == _PASSWORD:
            raise locked(file)
        if kind in _VALUES:
            row, column = struct.unpack_from("<HH", records, place)
            if kind == _MANY_FIGURES:  # it gives its first column, and its last at its end
                (column,) = struct.unpack_from("<H", records, place + size - 2)
            lowest, widest = max(lowest, row), max(widest, column)
        elif kind == _SHEET_ENDS:
            cells += (lowest + 1) * (widest + 1)
            lowest, widest = -1, -1
    if cells + (lowest + 1) * (widest + 1) > _MOST_CELLS:
        raise UserMistake(f"{file} has a sheet far larger than a list of payments.", SAVE_AS)


def _records(stream: bytes) -> Iterator[tuple[int, int, int]]:
    """The kind, place and size of each record."""
    place = 0
    while place + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, place)
        yield kind, place + 4, size
        place += 4 + size


@dataclass(frozen=True, slots=True)
class _Entry:
    """A stream: the number of its first sector, and its bytes."""

    first: int
    size: int


class _Container:
    """The streams of a container, by name."""

    def __init__(self, body: bytes) -> None:
        self._body = body
        (power,) = struct.unpack_from("<H", body, 30)
        self._size = 1 << min(power, 16)  # bytes of a sector
        directory, small = (struct.unpack_from("<I", body, place)[0] for place in (48, 60))
        self._next = self._numbers(self._table_sectors())
        entries = [*self._directory(directory)]
        self.entries = {name: entry for name, kind, entry in entries if kind == _STREAM}
        self._next_small = self._numbers(_chain(small, self._next))
        roots = [entry for _, kind, entry in entries if kind == _ROOT]
        self._small_streams = self._joined(roots[0].first)

    def read(self, entry: _Entry) -> bytes:
        """The bytes of a stream."""
        if entry.size >= _SMALL:
            return self._joined(entry.first)[: entry.size]
        sectors = _chain(entry.first, self._next_small)
        pieces = (self._small_streams[64 * number : 64 * (number + 1)] for number in sectors)
        return b"".join(pieces)[: entry.size]

    def _table_sectors(self) -> list[int]:
        """The sectors of the table that says which sector follows which."""
        (further,) = struct.unpack_from("<I", self._body, 68)
        sectors = [*struct.unpack_from("<109I", self._body, 76)]
        seen = 0
        while further < _NO_SECTOR and seen * self._size < len(self._body):
            *more, further = self._numbers([further])
            sectors += more
            seen += 1
        return [number for number in sectors if number < _NO_SECTOR]

    def _directory(self, first: int) -> Iterator[tuple[str, int, _Entry]]:
        """The name and the kind of each entry."""
        text = self._joined(first)
        for place in range(0, len(text) - 127, 128):
            length, kind = struct.unpack_from("<HB", text, place + 64)
            name = text[place : place + max(0, min(length, 64) - 2)].decode("utf-16-le")
            start, size = struct.unpack_from("<II", text, place + 116)
            yield name, kind, _Entry(start, size)

    def _joined(self, first: int) -> bytes:
        return b"".join(map(self._sector, _chain(first, self._next)))

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self._size
        return self._body[start : start + self._size]

    def _numbers(self, sectors: Sequence[int]) -> tuple[int, ...]:
        text = b"".join(map(self._sector, sectors))
        return struct.unpack(f"<{len(text) // 4}I", text[: len(text) // 4 * 4])


def _chain(first: int, following: Sequence[int]) -> list[int]:
    """The sectors from a first one on; raises ValueError for a chain that comes back to itself,
    which would be followed for ever."""
    sectors: list[int] = []
    while first < _NO_SECTOR:
        if len(sectors) > len(following):
            raise ValueError
        sectors.append(first)
        first = following[first]
    return sectors
