"""A published table while it is built: entries, columns, rows, and then files."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tallystick.example.world.county_nouns import Line
from tallystick.example.write.cells import Cell
from tallystick.words.roles import Role


class RowKind(StrEnum):
    """What a row of a published table is. Only payments are payments; the rest says why not."""

    PAYMENT = "payment"
    HEADER = "header"
    REPEATED_HEADER = "repeated_header"
    PREAMBLE = "preamble"
    NOTE = "note"  # a row of a sheet that holds no table
    SUBTOTAL = "subtotal"
    TOTAL = "total"
    FOOTER = "footer"
    BLANK = "blank"


@dataclass(frozen=True, slots=True)
class Entry:
    """A ledger line as its council shows it.

    supplier: as printed (redacted, cut or in capitals). paid_on: as printed, wrong year and all;
    None where the file gives no day. line: what happened.
    """

    line: Line
    supplier: str
    paid_on: date | None
    redacted: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its header, the role it truly has, and what it shows of an entry.

    total gives the cell of a total row; columns without one stay empty there.
    """

    header: str
    show: Callable[[Entry], Cell]
    role: Role | None = None
    total: Callable[[Sequence[Entry]], Cell] | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One row to be written. entry is there for payments only; pence for totals only."""

    kind: RowKind
    cells: tuple[Cell, ...]
    entry: Entry | None = None
    pence: int | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """One table with its surroundings: a plain file, a sheet, or a member of a zip.

    sheet: '' for a plain file. date_format: strptime codes, or words where there is none.
    """

    sheet: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    date_format: str = ""


@dataclass(frozen=True, slots=True)
class PublishedFile:
    """A file's bytes and what stands in it. path: below the folder of published files.

    starts: for each page, the physical line or sheet row, from 1, on which each row starts.
    same_as and replaces name another file of the same council.
    """

    path: str
    data: bytes
    format: str
    encoding: str
    pages: tuple[Page, ...]
    starts: tuple[tuple[int, ...], ...]
    quirks: tuple[str, ...] = ()
    same_as: str = ""
    replaces: str = ""


def rows_of(columns: Sequence[Column], entries: Sequence[Entry]) -> list[Row]:
    """A header and a row for each entry."""
    header = Row(RowKind.HEADER, tuple(column.header for column in columns))
    return [
        header,
        *(
            Row(RowKind.PAYMENT, tuple(column.show(entry) for column in columns), entry)
            for entry in entries
        ),
    ]
