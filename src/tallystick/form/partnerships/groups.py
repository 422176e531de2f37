"""Enumerates every connected group of councils up to a size."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from tallystick.form.partnerships.costs import Groups


def connected_groups(neighbours: Sequence[Sequence[int]], largest: int) -> Groups:
    """All groups of 1 to `largest` councils in which each can be reached over neighbours.

    neighbours: for each council the places of those that it borders, both ways. The rows are in
    order of size, then of members; a row's empty places hold len(neighbours), which stands for
    nobody. Grows each group by each council at its border and keeps every result once. Raises
    ValueError for a border that does not hold both ways, or a size below one.
    """
    count = len(neighbours)
    if largest < 1:
        raise ValueError("A group has one council or more.")
    borders, starts = _flat(neighbours)
    level = np.arange(count, dtype=np.int64)[:, None]
    found = [_padded(level, largest, count)]
    for _size in range(2, largest + 1):
        level = _grown(level, borders, starts, count)
        found.append(_padded(level, largest, count))
    return np.concatenate(found)


def _flat(
    neighbours: Sequence[Sequence[int]],
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """All neighbours in one row, and where each council's begin."""
    pairs = {(one, other) for one, theirs in enumerate(neighbours) for other in theirs}
    for one, other in pairs:
        if one == other or (other, one) not in pairs:
            raise ValueError(f"The border of {one} and {other} does not hold both ways.")
    borders = np.array([other for _one, other in sorted(pairs)], dtype=np.int64)
    starts = np.zeros(len(neighbours) + 1, dtype=np.int64)
    np.cumsum([len(set(theirs)) for theirs in neighbours], out=starts[1:])
    return borders, starts


def _grown(
    level: npt.NDArray[np.int64],
    borders: npt.NDArray[np.int64],
    starts: npt.NDArray[np.int64],
    councils: int,
) -> npt.NDArray[np.int64]:
    """The groups of one more member, each once, in order."""
    grown = []
    for column in level.T:
        degree = starts[column + 1] - starts[column]
        base = np.repeat(np.arange(len(level)), degree)
        within = np.arange(len(base)) - np.repeat(np.cumsum(degree) - degree, degree)
        joins = borders[np.repeat(starts[column], degree) + within]
        fresh = (level[base] != joins[:, None]).all(axis=1)
        wider = np.column_stack([level[base[fresh]], joins[fresh]])
        wider.sort(axis=1)
        grown.append(np.unique(keys_of(wider, councils)))
    return _groups_of(np.unique(np.concatenate(grown)), level.shape[1] + 1, councils)


Keys = npt.NDArray[Any]  # whole numbers, or bytes
"""One key for each group, of which order of keys is order of members."""


def keys_of(groups: npt.NDArray[np.int64], councils: int) -> Keys:
    """Each group as one number where it fits into one, else as the bytes of its members."""
    bits, size = _bits(councils), groups.shape[1]
    if bits * size > _BITS:
        return np.ascontiguousarray(groups, dtype=">i2").view(f"S{2 * size}").ravel()
    number = np.zeros(len(groups), dtype=np.int64)
    for column in groups.T:
        number = number << bits | column
    return number


_BITS = 63  # of a whole number above zero


def _groups_of(keys: Keys, size: int, councils: int) -> npt.NDArray[np.int64]:
    """The groups of so many members that have these keys."""
    if keys.dtype.kind == "S":
        return np.ascontiguousarray(keys).view(">i2").reshape(-1, size).astype(np.int64)
    bits = _bits(councils)
    places = np.arange(size - 1, -1, -1) * bits
    return np.asarray((keys[:, None] >> places) & ((1 << bits) - 1), dtype=np.int64)


def _bits(councils: int) -> int:
    """Bits that hold the place of any of so many councils, and the one that stands for nobody."""
    return max(councils.bit_length(), 1)


def _padded(level: npt.NDArray[np.int64], largest: int, nobody: int) -> Groups:
    rows = np.full((len(level), largest), nobody, dtype=np.int16)
    rows[:, : level.shape[1]] = level
    return rows
