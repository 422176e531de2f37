"""Checks for conditions that make a comparison invalid. All checks always run; each reports what it
found and what was done about it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tallystick.prove.counterfactual.answer import Answer
from tallystick.prove.counterfactual.answer_learned import LEARNED
from tallystick.prove.counterfactual.season_and_outliers import MAD_TO_SD
from tallystick.prove.inference.chance import Chance
from tallystick.prove.panel.panel import Panel

Floats = NDArray[np.float64]

SPILLOVER = "donors that share too"
_FEW_DONORS = 20
"""With fewer placebos none can be rarer than one in twenty, so 95% rests on the bell curve."""

_SHORT_YEARS = 2
"""Years of past that are wanted, so that each season is seen twice; judgement, not measured."""

_UNUSUAL = 1.645
"""Standard errors that chance alone passes in one of twenty cases."""

_JUMP = np.log(1.5)
_JUMP_NOISES = 5.0
"""A level shift: by half or more, and by so many times what dates differ by chance."""


@dataclass(frozen=True, slots=True)
class Guard:
    """name: of the danger. found: a sentence. did: what was done about it. warns: whether the
    reader should weigh the result less."""

    name: str
    found: str
    did: str
    warns: bool = False


@dataclass(frozen=True, slots=True)
class GuardInput:
    """What guards look at. pretended: percent by pretended start. without_donor: effect by donor
    left out, in the outcome's unit. left_out: donors that the user dropped."""

    panel: Panel
    answer: Answer
    chance: Chance
    pretended: Mapping[str, float]
    without_donor: Mapping[str, float]
    left_out: tuple[str, ...]

    @property
    def by_default(self) -> bool:
        """Whether the method is the learned rule, which handles some dangers itself."""
        return self.answer.method == LEARNED


def stand_guard(inputs: GuardInput) -> tuple[Guard, ...]:
    """The report of every check, always in the same order."""
    return tuple(
        guard(inputs)
        for guard in (
            _before_and_after,
            _bad_year,
            _rising_cost,
            _past_fit,
            _pretended_dates,
            _lumps,
            _missing_dates,
            _level_shifts,
            _one_donor,
            _few_donors,
            _short_past,
            _spillover,
        )
    )


def _before_and_after(inputs: GuardInput) -> Guard:
    changes = []
    for unit, start in inputs.panel.starts.items():
        path = inputs.panel.outcomes_of([unit])[0]
        changes.append((path[start:].mean(), path[:start].mean()))
    after, before = np.mean(changes, axis=0)
    said = f"{100 * (after / before - 1):+.1f}%" if before > 0 else f"{after - before:+,.4g}"
    return Guard(
        "before and after alone",
        f"Comparing the joiners with their own past alone would say {said}.",
        "Not used: on made-up panels without any saving its 95% interval finds one, or a loss, in "
        "seven tries of ten (bench/prove.py).",
    )


def _bad_year(inputs: GuardInput) -> Guard:
    span = inputs.panel.period
    score = _score(inputs, lambda paths: paths[:, -span:].mean(axis=1) - paths.mean(axis=1))
    name = "a bad year before joining"
    if abs(score) < _UNUSUAL:
        return Guard(name, "The joiners' last year before the start was not unusual.", "Nothing.")
    kind = "dearer" if score > 0 else "cheaper"
    did = (
        "The rule learned from the donors' own unusual years how far such a year heals by itself, "
        "and took that off."
        if inputs.by_default
        else "Nothing by this method: part of the effect may be a return to normal. Compare with "
        "the method 'learned'."
    )
    return Guard(
        name,
        f"The joiners' last year before the start was {kind} than their past, by {abs(score):.1f} "
        "standard errors of what donors show.",
        did,
        warns=not inputs.by_default,
    )


