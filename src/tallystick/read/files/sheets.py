"""Stores a sheet as columns of text in parts, so that no sheet is held in memory as a whole."""

import io
from collections.abc import Iterator, Sequence
from functools import cached_property

import pyarrow as pa
import pyarrow.compute as pc

from tallystick.read.files.blocks import Block, Row, to_width
from tallystick.read.files.scratch import Opener, Scratch

_HEAD_ROWS = 400
_MIDST_ROWS = 200


class Sheet:
    """The non-empty rows of a sheet, with their row numbers in it, from 1."""

    def __init__(self, name: str, scratch: Scratch) -> None:
        self.name = name
        self._scratch = scratch
        self._stretches: list[tuple[Opener, int]] = []  # each with its rows

    def __len__(self) -> int:
        return sum(rows for _, rows in self._stretches)

    def add(self, numbers: Sequence[int], columns: Sequence[Sequence[str]]) -> None:
        """Store a range of rows, without blank rows."""
        texts = [pa.array(column, pa.string()) for column in columns]
        filled = pa.array([False] * len(numbers))
        for column in texts:
            filled = pc.or_(filled, pc.greater(pc.binary_length(column), 0))
        arrays = [pa.array(numbers, pa.int64()), *texts]
        batch = pa.record_batch(arrays, names=[str(i) for i in range(len(arrays))]).filter(filled)
        if not batch.num_rows:
            return
        packed = pa.BufferOutputStream()
        with pa.ipc.new_stream(packed, batch.schema) as stream:
            stream.write_batch(batch)
        held = self._scratch.keep(io.BytesIO(packed.getvalue()))
        self._stretches.append((held, batch.num_rows))

    def sample(self) -> list[Row]:
        """The first rows, and some later rows that show what the columns contain further on."""
        rest = max(0, len(self) - _HEAD_ROWS)
        later = range(_HEAD_ROWS, len(self), max(1, rest // _MIDST_ROWS))
        wanted = [*range(min(len(self), _HEAD_ROWS)), *later]
        rows: list[Row] = []
        before = 0
        for opener, count in self._stretches:
            stretch = _Stretch(opener)
            rows += [stretch.row(i - before) for i in wanted if before <= i < before + count]
            before += count
        return rows

    def blocks(self, width: int) -> Iterator[tuple[Block, bool]]:
        """The rows as blocks of a width, each with whether it is the last. Short rows are filled
        with "", long ones cut (their raw text keeps what is cut)."""
        for number, (opener, _) in enumerate(self._stretches, start=1):
            yield _Stretch(opener).block(width), number == len(self._stretches)


class _Stretch:
    """Some rows of a sheet, read back."""

    def __init__(self, opener: Opener) -> None:
        with opener() as stream, pa.ipc.open_stream(stream) as packed:
            batch = packed.read_next_batch()
        self._lines, *self._columns = batch.columns

    def row(self, position: int) -> Row:
        cells = tuple(column[position].as_py() for column in self._columns)
        return Row(self._lines[position].as_py(), cells, "\t".join(cells).rstrip("\t"))

    @cached_property
    def _rows(self) -> list[tuple[str, ...]]:
        """All rows at once, because a caller that asks for one usually asks for many."""
        return [*zip(*(column.to_pylist() for column in self._columns), strict=True)]

    def block(self, width: int) -> Block:
        blank = pa.array([""] * len(self._lines), pa.string())
        columns = (*self._columns[:width], *[blank] * (width - len(self._columns)))
        return Block(
            lines=self._lines,
            columns=columns,
            raw=lambda position: "\t".join(self._rows[position]).rstrip("\t"),
            cells=lambda position: to_width(self._rows[position], width),
            unsound={},
            mended={},
        )
