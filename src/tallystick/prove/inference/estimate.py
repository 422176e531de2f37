"""PROVE's main calculation: from a panel to an effect, its uncertainty, its guards and its
verdict."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tallystick.prove.counterfactual.answer import METHODS, Answer, Cohort, answer_by
from tallystick.prove.counterfactual.answer_learned import LEARNED, answer_learned
from tallystick.prove.counterfactual.one_core import one_core
from tallystick.prove.inference.chance import Chance, chance_of
from tallystick.prove.inference.guards import Guard, GuardInput, stand_guard
from tallystick.prove.inference.judgement import Verdict, judge
from tallystick.prove.panel.panel import Panel

ALL_METHODS = (LEARNED, *METHODS)
"""Every method by name, the default first."""

_EVERY_DONOR = 100
"""Up to so many donors each is left out in turn; beyond, those with the greatest weights."""

_PRETENDED = (1 / 2, 2 / 3, 5 / 6)
"""Where in the time before the first start the placebo starts lie."""


@dataclass(frozen=True, slots=True)
class EventPoint:
    """Observed minus expected, `after` dates after the start (0 the first; below 0 before),
    averaged over joiners. effect: in the outcome's unit. percent: of the expected."""

    after: int
    effect: float
    percent: float


@dataclass(frozen=True, slots=True)
class Wave:
    """The working of one start date: its effect is the joiners' change less the sum of weight
    times change over donors, and the effects of all dates, times their shares, sum to the whole.

    start: label. joined: the joiners' mean change. changes: of each donor. A change is the mean
    after the start less the time_weights' mean before (less nothing without them), in the
    outcome's unit; for the learned rule in tidied logs, where 100 * (exp(effect) - 1) is the
    percentage, or in shares of each council's own mean before the first start.
    """

    start: str
    joiners: tuple[str, ...]
    share: float
    joined: float
    changes: dict[str, float]
    unit_weights: dict[str, float]
    time_weights: dict[str, float]


@dataclass(frozen=True, slots=True)
class Estimate:
    """The effect of sharing by one method, on average over joiners and dates after the start.

    effect, se, pre_rmse and intervals in the outcome's unit; a saving is negative. percents of
    what was expected. weights and time_weights are pooled over start dates by share; waves hold
    those of each date. without_donor: the effect with that donor left out.
    """

    method: str
    effect: float
    effect_percent: float
    chance: Chance
    pre_rmse: float
    weights: dict[str, float]
    time_weights: dict[str, float]
    verdict: Verdict
    guards: tuple[Guard, ...]
    events: tuple[EventPoint, ...]
    without_donor: dict[str, float]
    waves: tuple[Wave, ...]
    placebos: int


@one_core()
def estimate(
    panel: Panel,
    method: str = LEARNED,
    *,
    placebos: int = 200,
    claimed: float | None = None,
    left_out: Sequence[str] = (),
) -> Estimate:
    """Whether the joiners of a panel saved, against what would have happened otherwise.

    method: one of ALL_METHODS. placebos: how many times councils that never joined pretend to.
    claimed: the saving that somebody claims, in percent, above zero. left_out: donors that the
    panel no longer holds because they share too, to be named among the guards.
    """
    answer = answer_of(panel, method, placebos=placebos)
    chance = chance_of(answer)
    without = _without_each_donor(panel, answer)
    pretended = _pretended_starts(panel, method)
    inputs = GuardInput(panel, answer, chance, pretended, without, tuple(left_out))
    percent = answer.scale.percent(answer.value)
    waves = _waves(panel, answer)
    return Estimate(
        method=method,
        effect=answer.scale.unit(answer.value),
        effect_percent=percent,
        chance=chance,
        pre_rmse=_pre_rmse(answer),
        weights=_pooled([(wave.share, wave.unit_weights) for wave in waves]),
        time_weights=_pooled([(wave.share, wave.time_weights) for wave in waves]),
        verdict=judge(percent, chance, claimed=claimed),
        guards=stand_guard(inputs),
        events=_events(answer),
        without_donor=without,
        waves=waves,
        placebos=len(answer.draws),
    )


