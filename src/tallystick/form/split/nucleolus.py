"""The nucleolus and the least core, by linear programmes with row generation.

The nucleolus minimises the largest excess of any group, then the next largest, and so on
(Schmeidler, SIAM J. Applied Mathematics 17, 1969). Each step is one linear programme that minimises
the largest excess. Groups whose dual prices show that their excess cannot fall further are fixed
(Kopelowitz 1967); a step fixes at least one more dimension, so n-1 steps are enough. A programme
starts with few groups; after each solution a sweep over all 2^n groups finds those whose excess is
larger than the programme assumed, until there are none. A solution is a vertex, and games with many
equal players have many vertices: so a second sweep evaluates the point halfway between the solution
and the best split so far (in-out separation, Ben-Ameur & Neto, Networks 49, 2007).
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import OptimizeResult, linprog

from tallystick.form.split import coalitions
from tallystick.form.split.coalitions import Table
from tallystick.form.split.game import Game

_NEAR = 1e-9  # of a game whose largest gain is 1: below it two excesses are one
_PRICED = 1e-7  # a dual price above it is not noise; the prices of a step sum to 1
_LP_OPTIONS = {"primal_feasibility_tolerance": 1e-10, "dual_feasibility_tolerance": 1e-10}


def nucleolus(game: Game) -> Table:
    """Each player's share, shape (n,), right to about 1e-9 of the game's largest gain.

    Nobody does worse than alone, as the nucleolus asks. Where being together costs more than
    being apart that cannot be, and the split is the prenucleolus, which does not ask for it.
    """
    gains = game.gains()
    return game.shares(_descend(gains, nobody_loses=gains[-1] >= 0))


def prenucleolus(game: Game) -> Table:
    """The same without asking that nobody does worse than alone, shape (n,)."""
    return game.shares(_descend(game.gains(), nobody_loses=False))


def least_core_epsilon(game: Game) -> float:
    """How much better the best-off group would do alone under the split that treats it best.

    Zero or less: there are splits that no group would leave, and each group has this much to
    spare. Above zero: whatever the split, some group would do this much better on its own. In
    the game's unit; 0 for a single player, who has no group to leave.
    """
    if game.size == 1:
        return 0.0
    gains = game.gains()
    scale = float(np.abs(gains).max()) or 1.0
    settled = _Settled.whole(game.size, gains[-1] / scale)
    pool, equal = _first_groups(game.size), np.full(game.size, gains[-1] / scale / game.size)
    return _sink(gains / scale, settled, pool, equal, nobody_loses=False).epsilon * scale


@dataclass(frozen=True, slots=True)
class _Settled:
    """Sums of gains that are decided: independent rows over the players, and an orthonormal
    basis of what they span."""

    rows: Table
    sums: Table
    basis: Table

    @classmethod
    def whole(cls, players: int, total: float) -> "_Settled":
        """Only that all together share out the total."""
        row = np.ones((1, players))
        return cls(row, np.array([total]), row / np.sqrt(players))

    def with_row(self, row: Table, held: float) -> "_Settled":
        """One more sum; the same when what is decided already decides it."""
        fresh = row - self.basis.T @ (self.basis @ row)
        fresh -= self.basis.T @ (self.basis @ fresh)  # once more, for what rounding left behind
        length = float(np.linalg.norm(fresh))
        if length < 1e-6:
            return self
        return _Settled(
            np.vstack([self.rows, row]),
            np.append(self.sums, held),
            np.vstack([self.basis, fresh / length]),
        )

    def decides(self) -> npt.NDArray[np.bool_]:
        """Which coalitions' sums follow from the rows, shape (2^n,).

        A coalition lies in their span when it is orthogonal to everything that they are
        orthogonal to; two random directions of that, from a fixed seed, stand for all."""
        players = self.rows.shape[1]
        away = np.zeros(1 << players)
        for direction in np.random.default_rng(20261123).standard_normal((2, players)):
            left = direction - self.basis.T @ (self.basis @ direction)
            away += np.abs(coalitions.totals(left))
        return away < 1e-10


@dataclass(frozen=True, slots=True)
class _Sunk:
    """One programme solved: the largest excess, the groups stuck at it, the players stuck at
    nothing, the groups that were looked at, and a split that has no larger excess."""

    epsilon: float
    stuck: npt.NDArray[np.int64]
    stuck_players: npt.NDArray[np.int64]
    pool: npt.NDArray[np.int64]
    point: Table


def _descend(gains: Table, *, nobody_loses: bool) -> Table:
    players = len(gains).bit_length() - 1
    scale = float(np.abs(gains).max()) or 1.0
    worths = gains / scale
    settled = _Settled.whole(players, worths[-1])
    pool, point = _first_groups(players), np.full(players, worths[-1] / players)
    while len(settled.rows) < players:
        sunk = _sink(worths, settled, pool, point, nobody_loses=nobody_loses)
        for group, row in zip(sunk.stuck, coalitions.incidence(sunk.stuck, players), strict=True):
            settled = settled.with_row(row, worths[group] - sunk.epsilon)
        for player in sunk.stuck_players:
            settled = settled.with_row(np.eye(players)[player], 0.0)
        pool, point = sunk.pool, sunk.point
    return np.asarray(np.linalg.solve(settled.rows, settled.sums) * scale, dtype=np.float64)


def _first_groups(players: int) -> npt.NDArray[np.int64]:
    """Every player alone and everyone without one: the groups that most often bind."""
    single = 1 << np.arange(players, dtype=np.int64)
    return np.unique(np.concatenate([single, (1 << players) - 1 - single]))


def _sink(
    worths: Table,
    settled: _Settled,
    pool: npt.NDArray[np.int64],
    point: Table,
    *,
    nobody_loses: bool,
) -> _Sunk:
    """Minimise the largest excess over the groups that are not fixed yet.

    point: a split that satisfies the fixed sums, used as the start.
    """
    sweep = _Sweep(worths, settled)
    pool = pool[~sweep.decided[pool]]
    highest = sweep.worst(point).height
    while True:
        answer = _solve(worths, settled, pool, nobody_loses=nobody_loses)
        corner, epsilon = answer.x[:-1], float(answer.x[-1])
        at_corner = sweep.worst(corner)
        halfway = (corner + point) / 2
        at_halfway = sweep.worst(halfway)
        for place, found in ((halfway, at_halfway), (corner, at_corner)):
            if found.height < highest:
                point, highest = place, found.height
        fresh = np.union1d(at_corner.above(epsilon + _NEAR), at_halfway.above(epsilon + _NEAR))
        fresh = np.setdiff1d(fresh, pool)
        if highest <= epsilon + _NEAR or not fresh.size:
            stuck = pool[-answer.ineqlin.marginals > _PRICED]
            at_nothing = np.flatnonzero(answer.lower.marginals[:-1] > _PRICED)
            return _Sunk(epsilon, stuck, at_nothing, pool, point)
        pool = np.concatenate([pool, fresh])


@dataclass(frozen=True, slots=True)
class _Worst:
    """The groups worst treated under some split, with their excesses; height is the largest."""

    groups: npt.NDArray[np.int64]
    excesses: Table

    @property
    def height(self) -> float:
        return float(self.excesses.max(initial=-np.inf))

    def above(self, level: float) -> npt.NDArray[np.int64]:
        """The groups whose excess is above the level."""
        return self.groups[self.excesses > level]


class _Sweep:
    """Computes the excess of every group that is not fixed yet."""

    def __init__(self, worths: Table, settled: _Settled) -> None:
        self.decided = settled.decides()
        self._players = settled.rows.shape[1]
        # Among like players thousands of groups tie, and the first of them are all of one sort.
        # Noise far below what counts picks some of every sort, the same ones every time.
        noise = np.random.default_rng(20261123).uniform(0, _NEAR / 10, len(worths))
        self._worths = worths + noise
        self._worths[self.decided] = -np.inf

    def worst(self, point: Table) -> _Worst:
        """The worst-treated groups when each player gains what the point says."""
        excess = self._worths - coalitions.totals(point)
        count = min(4 * self._players, len(excess))
        groups = np.argpartition(excess, -count)[-count:]
        return _Worst(groups, excess[groups])


def _solve(
    worths: Table, settled: _Settled, pool: npt.NDArray[np.int64], *, nobody_loses: bool
) -> OptimizeResult:
    players = settled.rows.shape[1]
    own = (0.0, None) if nobody_loses else (None, None)
    answer = linprog(
        c=np.append(np.zeros(players), 1.0),
        A_ub=-np.column_stack([coalitions.incidence(pool, players), np.ones(len(pool))]),
        b_ub=-worths[pool],
        A_eq=np.column_stack([settled.rows, np.zeros(len(settled.rows))]),
        b_eq=settled.sums,
        bounds=[own] * players + [(None, None)],
        method="highs-ds",
        options=_LP_OPTIONS,
    )
    if answer.status != 0:
        raise ArithmeticError(f"The linear programme of the nucleolus failed: {answer.message}")
    return answer
