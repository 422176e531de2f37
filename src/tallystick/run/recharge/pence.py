"""Exact amounts made whole pence, so that they add up to what they did."""

from collections.abc import Mapping
from fractions import Fraction
from math import floor

from tallystick.words.share import apportion


def make_whole(exact: Mapping[str, Fraction]) -> dict[str, int]:
    """Whole pence of exact amounts that add up to whole pence, by the rule of pennies in
    words.share: the sum stays, and no amount moves by a penny or more. Of equals the lower key is
    first. Amounts may be below zero.

    Raises ValueError where the sum is not whole.
    """
    whole = sum(exact.values(), Fraction(0))
    if whole.denominator != 1:
        raise ValueError("Amounts that are made whole add up to whole pence.")
    keys = sorted(exact)
    # The whole pence of an amount of either sign stand apart; the rule is for what is left.
    downwards = whole < 0 and all(part <= 0 for part in exact.values())
    sign = -1 if downwards else 1
    floors = [floor(sign * exact[key]) for key in keys]
    cut = [sign * exact[key] - low for key, low in zip(keys, floors, strict=True)]
    spare = apportion(int(sum(cut)), cut) if any(cut) else (0,) * len(cut)
    return {key: sign * (low + one) for key, low, one in zip(keys, floors, spare, strict=True)}


def half_up(exact: Fraction) -> int:
    """Exact pence, not below zero, as whole ones; halves go up."""
    return floor(exact + Fraction(1, 2))
