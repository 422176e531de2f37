"""Delimited text as rows and blocks: a fast parser for regular text, a careful parser for the rest.

The careful parser defines what a file holds. The fast parser is used for a block only when every
line is one record of the same width; there both give the same result (tests compare them).
"""

import csv
import io
import re
from collections import Counter
from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

import numpy as np
import pyarrow as pa
import pyarrow.csv
from numpy.typing import NDArray

from tallystick.read.columns.cells import BLANK, Cells
from tallystick.read.files.blocks import Block, RawLines, Row, block_of, to_width

_DELIMITERS = (",", "\t", ";", "|")
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$")
_BARE_RETURN = re.compile(r"\r(?!\n)")
_LONGEST_RECORD_LINES = 60  # a longer quoted cell was opened by a stray quotation mark
_NEWLINE, _RETURN, _QUOTE = 10, 13, 34
_INNER_QUOTES = "quotation marks within a quoted cell kept as text"
_STRAY = "stray quotation mark kept as text"
_SMALL = 1 << 16  # bytes; a smaller piece of text is not split further
_CODES = pa.dictionary(pa.int32(), pa.string())
_SEP_HINT = re.compile(r"sep=(.)\s*", re.IGNORECASE)

Mender = Callable[[Sequence[Row]], Sequence[Row]]


@dataclass(frozen=True, slots=True)
class Dialect:
    """delimiter, and the width most records have."""

    delimiter: str
    width: int


def find_dialect(head: str) -> Dialect:
    """The delimiter that cuts the lines of a file's head into the most alike records."""
    lines = split_lines(head, most=300)
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
    """The commonest width of the records that hold something, and the share that has it."""
    if any('"' in line for line in lines):
        single = _all_single(lines, delimiter)
        records = single or [row.cells for row in split_rows(lines, 1, delimiter)]
        found = [len(cells) for cells in records if any(cells)]
    else:
        found = [line.count(delimiter) + 1 for line in lines if line.strip(delimiter + "\r\n")]
    widths = Counter(found)
    many = Counter({width: times for width, times in widths.items() if width > 1})
    if not many:
        return 1, 0.0
    width = max(many, key=lambda w: (many[w], w))
    return width, many[width] / widths.total()


def split_lines(text: str, *, most: int | None = None) -> list[str]:
    """Physical lines with their ends, at most so many; a line ends with \\r\\n, \\n or \\r."""
    if _BARE_RETURN.search(text):
        return [line.group() for line in islice(_LINE.finditer(text), most)]
    return [*islice(io.StringIO(text, newline="\n"), most)]  # a quarter of the time


def split_rows(lines: Sequence[str], first_line: int, delimiter: str) -> list[Row]:
    """Physical lines as records. A quoted cell may span at most sixty lines; if it is longer or
    never closes, its opening quotation mark is kept as ordinary text."""
    return _split(lines, first_line, delimiter, more=False)[0]


def _split(
    lines: Sequence[str], first_line: int, delimiter: str, *, more: bool
) -> tuple[list[Row], int]:
    """Physical lines as records, and how many lines they take up: all of them, unless more lines
    follow and would change what the last of these are."""
    if (single := _all_single(lines, delimiter)) is not None:
        numbered = zip(lines, single, strict=True)
        rows = [Row(first_line + i, c, ln.rstrip("\r\n")) for i, (ln, c) in enumerate(numbered)]
        return rows, len(lines)
    rows = []
    at = 0
    while at < len(lines):
        taken, cells, mended = _record(lines, at, delimiter)
        if more and mended == _STRAY and len(lines) - at < _LONGEST_RECORD_LINES:
            break
        raw = "".join(lines[at : at + taken]).rstrip("\r\n")
        rows.append(Row(first_line + at, cells, raw, mended=mended))
        at += taken
    return rows, at


