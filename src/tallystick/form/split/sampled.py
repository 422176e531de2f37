"""Shapley shares for more councils than can be enumerated by group: estimated from a seeded
sample."""

from collections.abc import Callable
from dataclasses import dataclass
from math import sqrt

import numpy as np

from tallystick.form.split.coalitions import Table


@dataclass(frozen=True, slots=True, eq=False)
class SampledShares:
    """Estimated shares and their standard errors, both of shape (n,) in the game's unit."""

    shares: Table
    standard_errors: Table
    orders: int


def sample_shapley(
    players: int, number_of: Callable[[frozenset[int]], float], *, orders: int, seed: int
) -> SampledShares:
    """Shapley shares from a sample of orders of joining (Castro, Gómez & Tejada, Computers &
    Operations Research 36, 2009), taken in pairs of an order and its reverse, whose errors
    largely cancel out.

    number_of: the cost or worth of a group of players, given by their places; 0 for nobody.
    orders: how many to draw, rounded up to whole pairs. The shares add up to what all together
    pay, whatever the sample; the same seed gives the same shares. Raises ValueError below 4
    orders, from which no error could be told.
    """
    pairs = (orders + 1) // 2
    if pairs < 2:
        raise ValueError("A standard error needs two pairs of orders.")
    draw = np.random.default_rng(seed)
    added = np.empty((pairs, players))
    for pair in range(pairs):
        order = draw.permutation(players)
        added[pair] = (_added(order, number_of) + _added(order[::-1], number_of)) / 2
    return SampledShares(added.mean(axis=0), added.std(axis=0, ddof=1) / sqrt(pairs), 2 * pairs)


def _added(
    order: np.typing.NDArray[np.int64], number_of: Callable[[frozenset[int]], float]
) -> Table:
    """What each player adds when they join in this order."""
    added = np.empty(len(order))
    joined: frozenset[int] = frozenset()
    before = number_of(joined)
    for player in order.tolist():
        joined |= {player}
        after = number_of(joined)
        added[player] = after - before
        before = after
    return added
