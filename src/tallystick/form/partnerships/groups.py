"""Every connected group of councils up to a size: those that could share without a gap."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from tallystick.form.partnerships.costs import Groups


def connected_groups(neighbours: Sequence[Sequence[int]], largest: int) -> Groups:
    """All groups of 1 to `largest` councils in which each can be reached over neighbours.

    neighbours: for each council the places of those that it borders, both ways. The rows are in
    order of size, then of members; a row's empty places hold len(neighbours), which stands for
    nobody. Grows each group by each council at its border and keeps every result once. Raises
    ValueError for a border that does not hold both ways, or groups too large to number.
    """
    count = len(neighbours)
    bits = bits_for(count)
    if bits * largest > 63 or largest < 1:
        raise ValueError(f"Groups of {largest} among {count} councils cannot be numbered.")
    borders, starts = _flat(neighbours)
    level = np.arange(count, dtype=np.int64)[:, None]
    found = [_padded(level, largest, count)]
    for _size in range(2, largest + 1):
        level = _grown(level, borders, starts, bits)
        found.append(_padded(level, largest, count))
    return np.concatenate(found)


def bits_for(councils: int) -> int:
    """Bits that hold the place of any of so many councils, and the one that stands for nobody."""
    return max(councils.bit_length(), 1)


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
    bits: int,
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
        grown.append(np.unique(numbered(wider, bits)))
    numbers = np.unique(np.concatenate(grown))
    size = level.shape[1] + 1
    places = np.arange(size - 1, -1, -1) * bits
    return np.asarray((numbers[:, None] >> places) & ((1 << bits) - 1), dtype=np.int64)


def numbered(groups: npt.NDArray[np.int64], bits: int) -> npt.NDArray[np.int64]:
    """Each group as one number, in which order of numbers is order of members."""
    number = np.zeros(len(groups), dtype=np.int64)
    for column in groups.T:
        number = number << bits | column
    return number


def _padded(level: npt.NDArray[np.int64], largest: int, nobody: int) -> Groups:
    rows = np.full((len(level), largest), nobody, dtype=np.int16)
    rows[:, : level.shape[1]] = level
    return rows
