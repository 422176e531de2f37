"""A range of rows of a sheet as columns of text, with the line number of each row."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import pyarrow as pa

from tallystick.read.columns.cells import Cells

_LINE_END = re.compile(rb"[\r\n]")


@dataclass(frozen=True, slots=True)
class Row:
    """One record as published. line: physical line or sheet row, from 1. broken: why the cells
    cannot be trusted, "" when they can. mended: the rule that repaired the cells, "" when none was
    needed. part: of a line that held several records, which of them, from 0."""

    line: int
    cells: tuple[str, ...]
    raw: str
    broken: str = ""
    mended: str = ""
    part: int = 0


@dataclass(frozen=True, slots=True)
class Block:
    """Rows as columns. raw and cells give the text and the cells of the row at a position; unsound
    are the positions of rows whose cells cannot be trusted, with the reason; parts are those of
    rows that are not the first record of their line, with which they are."""

    lines: pa.Int64Array
    columns: Sequence[Cells]
    raw: Callable[[int], str]
    cells: Callable[[int], tuple[str, ...]]
    unsound: dict[int, str]
    mended: dict[str, int]
    parts: dict[int, int] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.lines)

    def between(self, start: int, end: int) -> "Block":
        """The rows from start up to end, as a block; what was mended is told by the first."""
        return Block(
            lines=self.lines.slice(start, end - start),
            columns=tuple(column.slice(start, end - start) for column in self.columns),
            raw=lambda position: self.raw(start + position),
            cells=lambda position: self.cells(start + position),
            unsound={i - start: why for i, why in self.unsound.items() if start <= i < end},
            mended=self.mended if start == 0 else {},
            parts={i - start: part for i, part in self.parts.items() if start <= i < end},
        )

    def sheet_of(self, position: int, sheet: str) -> str:
        """What stands for a row's sheet, so that sheet and line tell it from every other."""
        part = self.parts.get(position)
        return sheet if part is None else f"{sheet} payment {part + 1} of its line".strip()


def to_width(cells: tuple[str, ...], width: int) -> tuple[str, ...]:
    """As many cells as a table has columns: a short row filled with "", a long one cut."""
    return cells[:width] + ("",) * (width - len(cells))


def block_of(rows: Sequence[Row], width: int) -> Block:
    """Rows as a block of the given width; the raw text of a row keeps what is cut off."""
    filled = [to_width(row.cells, width) for row in rows]
    columns = tuple(pa.array([cells[i] for cells in filled], pa.string()) for i in range(width))
    mended: dict[str, int] = {}
    for row in rows:
        if row.mended:
            mended[row.mended] = mended.get(row.mended, 0) + 1
    return Block(
        lines=pa.array([row.line for row in rows], pa.int64()),
        columns=columns,
        raw=lambda position: rows[position].raw,
        cells=filled.__getitem__,
        unsound={i: row.broken for i, row in enumerate(rows) if row.broken},
        mended=mended,
        parts={i: row.part for i, row in enumerate(rows) if row.part},
    )


class RawLines:
    """The lines of a block, split only when one of them is first read."""

    def __init__(self, stretch: bytes) -> None:
        self._stretch = stretch
        self._lines: list[bytes] | None = None

    def __call__(self, position: int) -> str:
        """The line at a position."""
        if self._lines is None and position == 0:  # the header: no need to cut the others
            end = _LINE_END.search(self._stretch)
            return self._stretch[: end.start() if end else None].decode("utf-8", "replace")
        if self._lines is None:
            self._lines = self._stretch.splitlines()  # of bytes: at \n, \r and \r\n alone
        return self._lines[position].decode("utf-8", "replace")
