"""Delimited text as rows and blocks: a quick way for regular stretches, a careful one for the rest.

The careful way is the one that defines what a file holds. The quick way takes a block only when
every line is a record of the same width, where both must agree (tests hold them together).
"""

import csv
import io
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.csv
from numpy.typing import NDArray

from tallystick.read.blocks import Block, Row, block_of

_DELIMITERS = (",", "\t", ";", "|")
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$")
_LONGEST_RECORD_LINES = 60  # a quoted cell that runs on for longer was opened by a stray mark
_NEWLINE, _RETURN, _QUOTE = 10, 13, 34
_INNER_QUOTES = "quotation marks within a quoted cell kept as text"
_SMALL = 1 << 16  # bytes of a stretch that is not halved further
_SEP_HINT = re.compile(r"sep=(.)\s*", re.IGNORECASE)

Mender = Callable[[Sequence[Row]], Sequence[Row]]


@dataclass(frozen=True, slots=True)
class Dialect:
    """delimiter, and the width most records have."""

    delimiter: str
    width: int


def find_dialect(head: str) -> Dialect:
    """The delimiter that cuts the lines of a file's head into the most alike records."""
    lines = split_lines(head)[:300]
    if lines and (hint := _SEP_HINT.fullmatch(lines[0])):
        return Dialect(hint.group(1), _widths(lines[1:], hint.group(1))[0])
    best = Dialect(",", 1)
    best_score = 0.0
    for delimiter in _DELIMITERS:
        if head.count(delimiter) * 4 < len(lines):
            continue
        width, alike = _widths(lines, delimiter)
        score = alike * min(width, 12) if width > 1 else 0.0
        if score > best_score * 1.1:
            best, best_score = Dialect(delimiter, width), score
    return best


def _widths(lines: Sequence[str], delimiter: str) -> tuple[int, float]:
    """The commonest width of the records that hold something, and the share of them that have
    it."""
    if any('"' in line for line in lines):
        found = [len(row.cells) for row in split_rows(lines, 1, delimiter) if any(row.cells)]
    else:
        found = [line.count(delimiter) + 1 for line in lines if line.strip(delimiter + "\r\n")]
    widths = Counter(found)
    many = Counter({width: times for width, times in widths.items() if width > 1})
    if not many:
        return 1, 0.0
    width = max(many, key=lambda w: (many[w], w))
    return width, many[width] / widths.total()


def split_lines(text: str) -> list[str]:
    """Physical lines with their ends; a line ends with \\r\\n, \\n or \\r."""
    return _LINE.findall(text)


def split_rows(lines: Sequence[str], first_line: int, delimiter: str) -> list[Row]:
    """Physical lines as records. A quoted cell may run over lines, but not over sixty: then, or
    where it
    never closes, its opening mark is taken as a stray one and kept as text."""
    rows: list[Row] = []
    at = 0
    while at < len(lines):
        taken, cells, mended = _record(lines, at, delimiter)
        raw = "".join(lines[at : at + taken]).rstrip("\r\n")
        rows.append(Row(first_line + at, cells, raw, mended=mended))
        at += taken
    return rows


def _record(lines: Sequence[str], at: int, delimiter: str) -> tuple[int, tuple[str, ...], str]:
    line = lines[at]
    if line in ("\n", "\r\n"):
        return 1, ("",), ""
    if '"' not in line:
        return 1, tuple(line.rstrip("\r\n").split(delimiter)), ""
    if cells := _with_inner_quotes(line.rstrip("\r\n"), delimiter):
        return 1, cells, _INNER_QUOTES
    for taken in range(1, min(_LONGEST_RECORD_LINES, len(lines) - at) + 1):
        if taken > 1 and '"' not in lines[at + taken - 1]:
            continue
        cells = _parse("".join(lines[at : at + taken]), delimiter)
        if cells is not None:
            return taken, cells, ""
    return 1, tuple(line.rstrip("\r\n").split(delimiter)), "stray quotation mark kept as text"


def _with_inner_quotes(line: str, delimiter: str) -> tuple[str, ...] | None:
    """The cells of a line of which one, quoted, holds bare quotation marks; None for any other."""
    if not re.search(rf'[^"{re.escape(delimiter)}]"[^"{re.escape(delimiter)}]', line):
        return None
    mark = re.escape(delimiter)
    cell = rf'"(?:[^"]|"(?!{mark}|$))*"|[^"{mark}][^{mark}]*|'
    if not re.fullmatch(rf"(?:{cell})(?:{mark}(?:{cell}))*", line):
        return None
    found = re.findall(rf"(?:^|{mark})({cell})(?={mark}|$)", line)
    if not any(c.startswith('"') and '"' in c[1:-1].replace('""', "") for c in found):
        return None
    return tuple(
        c[1:-1].replace('""', '"') if c.startswith('"') and len(c) > 1 else c for c in found
    )


def _parse(text: str, delimiter: str) -> tuple[str, ...] | None:
    """The cells of one record, None when its last cell is still open at the end of the text."""
    body = text.rstrip("\r\n")
    # A newline that the parser did not take as the record's end shows that a quoted cell is open.
    try:
        records = list(csv.reader(io.StringIO(body + "\n", newline=""), delimiter=delimiter))
    except csv.Error:
        return None
    if len(records) != 1 or (records[0] and records[0][-1].endswith("\n")):
        return None
    return tuple(records[0])


