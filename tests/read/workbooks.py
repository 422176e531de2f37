"""Workbooks of rare kinds, written record by record: what no library at hand writes."""

import io
import struct
import zipfile
from collections.abc import Iterable, Mapping

from tests.read.files import HEADER, LINES

ROWS = [line.split(",") for line in (HEADER, *LINES)]
_SECTOR = 512
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_END, _FREE, _TABLE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD


def zipped(members: Mapping[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return packed.getvalue()


def compound(streams: Mapping[str, bytes]) -> bytes:
    """A container of streams as [MS-CFB] lays it out: the table of sectors, the directory, then
    each stream, filled up to where streams begin to have sectors of their own."""
    entries = [("Root Entry", 5, _END, 0)]
    bodies = [content.ljust(4096, b"\0") for content in streams.values()]
    directory = -(-(len(streams) + 1) * 128 // _SECTOR)
    follows, sectors = [_TABLE], b""
    follows += [*range(2, directory + 1), _END]
    for name, body in zip(streams, bodies, strict=True):
        first, count = len(follows), -(-len(body) // _SECTOR)
        entries.append((name, 2, first, len(body)))
        follows += [*range(first + 1, first + count), _END]
        sectors += body.ljust(count * _SECTOR, b"\0")
    listed = b"".join(
        name.encode("utf-16-le").ljust(64, b"\0")
        + struct.pack(
            "<HBBIII", 2 * len(name) + 2, kind, 1, _FREE, _FREE, 1 if kind == 5 else _FREE
        )
        + bytes(36)
        + struct.pack("<IQ", first, size)
        for name, kind, first, size in entries
    ).ljust(directory * _SECTOR, b"\0")
    table = struct.pack(f"<{len(follows)}I", *follows).ljust(_SECTOR, b"\xff")
    assert len(table) == _SECTOR, "one sector of table is enough for a test"
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(10)
    header += struct.pack("<IIIIIIIII", 1, 1, 0, 4096, _END, 0, _END, 0, 0)
    return header.ljust(_SECTOR, b"\xff") + table + listed + sectors


def record(kind: int, content: bytes = b"") -> bytes:
    """A record of an old workbook."""
    return struct.pack("<HH", kind, len(content)) + content


def excel_5(rows: Iterable[Iterable[str]] = ROWS, *, further: bytes = b"") -> bytes:
    """A workbook as Excel 5 and 95 wrote it, with one sheet of texts and figures.

    further: records that the sheet ends with.
    """
    begin = struct.pack("<HHHH", 0x0500, 0x10, 0, 0)
    sheet = record(0x809, begin)
    for y, row in enumerate(rows):
        for x, text in enumerate(row):
            place = struct.pack("<HHH", y, x, 0)
            try:
                sheet += record(0x203, place + struct.pack("<d", float(text)))
            except ValueError:
                sheet += record(0x204, place + struct.pack("<H", len(text)) + text.encode())
    sheet += further + record(0x0A)
    start = record(0x809, struct.pack("<HHHH", 0x0500, 0x05, 0, 0))
    start += record(0x42, struct.pack("<H", 1252))
    named = b"\x05April"
    place = len(start) + 4 + 6 + len(named) + 4
    start += record(0x85, struct.pack("<IH", place, 0) + named) + record(0x0A)
    return compound({"Book": start + sheet})


def _part(kind: int, content: bytes = b"") -> bytes:
    """A record of an xlsb."""
    written = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    assert len(content) < 1 << 14
    size = len(content)
    sized = bytes([size]) if size < 128 else bytes([size & 0x7F | 0x80, size >> 7])
    return written + sized + content


def _wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def xlsb(rows: Mapping[int, Mapping[int, str]] | None = None) -> bytes:
    """A binary workbook with one sheet of texts and figures. rows: by their numbers from 0, each
    its cells by their columns from 0."""
    rows = rows or {y: dict(enumerate(row)) for y, row in enumerate(ROWS)}
    texts: list[str] = []
    sheet = _part(129) + _part(148, struct.pack("<IIII", 0, 9, 0, 9)) + _part(145)
    for y, row in rows.items():
        sheet += _part(0, struct.pack("<IIHHBI", y, 0, 300, 0, 0, 0))
        for x, text in row.items():
            place = struct.pack("<II", x, 0)
            try:
                sheet += _part(5, place + struct.pack("<d", float(text)))
            except ValueError:
                sheet += _part(7, place + struct.pack("<I", len(texts)))
                texts.append(text)
    sheet += _part(146) + _part(130)
    shared = _part(159, struct.pack("<II", len(texts), len(texts)))
    shared += b"".join(_part(19, b"\0" + _wide(text)) for text in texts) + _part(160)
    book = _part(131) + _part(143)
    book += _part(156, struct.pack("<II", 0, 1) + _wide("r1") + _wide("April"))
    book += _part(144) + _part(132)
    return zipped(
        {
            "[Content_Types].xml": _content_types(),
            "_rels/.rels": _links(("officeDocument", "xl/workbook.bin")),
            "xl/workbook.bin": book,
            "xl/_rels/workbook.bin.rels": _links(
                ("worksheet", "worksheets/sheet1.bin"), ("sharedStrings", "sharedStrings.bin")
            ),
            "xl/worksheets/sheet1.bin": sheet,
            "xl/sharedStrings.bin": shared,
        }
    )


def _content_types() -> bytes:
    kinds = {
        "workbook": "sheet.binary.macroEnabled.main",
        "worksheets/sheet1": "worksheet",
        "sharedStrings": "sharedStrings",
    }
    parts = "".join(
        f'<Override PartName="/xl/{name}.bin" ContentType="application/vnd.ms-excel.{kind}"/>'
        for name, kind in kinds.items()
    )
    links = "application/vnd.openxmlformats-package.relationships+xml"
    return (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType="{links}"/>'
        f"{parts}</Types>"
    ).encode()


def _links(*links: tuple[str, str]) -> bytes:
    told = "".join(
        f'<Relationship Id="r{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(links, start=1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{told}</Relationships>'.encode()