def _all_single(lines: Sequence[str], delimiter: str) -> list[tuple[str, ...]] | None:
    """The cells of each line when every line is exactly one record; else None."""
    if _inner_quotes(delimiter).search("".join(lines)):
        return None
    # A line end shows whether a quoted cell is open, so the last line must have one as well.
    ended = [*lines[:-1], f"{lines[-1]}\n"] if lines else []
    try:
        records = list(csv.reader(ended, delimiter=delimiter))
    except csv.Error:
        return None
    # Fewer records than lines, or a line end within the last: a quoted cell was open.
    if len(records) != len(lines) or (records and re.search(r"[\r\n]", "".join(records[-1]))):
        return None
    return [tuple(record) or ("",) for record in records]


@lru_cache
def _inner_quotes(delimiter: str) -> re.Pattern[str]:
    """A quotation mark among other characters of its line."""
    other = rf'[^"{re.escape(delimiter)}\r\n]'
    return re.compile(rf'"(?<={other}"){other}')  # mark first: faster to search


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
    return 1, tuple(line.rstrip("\r\n").split(delimiter)), _STRAY


def _with_inner_quotes(line: str, delimiter: str) -> tuple[str, ...] | None:
    """The cells of a line of which one, quoted, holds bare quotation marks; None for any other."""
    if not _inner_quotes(delimiter).search(line):
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


def blocks(
    texts: Iterable[bytes],
    dialect: Dialect,
    *,
    width: int,
    used: Mapping[int, bool],
    mend: Mender,
    first_line: int = 1,
) -> Generator[tuple[Block, bool], None, int]:
    """The whole text as blocks, each with True when it is the last; the number after the last line.

    texts: UTF-8, whole lines. width: columns of a block. used: the columns that will be read, each
    with whether its cells repeat: such a column is coded. mend: repairs the rows that the careful
    parser read, or marks them as broken. Text that is not regular is halved until the irregular
    part is small, so that one irregular line does not slow down a large block.
    """
    next_line = first_line
    held = b""
    source = iter(texts)
    waiting = [next(source, b"")]
    while waiting or held:
        stretch = held + waiting.pop() if waiting else held
        if not waiting and (following := next(source, b"")):
            waiting.append(following)
        quick = _quick_block(stretch, dialect, next_line, width=width, used=used)
        if quick is not None:
            held = b""
            yield quick, not waiting
            next_line += len(quick)
        elif len(stretch) > max(_SMALL, 4 * len(held)) and (middle := _middle(stretch)):
            held = b""
            waiting += [stretch[middle:], stretch[:middle]]
        else:
            rows, held, lines = _careful(stretch, dialect, next_line, mend, more=bool(waiting))
            yield block_of(rows, width), not waiting
            next_line += lines
    return next_line


