"""The published comparison methods, each a function from a block to a fit.

Sources: difference in differences as in any textbook; synthetic control on outcomes alone, Abadie,
Diamond & Hainmueller 2010 without nested predictor weights (they cannot be reproduced); its
demeaned form, Doudchenko & Imbens 2016 and Ferman & Pinto 2021; ridge augmentation, Ben-Michael,
Feller & Rothstein 2021; synthetic difference in differences, Arkhangelsky, Athey, Hirshberg, Imbens
& Wager 2021 (AER 111(12), algorithm 1).
"""

from functools import partial

import numpy as np
from numpy.typing import NDArray

from tallystick.prove.counterfactual.block import Block, Fit, Method, fit_by_weights
from tallystick.prove.counterfactual.simplex import simplex_weights

Floats = NDArray[np.float64]
NONE: Floats = np.zeros(0)

_TIME_RIDGE = 1e-6
"""Arkhangelsky et al.: next to nothing on the dates, only so that the weights are unique."""

_RIDGES = np.logspace(0, -8, 25)
"""Trial penalties of the augmented control, relative to the largest singular value squared."""

_LEFT_OUT = 20
"""Dates left out in turn to choose a penalty; more cost time and change little."""


def fit_did(block: Block) -> Fit:
    """Difference in differences: all donors and all dates before the start have equal weight."""
    return fit_by_weights(block, _even(len(block.donors)), _even(block.before))


def fit_sc(block: Block) -> Fit:
    """Synthetic control: the mix of donors that comes nearest to the joiners' level before."""
    weights = simplex_weights(block.donors_before, block.joined_before)
    return fit_by_weights(block, weights, NONE)


def fit_dsc(block: Block) -> Fit:
    """Demeaned synthetic control: the mix that moves like the joiners, whatever its level."""
    donors = block.donors_before - block.donors_before.mean(axis=1, keepdims=True)
    joined = block.joined_before - block.joined_before.mean()
    return fit_by_weights(block, simplex_weights(donors, joined), _even(block.before))


def tune_ascm(block: Block) -> Method:
    """Ridge-augmented synthetic control with its penalty chosen on this block: the largest whose
    error on dates left out lies within one standard error of the best (Ben-Michael et al., 5.3).
    """
    donors, joined = _centred_by_date(block)
    return partial(fit_ascm, penalty=_cross_validated_penalty(donors, joined))


def fit_ascm(block: Block, *, penalty: float) -> Fit:
    """Ridge-augmented synthetic control: where the mix misses the joiners' path before, the rest
    is learned across donors; weights may fall below zero. penalty: relative to the donors'
    largest squared singular value."""
    donors, joined = _centred_by_date(block)
    weights = simplex_weights(donors, joined)
    dates = donors.T @ donors
    dates[np.diag_indices(len(dates))] += penalty * _scale(donors)
    rest = donors @ np.linalg.solve(dates, joined - weights @ donors)
    return fit_by_weights(block, weights + rest, NONE)


def fit_sdid(block: Block) -> Fit:
    """Synthetic difference in differences: donors that moved alike, measured from the dates that
    resemble the time after."""
    centred = block.donors_before - block.donors_before.mean(axis=1, keepdims=True)
    joined = block.joined_before - block.joined_before.mean()
    zeta = _zeta_per_noise(block) * _noise(block)
    units = simplex_weights(centred, joined, ridge=zeta**2 * block.before)
    return fit_by_weights(block, units, _time_weights(block))


def _zeta_per_noise(block: Block) -> float:
    """The paper's (treated x dates after) to the power of a quarter; the joiners of a block were
    averaged, so each of them counts."""
    return float((block.joiners * (len(block.joined) - block.before)) ** 0.25)


def _noise(block: Block) -> float:
    """Standard deviation of the donors' first differences before the start."""
    steps = np.diff(block.donors_before, axis=1)
    return float(steps.std(ddof=1)) if steps.size > 1 else 0.0


def _time_weights(block: Block) -> Floats:
    """Weights on the dates before under which the donors' level resembles that after."""
    after = block.donors_after.mean(axis=1)
    dates = block.donors_before - block.donors_before.mean(axis=0)
    ridge = (_TIME_RIDGE * _noise(block)) ** 2 * len(block.donors)
    return simplex_weights(dates.T, after - after.mean(), ridge=ridge)


def _centred_by_date(block: Block) -> tuple[Floats, Floats]:
    """The dates before, less the donors' mean of each."""
    centre = block.donors_before.mean(axis=0)
    return block.donors_before - centre, block.joined_before - centre


def _cross_validated_penalty(donors: Floats, joined: Floats) -> float:
    """The relative penalty, by leaving dates before out, at most _LEFT_OUT of them."""
    dates = np.unique(np.linspace(0, len(joined) - 1, _LEFT_OUT).round().astype(int))
    errors = np.array([_errors_without(donors, joined, date) for date in dates])
    means = errors.mean(axis=0)
    slack = errors.std(axis=0) / np.sqrt(len(errors))
    best = int(np.argmin(means))
    return float(_RIDGES[np.flatnonzero(means <= means[best] + slack[best])[0]])


def _errors_without(donors: Floats, joined: Floats, date: int) -> Floats:
    """Squared error on the date left out, for each trial penalty, all from one decomposition."""
    kept = np.arange(len(joined)) != date
    weights = simplex_weights(donors[:, kept], joined[kept])
    left, size, right = np.linalg.svd(donors[:, kept], full_matrices=False)
    missed = right @ (joined[kept] - weights @ donors[:, kept])
    shrunk = size / (size**2 + _scale(donors) * _RIDGES[:, None])
    extra = (shrunk * missed) @ (left.T @ donors[:, date])
    errors: Floats = (joined[date] - weights @ donors[:, date] - extra) ** 2
    return errors


def _scale(donors: Floats) -> float:
    return float(np.linalg.norm(donors, 2) ** 2) or 1.0


def _even(count: int) -> Floats:
    return np.full(count, 1.0 / count)
