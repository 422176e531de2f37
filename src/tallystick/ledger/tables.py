"""A table of a body's own as columns of text: CSV in the usual encodings, or a workbook.

The header is looked for among the first lines, and its columns are known by the spellings of
reference/ledger_headers.yaml, folded as those of payment files are. Each row keeps its physical
line, the first of the file being 1.
"""

import csv
import hashlib
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray
from pyarrow import csv as arrow_csv
from python_calamine import CalamineError, CalamineWorkbook

from tallystick.read.files.workbook import cells_text
from tallystick.reference.headers import header_spellings
from tallystick.reference.ledger_headers import Spellings, ledger_columns, needed_columns
from tallystick.words.mistakes import UserMistake, unopened

_LOOKED_THROUGH = 60  # lines among which the header is looked for, as read/ does for payments
_DELIMITERS = ",;\t|"
_WORKBOOK = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_BOM = "\ufeff".encode()


@dataclass(frozen=True, slots=True)
class TextTable:
    """The columns of a form that a file has, as text of equal length. lines: the physical line of
    each row. headers: what the file calls each column, by our name of it."""

    file: str
    sha256: str
    lines: NDArray[np.int64]
    columns: Mapping[str, pa.StringArray]
    headers: Mapping[str, str]

    def mistake(self, row: int, column: str, wrong: str, next_step: str) -> UserMistake:
        """The UserMistake for a cell: file, line and field as the file calls it."""
        field = self.headers.get(column, column)
        return UserMistake(f"{self.file}, line {self.lines[row]}, {field}: {wrong}.", next_step)

    def cell(self, row: int, column: str) -> str:
        """The text of a cell."""
        return str(self.columns[column][row])


