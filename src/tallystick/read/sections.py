"""A delimited text whose header stands again, in other words, order or width: each stretch of lines
is read by the header above it."""

from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass, replace

from tallystick.read.files.blocks import Block, Row
from tallystick.read.files.cuts import Cuts
from tallystick.read.files.delimited import Dialect, blocks, split_lines, split_rows
from tallystick.read.tables.layout import Layout, is_header_like
from tallystick.read.tables.mending import Mender
from tallystick.reference.headers import header_spellings
from tallystick.words.roles import Role

Piece = tuple[Block, bool, Layout | None]
"""A block, whether it is the sheet's last, and the layout that it is read by (None: as before)."""

_LOOKED_AT = 1 << 16  # bytes below a header that show what its columns hold
_ROWS = 400


@dataclass(slots=True)
class _Stretch:
    layout: Layout
    dialect: Dialect


def read_sections(
    texts: Iterable[bytes],
    layout: Layout,
    dialect: Dialect,
    lay_out: Callable[[list[Row]], Layout],
    *,
    fused: bool,
) -> Iterator[Piece]:
    """The blocks of a text, each with the layout of its stretch.

    texts: UTF-8, whole lines. layout, dialect: of the first stretch. lay_out: finds the layout of
    further ones from their first rows. fused: lines that hold several payments are parted.
    """
    held = _Stretch(layout, dialect)

    def begins_anew(text: bytes) -> bool:
        found = _stretch_of(text[:_LOOKED_AT].decode("utf-8", "replace"), held, lay_out)
        if found is not None:
            held.layout, held.dialect = found.layout, found.dialect
        return found is not None

    cuts = Cuts(texts, begins_anew)
    line, skip = 1, layout.first_line - 1
    while True:
        now, width = held.layout, held.dialect.width
        read = blocks(
            cuts.following(skip),
            held.dialect,
            width=now.width,
            used=now.used_columns,
            mend=Mender(now, width, held.dialect.delimiter, fused=fused),
            first_line=line,
        )
        following = yield from _with_layout(read, _numbered(now, line), cuts)
        if cuts.is_finished:
            return
        line, skip = following, 1


def _with_layout(
    read: Generator[tuple[Block, bool], None, int], layout: Layout, cuts: Cuts
) -> Generator[Piece, None, int]:
    while True:
        try:
            block, last = next(read)
        except StopIteration as end:
            return int(end.value)
        yield block, last and cuts.is_finished, layout


def _numbered(layout: Layout, line: int) -> Layout:
    """A layout that was found from line 1 on, of a stretch that begins at a line."""
    if line == 1:
        return layout
    return replace(
        layout,
        header_lines=tuple(each + line - 1 for each in layout.header_lines),
        first_line=layout.first_line + line - 1,
    )


def _stretch_of(
    text: str, held: _Stretch, lay_out: Callable[[list[Row]], Layout]
) -> _Stretch | None:
    """The stretch that begins with the first line of a text, None where that is no header, or one
    that leaves the columns where they are."""
    fold, delimiter = header_spellings().fold, held.dialect.delimiter
    [first] = split_rows(split_lines(text, most=1), 1, delimiter)
    here = [fold(cell) for cell in first.cells]
    if not is_header_like(first.cells) or here == [fold(h) for h in held.layout.headers]:
        return None
    rows = _up_to_next_header(split_rows(split_lines(text, most=_ROWS), 1, delimiter))
    found = lay_out(rows)
    if found.header_lines != (1,) or not found.is_payments or _is_same(found, held.layout):
        return None
    widths = [len(row.cells) for row in rows]
    width = max(set(widths), key=lambda each: (widths.count(each), each))
    return _Stretch(found, Dialect(delimiter, width))


def _up_to_next_header(rows: list[Row]) -> list[Row]:
    again = (i for i, row in enumerate(rows) if i > 1 and is_header_like(row.cells))
    return rows[: next(again, len(rows))]


def _is_same(found: Layout, before: Layout) -> bool:
    """True when the columns that matter stand where they stood."""
    if found.width > before.width:
        return False
    roles = (Role.AMOUNT, Role.PAID_ON, Role.SUPPLIER, Role.DESCRIPTION, Role.DEPARTMENT)
    return all(found.roles.column(role) == before.roles.column(role) for role in roles)
