"""Repairs broken and merged lines where only one repair is possible; otherwise marks them as
broken."""

import re
from collections.abc import Sequence
from dataclasses import replace

from tallystick.read.columns.amounts import read_amount
from tallystick.read.columns.dates import read_date
from tallystick.read.columns.shapes import shape_of, suits
from tallystick.read.files.blocks import Row
from tallystick.read.tables.fused import (
    FUSED,
    SUPPLIER_DAY,
    part_line,
    part_supplier,
    writes_days_in_full,
)
from tallystick.read.tables.layout import Layout
from tallystick.words.roles import Role

_JOINED_LINES = "a line broken in two joined again"
_JOINED_CELLS = "a cell cut by an unquoted comma joined again"
_JOINED_AMOUNT = "an amount cut at its thousands comma joined again"
_PARTED = "a day and an amount run together parted again"
_MOST_EXTRA = 3  # cells that unquoted commas may have added to a line; judgement, not measured
_PLAINLY = 0.5  # by how much cells must suit their columns better one way than another
_FIRST_THOUSANDS = re.compile(r"[-(£]*\d{1,3}")
_THOUSANDS = re.compile(r"\d{3}(\.\d*)?[-)]?")
# Only where the day ends for certain: at its year's fourth digit, or at its own second one.
_RUN_TOGETHER = re.compile(
    r"(\d{1,2}[-/. ]\w{2,9}[-/. ]\d{4}|\d{4}[-/.]\d{2}[-/.]\d{2})"
    r"([-(£]*\d[\d,]*(?:\.\d+)?[-)]?)"
)


def join_cut_amounts(rows: Sequence[Row], layout: Layout, delimiter: str) -> list[Row]:
    """The first rows of a table with the amounts joined that were cut at a thousands comma, where
    that makes many of them wider than their header; [] where it does not, or something else does.
    """
    at = layout.roles.column(Role.AMOUNT)
    header = next((row for row in rows if row.line in layout.header_lines[-1:]), None)
    if at is None or header is None or delimiter != ",":
        return []
    named = _last_filled(header.cells)
    wide = [row for row in rows if _last_filled(row.cells) > named]
    whole = {row.line: joined for row in wide if (joined := _joined_at(row, at, named))}
    if 20 * len(wide) < len(rows) or len(whole) < 0.9 * len(wide):
        return []
    return [whole.get(row.line, row) for row in rows]


def _joined_at(row: Row, at: int, width: int) -> Row | None:
    """A row of more cells than a table has, with those from its amount on joined that are too
    many, where they are an amount cut at its thousands commas."""
    end = at + _last_filled(row.cells) - width + 1
    pieces = [cell.strip() for cell in row.cells[at:end]]
    if len(pieces) < end - at or not _FIRST_THOUSANDS.fullmatch(pieces[0]):
        return None
    if not all(_THOUSANDS.fullmatch(piece) for piece in pieces[1:]):
        return None
    cells = (*row.cells[:at], ",".join(pieces), *row.cells[end:])
    return replace(row, cells=cells, mended=_JOINED_AMOUNT)