def carry_open_record(text: bytes) -> bool:
    """True when a block of whole lines may end inside a quoted cell, which the next block
    closes."""
    return text.count(b'"') % 2 == 1


def blocks(
    texts: Iterable[bytes], dialect: Dialect, width: int, mend: Mender
) -> Iterator[tuple[Block, bool]]:
    """The whole text as blocks, each with whether it is the last.

    texts: UTF-8, whole lines. width: columns of a block. mend: puts right, or marks as broken, the
    rows of a stretch that was read carefully. A stretch that is not regular is halved until what
    is irregular in it is small, so that a stray line does not slow down a whole stretch.
    """
    next_line = 1
    held = b""
    source = iter(texts)
    waiting = [next(source, b"")]
    while waiting or held:
        stretch = held + (waiting.pop() if waiting else b"")
        if not waiting and (following := next(source, b"")):
            waiting.append(following)
        quick = _quick_block(stretch, dialect, width, next_line)
        if quick is not None:
            held = b""
            yield quick, not waiting
            next_line += len(quick)
        elif len(stretch) > max(_SMALL, 4 * len(held)) and (middle := _middle(stretch)):
            held = b""
            waiting += [stretch[middle:], stretch[:middle]]
        else:
            rows, held, used = _careful(stretch, dialect, next_line, final=not waiting)
            yield block_of(mend(rows), width), not waiting
            next_line += used


def _middle(stretch: bytes) -> int:
    """Where the line after the middle begins, 0 where none does."""
    middle = stretch.find(b"\n", len(stretch) // 2) + 1
    return middle if middle < len(stretch) else 0


def _careful(
    stretch: bytes, dialect: Dialect, first_line: int, *, final: bool
) -> tuple[list[Row], bytes, int]:
    """Rows, the bytes left for the next stretch, and how many physical lines the rows took."""
    lines = split_lines(stretch.decode("utf-8", "replace"))
    rows = split_rows(lines, first_line, dialect.delimiter)
    if final or not rows:
        return rows, b"", len(lines)
    # The last records may be the start of one that goes on in the next stretch, or a line that
    # was broken in two: leave them to it.
    if carry_open_record(stretch):
        kept = [row for row in rows if row.line - first_line < len(lines) - _LONGEST_RECORD_LINES]
    else:
        kept = rows[:-1] if len(rows[-1].cells) < dialect.width else rows
    used = rows[len(kept)].line - first_line if len(kept) < len(rows) else len(lines)
    return kept, "".join(lines[used:]).encode(), used


def _quick_block(stretch: bytes, dialect: Dialect, width: int, first_line: int) -> Block | None:
    """The stretch as a block when each of its lines is one record of the same width, else None."""
    if not stretch.endswith(b"\n"):
        stretch += b"\n"
    codes = np.frombuffer(stretch, np.uint8)
    newlines = int(np.count_nonzero(codes == _NEWLINE))
    if b"\r" in stretch and np.any((codes[:-1] == _RETURN) & (codes[1:] != _NEWLINE)):
        return None
    if _has_inner_quotes(codes, dialect.delimiter):
        return None
    names = [str(i) for i in range(dialect.width)]
    try:
        table = pyarrow.csv.read_csv(
            pa.BufferReader(stretch),
            read_options=pyarrow.csv.ReadOptions(
                use_threads=False, column_names=names, block_size=len(stretch) + 1
            ),
            parse_options=pyarrow.csv.ParseOptions(delimiter=dialect.delimiter),
            convert_options=pyarrow.csv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.string()),
                strings_can_be_null=False,
                check_utf8=False,
            ),
        )
    except pa.ArrowInvalid:
        return None
    # A cell still open at the end holds the last newline; then the next stretch goes on with it.
    if table.num_rows != newlines or any("\n" in c[-1].as_py() for c in table.columns):
        return None
    empty = pa.array([""] * newlines, pa.string()) if width > dialect.width else None
    columns = [_whole(table.column(i)) for i in range(min(width, dialect.width))]
    return Block(
        lines=pa.array(np.arange(first_line, first_line + newlines, dtype=np.int64)),
        columns=(*columns, *([empty] * (width - len(columns)))),
        raw=_RawLines(stretch),
        unsound={},
        mended={},
    )


def _has_inner_quotes(codes: NDArray[np.uint8], delimiter: str) -> bool:
    """True when a quotation mark stands among other characters, where parsers disagree."""
    quotes = np.flatnonzero(codes == _QUOTE)
    quotes = quotes[(quotes > 0) & (quotes < len(codes) - 1)]
    ends = np.array([_NEWLINE, _RETURN, _QUOTE, ord(delimiter)], np.uint8)
    inside = ~np.isin(codes[quotes - 1], ends) & ~np.isin(codes[quotes + 1], ends)
    return bool(inside.any())


def _whole(column: pa.ChunkedArray) -> pa.StringArray:
    return column.chunk(0) if column.num_chunks == 1 else column.combine_chunks()


class _RawLines:
    """The lines of a stretch, found only when one of them is asked for."""

    def __init__(self, stretch: bytes) -> None:
        self._stretch = stretch
        self._ends: list[int] | None = None

    def __call__(self, position: int) -> str:
        if self._ends is None:
            codes = np.frombuffer(self._stretch, np.uint8)
            self._ends = [-1, *np.flatnonzero(codes == _NEWLINE).tolist()]
        line = self._stretch[self._ends[position] + 1 : self._ends[position + 1]]
        return line.rstrip(b"\r").decode("utf-8", "replace")
