"""Tests whether a group is stable (no part of it would leave), during the search for the best
partition."""

import numpy as np
import numpy.typing as npt

from tallystick.form.partnerships.costs import Groups, Pence
from tallystick.form.partnerships.groups import keys_of
from tallystick.form.partnerships.partition import Stable
from tallystick.form.partnerships.prices import Columns
from tallystick.form.split import coalitions
from tallystick.form.split.game import Game, GameKind
from tallystick.form.split.nucleolus import least_core_epsilon


def stable_groups(groups: Groups, saving: Pence, *, councils: int) -> Stable:
    """The test of a candidate group for best_partition.

    A group is stable when its saving can be split so that no connected part of it, down to a
    single council, would save more on its own: when the core of its own game is not empty, to a
    penny. groups, saving: all connected groups up to the size of the largest, so that every part
    that could leave is among them; parts that are not connected could only leave piece by piece.
    """
    keys = keys_of(groups.astype(np.int64), councils)
    order = np.argsort(keys)
    keys, worth = keys[order], saving[order]

    def worth_of_parts(chosen: Groups) -> Pence:
        """The saving of every part of each group, shape (m, 2^k); nothing where not connected."""
        size = chosen.shape[1]
        parts = np.zeros((len(chosen), 1 << size), dtype=np.int64)
        for part in range(1, 1 << size):
            places = list(coalitions.members(part, size))
            rows = np.full(chosen.shape, councils, dtype=np.int64)
            rows[:, : len(places)] = chosen[:, places]
            rows.sort(axis=1)
            wanted = keys_of(rows, councils)
            at = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
            parts[:, part] = np.where(keys[at] == wanted, worth[at], 0)
        return np.maximum(parts, 0)

    def stable(columns: Columns) -> npt.NDArray[np.bool_]:
        parts = worth_of_parts(groups[columns])
        return np.array([_has_core(each.astype(np.float64)) for each in parts], dtype=bool)

    return stable


def _has_core(gains: coalitions.Table) -> bool:
    """Whether the gain of all can be split so that no part would gain a penny by leaving."""
    players = len(gains).bit_length() - 1
    if _equal_surplus_holds(gains, players):
        return True
    game = Game(tuple(map(str, range(players))), gains, GameKind.VALUE)
    return least_core_epsilon(game) < 1.0


def _equal_surplus_holds(gains: coalitions.Table, players: int) -> bool:
    """Whether one simple split is in the core already: cheaper to ask than whether any is."""
    everyone = len(gains) - 1
    brought = gains[-1] - gains[[everyone - (1 << at) for at in range(players)]]
    shares = brought + (gains[-1] - brought.sum()) / players
    return bool((gains <= coalitions.totals(shares) + 0.5).all())
