"""Shares that add up to one, none below zero, chosen to bring one path as near as possible to
another. Exact, so that the same panel gives the same weights on every machine."""

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


def simplex_weights(paths: Floats, target: Floats, *, ridge: float = 0.0) -> Floats:
    """The w >= 0 with sum 1 that minimises |w @ paths - target|^2 + ridge |w|^2.

    paths: (n, t), one path a row. target: (t,). ridge: in the square of the outcome's unit.
    Returns (n,). An active-set method for this convex quadratic programme (Lawson & Hanson
    1995, ch. 23, with the sum held by its multiplier), which stops at the exact optimum where
    Frank-Wolfe steps come only near it.
    """
    gram = paths @ paths.T
    count = len(gram)
    faint = _FAINT_RIDGE * (np.trace(gram) / count + ridge)
    gram[np.diag_indices(count)] += ridge + max(faint, _LEAST)
    return _minimise(gram, paths @ target, in_bulk=ridge > 0)


def _minimise(gram: Floats, pull: Floats, *, in_bulk: bool) -> Floats:
    """The minimum of w'Gw/2 - p'w over the simplex. in_bulk: let every member that would lower
    the sum of squares in at once, which is quick when a ridge keeps most of them in."""
    weights = np.zeros(len(pull))
    weights[np.argmin(np.diag(gram) / 2 - pull)] = 1.0
    tolerance = _CLEARLY * max(float(np.abs(gram).max()), float(np.abs(pull).max()))
    for _ in range(20 * len(pull) + 20):
        slope = gram @ weights - pull
        gain = slope[weights > 0].mean() - slope
        gain[weights > 0] = 0.0
        if gain.max() <= tolerance:
            return weights
        entering = gain > tolerance if in_bulk else gain == gain.max()
        before = weights
        weights = _settle(gram, pull, weights, (weights > 0) | entering)
        if in_bulk and np.array_equal(before, weights):
            in_bulk = False
    return weights


def _settle(gram: Floats, pull: Floats, weights: Floats, members: NDArray[np.bool_]) -> Floats:
    """The best weights that a shrinking set of members can reach without going below zero."""
    while True:
        inside = np.flatnonzero(members)
        wanted = _on_members(gram, pull, inside)
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


def _on_members(gram: Floats, pull: Floats, inside: NDArray[np.intp]) -> Floats:
    """The minimum over weights of the members alone that sum to one, signs left free."""
    sides = np.column_stack([pull[inside], np.ones(len(inside))])
    free, shift = np.linalg.solve(gram[np.ix_(inside, inside)], sides).T
    balanced: Floats = free + shift * ((1.0 - free.sum()) / shift.sum())
    return balanced
