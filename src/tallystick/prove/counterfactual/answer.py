"""The effect in a panel by one method, with the distribution that chance alone gives among the
donors.

Joiners of one date are compared together; dates are pooled by the number of cells after the start
(joiners x dates), as in Arkhangelsky et al. 2021, appendix, and Clarke et al. 2023.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tallystick.prove.counterfactual.block import Block, Fit, Method, effect_of
from tallystick.prove.counterfactual.comparisons import (
    fit_did,
    fit_dsc,
    fit_sc,
    fit_sdid,
    tune_ascm,
)
from tallystick.prove.counterfactual.completion import tune_mc
from tallystick.prove.panel.panel import Panel

Floats = NDArray[np.float64]

SEED = 1834
"""Placebos are drawn in the same way every time, so the same panel gives the same answer."""

_BEYOND_ALL = 50.0
"""A change of the logarithm that no spending has: e to the 50th is five thousand million million
million. Panels of a few near-empty months can suggest more, and must not overflow."""

METHODS: Mapping[str, Callable[[Block], Method]] = {
    "sdid": lambda _: fit_sdid,
    "did": lambda _: fit_did,
    "sc": lambda _: fit_sc,
    "dsc": lambda _: fit_dsc,
    "ascm": tune_ascm,
    "mc": tune_mc,
}
"""The published methods by name; what needs a penalty chooses it once, on the joiners' block."""


@dataclass(frozen=True, slots=True)
class Cohort:
    """The joiners of one date, compared. block and fit: on the answer's scale. share: of this
    cohort in the pooled effect; shares sum to one."""

    start: int
    joiners: tuple[str, ...]
    share: float
    block: Block
    fit: Fit

    @property
    def gaps(self) -> Floats:
        """(t,) observed minus expected."""
        return self.block.joined - self.fit.expected


@dataclass(frozen=True, slots=True)
class Scale:
    """How to convert an answer's values to the outcome's unit and to percent.

    logs: values are changes of the logarithm. actual: mean outcome of the joiners after the start.
    otherwise: the mean that was expected. each: without logs, the size of a value of 1 in the
    outcome's unit.
    """

    logs: bool
    actual: float
    otherwise: float
    each: float = 1.0

    def unit(self, value: float) -> float:
        """In the outcome's unit, on average over joiners and dates after the start."""
        if not self.logs:
            return self.each * value
        return float(self.actual * -np.expm1(min(-value, _BEYOND_ALL)))

    def percent(self, value: float) -> float:
        """In percent of the expected mean; NaN where the expected mean is zero."""
        if self.logs:
            return float(100.0 * np.expm1(min(value, _BEYOND_ALL)))
        return 100.0 * self.unit(value) / abs(self.otherwise) if self.otherwise else float("nan")

    def error(self, spread: float) -> float:
        """A small standard error in the outcome's unit."""
        return spread * (abs(self.otherwise) if self.logs else self.each)


@dataclass(frozen=True, slots=True)
class Answer:
    """One method's effect, before it is judged.

    value: the pooled effect on the scale. draws: placebo effects, on the same scale: each with as
    many donors treated as joiners as there are joiners. spread: standard error of value; NaN
    without draws. lumps: number of cells that were clipped as outliers.
    """

    method: str
    value: float
    draws: Floats
    spread: float
    cohorts: tuple[Cohort, ...]
    scale: Scale
    lumps: int = 0

    @property
    def unit_weights(self) -> Floats:
        """(donors,) pooled over cohorts; empty where the method has none."""
        weights: Floats = sum(
            (cohort.share * cohort.fit.unit_weights for cohort in self.cohorts), np.zeros(1)
        )
        return weights if len(self.cohorts[0].fit.unit_weights) else np.zeros(0)


def answer_by(panel: Panel, method: str, *, placebos: int = 200) -> Answer:
    """The effect by one of METHODS. placebos: how many draws; none for the value alone."""
    donors = panel.outcomes_of(panel.donors)
    blocks = [
        Block(donors, panel.outcomes_of(joiners).mean(axis=0), start, len(joiners))
        for start, joiners in panel.cohorts
    ]
    fit = METHODS[method](blocks[0])
    shares = _shares(blocks)
    cohorts = tuple(
        Cohort(start, joiners, share, block, fit(block))
        for (start, joiners), share, block in zip(panel.cohorts, shares, blocks, strict=True)
    )
    value = pooled(cohorts)
    actual = float(sum(each.share * each.block.joined[each.start :].mean() for each in cohorts))
    draws = _draws(donors, blocks, fit, placebos)
    return Answer(
        method=method,
        value=value,
        draws=draws,
        spread=float(draws.std(ddof=1)) if len(draws) > 1 else float("nan"),
        cohorts=cohorts,
        scale=Scale(False, actual, actual - value),
    )


def pooled(cohorts: tuple[Cohort, ...]) -> float:
    """The cohorts' effects, by their shares."""
    return float(sum(each.share * effect_of(each.block, each.fit) for each in cohorts))


def pretenders(donors: int, joiners: int, placebos: int) -> NDArray[np.intp]:
    """(draws, joiners) rows of donors treated as joiners (placebos). With one joiner, each donor is
    used once; otherwise distinct donors at random, or with repetition where there are too few."""
    if joiners == 1:
        return np.arange(min(donors, placebos))[:, None]
    random = np.random.default_rng(SEED)
    if joiners > donors:
        return random.integers(0, donors, (placebos, joiners))
    return np.argsort(random.random((placebos, donors)), axis=1)[:, :joiners]


def _shares(blocks: list[Block]) -> list[float]:
    cells = [block.joiners * (len(block.joined) - block.before) for block in blocks]
    return [count / sum(cells) for count in cells]


def _draws(donors: Floats, blocks: list[Block], fit: Method, placebos: int) -> Floats:
    """The pooled effect with donors in place of the joiners, and the other donors as donors."""
    joiners = sum(block.joiners for block in blocks)
    if placebos == 0 or len(donors) - joiners < 2:
        return np.zeros(0)
    shares = _shares(blocks)
    values = []
    for rows in pretenders(len(donors), joiners, placebos):
        others = np.delete(donors, rows, axis=0)
        parts = np.split(rows, np.cumsum([block.joiners for block in blocks])[:-1])
        pretended = [
            Block(others, donors[part].mean(axis=0), block.before, block.joiners)
            for part, block in zip(parts, blocks, strict=True)
        ]
        effects = [effect_of(block, fit(block)) for block in pretended]
        values.append(float(np.dot(shares, effects)))
    return np.array(values)
