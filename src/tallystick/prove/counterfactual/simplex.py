"""Weights that sum to one, none below zero, chosen so that the weighted paths are as near as
possible to a target path. Solved exactly, so that the same panel gives the same weights on every
machine."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

_CLEARLY = 1e-10
"""How far below zero, relative to the problem's scale, still counts as rounding."""

_FAINT_RIDGE = 1e-11
"""Added, relative to the mean diagonal, so that members who are alike still leave a system that
can be solved."""

_LEAST = 1e-200
"""The ridge of paths that are all zero: small enough to mean nothing, large enough to divide by."""


_FIRM_RIDGE = 1e-6
"""From this ridge on, relative to the mean diagonal, a system may be solved on the dates."""


def simplex_weights(paths: Floats, target: Floats, *, ridge: float = 0.0) -> Floats:
    """The w >= 0 with sum 1 that minimises |w @ paths - target|^2 + ridge |w|^2.

    paths: (n, t), one path a row. target: (t,). ridge: in the square of the outcome's unit.
    Returns (n,). An active-set method for this convex quadratic programme (Lawson & Hanson
    1995, ch. 23, with the sum held by its multiplier), which stops at the exact optimum where
    Frank-Wolfe steps come only near it. Shares that sum to one miss the target by their mix of
    the paths' own misses, so those are worked with: a high common level would drown the rest.
    """
    return _minimise(_Programme.of(paths - target, ridge), in_bulk=ridge > 0)


@dataclass(frozen=True, slots=True)
class _Programme:
    """Minimise w'Gw over the simplex; gram is G: misses @ misses.T with ridge on its diagonal."""

    misses: Floats
    ridge: float
    gram: Floats
    is_firm: bool

    @classmethod
    def of(cls, misses: Floats, ridge: float) -> "_Programme":
        gram = misses @ misses.T
        count = len(gram)
        typical = float(np.trace(gram)) / count
        whole = ridge + max(_FAINT_RIDGE * (typical + ridge), _LEAST)
        gram[np.diag_indices(count)] += whole
        return cls(misses, whole, gram, ridge > _FIRM_RIDGE * typical)

    def on_members(self, inside: NDArray[np.intp]) -> Floats:
        """The minimum over weights of the members alone that sum to one, signs left free."""
        free = self._solved(inside)
        balanced: Floats = free / free.sum()
        return balanced

    def _solved(self, inside: NDArray[np.intp]) -> Floats:
        """gram of the members, inverted, times ones. With more members than dates the system is
        solved on the dates, which is smaller (Woodbury's identity; needs a ridge to divide by)."""
        dates, ones = self.misses.shape[1], np.ones(len(inside))
        if not self.is_firm or len(inside) <= dates:
            return np.asarray(np.linalg.solve(self.gram[np.ix_(inside, inside)], ones), float)
        members = self.misses[inside]
        small = members.T @ members
        small[np.diag_indices(dates)] += self.ridge
        within = members @ np.linalg.solve(small, members.T @ ones)
        return np.asarray((ones - within) / self.ridge, float)


def _minimise(programme: _Programme, *, in_bulk: bool) -> Floats:
    """The programme's minimum. in_bulk: let every member that would lower the sum of squares in
    at once, which is quick when a ridge keeps most of them in."""
    own = np.diag(programme.gram)
    weights = np.zeros(len(own))
    weights[np.argmin(own)] = 1.0
    tolerance = _CLEARLY * float(own.max())
    for _ in range(20 * len(own) + 20):
        slope = programme.gram @ weights
        gain = slope[weights > 0].mean() - slope
        gain[weights > 0] = 0.0
        if gain.max() <= tolerance:
            return weights
        entering = gain > tolerance if in_bulk else gain == gain.max()
        before = weights
        weights = _settle(programme, weights, (weights > 0) | entering)
        if in_bulk and np.array_equal(before, weights):
            in_bulk = False
    return weights


def _settle(programme: _Programme, weights: Floats, members: NDArray[np.bool_]) -> Floats:
    """The best weights that a shrinking set of members can reach without going below zero."""
    while True:
        inside = np.flatnonzero(members)
        wanted = programme.on_members(inside)
        if wanted.min() > 0:
            weights = np.zeros_like(weights)
            weights[inside] = wanted
            return weights
        now = weights[inside]
        refused = (now == 0) & (wanted <= 0)
        if refused.any():
            members[inside[refused]] = False
            continue
        falling = wanted <= 0
        room = now[falling] / (now[falling] - wanted[falling])
        weights = weights.copy()
        weights[inside] = now + room.min() * (wanted - now)
        leaving = inside[falling][room == room.min()]
        weights[leaving] = 0.0
        members[leaving] = False
