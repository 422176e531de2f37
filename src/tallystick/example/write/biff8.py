"""Writes a true .xls: BIFF8 records in a compound file.

Only what a reader needs: text, numbers and days on one or more sheets. Sources: Microsoft's
open specifications [MS-XLS] (records) and [MS-CFB] (compound file).
"""

import struct
from datetime import date

from tallystick.example.write.cells import Cell, Grid

_SECTOR = 512
_SMALLEST_STREAM = 4096  # shorter streams would live in the mini stream, which we do without
_END_OF_CHAIN, _FREE, _FAT_SECTOR = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
_DAY_ZERO = date(1899, 12, 30)  # Excel's serial 0, given its leap year 1900 that never was
_PLAIN, _DAY = 0, 1  # the two cell formats that we declare, by position
_FORMAT_CODES = (0, 14)  # General, and the built-in short date


def write_biff8(sheets: dict[str, Grid]) -> bytes:
    """A workbook of the named sheets. The format ends at 65,536 rows and 256 columns."""
    return _compound_file(_workbook_stream(sheets))


def _record(kind: int, body: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def _workbook_stream(sheets: dict[str, Grid]) -> bytes:
    """The globals, then each sheet; the globals say at which byte every sheet begins."""
    head = _begin(0x0005) + _record(0x0042, struct.pack("<H", 1200))
    for code in _FORMAT_CODES:
        head += _record(0x00E0, struct.pack("<HH16x", 0, code))
    tail = _record(0x000A)
    bodies = [_sheet(grid) for grid in sheets.values()]
    directory = sum(len(_sheet_entry(name, 0)) for name in sheets)
    offset = len(head) + directory + len(tail)
    entries = b""
    for name, body in zip(sheets, bodies, strict=True):
        entries += _sheet_entry(name, offset)
        offset += len(body)
    return head + entries + tail + b"".join(bodies)


def _begin(kind: int) -> bytes:
    return _record(0x0809, struct.pack("<HHHHII", 0x0600, kind, 0x0DBB, 0x07CC, 0, 0x06))


def _sheet_entry(name: str, offset: int) -> bytes:
    text = name.encode("utf-16-le")
    return _record(0x0085, struct.pack("<IHBB", offset, 0, len(name), 1) + text)


def _sheet(grid: Grid) -> bytes:
    width = max((len(row) for row in grid), default=0)
    parts = [_begin(0x0010), _record(0x0200, struct.pack("<IIHHH", 0, len(grid), 0, width, 0))]
    for y, row in enumerate(grid):
        parts += [_cell(y, x, cell) for x, cell in enumerate(row) if cell not in (None, "")]
    return b"".join([*parts, _record(0x000A)])


def _cell(y: int, x: int, cell: Cell) -> bytes:
    if isinstance(cell, str):
        text = cell.encode("utf-16-le")
        return _record(0x0204, struct.pack("<HHHHB", y, x, _PLAIN, len(text) // 2, 1) + text)
    if isinstance(cell, date):
        return _record(0x0203, struct.pack("<HHHd", y, x, _DAY, (cell - _DAY_ZERO).days))
    return _record(0x0203, struct.pack("<HHHd", y, x, _PLAIN, cell))


def _compound_file(stream: bytes) -> bytes:
    """One stream called Workbook: header, stream, directory, then the allocation table."""
    stream = _padded(stream.ljust(_SMALLEST_STREAM, b"\0"))
    data = len(stream) // _SECTOR
    tables = 1
    while tables * (_SECTOR // 4) < data + 1 + tables:
        tables += 1
    if tables > 109:
        raise ValueError("The header has room for 109 allocation tables, about 7 MB.")
    chain = [*range(1, data), _END_OF_CHAIN, _END_OF_CHAIN, *[_FAT_SECTOR] * tables]
    fat = struct.pack(f"<{len(chain)}I", *chain)
    fat = fat.ljust(tables * _SECTOR, b"\xff")
    first_tables = [*range(data + 1, data + 1 + tables), *[_FREE] * (109 - tables)]
    header = struct.pack(
        "<8s16xHHHHH6xIIIIIIIII109I",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        0x3E, 3, 0xFFFE, 9, 6, 0, tables, data, 0, _SMALLEST_STREAM, _END_OF_CHAIN, 0,
        _END_OF_CHAIN, 0, *first_tables,
    )  # fmt: skip
    root = _entry("Root Entry", 5, child=1, start=_END_OF_CHAIN, size=0)
    book = _entry("Workbook", 2, child=_FREE, start=0, size=len(stream))
    return header + stream + _padded(root + book) + fat


def _padded(content: bytes) -> bytes:
    return content.ljust(-(-len(content) // _SECTOR) * _SECTOR, b"\0")


def _entry(name: str, kind: int, *, child: int, start: int, size: int) -> bytes:
    text = (name + "\0").encode("utf-16-le")
    return struct.pack(
        "<64sHBBIII36xIII", text, len(text), kind, 1, _FREE, _FREE, child, start, size, 0
    )
