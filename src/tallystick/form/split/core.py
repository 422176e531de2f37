"""The core test: would a smaller group of players do better alone than under a split?"""

from dataclasses import dataclass

import numpy as np

from tallystick.form.split import coalitions
from tallystick.form.split.coalitions import Table
from tallystick.form.split.game import Game


@dataclass(frozen=True, slots=True)
class Blocking:
    """A group that would do better on its own, and by how much, in the game's unit."""

    members: tuple[str, ...]
    gain: float


@dataclass(frozen=True, slots=True)
class CoreTest:
    """How a split stands against every smaller group.

    blocking: the groups that would do better alone, the best-off first, then the smaller, then by
    the order of players; cut at `most`, while blocking_count counts them all. temptation: for
    each player the most that a group of which it is part would gain by leaving, shape (n,); below
    zero is what every such group has to spare.
    """

    in_core: bool
    blocking: tuple[Blocking, ...]
    blocking_count: int
    temptation: Table


def core_test(game: Game, shares: Table, *, most: int = 20) -> CoreTest:
    """Test the shares, shape (n,), which add up to the game's total, against every group.

    A group blocks when it would do better by more than makes a difference (Game.near).
    """
    excess = game.excesses(shares)
    excess[0] = excess[-1] = -np.inf  # nobody, and everybody, are no smaller groups
    temptation = np.array([excess.reshape(-1, 2, 1 << at)[:, 1].max() for at in range(game.size)])
    better = np.flatnonzero(excess > game.near)
    size = coalitions.sizes(game.size)[better]
    order = np.lexsort((better, size, -excess[better]))[:most]
    blocking = tuple(
        Blocking(
            tuple(game.players[at] for at in coalitions.members(int(group), game.size)),
            float(excess[group]),
        )
        for group in better[order]
    )
    return CoreTest(not better.size, blocking, len(better), temptation)
