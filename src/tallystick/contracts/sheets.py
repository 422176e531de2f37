"""The rows of a register that is a workbook, with the same guards as files of payments."""

from pathlib import Path

from tallystick.read.files.opening import open_parts
from tallystick.read.files.scratch import Scratch
from tallystick.read.files.workbook import read_sheets

Lines = list[tuple[int, list[str]]]
"""Rows with their numbers, from 1."""

FORMS = frozenset({"xlsx", "xls", "xlsb", "ods"})


def is_workbook(raw: bytes) -> bool:
    """True for a file that begins like a workbook: a zip archive, or a compound file."""
    return raw.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0"))


def sheets_of(path: Path) -> list[Lines]:
    """The rows of each sheet, in the order of the workbook; a day is read as ISO text.

    Raises UserMistake when it is locked, damaged, unsafe or holds no sheet.
    """
    sheets: list[Lines] = []
    with Scratch() as scratch:
        for part in open_parts(path, scratch).parts:
            if part.form not in FORMS:
                continue
            for sheet in read_sheets(part, path.name, scratch):
                width = max((len(row.cells) for row in sheet.sample()), default=0)
                sheets.append(
                    [
                        (line, list(block.cells(place)))
                        for block, _is_last in sheet.blocks(width)
                        for place, line in enumerate(block.lines.to_pylist())
                    ]
                )
    return sheets
