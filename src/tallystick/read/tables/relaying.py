"""Tables whose column order changes at a second header among the lines."""

import re
from collections.abc import Iterator

import numpy as np
import pyarrow as pa

from tallystick.read.columns.cells import first_bytes, spelt_out, trimmed
from tallystick.read.files.blocks import Block, Row
from tallystick.read.tables.layout import Layout, find_layout, is_header_like
from tallystick.reference.headers import header_spellings
from tallystick.words.roles import Role

_LOOKED_AT = 400  # lines below a header that show what its columns hold
_WORDS = re.compile(r"[A-Za-z][A-Za-z ()/_.£-]{2,60}")


def laid_out(block: Block, layout: Layout) -> Iterator[tuple[Block, Layout]]:
    """Split a block into parts with one layout each, at every header that puts the columns in
    another order."""
    start = 0
    for place in _header_places(block, layout):
        moved = _moved(block, place, layout)
        if moved is not None:
            if place > start:
                yield block.between(start, place), layout
            start, layout = place, moved
    yield (block.between(start, len(block)) if start else block), layout


def _header_places(block: Block, layout: Layout) -> list[int]:
    """Where a text that is a column's header stands in the column of the amount or of the day,
    below the header."""
    held = (layout.roles.column(role) for role in (Role.AMOUNT, Role.PAID_ON))
    found = {place for each in held if each is not None for place in _named(block, layout, each)}
    return sorted(found)


def _named(block: Block, layout: Layout, column: int) -> list[int]:
    cells = trimmed(spelt_out(block.columns[column]))
    firsts = first_bytes(cells) | 32  # as a small letter
    places = np.flatnonzero((firsts >= ord("a")) & (firsts <= ord("z")))
    found = cells.take(pa.array(places)).to_pylist()
    known = header_spellings()
    return [
        place
        for place, text in zip(places.tolist(), found, strict=True)
        if block.lines[place].as_py() >= layout.first_line
        and _WORDS.fullmatch(text)
        and known.roles(text)
        and is_header_like(block.cells(place))
    ]


def _moved(block: Block, place: int, layout: Layout) -> Layout | None:
    """The layout of the lines below a header, None where its columns stand as they did."""
    fold = header_spellings().fold
    here = [fold(cell) for cell in block.cells(place)]
    if here == [fold(header) for header in layout.headers]:
        return None
    rows = [
        Row(block.lines[i].as_py(), block.cells(i), "")
        for i in range(place, min(len(block), place + _LOOKED_AT))
    ]
    found = find_layout(rows)
    same = all(
        found.roles.column(role) == layout.roles.column(role)
        for role in (Role.AMOUNT, Role.PAID_ON, Role.SUPPLIER)
    )
    begins_here = found.header_lines[:1] == (rows[0].line,)
    fits = begins_here and found.is_payments and found.width <= layout.width
    return found if fits and not same else None
