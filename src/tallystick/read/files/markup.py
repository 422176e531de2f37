"""Tables that programs write as a web page or as XML under a spreadsheet's name."""

import io
import re
from collections.abc import Iterator
from functools import partial
from html.parser import HTMLParser
from itertools import zip_longest

from tallystick.read.files.encoding import text_facts, utf8_blocks
from tallystick.read.files.opening import Part
from tallystick.read.files.patience import Patience
from tallystick.read.files.scratch import Scratch
from tallystick.read.files.sheets import Sheet
from tallystick.read.files.slicing import too_large
from tallystick.words.mistakes import UserMistake

_MOST_REPEATS = 300  # columns that one cell may say it spans
_ROWS_AT_ONCE = 10_000
_CHUNK = 1 << 20
_LONGEST_TAG = 1 << 16  # characters
_MOST_COLUMNS = 4_096  # of a row
_FED = 1 << 15  # characters that are parsed at once
_CELLS, _ROWS, _SHEETS = ("td", "th", "cell"), ("tr", "row"), ("table", "worksheet")
_ROW_ENDS = re.compile(rb"</(?:\w+:)?(?:tr|row)>", re.IGNORECASE)


def read_markup(part: Part, file: str, scratch: Scratch) -> Iterator[Sheet]:
    """Write each table of a web page, or each sheet of an XML workbook, to scratch. file: the name
    for messages.

    Entities that the document declares are never expanded, and external references are not fetched.
    Raises UserMistake when a tag is not closed.
    """
    with part.open() as stream:
        # Programs write a page on one line; what reads lines may have its rows one by one.
        chunks = iter(partial(stream.read, _CHUNK), b"")
        lines = b"".join(_ROW_ENDS.sub(rb"\g<0>\n", chunk) for chunk in chunks)
    facts = text_facts(io.BytesIO(lines))
    tables, patience = _Tables(scratch), Patience(file, 0)
    for text in utf8_blocks(io.BytesIO(lines), facts):
        page = text.decode("utf-8", "replace")
        for start in range(0, len(page), _FED):
            tables.feed(page[start : start + _FED])
            patience.check()
            if tables.width > _MOST_COLUMNS:
                raise too_large(file)
            if len(tables.rawdata) > _LONGEST_TAG:  # it would be looked through for each "<"
                raise UserMistake(
                    f"{file} holds a tag or comment that does not end.",
                    "Open it, save the table as CSV and give that.",
                )
    tables.close()
    yield from filter(len, tables.finished())


class _Tables(HTMLParser):
    """Collects the cells of <table> and of SpreadsheetML's <Worksheet>; tags come in lower case."""

    def __init__(self, scratch: Scratch) -> None:
        super().__init__(convert_charrefs=True)
        self._scratch = scratch
        self._sheets: list[Sheet] = []
        self._rows: list[tuple[int, list[str]]] = []
        self._cells: list[str] = []
        self._text: list[str] | None = None
        self._line = 0
        self._xml = False

    @property
    def width(self) -> int:
        """The cells so far of the row that is being read."""
        return len(self._cells)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name.removeprefix("ss:"): value or "" for name, value in attrs}
        if tag == "worksheet" or (tag == "table" and not self._xml):
            self._xml = tag == "worksheet"
            self._end_row()
            self._put_down()
            name = given.get("name") or f"Table {len(self._sheets) + 1}"
            self._sheets.append(Sheet(name, self._scratch))
            self._line = 0
        elif tag in _ROWS:
            self._end_row()
            self._line = _number(given.get("index"), self._line + 1)
        elif tag in _CELLS:
            self._end_cell()
            place = min(_number(given.get("index"), 0), _MOST_REPEATS)
            self._cells += [""] * (place - 1 - len(self._cells))
            spanned = _number(given.get("colspan"), 1)
            self._cells += [""] * (min(spanned, _MOST_REPEATS) - 1)
            self._text = []

    def handle_endtag(self, tag: str) -> None:
        if tag in _CELLS:
            self._end_cell()
        elif tag in _ROWS or tag in _SHEETS:
            self._end_row()

    def handle_data(self, data: str) -> None:
        if self._text is not None:
            self._text.append(data)

    def _end_cell(self) -> None:
        if self._text is not None:
            self._cells.append(" ".join("".join(self._text).split()))
        self._text = None

    def _end_row(self) -> None:
        self._end_cell()
        if self._cells and self._sheets:
            self._rows.append((self._line, self._cells))
        self._cells = []
        if len(self._rows) == _ROWS_AT_ONCE:
            self._put_down()

    def _put_down(self) -> None:
        if self._rows:
            lines, rows = zip(*self._rows, strict=True)
            self._sheets[-1].add(lines, [*zip_longest(*rows, fillvalue="")])
        self._rows = []

    def finished(self) -> list[Sheet]:
        """All tables found; writes the last of their rows to scratch."""
        self._end_row()
        self._put_down()
        return self._sheets


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 8 else otherwise
