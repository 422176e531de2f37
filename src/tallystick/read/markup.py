"""Tables that programs write as a web page or as XML under a spreadsheet's name."""

from collections.abc import Iterator
from html.parser import HTMLParser

from tallystick.read.blocks import Row
from tallystick.read.encoding import text_facts, utf8_blocks
from tallystick.read.opening import Part

_MOST_REPEATS = 300  # columns that one cell may say it spans
_CELLS, _ROWS, _SHEETS = ("td", "th", "cell"), ("tr", "row"), ("table", "worksheet")


def read_markup(part: Part) -> Iterator[tuple[str, tuple[Row, ...]]]:
    """Each table of a page, or sheet of an XML workbook, with its rows numbered from 1.

    Entities that the document itself declares are never expanded, and nothing it refers to is
    fetched.
    """
    with part.open() as stream:
        facts = text_facts(stream)
    tables = _Tables()
    with part.open() as stream:
        for text in utf8_blocks(stream, facts):
            tables.feed(text.decode("utf-8", "replace"))
    tables.close()
    for name, rows in tables.sheets:
        if rows:
            yield name, tuple(rows)


class _Tables(HTMLParser):
    """Collects the cells of <table> and of SpreadsheetML's <Worksheet>; tags come in lower case."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.sheets: list[tuple[str, list[Row]]] = []
        self._cells: list[str] = []
        self._text: list[str] | None = None
        self._line = 0
        self._xml = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name.removeprefix("ss:"): value or "" for name, value in attrs}
        if tag == "worksheet" or (tag == "table" and not self._xml):
            self._xml = tag == "worksheet"
            name = given.get("name") or f"Table {len(self.sheets) + 1}"
            self.sheets.append((name, []))
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
        if any(self._cells) and self.sheets:
            cells = tuple(self._cells)
            self.sheets[-1][1].append(Row(self._line, cells, "\t".join(cells).rstrip("\t")))
        self._cells = []


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 8 else otherwise
