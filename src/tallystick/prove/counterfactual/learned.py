"""The default for council spending: what a council's own past says about its future, as learned
from the councils that did not join.

Every donor shows once how a past (its dates before the start) led to a future (its change from
before to after). A ridge regression over donors learns that rule, and applies it to the joiners.
One rule covers at once what the other methods treat one by one: factors that some councils follow
more than others, drift that goes on, and a bad year that heals by itself (regression to the
mean), each only as far as the donors show it.

- Logs where noise grows with size (`grows_with_size`), so that effects are percentages; shares
  of a council's own level where some months are nil or below.
- Season and lumps are taken out first (`tidy`); donors are weighted by how calm they are, and
  Huber's weights keep a few donors with upheavals of their own from making the rule.
- The past is read by date, by quarter and by year. Penalties are chosen by leave-one-out error,
  and the three answers are stacked by the same errors (Wolpert 1992, Breiman 1996).
- Joiners are pooled by a Huber mean (Huber 1964), so that one joiner's upheaval does not pass for
  what sharing did. The effect is therefore the percentage that joiners have in common.

Sources: horizontal regression, Athey, Bayati, Doudchenko, Imbens & Khosravi 2021, and its equality
with weights on donors, Shen, Ding, Sekhon & Yu 2023 ("Same root different leaves"); leave-one-out
error in closed form, Allen 1974 (PRESS). Measured against its peers in bench/prove.py."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tallystick.prove.counterfactual.season_and_outliers import Tidied, robust_sd, tidy
from tallystick.prove.counterfactual.simplex import simplex_weights

Floats = NDArray[np.float64]

HUBER = 1.345
"""Standard deviations beyond which an error counts less; costs 5% where errors are normal."""

_PENALTIES = np.logspace(-5, 2, 29)
"""Trial penalties, relative to the largest squared singular value."""

_ROUNDS = 4
"""Rounds of re-weighting donors; further ones change the effect by less than a tenth of a point."""

_MOST_OWN = 0.95
"""A donor that decides its own expectation more than this tells nothing about the rule."""

_HALFWAY, _SURELY = 0.5, 1.645
"""A slope of spread on size between nought and one, and standard errors that chance alone passes
in one of twenty cases."""

_CALMEST = 0.3
"""Donors calmer than this share of the typical noise count no more than it."""


@dataclass(frozen=True, slots=True)
class Learned:
    """What the rule gives for the joiners of one date.

    tidied: all n paths, donors first, then joiners. donors: the number of donors.
    weights: (n, donors) for each path, the weights of the donors' changes in its expected change;
    rows sum to one, and a donor's weight for itself is zero.
    changes: (n,) change of each tidied path from its mean before to its mean after.
    """

    tidied: Tidied
    donors: int
    weights: Floats
    changes: Floats

    @property
    def effects(self) -> Floats:
        """(joiners,) change minus expected change."""
        return self._unexpected[self.donors :]

    @property
    def misses(self) -> Floats:
        """(donors,) the leave-one-out errors: the same for each donor, from the rule learned
        without it."""
        return self._unexpected[: self.donors]

    @property
    def _unexpected(self) -> Floats:
        missed: Floats = self.changes - self.weights @ self.changes[: self.donors]
        return missed


def learn(paths: Floats, donors: int, before: int, *, period: int = 1) -> Learned:
    """Learn the rule from the first `donors` rows of paths (n, t) and apply it to the rest.

    before: dates before the start. period: dates in a year.
    """
    tidied = tidy(paths, before, period=period)
    level = tidied.paths[:, :before].mean(axis=1, keepdims=True)
    pasts = tidied.paths[:, :before] - level
    changes = tidied.paths[:, before:].mean(axis=1) - level[:, 0]
    floor = _CALMEST * float(np.median(tidied.noise))
    calm = 1.0 / np.maximum(tidied.noise[:donors], floor) if floor > 0 else np.ones(donors)
    trust = _trusted(_by_span(pasts[:donors], period), changes[:donors], calm)
    rules = [  # the past by date, by quarter and by year
        _Rule.of(_by_span(pasts, span), changes[:donors], trust)
        for span in sorted({1, max(period // 4, 1), period})
        if span <= before
    ]
    shares = _stacked([rule.misses for rule in rules], trust)
    return Learned(
        tidied=tidied,
        donors=donors,
        weights=np.tensordot(shares, [rule.weights for rule in rules], axes=1),
        changes=changes,
    )


def grows_with_size(outcomes: Floats, before: int) -> bool:
    """Whether noise grows with size, so that effects are percentages (Taylor 1961: the slope of
    log spread on log level is one, and nought where it does not). True unless the slope is surely
    nearer to nought, so also where councils are too few or too alike in size to tell; false where
    a council's mean before is not above zero."""
    level = outcomes[:, :before].mean(axis=1)
    if level.min() <= 0:
        return False
    steps = np.abs(np.diff(outcomes[:, :before], axis=1))
    spread = np.median(steps, axis=1) if steps.shape[1] else np.zeros(len(outcomes))
    seen = spread > 0
    sizes, spreads = np.log(level[seen]), np.log(spread[seen])
    if len(sizes) < 3 or np.ptp(sizes) < np.log(2):
        return True
    apart = sizes - sizes.mean()
    slope = float(apart @ spreads / (apart @ apart))
    missed = spreads - spreads.mean() - slope * apart
    error = float(np.sqrt(missed @ missed / max(len(missed) - 2, 1) / (apart @ apart)))
    return slope + _SURELY * error >= _HALFWAY