def answer_of(panel: Panel, method: str, *, placebos: int = 200) -> Answer:
    """The effect by any of ALL_METHODS. Raises KeyError for another name."""
    if method == LEARNED:
        return answer_learned(panel, placebos=placebos)
    return answer_by(panel, method, placebos=placebos)


def _waves(panel: Panel, answer: Answer) -> tuple[Wave, ...]:
    return tuple(_wave(panel, cohort) for cohort in answer.cohorts)


def _wave(panel: Panel, cohort: Cohort) -> Wave:
    donors = panel.donors
    block, fit = cohort.block, cohort.fit
    paths = np.vstack([block.donors, block.joined])
    changes = paths[:, block.before :].mean(axis=1)
    if len(fit.time_weights):
        changes = changes - paths[:, : block.before] @ fit.time_weights
    return Wave(
        start=panel.times[cohort.start],
        joiners=cohort.joiners,
        share=cohort.share,
        joined=float(changes[-1]),
        changes=dict(zip(donors, map(float, changes[:-1]), strict=True)),
        unit_weights=dict(zip(donors, map(float, fit.unit_weights), strict=False)),
        time_weights=dict(zip(panel.times, map(float, fit.time_weights), strict=False)),
    )


def _pooled(weights: Sequence[tuple[float, dict[str, float]]]) -> dict[str, float]:
    """Named weights by share, in the order of the names."""
    names = dict.fromkeys(name for _, named in weights for name in named)
    return {name: sum(share * named.get(name, 0.0) for share, named in weights) for name in names}


def _pre_rmse(answer: Answer) -> float:
    """Root mean square distance between the expected path and the joiners' path before the
    start."""
    squares = [
        (each.share, float(np.mean(each.gaps[: each.start] ** 2))) for each in answer.cohorts
    ]
    missed = float(np.sqrt(sum(share * square for share, square in squares)))
    return answer.scale.error(missed)


def _events(answer: Answer) -> tuple[EventPoint, ...]:
    """Gaps by distance from the start, over the cohorts that have that date, by joiners."""
    first = -max(each.start for each in answer.cohorts)
    last = max(len(each.gaps) - each.start for each in answer.cohorts)
    points = []
    for after in range(first, last):
        seen = [
            (len(each.joiners), each.gaps[each.start + after])
            for each in answer.cohorts
            if 0 <= each.start + after < len(each.gaps)
        ]
        gap = float(np.average([gap for _, gap in seen], weights=[count for count, _ in seen]))
        points.append(EventPoint(after, answer.scale.unit(gap), answer.scale.percent(gap)))
    return tuple(points)


def _without_each_donor(panel: Panel, answer: Answer) -> dict[str, float]:
    """The effect, in the outcome's unit, with each donor left out, those of greatest weight alone
    when there are many. None for a method without weights, or where five donors would no longer
    be left."""
    weights = np.abs(answer.unit_weights)
    if not len(weights) or len(weights) <= 5:
        return {}
    heaviest = np.argsort(-weights, kind="stable")[:_EVERY_DONOR]
    if len(weights) > _EVERY_DONOR:
        heaviest = heaviest[: _EVERY_DONOR // 5]
    chosen = [panel.donors[row] for row in heaviest if weights[row] > 0]
    found = {}
    for unit in chosen:  # what is left may be on another scale: logs become shares
        left = answer_of(panel.without([unit]), answer.method, placebos=0)
        found[unit] = left.scale.unit(left.value)
    return found


def _pretended_starts(panel: Panel, method: str) -> dict[str, float]:
    """Percent by pretended start: the joiners before they joined, as if they had joined then."""
    start = min(panel.starts.values())
    found = {}
    for part in _PRETENDED:
        earlier = int(start * part)
        if earlier >= 2 and start - earlier >= 1:
            pretended = panel.until(start, dict.fromkeys(panel.starts, earlier))
            answer = answer_of(pretended, method, placebos=0)
            found[panel.times[earlier]] = answer.scale.percent(answer.value)
    return found
