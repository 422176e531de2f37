"""Group-time effects for staggered adoption, and their aggregates, with standard errors.

Each group (those that joined at one date) is compared at each date with those that had not
joined, from its last date before joining on; nothing is pooled that does not belong together.

Sources: Callaway & Sant'Anna 2021 (J. Econometrics 225); the three estimators, Sant'Anna & Zhao
2020 (J. Econometrics 219): outcome regression, inverse probability weighting with normalised
weights, and doubly robust, each with its influence function, from which errors come."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from tallystick.prove.panel.panel import Panel

Floats = NDArray[np.float64]
How = Literal["dr", "reg", "ipw"]
AggregateKind = Literal["simple", "group", "dynamic", "calendar"]

_NEVER = np.iinfo(np.int64).max
_LOGIT_STEPS = 25  # Newton steps at most; a bound on time, not a tuned value


@dataclass(frozen=True, slots=True)
class GroupTime:
    """One effect. group, time: indices of the panel's dates, its start and the date compared.
    influence: (units,) each unit's part in the effect's error."""

    group: int
    time: int
    effect: float
    influence: Floats

    @property
    def se(self) -> float:
        """Standard error."""
        return _error(self.influence)


@dataclass(frozen=True, slots=True)
class Aggregate:
    """Effects by group, by dates since joining or by date, and overall. key: which of them."""

    kind: AggregateKind
    keys: tuple[int, ...]
    effects: tuple[float, ...]
    ses: tuple[float, ...]
    overall: float
    overall_se: float


def group_time_effects(
    panel: Panel,
    *,
    how: How = "dr",
    not_yet: bool = False,
    covariates: Floats | None = None,
) -> tuple[GroupTime, ...]:
    """Every group's effect on every date but the first, before joining (where it should be
    nought) as after.

    how: outcome regression, inverse probability weights, or both (doubly robust). not_yet:
    compare with those that have not joined yet as well as those that never do. covariates:
    (units, k), known before anybody joins; none compares plain means.
    """
    starts = _starts(panel)
    constant = np.ones((len(panel.units), 1))
    design = constant if covariates is None else np.hstack([constant, covariates])
    return tuple(
        _effect(panel.outcomes, starts, design, group=group, time=time, how=how, not_yet=not_yet)
        for group, _ in panel.cohorts
        for time in range(1, len(panel.times))
    )


def aggregate(panel: Panel, effects: tuple[GroupTime, ...], kind: AggregateKind) -> Aggregate:
    """Effects after joining, by the size of the groups: all (simple), by group, by dates since
    joining (dynamic; the overall effect is over dates after joining) or by date (calendar)."""
    starts = _starts(panel)
    after = [each for each in effects if each.time >= each.group]
    if kind == "simple":
        overall, influence = _mean(after, starts)
        return Aggregate(kind, (), (), (), overall, _error(influence))
    key = _KEYS[kind]
    members = effects if kind == "dynamic" else after
    keys = tuple(sorted({key(each) for each in members}))
    parts = [
        _mean([each for each in members if key(each) == value], starts, sized=kind != "group")
        for value in keys
    ]
    counted = [part for value, part in zip(keys, parts, strict=True) if value >= 0]
    if kind == "group":
        whole = [GroupTime(value, value, *part) for value, part in zip(keys, parts, strict=True)]
        overall, influence = _mean(whole, starts)
    else:
        overall = float(np.mean([effect for effect, _ in counted]))
        influence = np.mean([part for _, part in counted], axis=0)
    return Aggregate(
        kind=kind,
        keys=keys,
        effects=tuple(effect for effect, _ in parts),
        ses=tuple(_error(part) for _, part in parts),
        overall=overall,
        overall_se=_error(influence),
    )


_KEYS: dict[AggregateKind, Callable[[GroupTime], int]] = {
    "group": lambda each: each.group,
    "dynamic": lambda each: each.time - each.group,
    "calendar": lambda each: each.time,
}


def _starts(panel: Panel) -> NDArray[np.int64]:
    return np.array([panel.starts.get(unit, _NEVER) for unit in panel.units])


def _error(influence: Floats) -> float:
    return float(np.sqrt(np.mean(influence**2) / len(influence)))


def _mean(
    effects: list[GroupTime], starts: NDArray[np.int64], *, sized: bool = True
) -> tuple[float, Floats]:
    """Mean effect and its influence, by group size (whose own chance is part of the error)."""
    values = np.array([each.effect for each in effects])
    influences = np.array([each.influence for each in effects])
    if not sized:
        return float(values.mean()), influences.mean(axis=0)
    member = np.array([starts == each.group for each in effects], dtype=float)
    size = member.mean(axis=1)
    share = size / size.sum()
    surprise = (member - size[:, None]) / size.sum()
    surprise -= share[:, None] * surprise.sum(axis=0)
    return float(share @ values), share @ influences + values @ surprise


def _effect(
    outcomes: Floats,
    starts: NDArray[np.int64],
    design: Floats,
    *,
    group: int,
    time: int,
    how: How,
    not_yet: bool,
) -> GroupTime:
    """One effect: the change from the group's base date, or, before joining, from the date
    before."""
    base = group - 1 if time >= group else time - 1
    joined = starts == group
    donors = starts == _NEVER
    if not_yet:
        donors |= (starts > max(time, base)) & ~joined
    kept = joined | donors
    change = (outcomes[:, time] - outcomes[:, base])[kept]
    effect, part = _ESTIMATORS[how](change, joined[kept].astype(float), design[kept])
    influence = np.zeros(len(starts))
    influence[kept] = part * (len(starts) / kept.sum())
    return GroupTime(group, time, effect, influence)


def _regression(change: Floats, joined: Floats, design: Floats) -> tuple[float, Floats]:
    """What donors' regression of the change on covariates leaves of the joiners' change."""
    donors = 1.0 - joined
    slopes, part = _least_squares(change, donors, design)
    left = change - design @ slopes
    effect = float(np.average(left, weights=joined))
    by_slope = part @ np.average(design, axis=0, weights=joined)
    return effect, (joined * (left - effect)) / joined.mean() - by_slope


def _weighting(change: Floats, joined: Floats, design: Floats) -> tuple[float, Floats]:
    """Joiners' change less that of donors weighted to resemble them."""
    odds, part = _odds(joined, design)
    weights = (1.0 - joined) * odds
    theirs = float(np.average(change, weights=joined))
    others = float(np.average(change, weights=weights))
    by_odds = part @ (design.T @ (weights * (change - others))) / len(change)
    ours = joined * (change - theirs) / joined.mean()
    donors = (weights * (change - others) + by_odds) / weights.mean()
    return theirs - others, ours - donors


