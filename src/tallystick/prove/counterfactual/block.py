"""The basic comparison: one averaged path of the councils that joined on one date, and the paths of
councils that never joined."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Block:
    """Joiners of one date, averaged, beside the donors.

    donors: (n, t) outcomes of councils that never joined. joined: (t,) mean outcome of the
    joiners. before: how many of the t dates lie before the start. joiners: how many were averaged.
    """

    donors: Floats
    joined: Floats
    before: int
    joiners: int = 1

    @property
    def donors_before(self) -> Floats:
        """(n, before)"""
        return self.donors[:, : self.before]

    @property
    def donors_after(self) -> Floats:
        """(n, after)"""
        return self.donors[:, self.before :]

    @property
    def joined_before(self) -> Floats:
        """(before,)"""
        return self.joined[: self.before]


@dataclass(frozen=True, slots=True)
class Fit:
    """The counterfactual path of the joiners, and its weights.

    expected: (t,) the counterfactual path, in the unit of the block's outcomes.
    unit_weights: (n,) weight of each donor; empty where the method has none.
    time_weights: (before,) weight of each date in the mean before the start; empty where the method
    does not use it.

    Where there are unit weights, the effect can be calculated by hand: the mean after the start of
    (joined - weights @ donors), minus time_weights @ the same gap before the start (nothing is
    subtracted without time_weights).
    """

    expected: Floats
    unit_weights: Floats
    time_weights: Floats


Method = Callable[[Block], Fit]


def fit_by_weights(block: Block, unit_weights: Floats, time_weights: Floats) -> Fit:
    """The counterfactual for given weights: the weighted donors, shifted by the gap before the
    start."""
    path = unit_weights @ block.donors
    if len(time_weights):
        path = path + time_weights @ (block.joined - path)[: block.before]
    return Fit(path, unit_weights, time_weights)


def effect_of(block: Block, fit: Fit) -> float:
    """The mean after the start of observed minus expected."""
    return float((block.joined - fit.expected)[block.before :].mean())