class Mender:
    """Repairs the rows of one table. A row whose amount and day can be read is not changed.
    fused: lines that hold several payments are parted too."""

    def __init__(
        self, layout: Layout, usual_width: int, delimiter: str, *, fused: bool = False
    ) -> None:
        self._layout, self._width, self._delimiter = layout, usual_width, delimiter
        self._fused = fused
        self._amount = layout.roles.column(Role.AMOUNT)
        self._day = layout.roles.column(Role.PAID_ON)

    def __call__(self, rows: Sequence[Row]) -> list[Row]:
        """The rows, with each broken row repaired if exactly one repair makes it valid."""
        mended: list[Row] = []
        at = 0
        while at < len(rows):
            row = rows[at]
            if not row.raw:  # some files end in hundreds of thousands of blank lines
                mended.append(row)
                at += 1
                continue
            joined = self._join_lines(row, rows[at + 1]) if at + 1 < len(rows) else None
            if joined:
                mended.append(joined)
                at += 2
                continue
            mended += self._part_line(row) or [
                self._part(row) or self._part_supplier(row, rows) or self._mend_wide(row)
            ]
            at += 1
        return mended

    def _is_sound(self, cells: Sequence[str]) -> bool:
        if (
            self._amount is None
            or len(cells) <= self._amount
            or not read_amount(cells[self._amount])
        ):
            return False
        if self._day is None:
            return True
        return (
            len(cells) > self._day and read_date(cells[self._day], self._layout.dates) is not None
        )

    def _join_lines(self, row: Row, following: Row) -> Row | None:
        """Join two lines that together have the width of one row, if only the joined row is
        valid."""
        first, second = row.cells, following.cells
        whole = len(first) + len(second) - 1 == self._width
        if row.line < self._layout.first_line or not whole or min(len(first), len(second)) < 2:
            return None
        cells = (*first[:-1], f"{first[-1]} {second[0]}".strip(), *second[1:])
        if self._is_sound(first) or self._is_sound(second) or not self._is_sound(cells):
            return None
        return Row(row.line, cells, f"{row.raw}\n{following.raw}", mended=_JOINED_LINES)

    def _part(self, row: Row) -> Row | None:
        """Split a cell that contains both a day and the amount next to it, in a row that lacks one
        cell."""
        at = self._day
        if at is None or self._amount != at + 1 or len(row.cells) != self._width - 1:
            return None
        found = _RUN_TOGETHER.fullmatch(row.cells[at].strip())
        if found is None:
            return None
        cells = (*row.cells[:at], *found.groups(), *row.cells[at + 1 :])
        return replace(row, cells=cells, mended=_PARTED) if self._is_sound(cells) else None

    def _part_line(self, row: Row) -> list[Row]:
        """The payments of a line that holds several, where each is sound; the line as broken where
        it is not to be parted. [] for any other line."""
        if row.line < self._layout.first_line:
            return []
        records = part_line(row.cells, self._width, amount=self._amount, day=self._day)
        if not records or not all(map(self._is_sound, records)):
            return []
        if not self._fused:
            why = f"holds {len(records)} payments run together, and no total proves where they part"
            return [replace(row, broken=why)]
        return [
            replace(row, cells=cells, mended=FUSED, part=number)
            for number, cells in enumerate(records)
        ]

    def _part_supplier(self, row: Row, rows: Sequence[Row]) -> Row | None:
        """Part a supplier from the day that runs on from it, where days are written in full."""
        supplier, day = self._layout.roles.column(Role.SUPPLIER), self._day
        if supplier is None or day is None or self._amount is None:
            return None
        cells = part_supplier(
            row.cells, self._width, supplier=supplier, day=day, amount=self._amount
        )
        if cells is None or not self._is_sound(cells):
            return None
        whole = [other for other in rows if len(other.cells) == self._width]
        days = [other.cells[day] for other in whole if other.line >= self._layout.first_line]
        return replace(row, cells=cells, mended=SUPPLIER_DAY) if writes_days_in_full(days) else None

    def _mend_wide(self, row: Row) -> Row:
        """A row with more filled cells than columns: cut at a comma, or with a note beyond the
        table."""
        extra = _last_filled(row.cells) - self._width
        if row.line < self._layout.first_line or extra < 1:
            return row
        joined = None if self._amount is None else _joined_at(row, self._amount, self._width)
        if self._delimiter == "," and joined and self._is_sound(joined.cells):
            return joined
        sound = self._is_sound(row.cells)
        ways = [] if extra > _MOST_EXTRA else self._ways(row.cells, extra)
        if likely := self._likeliest(ways, row.cells if sound else None):
            return replace(row, cells=likely, mended=_JOINED_CELLS)
        if sound:
            return row
        return replace(row, broken=f"has {extra} more cells than the table has columns")

    def _likeliest(
        self, ways: Sequence[tuple[str, ...]], standing: tuple[str, ...] | None
    ) -> tuple[str, ...] | None:
        """The way to join cells that fits the columns clearly better than any way that gives other
        figures; None if there is none. standing: the row unchanged, if that is valid too."""
        if not ways:
            return None
        best = max(ways, key=self._likeness)
        others = [way for way in ways if self._sums(way) != self._sums(best)]
        differs = standing is not None and self._sums(standing) != self._sums(best)
        rivals = [*others, standing] if standing and differs else others
        if rivals and self._likeness(best) <= max(map(self._likeness, rivals)) + _PLAINLY:
            return None
        # "Smith, Jones & Co" was cut before its blank: the likeliest of ways with the same figures.
        same = [way for way in ways if self._sums(way) == self._sums(best)]
        spaced = [way for way in same if any(", " in cell for cell in way)]
        if standing and not differs:
            held = set(standing)  # quoted cells hold commas of their own
            return next((w for w in spaced if any(", " in cell for cell in {*w} - held)), None)
        return spaced[0] if spaced else best

    def _ways(self, cells: Sequence[str], extra: int) -> list[tuple[str, ...]]:
        """All ways to join neighbouring surplus cells that make a row valid."""
        ways = (
            (*cells[:at], self._glue(cells[at : at + extra + 1]), *cells[at + extra + 1 :])
            for at in range(self._width)
        )
        return [way[: self._width] for way in ways if self._is_sound(way)]

    def _likeness(self, cells: Sequence[str]) -> float:
        """How well the cells of a row suit the roles of their columns, all together."""
        held = {role: choice.column for role, choice in self._layout.roles.choices.items()}
        return sum(
            suits(role, shape_of([cells[column]]))
            for role, column in held.items()
            if column < len(cells)
        )

    def _glue(self, cells: Sequence[str]) -> str:
        return self._delimiter.join(cells)

    def _sums(self, cells: Sequence[str]) -> tuple[str, str]:
        """The values that all possible repairs of a row must agree on: its amount and its day."""
        assert self._amount is not None
        return cells[self._amount], cells[self._day] if self._day is not None else ""


def _last_filled(cells: Sequence[str]) -> int:
    return max((i for i, cell in enumerate(cells, start=1) if cell.strip()), default=0)