def _rising_cost(inputs: GuardInput) -> Guard:
    def slopes(paths: Floats) -> Floats:
        line = np.arange(paths.shape[1]) - (paths.shape[1] - 1) / 2
        slope: Floats = paths @ line / max(float(line @ line), 1.0)
        return slope

    score = _score(inputs, slopes)
    if abs(score) < _UNUSUAL:
        return Guard("chosen for rising costs", "The joiners' costs ran with the donors' before "
                     "the start.", "Nothing.")  # fmt: skip
    kind = "faster" if score > 0 else "more slowly"
    did = (
        "Difference in differences takes the two trends for alike: do not rely on it here."
        if inputs.answer.method == "did"
        else "The comparison follows the joiners' own path before the start, not the donors' mean."
    )
    return Guard(
        "chosen for rising costs",
        f"The joiners' costs rose {kind} than the donors' before the start, by {abs(score):.1f} "
        "standard errors.",
        did,
        warns=inputs.answer.method == "did",
    )


def _past_fit(inputs: GuardInput) -> Guard:
    missed = np.sqrt(sum(c.share * np.mean(c.gaps[: c.start] ** 2) for c in inputs.answer.cohorts))
    spread = np.sqrt(
        sum(c.share * np.var(c.block.joined[: c.start]) for c in inputs.answer.cohorts)
    )
    share = float(missed / spread) if spread > 0 else 0.0
    poor = share > 1.0
    return Guard(
        "fit before the start",
        f"The expected path misses the joiners' by {100 * share:.0f}% of their own movement "
        "before the start.",
        "Warned: the donors do not move like the joiners." if poor else "Nothing.",
        warns=poor,
    )


def _pretended_dates(inputs: GuardInput) -> Guard:
    if not inputs.pretended:
        return Guard("placebo dates", "Too few dates before the start to pretend an earlier one.",
                     "Not done.", warns=True)  # fmt: skip
    said = ", ".join(f"{date} {percent:+.1f}%" for date, percent in inputs.pretended.items())
    low, high = inputs.chance.interval95_percent
    beyond = max(map(abs, inputs.pretended.values())) > (high - low) / 2
    return Guard(
        "placebo dates",
        f"Pretending an earlier start, before anything was shared, finds: {said}.",
        "Warned: that is more than chance, so the method misses something in the joiners' past."
        if beyond
        else "Nothing: that is within chance.",
        warns=beyond,
    )


def _lumps(inputs: GuardInput) -> Guard:
    if inputs.by_default:
        cells = inputs.panel.outcomes.size
        return Guard(
            "lumpy invoices",
            f"{inputs.answer.lumps:,} of {cells:,} cells stood out from their council's own level.",
            "Clipped to two standard deviations, before and after the start apart."
            if inputs.answer.lumps
            else "Nothing.",
        )
    return Guard("lumpy invoices", "Not looked for by this method.",
                 "Left in; the method 'learned' clips them.")  # fmt: skip


def _missing_dates(inputs: GuardInput) -> Guard:
    gaps = inputs.panel.gaps
    if not gaps:
        return Guard("missing dates", "No date is missing between the first and the last.",
                     "Nothing.")  # fmt: skip
    said = ", ".join(gaps[:5]) + (" ..." if len(gaps) > 5 else "")
    return Guard(
        "missing dates",
        f"Dates are missing after {said}.",
        "Left out for everybody alike; seasons may be told a little worse.",
        warns=True,
    )


def _level_shifts(inputs: GuardInput) -> Guard:
    name = "mergers, thresholds, VAT: level shifts"
    shifted = [
        f"{unit} at {inputs.panel.times[date]}"
        for unit in inputs.panel.donors
        if (date := _jump(inputs.panel.outcomes_of([unit])[0], inputs.panel.period)) is not None
    ]
    if not shifted:
        return Guard(name, "No donor's level shifted by half or more.", "Nothing.")
    more = f" and {len(shifted) - 5} more" if len(shifted) > 5 else ""
    did = (
        "Donors that the rule cannot foretell count less, in proportion."
        if inputs.by_default
        else "Left in by this method; leave them out with --leave-out if their accounts changed."
    )
    return Guard(
        name,
        f"{len(shifted)} donors changed level: {', '.join(shifted[:5])}{more}.",
        did,
        warns=not inputs.by_default,
    )


