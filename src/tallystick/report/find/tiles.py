"""Places councils as squares on a grid, each as near as possible to its geographic position."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, cos, radians, sqrt

from tallystick.words.council import Council

_ROOM = 1.8
"""How many squares there are for each council: with fewer they lie far from their places."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A council and its square: column 0 is the most western, row 0 the most northern."""

    council: Council
    column: int
    row: int


def place(councils: Sequence[Council]) -> tuple[Placed, ...]:
    """The councils with a known position, each on its own square, sorted by row and column.

    The grid has the shape of the area that the councils cover. Councils are placed from north to
    south; each takes the free square nearest to its position. The result does not depend on the
    order of the input.
    """
    points = sorted(
        (-each.latitude, _east(each.longitude, each.latitude), each.code, each)
        for each in councils
        if each.latitude is not None and each.longitude is not None
    )
    if not points:
        return ()
    south, east = [point[0] for point in points], [point[1] for point in points]
    high, wide = max(south) - min(south), max(east) - min(east)
    down, across = _grid(len(points), high, wide)
    free = {(row, column) for row in range(down) for column in range(across)}
    placed = []
    for at_south, at_east, _code, council in points:
        row = (at_south - min(south)) / (high or 1) * (down - 1)
        column = (at_east - min(east)) / (wide or 1) * (across - 1)
        taken = min(free, key=lambda at: ((at[0] - row) ** 2 + (at[1] - column) ** 2, at))
        free.remove(taken)
        placed.append(Placed(council, taken[1], taken[0]))
    return _closed_up(placed)


def _east(longitude: float, latitude: float) -> float:
    """Degrees east, multiplied by the cosine of the latitude, because degrees are shorter in the
    north."""
    return longitude * cos(radians(latitude))


def _grid(number: int, high: float, wide: float) -> tuple[int, int]:
    """Rows and columns for so many squares, in the shape of the land, neither way too long."""
    shape = min(max((high or 0.01) / (wide or 0.01), 0.5), 2.0)
    across = max(1, ceil(sqrt(number * _ROOM / shape)))
    return max(1, ceil(number * _ROOM / across)), across


def _closed_up(placed: Sequence[Placed]) -> tuple[Placed, ...]:
    """The squares without empty rows and columns."""
    rows = sorted({each.row for each in placed})
    across = sorted({each.column for each in placed})
    moved = [Placed(one.council, across.index(one.column), rows.index(one.row)) for one in placed]
    return tuple(sorted(moved, key=lambda each: (each.row, each.column)))
