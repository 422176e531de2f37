"""A table of a document as Word's own: header row on every page, words that say what it is."""

from collections.abc import Callable, Sequence
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from tallystick.report.document import MANY, Cell, Column, Holds, Piece, Table, Words
from tallystick.report.widths import widths as widths_of

Fill = Callable[[Any, Words], None]
"""Puts the words of a sentence into a paragraph's element."""

EMU_OF_TWIP = 635
_SHADES = ("", "E4F0EF", "C3DEDC", "8FC1BE", "12535A")
_SIZE, _SMALL = 17, 14  # half points
_RULE, _LINE = "C5CCD2", "16202A"


def build_table(of: Table, *, width: int, fill: Fill) -> Any:
    """The element of a table. width: of all its columns, in the units of Word's drawings (EMU).

    Bars are left out: the figures that they draw stand beside them.
    """
    shown = [at for at, column in enumerate(of.columns) if column.holds is not Holds.BAR]
    letters = [widths_of(of, bars=False)[at] for at in shown]
    widths = [width // EMU_OF_TWIP * each // sum(letters) for each in letters]
    size = _SMALL if len(of.columns) >= MANY else _SIZE
    table = _made("w:tbl")
    table.append(_properties(of, sum(widths)))
    table.append(_made("w:tblGrid", [_made("w:gridCol", w=str(each)) for each in widths]))
    heading = [Cell(of.columns[at].title) for at in shown]
    columns = [of.columns[at] for at in shown]
    pen = _Rows(columns, widths, size, fill)
    table.append(pen.row(heading, header=True))
    for row in of.rows:
        table.append(pen.row([row[at] for at in shown]))
    if of.total:
        table.append(pen.row([of.total[at] for at in shown], bold=True))
    return table


def _properties(of: Table, width: int) -> Any:
    made = _made("w:tblPr")
    made.append(_made("w:tblW", w=str(width), type="dxa"))
    edges = [
        _made(f"w:{side}", val="single", sz="4", color=_RULE) for side in ("bottom", "insideH")
    ]
    made.append(_made("w:tblBorders", edges))
    made.append(_made("w:tblLayout", type="fixed"))
    margins = [
        _made(f"w:{side}", w="60", type="dxa") for side in ("top", "left", "bottom", "right")
    ]
    made.append(_made("w:tblCellMar", margins))
    made.append(_made("w:tblLook", firstRow="1", firstColumn="1", val="0420"))
    made.append(_made("w:tblCaption", val=of.caption))
    made.append(_made("w:tblDescription", val=_described(of)))
    return made


def _described(of: Table) -> str:
    """What a screen reader says of the table before it reads it."""
    titles = [column.title for column in of.columns if column.title]
    return f"{len(of.rows)} rows. Columns: {', '.join(titles)}."


class _Rows:
    """Builds the rows of one table."""

    def __init__(
        self, columns: Sequence[Column], widths: Sequence[int], size: int, fill: Fill
    ) -> None:
        self.columns = columns
        self.widths = widths
        self.size = str(size)
        self.fill = fill

    def row(self, cells: Sequence[Cell], *, header: bool = False, bold: bool = False) -> Any:
        """A row; a header row is repeated on every page."""
        made = _made("w:tr")
        about = _made("w:trPr", [_made("w:cantSplit")])
        if header:
            about.append(_made("w:tblHeader"))
        made.append(about)
        for cell, column, width in zip(cells, self.columns, self.widths, strict=True):
            made.append(self._cell(cell, column, width, bold=header or bold, header=header))
        return made

    def _cell(self, cell: Cell, column: Column, width: int, *, bold: bool, header: bool) -> Any:
        about = _made("w:tcPr", [_made("w:tcW", w=str(width), type="dxa")])
        if header:
            edge = _made("w:bottom", val="single", sz="8", color=_LINE)
            about.append(_made("w:tcBorders", [edge]))
        if cell.shade:
            about.append(_made("w:shd", val="clear", color="auto", fill=_SHADES[cell.shade]))
        if header:
            about.append(_made("w:vAlign", val="bottom"))
        made = _made("w:tc", [about])
        right = column.holds is Holds.FIGURE
        colour = "FFFFFF" if cell.shade == len(_SHADES) - 1 else ""
        made.append(self._paragraph(cell.words, right=right, bold=bold, colour=colour))
        if cell.note:
            made.append(self._paragraph(cell.note, right=right, bold=False, colour=colour))
        return made

    def _paragraph(self, words: Words, *, right: bool, bold: bool, colour: str) -> Any:
        about = _made("w:pPr", [_made("w:spacing", before="0", after="0")])
        if right:
            about.append(_made("w:jc", val="right"))
        made = _made("w:p", [about])
        if bold and isinstance(words, str):
            words = (Piece(words, strong=True),)
        self.fill(made, words)
        for run in made.iter(qn("w:r")):
            look = run.find(qn("w:rPr"))
            if look is None:
                look = _made("w:rPr")
                run.insert(0, look)
            if colour:
                look.append(_made("w:color", val=colour))
            look.append(_made("w:sz", val=self.size))
        return made


def _made(tag: str, children: Sequence[Any] = (), **attributes: str) -> Any:
    """An element of Word's with its children; attributes are of Word's own names."""
    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    made.extend(children)
    return made
