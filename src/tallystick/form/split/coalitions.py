"""Coalitions as bits: coalition 0b101 holds the first and the third player. Tables over all
coalitions are arrays of 2^n numbers indexed so, which numpy walks in a blink up to 20 players."""

import numpy as np
import numpy.typing as npt

Table = npt.NDArray[np.float64]
"""One number for each coalition, shape (2^n,); or one for each player, shape (n,)."""

LARGEST = 20
"""Players up to which every coalition is looked at: a million coalitions, 8 MB a table."""


def totals(parts: Table) -> Table:
    """What each coalition's members hold together: shape (n,) -> (2^n,)."""
    held = np.zeros(1 << len(parts))
    for player, part in enumerate(parts):
        bit = 1 << player
        held[bit : 2 * bit] = held[:bit] + part
    return held


def sizes(players: int) -> npt.NDArray[np.int8]:
    """How many members each coalition of so many players has, shape (2^n,)."""
    count = np.zeros(1 << players, dtype=np.int8)
    for player in range(players):
        bit = 1 << player
        count[bit : 2 * bit] = count[:bit] + 1
    return count


def incidence(coalitions: npt.NDArray[np.int64], players: int) -> Table:
    """Coalitions as rows of noughts and ones, shape (m, n)."""
    return ((coalitions[:, None] >> np.arange(players)) & 1).astype(np.float64)


def members(coalition: int, players: int) -> tuple[int, ...]:
    """The places of a coalition's members, in order."""
    return tuple(player for player in range(players) if coalition >> player & 1)
