"""Matrix completion: the joiners' dates after the start are cells to be filled in, from unit and
date effects and as few common factors as the other cells need.

Source: Athey, Bayati, Doudchenko, Imbens & Khosravi 2021 (JASA 116), nuclear norm with fixed
effects left free; solved by soft-impute (Mazumder, Hastie & Tibshirani 2010)."""

from functools import partial

import numpy as np
from numpy.typing import NDArray

from tallystick.prove.counterfactual.block import Block, Fit, Method
from tallystick.prove.counterfactual.comparisons import NONE

Floats = NDArray[np.float64]
Hidden = NDArray[np.bool_]

_TRIALS = np.logspace(0, -2, 6)
"""Trial penalties, relative to the largest singular value that remains without factors."""

_FOLDS = 3
_STEPS = 100  # at most; a bound on time, not a tuned value
_STILL = 1e-3
"""A step that moves the hidden cells by less than this share of their spread is the last."""


def tune_mc(block: Block) -> Method:
    """Matrix completion with its penalty chosen on this block's donors: each third of them has
    its dates after the start hidden in turn, as those of the joiners are."""
    errors = np.zeros(len(_TRIALS))
    for fold in range(_FOLDS):
        hidden = np.zeros(block.donors.shape, dtype=bool)
        hidden[fold::_FOLDS, block.before :] = True
        filled = _without_factors(block.donors, hidden)
        scale = _largest(block.donors, hidden)
        for trial, penalty in enumerate(_TRIALS):
            filled = _complete(block.donors, hidden, penalty * scale, filled)
            missed = (filled - block.donors)[hidden]
            errors[trial] += float(missed @ missed)
    return partial(fit_mc, penalty=float(_TRIALS[int(np.argmin(errors))]))


def fit_mc(block: Block, *, penalty: float) -> Fit:
    """Fill in the joiners' dates after the start. There are no weights: every cell takes part."""
    outcomes = np.vstack([block.donors, block.joined])
    hidden = np.zeros(outcomes.shape, dtype=bool)
    hidden[-1, block.before :] = True
    cut = penalty * _largest(outcomes, hidden)
    fitted = _complete(outcomes, hidden, cut, _without_factors(outcomes, hidden))
    return Fit(fitted[-1], NONE, NONE)


def _largest(outcomes: Floats, hidden: Hidden) -> float:
    """The largest singular value that remains when unit and date effects are taken off."""
    filled = np.where(hidden, _without_factors(outcomes, hidden), outcomes)
    return float(np.sqrt(max(np.linalg.eigvalsh(_gram(filled - _effects(filled)))[-1], 0.0)))


def _complete(outcomes: Floats, hidden: Hidden, cut: float, fitted: Floats) -> Floats:
    """Effects of units and dates plus factors, fitted to the cells that are not hidden. cut: what
    singular values are lowered by. fitted: where to begin."""
    spread = float((outcomes - _effects(outcomes))[~hidden].std()) or 1.0
    filled = np.where(hidden, fitted, outcomes)
    for _ in range(_STEPS):
        effects = _effects(filled)
        fitted = effects + _shrunk(filled - effects, cut)
        moved = float(np.abs(fitted - filled)[hidden].max())
        filled = np.where(hidden, fitted, outcomes)
        if moved <= _STILL * spread:
            break
    return fitted


def _without_factors(outcomes: Floats, hidden: Hidden) -> Floats:
    """A start near the answer: unit effects from the cells seen, date effects likewise."""
    seen = ~hidden
    dates = np.zeros(outcomes.shape[1])
    units = np.zeros((len(outcomes), 1))
    for _ in range(10):
        units = ((outcomes - dates) * seen).sum(axis=1, keepdims=True) / seen.sum(
            axis=1, keepdims=True
        )
        dates = ((outcomes - units) * seen).sum(axis=0) / seen.sum(axis=0)
    start: Floats = units + dates
    return start


def _effects(filled: Floats) -> Floats:
    by_unit = filled.mean(axis=1, keepdims=True)
    effects: Floats = by_unit + (filled - by_unit).mean(axis=0)
    return effects


def _shrunk(rest: Floats, cut: float) -> Floats:
    """Every singular value less the cut, none below zero; by the smaller Gram matrix, and by those
    vectors alone that remain."""
    if rest.shape[0] < rest.shape[1]:
        return _shrunk(rest.T, cut).T
    squared, basis = np.linalg.eigh(_gram(rest))
    left = squared > cut**2
    kept = basis[:, left]
    shrunk: Floats = (rest @ (kept * (1.0 - cut / np.sqrt(squared[left])))) @ kept.T
    return shrunk


def _gram(rest: Floats) -> Floats:
    """The smaller of the two products of a matrix with itself."""
    smaller: Floats = rest.T @ rest if rest.shape[0] >= rest.shape[1] else rest @ rest.T
    return smaller
