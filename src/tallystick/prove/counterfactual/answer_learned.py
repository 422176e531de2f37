"""The default answer: the learned rule for every start date, joiners pooled by a Huber mean, and
placebos from the rule's leave-one-out errors on donors."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from tallystick.prove.counterfactual.answer import Answer, Cohort, Scale, pretenders
from tallystick.prove.counterfactual.block import Block, Fit
from tallystick.prove.counterfactual.learned import (
    Learned,
    grows_with_size,
    huber_mean,
    huber_weights,
    learn,
)
from tallystick.prove.counterfactual.season_and_outliers import robust_sd
from tallystick.prove.panel.panel import Panel

Floats = NDArray[np.float64]

LEARNED = "learned"

_OPTIMISM = 1.10
"""Penalty and shares are chosen by the same misses that the placebos are drawn from, and half a
dozen joiners are few: on the panels of bench/prove.py, with seeds that its table does not use,
the plain spread had to be this much wider for 90% intervals to hold 90%."""

_ALL_ALIKE = 0.95
"""Misses beyond this quantile do not tell how noise makes misses grow."""

_LEAST = 1e-200
"""Stands for nought where a division needs something."""


@dataclass(frozen=True, slots=True)
class _Wave:
    """The rule for the joiners of one date."""

    start: int
    joiners: tuple[str, ...]
    learned: Learned
    cells: int


def answer_learned(panel: Panel, *, placebos: int = 200) -> Answer:
    """The effect as the learned rule tells it. placebos: how many draws; none for the value."""
    scaled, size = _scaled(panel)
    donors = panel.donors
    waves = [_wave(scaled, donors, start, joiners) for start, joiners in panel.cohorts]
    effects = np.concatenate([wave.learned.effects for wave in waves])
    cells = np.concatenate([np.full(len(wave.joiners), float(wave.cells)) for wave in waves])
    chance = float(np.mean([robust_sd(wave.learned.misses) for wave in waves]))
    value = float(huber_mean(effects, cells, chance))
    held = cells * huber_weights(effects - value, chance)
    cohorts = _cohorts(waves, held / held.sum(), len(donors))
    draws = _draws(waves, cells, chance, placebos)
    return Answer(
        method=LEARNED,
        value=value,
        draws=draws,
        spread=_spread(draws, cohorts, waves),
        cohorts=cohorts,
        scale=_scale(panel, value, size),
        lumps=sum(int(np.count_nonzero(wave.learned.tidied.lumps)) for wave in waves),
    )


def _scaled(panel: Panel) -> tuple[Panel, Floats | None]:
    """The panel on the scale of the answer, and the divisors of each unit, (units,).

    Where noise grows with size and all outcomes are above zero: in logs, divisors None. Where it
    grows but some outcomes are not above zero: divided by each unit's mean before the start. Else
    unchanged, divisors 1.
    """
    first = min(panel.starts.values())
    percents = grows_with_size(panel.outcomes, first)
    if percents and (panel.outcomes > 0).all():
        return replace(panel, outcomes=np.log(panel.outcomes)), None
    size = panel.outcomes[:, :first].mean(axis=1) if percents else np.ones(len(panel.units))
    return replace(panel, outcomes=panel.outcomes / size[:, None]), size


def _wave(scaled: Panel, donors: tuple[str, ...], start: int, joiners: tuple[str, ...]) -> _Wave:
    """scaled: the panel in logs or shares; donors: in the order of the panel that is not."""
    learned = learn(
        scaled.outcomes_of((*donors, *joiners)), len(donors), start, period=scaled.period
    )
    return _Wave(start, joiners, learned, len(scaled.times) - start)


def _scale(panel: Panel, value: float, size: Floats | None) -> Scale:
    """How to read the value: every cell after the start has the same weight, whichever joiner it
    belongs to. size: the divisors from _scaled."""
    after = [panel.outcomes_of([unit])[0, start:] for unit, start in panel.starts.items()]
    actual = float(np.concatenate(after).mean())
    if size is None:
        return Scale(True, actual, actual * float(np.exp(-value)))
    own = [size[panel.units.index(unit)] for unit in panel.starts]
    typical = float(np.average(own, weights=[len(each) for each in after]))
    return Scale(False, actual, actual - typical * value, typical)


def _cohorts(waves: list[_Wave], held: Floats, donors: int) -> tuple[Cohort, ...]:
    """The waves as comparisons of tidied paths; held: (joiners,) shares that sum to one."""
    parts = np.split(held, np.cumsum([len(wave.joiners) for wave in waves])[:-1])
    return tuple(_cohort(wave, part, donors) for wave, part in zip(waves, parts, strict=True))


def _cohort(wave: _Wave, held: Floats, donors: int) -> Cohort:
    inside = held / held.sum()
    paths = wave.learned.tidied.paths
    block = Block(paths[:donors], inside @ paths[donors:], wave.start, len(wave.joiners))
    weights = inside @ wave.learned.weights[donors:]
    even = np.full(wave.start, 1.0 / wave.start)
    mix = weights @ block.donors
    expected = mix + even @ (block.joined - mix)[: wave.start]
    return Cohort(wave.start, wave.joiners, float(held.sum()), block, Fit(expected, weights, even))


def _draws(waves: list[_Wave], cells: Floats, chance: float, placebos: int) -> Floats:
    """The pooled miss of donors drawn in the joiners' place, each scaled from its own noise to
    that of the joiner that it stands for."""
    if placebos == 0:
        return np.zeros(0)
    standard, lively = [], []
    for wave in waves:
        typical = _typical_misses(wave.learned)
        donors = wave.learned.donors
        standard += [wave.learned.misses / typical[:donors]] * len(wave.joiners)
        lively.append(typical[donors:])
    rows = pretenders(len(standard[0]), len(cells), placebos)
    drawn = np.stack([misses[rows[:, place]] for place, misses in enumerate(standard)], axis=1)
    return huber_mean(drawn * np.concatenate(lively), cells, chance)


def _typical_misses(learned: Learned) -> Floats:
    """(n,) the miss to expect of each path: one part that all have, one that grows with noise."""
    squared = learned.misses**2
    capped = np.minimum(squared, np.quantile(squared, _ALL_ALIKE))
    noise = learned.tidied.noise**2
    own = noise[: learned.donors]
    apart = own - own.mean()
    slope = float(capped @ apart) / max(float(apart @ apart), np.finfo(float).tiny)
    slope = min(max(slope, 0.0), float(capped.mean()) / max(float(own.mean()), _LEAST))
    base = float(capped.mean() - slope * own.mean())
    return np.sqrt(np.maximum(base + slope * noise, _LEAST))


def _spread(draws: Floats, cohorts: tuple[Cohort, ...], waves: list[_Wave]) -> float:
    """Standard error with two parts: the joiners' own noise, as among placebos, and the noise of
    the weighted donors, which all placebos share and therefore do not show."""
    if len(draws) < 2:
        return float("nan")
    mix = sum(
        cohort.share
        * cohort.fit.unit_weights
        * _typical_misses(wave.learned)[: wave.learned.donors]
        for cohort, wave in zip(cohorts, waves, strict=True)
    )
    return float(_OPTIMISM * np.sqrt(draws.var() + np.sum(np.square(mix))))