def huber_mean(values: Floats, weights: Floats, scale: float) -> Floats:
    """The Huber mean along the last axis, by re-weighting from the weighted mean's start.

    values, weights: (..., n). scale: the standard deviation that values have by chance.
    """
    centre = np.median(values, axis=-1, keepdims=True)
    for _ in range(30):
        held = weights * huber_weights(values - centre, scale)
        centre = (held * values).sum(axis=-1, keepdims=True) / held.sum(axis=-1, keepdims=True)
    mean: Floats = centre[..., 0]
    return mean


def huber_weights(errors: Floats, scale: float) -> Floats:
    """One within HUBER scales of zero, falling in proportion beyond."""
    if scale <= 0:
        return np.ones_like(errors)
    weights: Floats = HUBER * scale / np.maximum(np.abs(errors), HUBER * scale)
    return weights


@dataclass(frozen=True, slots=True)
class _Rule:
    """A ridge regression of donors' changes on their pasts, its penalty already chosen.

    centred: (n, k) pasts of all, less the donors' trusted mean. held: (k, k) the inverse of what
    the regression divides by. misses: (donors,) leave-one-out misses. trust: (donors,) weights.
    """

    centred: Floats
    held: Floats
    misses: Floats
    trust: Floats

    @classmethod
    def of(cls, pasts: Floats, changes: Floats, trust: Floats) -> "_Rule":
        """Fit on the donors, the first rows of pasts (n, k); trust (donors,) sums to one."""
        count, root = len(changes), np.sqrt(trust)
        centred = pasts - trust @ pasts[:count]
        told = root * (changes - trust @ changes)
        size, basis = _spectrum(root[:, None] * centred[:count])
        scores = (root[:, None] * centred[:count]) @ basis
        ratio = 1.0 / (size + size.max() * _PENALTIES[:, None])
        own = ratio @ (scores**2).T + trust
        missed = (told - (ratio * (scores.T @ told)) @ scores.T) / (
            1.0 - np.minimum(own, _MOST_OWN)
        )
        errors = (missed**2).sum(axis=1)
        errors[:-1][(own[:-1] > _MOST_OWN).any(axis=1)] = np.inf  # it repeats, and predicts nothing
        best = int(np.argmin(errors))
        return cls(centred, (basis * ratio[best]) @ basis.T, missed[best] / root, trust)

    @property
    def weights(self) -> Floats:
        """(n, donors) each path's expected change as a mix of donors' changes, a donor's own
        taken out and the rest scaled up to one."""
        count = len(self.trust)
        slopes: Floats = self.centred @ self.held @ self.centred[:count].T * self.trust
        weights: Floats = slopes + self.trust * (1.0 - slopes.sum(axis=1, keepdims=True))
        own = np.minimum(np.diagonal(weights), _MOST_OWN)
        weights[:count] /= 1.0 - own[:, None]
        weights[np.diag_indices(count)] = 0.0
        return weights


def _spectrum(seen: Floats) -> tuple[Floats, Floats]:
    """Squared singular values and right vectors, floored so that a flat panel still divides."""
    size, basis = np.linalg.eigh(seen.T @ seen)
    return np.maximum(size, 0.0) + np.finfo(float).tiny, basis


def _trusted(pasts: Floats, changes: Floats, calm: Floats) -> Floats:
    """Weights of donors, summing to one: donors with little noise count more, outliers less (Huber
    weights, iterated on the yearly rule, which is fast)."""
    trust: Floats = calm / calm.sum()
    for _ in range(_ROUNDS):
        misses = _Rule.of(pasts, changes, trust).misses
        trust = calm * huber_weights(misses, robust_sd(misses))
        trust = trust / trust.sum()
    return trust


def _stacked(misses: list[Floats], trust: Floats) -> Floats:
    """Shares of the rules, summing to one, that make the joint miss smallest."""
    errors = np.array(misses) * np.sqrt(trust)
    ridge = 1e-3 * float((errors**2).sum(axis=1).mean())
    return simplex_weights(errors, np.zeros(errors.shape[1]), ridge=ridge)


def _by_span(pasts: Floats, span: int) -> Floats:
    """Sums over spans of dates counted back from the start, each divided by the root of its
    length so that one penalty suits all; dates too early for a whole span are left out."""
    spans = pasts.shape[1] // span
    if span == 1 or spans == 0:
        return pasts
    kept = pasts[:, pasts.shape[1] - spans * span :]
    summed: Floats = kept.reshape(len(pasts), spans, span).sum(axis=2) / np.sqrt(span)
    return summed
