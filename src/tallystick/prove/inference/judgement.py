"""The three verdicts (supported, not supported, cannot tell) and the rule that decides between
them."""

import math
from dataclasses import dataclass
from typing import Literal

from tallystick.prove.inference.chance import Chance

Word = Literal["supported", "not supported", "cannot tell"]

MATTERS_PERCENT = 10.0
"""The saving that is asked about when nobody claims another: business cases for sharing promise
ten to fifteen per cent of operating cost (NAO, Government shared services, Nov 2022; Orbis)."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The word and one sentence that says why."""

    word: Word
    why: str


def judge(percent: float, chance: Chance, *, claimed: float | None = None) -> Verdict:
    """The verdict on a claim of so many percent saved, or, without a claim, on any saving.

    percent: the effect in percent of what was expected; a saving is negative. claimed: above 0.

    - cannot tell, whatever the estimate, when the saving in question is smaller than what could
      be seen. In question is the claim; without one, the estimate, and MATTERS_PERCENT for the
      finding that there was none.
    - supported, when the 95% interval lies below zero and leaves the claim possible.
    - not supported, when the 95% interval leaves no room for the claim.
    - cannot tell otherwise.
    """
    low, high = chance.interval95_percent
    seen = chance.power_percent
    if not all(map(math.isfinite, (percent, low, high, seen))):
        return Verdict("cannot tell", "Too few councils never joined to know what chance does.")
    if claimed is None:
        return _judge_any(percent, low, high, seen)
    if seen > claimed:
        return Verdict(
            "cannot tell",
            f"A saving under {seen:.1f}% cannot be seen here, and {claimed:.3g}% is claimed.",
        )
    if low > -claimed:
        return Verdict(
            "not supported",
            f"{claimed:.3g}% is claimed; the 95% interval, {_said(low)} to {_said(high)}, has no "
            "room for it.",
        )
    return _supported(low, high) if high < 0 else _open(low, high)


def _judge_any(percent: float, low: float, high: float, seen: float) -> Verdict:
    if high < 0 and -percent >= seen:
        return _supported(low, high)
    if high < 0:
        return Verdict(
            "cannot tell",
            f"The estimate, {_said(percent)}, is smaller than the {seen:.1f}% that can be seen "
            "here, so its size cannot be trusted.",
        )
    if seen <= MATTERS_PERCENT and low > -MATTERS_PERCENT:
        return Verdict(
            "not supported",
            f"A saving of {MATTERS_PERCENT:g}% would have been seen, and the 95% interval, "
            f"{_said(low)} to {_said(high)}, has no room for it.",
        )
    if seen > MATTERS_PERCENT:
        return Verdict("cannot tell", f"A saving under {seen:.1f}% cannot be seen here.")
    return _open(low, high)


def _supported(low: float, high: float) -> Verdict:
    return Verdict(
        "supported",
        f"The 95% interval, {_said(low)} to {_said(high)}, lies below zero.",
    )


def _open(low: float, high: float) -> Verdict:
    return Verdict(
        "cannot tell",
        f"The 95% interval, {_said(low)} to {_said(high)}, holds both no saving and the saving "
        "in question.",
    )


def _said(percent: float) -> str:
    return f"{percent:+.1f}%"