def _middle(stretch: bytes) -> int:
    """The offset of the first line after the middle, 0 when there is none."""
    middle = stretch.find(b"\n", len(stretch) // 2) + 1
    return middle if middle < len(stretch) else 0


def _careful(
    stretch: bytes, dialect: Dialect, first_line: int, mend: Mender, *, more: bool
) -> tuple[list[Row], bytes, int]:
    """Read a piece of text with the careful parser. Returns its rows; its last lines, if the lines
    that follow could still change their rows; and how many lines the rows take up."""
    lines = split_lines(stretch.decode("utf-8", "replace"))
    rows, taken = _split(lines, first_line, dialect.delimiter, more=more)
    rows = list(mend(rows))
    if more and rows and 1 < len(rows[-1].cells) < dialect.width:
        taken = rows.pop().line - first_line  # it may be the first half of a line broken in two
    return rows, "".join(lines[taken:]).encode(), taken


def _quick_block(
    stretch: bytes, dialect: Dialect, first_line: int, *, width: int, used: Mapping[int, bool]
) -> Block | None:
    """The stretch as a block when each of its lines is one record of the same width, else None."""
    if not stretch.endswith(b"\n"):
        stretch += b"\n"
    quoted = b'"' in stretch
    if quoted and _may_differ(stretch, dialect.delimiter):
        return None
    try:
        columns = _Columns(stretch, dialect, width, used, quoted)
    except pa.ArrowInvalid:
        return None
    # Where a mark opens a cell, the cell may run on into the next line.
    if quoted and columns.rows != stretch.count(b"\n"):
        return None
    raw = RawLines(stretch)
    return Block(
        lines=pa.array(np.arange(first_line, first_line + columns.rows, dtype=np.int64)),
        columns=columns,
        raw=raw,
        cells=lambda position: _cut(raw(position), dialect.delimiter, width),
        unsound={},
        mended={},
    )


def _cut(line: str, delimiter: str, width: int) -> tuple[str, ...]:
    """The cells of one regular line, as many as the table has columns."""
    return to_width(_record([line], 0, delimiter)[1], width)


class _Columns(Sequence[Cells]):
    """The columns of a regular block. The columns in `used` are parsed at once, the others when one
    of them is first read."""

    def __init__(
        self, stretch: bytes, dialect: Dialect, width: int, used: Mapping[int, bool], quoted: bool
    ) -> None:
        self._stretch, self._dialect, self._width = stretch, dialect, width
        self._quote = '"' if quoted else False  # not to look for any takes a tenth less
        self._parsed: dict[int, Cells] = {}
        self._parse({i: used[i] for i in used if i < min(width, dialect.width)} or {0: False})
        self.rows = len(next(iter(self._parsed.values())))

    def __len__(self) -> int:
        return self._width

    def __getitem__(self, column: int) -> Cells:  # type: ignore[override]  # no slices
        if column >= self._width:
            raise IndexError(column)
        if column >= self._dialect.width:
            return pa.repeat(BLANK, self.rows)
        if column not in self._parsed:
            held = min(self._width, self._dialect.width)
            self._parse({i: False for i in range(held) if i not in self._parsed})
        return self._parsed[column]

    def _parse(self, columns: Mapping[int, bool]) -> None:
        """Parse columns, as codes where so told. Raises pyarrow.ArrowInvalid where some line has
        another width."""
        names = [str(i) for i in range(self._dialect.width)]
        kinds = {names[i]: _CODES if repeats else pa.string() for i, repeats in columns.items()}
        table = pyarrow.csv.read_csv(
            pa.BufferReader(self._stretch),
            read_options=pyarrow.csv.ReadOptions(
                use_threads=False, column_names=names, block_size=len(self._stretch) + 1
            ),
            parse_options=pyarrow.csv.ParseOptions(
                delimiter=self._dialect.delimiter, quote_char=self._quote, ignore_empty_lines=False
            ),
            convert_options=pyarrow.csv.ConvertOptions(
                column_types=kinds,
                include_columns=list(kinds),
                strings_can_be_null=False,
                check_utf8=False,
            ),
        )
        for i, column in zip(columns, table.columns, strict=True):
            self._parsed[i] = column.chunk(0) if column.num_chunks == 1 else column.combine_chunks()


def _may_differ(stretch: bytes, delimiter: str) -> bool:
    """True where parsers may disagree about the quotation marks: a mark stands among other
    characters, a quoted cell is open at the end, or there are quotation marks and also lines that
    end in a bare carriage return."""
    codes = np.frombuffer(stretch, np.uint8)
    if np.any(codes[np.flatnonzero(codes[:-1] == _RETURN) + 1] != _NEWLINE):
        return True
    last = stretch[stretch.rfind(b"\n", 0, -1) + 1 :].decode("utf-8", "replace")
    return _has_inner_quotes(codes, delimiter) or _parse(last, delimiter) is None


def _has_inner_quotes(codes: NDArray[np.uint8], delimiter: str) -> bool:
    """True when a quotation mark stands among other characters, where parsers disagree."""
    quotes = np.flatnonzero(codes == _QUOTE)
    quotes = quotes[(quotes > 0) & (quotes < len(codes) - 1)]
    ends = np.array([_NEWLINE, _RETURN, _QUOTE, ord(delimiter)], np.uint8)
    inside = ~np.isin(codes[quotes - 1], ends) & ~np.isin(codes[quotes + 1], ends)
    return bool(inside.any())