def read_table(path: Path, form: str) -> TextTable:
    """A file as the columns of a form: 'ledger', 'volumes' or 'posts'. Rows without any text are
    left out.

    Raises UserMistake where it cannot be opened or read, or lacks a column that is needed.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise unopened(path, error) from error
    sha256 = hashlib.sha256(data).hexdigest()
    known = ledger_columns(form)
    if data.startswith(_WORKBOOK):
        found = _of_workbook(path, data, form, known)
    else:
        found = _of_text(path, data, form, known)
    lines, columns, headers = found
    filled = _filled(columns)
    if not filled.all():
        places = pa.array(np.flatnonzero(filled))
        lines = lines[filled]
        columns = {name: each.take(places) for name, each in columns.items()}
    return TextTable(path.name, sha256, lines, columns, headers)


_Found = tuple[NDArray[np.int64], dict[str, pa.StringArray], dict[str, str]]


def _filled(columns: Mapping[str, pa.StringArray]) -> NDArray[np.bool_]:
    lengths = [pc.binary_length(each).to_numpy() for each in columns.values()]
    filled: NDArray[np.bool_] = np.any([length > 0 for length in lengths], axis=0)
    return filled


def _places(row: Sequence[str], known: Spellings, needed: Sequence[str]) -> dict[str, int]:
    """Where each column of a form stands in a header line; {} where one that is needed does not."""
    fold = header_spellings().fold
    # Twice: a field name such as HKONT is spelt out as words that are written short themselves.
    folded = [fold(fold(cell)) for cell in row]
    places: dict[str, int] = {}
    for column, spellings in known.items():
        held = [each for each in spellings if each in folded]
        free = [folded.index(each) for each in held if folded.index(each) not in places.values()]
        if free:
            places[column] = free[0]
    money = "pounds" not in known or "pounds" in places or {"debit", "credit"} <= places.keys()
    return places if money and all(each in places for each in needed) else {}


def _lacking(path: Path, form: str) -> UserMistake:
    columns = ", ".join(needed_columns(form)) + (", pounds" if form == "ledger" else "")
    return UserMistake(
        f"{path.name}: no line among its first {_LOOKED_THROUGH} names the columns {columns}.",
        "Name them in a header line, by these names or your ledger's own.",
    )


def _header(
    path: Path, rows: Iterable[Sequence[str]], form: str, known: Spellings
) -> tuple[int, dict[str, int], Sequence[str]]:
    """The place of the header among the rows, its columns, and its cells."""
    for at, row in enumerate(islice(rows, _LOOKED_THROUGH)):
        places = _places(row, known, needed_columns(form))
        if places:
            return at, places, row
    raise _lacking(path, form)


def _of_workbook(path: Path, data: bytes, form: str, known: Spellings) -> _Found:
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets = [_sheet_rows(book.get_sheet_by_name(name)) for name in book.sheet_names]
    except CalamineError as error:
        raise UserMistake(
            f"{path.name} cannot be read as a workbook.", "Save it as CSV."
        ) from error
    for rows in sheets:
        try:
            at, places, header = _header(path, rows, form, known)
        except UserMistake:
            continue
        lines = np.arange(at + 2, len(rows) + 1, dtype=np.int64)
        return lines, _columns(rows[at + 1 :], places), _names(places, header)
    raise _lacking(path, form)


def _sheet_rows(sheet: Any) -> list[list[str]]:
    return [cells_text(row) for row in sheet.to_python(skip_empty_area=False)]


def _of_text(path: Path, data: bytes, form: str, known: Spellings) -> _Found:
    data = _utf8(data.removeprefix(_BOM))
    head = "".join(line.decode() for line in islice(io.BytesIO(data), _LOOKED_THROUGH))
    for delimiter in _DELIMITERS:
        rows = csv.reader(io.StringIO(head, newline=""), delimiter=delimiter)
        try:
            _at, places, header = _header(path, rows, form, known)
        except (UserMistake, csv.Error):
            continue
        names = _names(places, header)
        first = rows.line_num  # the header is the last line that the reader has taken
        quick = _quick(data, first, delimiter, places, len(header))
        lines, columns = quick or _careful(path, data, first, delimiter, places, len(header))
        return lines, columns, names
    raise _lacking(path, form)


def _utf8(data: bytes) -> bytes:
    try:
        data.decode()
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace").encode()
    return data


def _names(places: Mapping[str, int], header: Sequence[str]) -> dict[str, str]:
    return {column: header[place].strip() for column, place in places.items()}


def _columns(rows: Sequence[Sequence[str]], places: Mapping[str, int]) -> dict[str, pa.StringArray]:
    return {
        column: pa.array(
            [row[place].strip() if place < len(row) else "" for row in rows], pa.string()
        )
        for column, place in places.items()
    }


def _quick(
    data: bytes, header: int, delimiter: str, places: Mapping[str, int], width: int
) -> tuple[NDArray[np.int64], dict[str, pa.StringArray]] | None:
    """The columns by Arrow's parser; None where rows and physical lines are not the same, or a row
    has not the header's width: then each row needs to be looked at."""
    names = [str(at) for at in range(width)]
    try:
        table = arrow_csv.read_csv(
            pa.BufferReader(data),
            read_options=arrow_csv.ReadOptions(
                column_names=names, skip_rows=header, use_threads=False, block_size=1 << 24
            ),
            parse_options=arrow_csv.ParseOptions(
                delimiter=delimiter, newlines_in_values=b'"' in data, ignore_empty_lines=False
            ),
            convert_options=arrow_csv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.string()),
                include_columns=[str(place) for place in places.values()],
                strings_can_be_null=False,
            ),
        )
    except pa.ArrowInvalid:
        return None
    physical = data.count(b"\n") + (not data.endswith(b"\n")) - header
    if table.num_rows != physical or (data.count(b"\r") not in (0, data.count(b"\r\n"))):
        return None
    columns = {
        column: pc.utf8_trim_whitespace(_whole(table.column(str(place))))
        for column, place in places.items()
    }
    return np.arange(header + 1, header + 1 + table.num_rows, dtype=np.int64), columns


def _whole(column: pa.ChunkedArray) -> pa.StringArray:
    whole = column.combine_chunks()
    return whole.chunk(0) if isinstance(whole, pa.ChunkedArray) else whole


def _careful(
    path: Path, data: bytes, header: int, delimiter: str, places: Mapping[str, int], width: int
) -> tuple[NDArray[np.int64], dict[str, pa.StringArray]]:
    """The columns row by row: each with the line on which it begins."""
    lines: list[int] = []
    rows: list[list[str]] = []
    reader = csv.reader(io.StringIO(data.decode(), newline=""), delimiter=delimiter)
    try:
        for line, row in _numbered(reader):
            if line <= header or not row:
                continue
            if any(cell.strip() for cell in row[width:]):
                raise UserMistake(
                    f"{path.name}, line {line}: it has more cells than the header has columns.",
                    "Put quotes round a text that holds the mark between cells.",
                )
            lines.append(line)
            rows.append(row)
    except csv.Error as error:
        raise UserMistake(
            f"{path.name}, line {reader.line_num}: it cannot be read as CSV.", "Correct the line."
        ) from error
    return np.array(lines, dtype=np.int64), _columns(rows, places)


def _numbered(reader: Any) -> Iterator[tuple[int, list[str]]]:
    begins = 1
    for row in reader:
        yield begins, row
        begins = reader.line_num + 1