def _doubly_robust(change: Floats, joined: Floats, design: Floats) -> tuple[float, Floats]:
    """Doubly robust: consistent when either the regression or the weights are correct."""
    slopes, by_slopes = _least_squares(change, 1.0 - joined, design)
    odds, by_odds = _odds(joined, design)
    weights = (1.0 - joined) * odds
    left = change - design @ slopes
    theirs = float(np.average(left, weights=joined))
    others = float(np.average(left, weights=weights))
    count = len(change)
    ours = (joined * (left - theirs) - by_slopes @ (design.T @ joined) / count) / joined.mean()
    donors = (
        weights * (left - others)
        + by_odds @ (design.T @ (weights * (left - others))) / count
        - by_slopes @ (design.T @ weights) / count
    ) / weights.mean()
    return theirs - others, ours - donors


_ESTIMATORS: dict[How, Callable[[Floats, Floats, Floats], tuple[float, Floats]]] = {
    "reg": _regression,
    "ipw": _weighting,
    "dr": _doubly_robust,
}


def _least_squares(change: Floats, weights: Floats, design: Floats) -> tuple[Floats, Floats]:
    """Slopes and each unit's (n, k) part in their error."""
    weighted = design * weights[:, None]
    inverse = np.linalg.inv(weighted.T @ design / len(change))
    slopes = inverse @ (weighted.T @ change) / len(change)
    return slopes, (weighted * (change - design @ slopes)[:, None]) @ inverse


def _odds(joined: Floats, design: Floats) -> tuple[Floats, Floats]:
    """Odds of joining by logistic regression (Newton's method), and each unit's (n, k) part in
    the error of its slopes."""
    slopes = np.zeros(design.shape[1])
    for _ in range(_LOGIT_STEPS):
        chance = 1.0 / (1.0 + np.exp(-design @ slopes))
        information = (design * (chance * (1 - chance))[:, None]).T @ design
        step = np.linalg.solve(information, design.T @ (joined - chance))
        slopes = slopes + step
        if np.abs(step).max() < 1e-12:
            break
    chance = 1.0 / (1.0 + np.exp(-design @ slopes))
    information = (design * (chance * (1 - chance))[:, None]).T @ design / len(joined)
    part = (design * (joined - chance)[:, None]) @ np.linalg.inv(information)
    return chance / (1.0 - chance), part