def _one_donor(inputs: GuardInput) -> Guard:
    if not inputs.without_donor:
        return Guard("one donor decides", "This method has no weights, or too few donors, so none "
                     "was left out.", "Not done.")  # fmt: skip
    scale = inputs.answer.scale
    effect = scale.unit(inputs.answer.value)
    apart = {unit: abs(other - effect) for unit, other in inputs.without_donor.items()}
    unit = max(apart, key=lambda each: (apart[each], each))
    other = inputs.without_donor[unit]
    expected = abs(scale.actual - other)
    changed = f"{100.0 * other / expected:+.1f}%" if expected else f"{other:+,.4g}"
    much = bool(apart[unit] > scale.error(inputs.answer.spread))
    return Guard(
        "one donor decides",
        f"Of {len(apart)} donors left out in turn, {unit} matters most: without it the effect is "
        f"{changed}.",
        "Warned: that is more than a standard error." if much else "Nothing.",
        warns=much,
    )


def _few_donors(inputs: GuardInput) -> Guard:
    donors = len(inputs.panel.donors)
    if donors >= _FEW_DONORS:
        return Guard("too few donors", f"{donors} donors never joined.", "Nothing.")
    return Guard(
        "too few donors",
        f"Only {donors} donors never joined, so no placebo test can be surer than 1 in "
        f"{donors + 1}.",
        f"Intervals use Student's t with {donors - 1} degrees of freedom.",
        warns=True,
    )


def _short_past(inputs: GuardInput) -> Guard:
    before = min(inputs.panel.starts.values())
    needed = max(_SHORT_YEARS * inputs.panel.period, 4)
    if before >= needed:
        return Guard("a short past", f"{before} dates lie before the first start.", "Nothing.")
    return Guard("a short past", f"Only {before} dates lie before the first start; {needed} or "
                 "more are wanted.", "Warned.", warns=True)  # fmt: skip


def _spillover(inputs: GuardInput) -> Guard:
    if inputs.left_out:
        return Guard(
            SPILLOVER,
            f"They share too, or buy of the joiners' supplier: {', '.join(inputs.left_out)}.",
            "Left out of the comparison.",
        )
    return Guard(
        SPILLOVER,
        "No donor was named as sharing a service, or trading with the joiners.",
        "None was left out: name them with --leave-out, or a saving of theirs hides the joiners'.",
    )


def _score(inputs: GuardInput, summary: Callable[[Floats], Floats]) -> float:
    """How far the joiners' mean summary of their past lies from the donors', in standard errors
    of a mean of so many donors; the cohort that lies furthest."""
    scores = [0.0]
    for cohort in inputs.answer.cohorts:
        donors = summary(cohort.block.donors_before)
        joined = summary(cohort.block.joined_before[None, :])[0]
        error = donors.std(ddof=1) / np.sqrt(cohort.block.joiners)
        if error > 0:
            scores.append(float((joined - donors.mean()) / error))
    return max(scores, key=abs)


def _jump(path: Floats, period: int) -> int | None:
    """The index where a path's level shifted most, or none that counts as a shift."""
    span = max(period // 2, 2)
    if path.min() <= 0 or len(path) < 2 * span:
        return None
    logs = np.log(path)
    windows = np.median(np.lib.stride_tricks.sliding_window_view(logs, span), axis=1)
    steps = np.abs(windows[span:] - windows[:-span])
    noise = MAD_TO_SD * float(np.median(np.abs(np.diff(logs))))
    best = int(np.argmax(steps))
    return best + span if steps[best] >= max(_JUMP, _JUMP_NOISES * noise) else None
