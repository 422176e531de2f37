"""A table of a document as Word's own: header row on every page, words that say what it is."""

from collections.abc import Callable, Sequence
from typing import Any

from tallystick.report.document import Cell, Column, Holds, Piece, Table, Words
from tallystick.report.widths import widths as widths_of
from tallystick.report.word_look import CELL
from tallystick.report.word_parts import made, paragraph

Fill = Callable[[Any, Words, str], None]
"""Puts the words of a sentence into a paragraph's element; the colour '' is that of the style."""

EMU_OF_TWIP = 635
_SHADES = ("", "E4F0EF", "C3DEDC", "8FC1BE", "12535A")
_MARGINS = (("top", "20"), ("left", "50"), ("bottom", "20"), ("right", "50"))  # twips
_RULE, _LINE = "C5CCD2", "16202A"


def build_table(of: Table, *, width: int, fill: Fill) -> Any:
    """The element of a table. width: of all its columns, in the units of Word's drawings (EMU).

    Bars are left out: the figures that they draw stand beside them.
    """
    shown = [at for at, column in enumerate(of.columns) if column.holds is not Holds.BAR]
    letters = [widths_of(of, bars=False)[at] for at in shown]
    widths = [width // EMU_OF_TWIP * each // sum(letters) for each in letters]
    grid = made("w:tblGrid", [made("w:gridCol", w=str(each)) for each in widths])
    table = made("w:tbl", [_properties(of, sum(widths)), grid])
    rows = _Rows([of.columns[at] for at in shown], widths, small=of.small, fill=fill)
    table.append(rows.row([Cell(of.columns[at].title) for at in shown], header=True))
    for row in of.rows:
        table.append(rows.row([row[at] for at in shown]))
    if of.total:
        table.append(rows.row([of.total[at] for at in shown], bold=True))
    return table


def _properties(of: Table, width: int) -> Any:
    edges = [made(f"w:{side}", val="single", sz="4", color=_RULE) for side in ("bottom", "insideH")]
    return made(
        "w:tblPr",
        [
            made("w:tblW", w=str(width), type="dxa"),
            made("w:tblBorders", edges),
            made("w:tblLayout", type="fixed"),
            made("w:tblCellMar", [made(f"w:{side}", w=w, type="dxa") for side, w in _MARGINS]),
            made("w:tblLook", firstRow="1", firstColumn="1", val="0420"),
            made("w:tblCaption", val=of.caption),
            made("w:tblDescription", val=_described(of)),
        ],
    )


def _described(of: Table) -> str:
    """What a screen reader says of the table before it reads it."""
    titles = [column.title for column in of.columns if column.title]
    return f"{len(of.rows)} rows. Columns: {', '.join(titles)}."


class _Rows:
    """Builds the rows of one table."""

    def __init__(
        self, columns: Sequence[Column], widths: Sequence[int], *, small: bool, fill: Fill
    ) -> None:
        self.columns = columns
        self.widths = widths
        self.small = small
        self.fill = fill

    def row(self, cells: Sequence[Cell], *, header: bool = False, bold: bool = False) -> Any:
        """A row; a header row is repeated on every page."""
        about = made("w:trPr", [made("w:cantSplit"), *([made("w:tblHeader")] if header else [])])
        return made(
            "w:tr",
            [
                about,
                *(
                    self._cell(cell, column, width, bold=header or bold, header=header)
                    for cell, column, width in zip(cells, self.columns, self.widths, strict=True)
                ),
            ],
        )

    def _cell(self, cell: Cell, column: Column, width: int, *, bold: bool, header: bool) -> Any:
        about = [made("w:tcW", w=str(width), type="dxa")]
        if header:
            edge = made("w:bottom", val="single", sz="8", color=_LINE)
            about.append(made("w:tcBorders", [edge]))
        if cell.shade:
            about.append(made("w:shd", val="clear", color="auto", fill=_SHADES[cell.shade]))
        if header:
            about.append(made("w:vAlign", val="bottom"))
        right = column.holds is Holds.FIGURE
        words = (Piece(cell.words, strong=True),) if bold and isinstance(cell.words, str) else None
        colour = "FFFFFF" if cell.shade == len(_SHADES) - 1 else ""
        lines = [self._line(words or cell.words, right=right, colour=colour)]
        if cell.note:
            lines.append(self._line(cell.note, right=right, colour=colour))
        return made("w:tc", [made("w:tcPr", about), *lines])

    def _line(self, words: Words, *, right: bool, colour: str) -> Any:
        line = paragraph(CELL[self.small, right])
        self.fill(line, words, colour)
        return line
