"""A document independent of its output format: parts that contain blocks.

Builders make one Document from a result; `web`, `word` and `pdf` render it. A block contains final
text and calculates nothing. Any text may come from published files: the writers escape it, so
builders need not.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

LANGUAGE = "en-GB"

_ADDRESS = re.compile(r"https?://[^\s;,()]+[^\s;,().]")
_SHOWN_OF_ADDRESS = 40


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a sentence: `to` is '#id' of a place in the document, an http address or ''."""

    text: str
    to: str = ""
    strong: bool = False


Words = str | tuple[Piece, ...]
"""A sentence: plain, or in pieces of which some are links or stand out."""


def pieces(words: Words) -> tuple[Piece, ...]:
    """A sentence as its pieces."""
    return (Piece(words),) if isinstance(words, str) else words


def text_of(words: Words) -> str:
    """A sentence without its links."""
    return words if isinstance(words, str) else "".join(piece.text for piece in words)


def with_links(text: str) -> Words:
    """A text whose web addresses are links, the long ones shortened to be read."""
    found: list[Piece] = []
    end = 0
    for match in _ADDRESS.finditer(text):
        found.append(Piece(text[end : match.start()]))
        found.append(Piece(_shortened(match.group()), to=match.group()))
        end = match.end()
    found.append(Piece(text[end:]))
    return tuple(piece for piece in found if piece.text) if end else text


def _shortened(address: str) -> str:
    bare = re.sub(r"^https?://(www\.)?", "", address)
    return bare if len(bare) <= _SHOWN_OF_ADDRESS else f"{bare[:_SHOWN_OF_ADDRESS]}…"


class Tone(StrEnum):
    """How much emphasis a paragraph has."""

    PLAIN = "plain"
    LEAD = "lead"
    QUIET = "quiet"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a part: level 1 is the first below the part's own."""

    kind: ClassVar[str] = "heading"
    text: str
    level: int = 1
    id: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Some sentences."""

    kind: ClassVar[str] = "paragraph"
    words: Words
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True, slots=True)
class Points:
    """A list of points, in the order given but not numbered."""

    kind: ClassVar[str] = "points"
    items: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Terms:
    """Terms, each with what is said of it."""

    kind: ClassVar[str] = "terms"
    items: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Note:
    """What must be borne in mind: a heading and its points, set apart. id names its heading."""

    kind: ClassVar[str] = "note"
    id: str
    heading: str
    items: tuple[Words, ...]
    level: int = 1


@dataclass(frozen=True, slots=True)
class Figure:
    """A labelled figure that stands by itself. to: where it leads, as a Piece's."""

    label: str
    value: str
    note: str = ""
    to: str = ""


@dataclass(frozen=True, slots=True)
class Figures:
    """Several figures side by side; the last of them may be wide."""

    kind: ClassVar[str] = "figures"
    items: tuple[Figure, ...]


class Holds(StrEnum):
    """The type of the cells of a column."""

    WORDS = "words"
    FIGURE = "figure"
    BAR = "bar"  # a bar for the figure before it; it has no information of its own


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its heading, and what its cells are. matters: on a narrow screen it
    stands beside the head of the row; where no column says so it is the last column of figures."""

    title: str
    holds: Holds = Holds.WORDS
    matters: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell. note: small words below. shade: 0 (none) to 4; bar: 0 to 100, None where none is."""

    words: Words = ""
    note: str = ""
    shade: int = 0
    bar: int | None = None


class Look(StrEnum):
    """How a table is shown where it may be shown in several ways."""

    PLAIN = "plain"
    HEADED = "headed"  # the heading above says what the caption says
    FOLDED = "folded"  # on a screen the rows are folded away under the caption
    FINE = "fine"  # printed in small letters, where a page must hold much
    TURNED = "turned"  # a matrix of many narrow columns with vertical headings


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table; every row has one cell for each column. Made by `table`.

    head: the column whose cells name the row. total: a last row that is emphasised. elsewhere: the
    text printed on paper instead of a table that is too large for paper.
    """

    kind: ClassVar[str] = "table"
    id: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    total: tuple[Cell, ...] | None = None
    head: int = 0
    look: Look = Look.PLAIN
    elsewhere: str = ""

    def __post_init__(self) -> None:
        rows = (*self.rows, self.total) if self.total else self.rows
        if any(len(row) != len(self.columns) for row in rows):
            raise ValueError(f"A row of {self.id} has not a cell for each column.")

    @property
    def matters(self) -> int:
        """The column that matters most, -1 where there is none; a matrix is all of a kind."""
        if self.look is Look.TURNED:
            return -1
        said = [at for at, column in enumerate(self.columns) if column.matters]
        figures = [at for at, column in enumerate(self.columns) if column.holds is Holds.FIGURE]
        return (said or figures[-1:] or [-1])[0]

    @property
    def sideways(self) -> bool:
        """True when it needs a page in landscape format."""
        return len(self.columns) >= SIDEWAYS

    @property
    def small(self) -> bool:
        """True when it is printed in small letters."""
        return self.look in (Look.FINE, Look.TURNED) or len(self.columns) >= MANY


MANY, SIDEWAYS = 9, 14
"""From so many columns a table is printed in small letters, and on a sheet turned on its side."""


def table(
    id: str,
    caption: str,
    *,
    columns: Sequence[Column],
    rows: Sequence[Sequence[Cell | Words]],
    total: Sequence[Cell | Words] | None = None,
    head: int = 0,
    look: Look = Look.PLAIN,
) -> Table:
    """A table from plain rows; the fields are those of Table. Raises ValueError when a row has not
    a cell for each column."""
    return Table(
        id=id,
        caption=caption,
        columns=tuple(columns),
        rows=tuple(map(_cells, rows)),
        total=None if total is None else _cells(total),
        head=head,
        look=look,
    )


def _cells(row: Sequence[Cell | Words]) -> tuple[Cell, ...]:
    return tuple(cell if isinstance(cell, Cell) else Cell(cell) for cell in row)


def columns(words: Sequence[str], figures: Sequence[str] = ()) -> tuple[Column, ...]:
    """Columns of words and after them columns of figures, by their headings."""
    return (
        *(Column(title) for title in words),
        *(Column(title, Holds.FIGURE) for title in figures),
    )


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing as SVG, with its text alternative. A table holds the same figures."""

    kind: ClassVar[str] = "picture"
    id: str
    caption: str
    alt: str
    svg: str


Block = Heading | Paragraph | Points | Terms | Note | Figures | Table | Picture


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of a document, with a heading of its own.

    level: 1 for the parts that the contents list, 2 for those that stand under the one before.
    new_page: begins on a new sheet of paper. exempt: why it is not for publication, '' where it is.
    """

    id: str
    title: str
    blocks: tuple[Block, ...]
    level: int = 1
    new_page: bool = False
    exempt: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A whole document: `opening` stands under the title, before the contents."""

    title: str
    made_on: date
    opening: tuple[Block, ...]
    parts: tuple[Part, ...]
    closing: str  # one sentence at the foot: who made it, and what its figures come from

    def blocks(self) -> Iterator[Block]:
        """Every block in order."""
        yield from self.opening
        for part in self.parts:
            yield from part.blocks


def places(document: Document) -> frozenset[str]:
    """The ids that a link of the document can lead to."""
    named = {block.id for block in document.blocks() if not isinstance(block, _NAMELESS)}
    return frozenset(named | {part.id for part in document.parts}) - {""}


_NAMELESS = (Paragraph, Points, Terms, Figures)
