"""The shares of one period: the tolerance on an estimate, changes within the period, the true-up.

The tolerance rule and its vocabulary are those that South Hams and West Devon publish each year
to their audit committees (10 March 2022 to 28 March 2024).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from tallystick.words.mistakes import UserMistake
from tallystick.words.period import FinancialYear
from tallystick.words.share import Shares, Weight, apportion, blend


@dataclass(frozen=True, slots=True)
class Tolerated:
    """The result of the tolerance rule for a year: the shares to bill by, whether they differ from
    the estimate, and the actual shares."""

    shares: Shares
    moved: bool
    actual: Shares

    def unadjusted(self, pence: int) -> dict[str, int]:
        """For a bill in pence: what each council pays above its actual share (below zero: under
        it), because of the tolerance and the rounding. The amounts add up to 0."""
        billed, actual = self.shares.of(pence), self.actual.of(pence)
        codes = sorted({*billed, *actual})
        return {code: billed.get(code, 0) - actual.get(code, 0) for code in codes}


def tolerate(estimate: Shares, actual: Shares, *, points: Weight, exact: bool = False) -> Tolerated:
    """Apply the tolerance rule. The estimate is kept unless some council's actual share differs
    from it by more than `points` percentage points; then the actual shares are used, as whole
    percentages that add up to 100, or as they are where `exact`."""
    codes = {*estimate, *actual}
    nothing = Fraction(0)
    furthest = max(abs(estimate.get(c, nothing) - actual.get(c, nothing)) for c in codes)
    if furthest * 100 <= Fraction(points):
        return Tolerated(estimate, False, actual)
    if exact:
        return Tolerated(actual, True, actual)
    percentages = apportion(100, list(actual.values()))
    return Tolerated(Shares.by(dict(zip(actual, percentages, strict=True))), True, actual)


def shares_over(year: FinancialYear, changes: Sequence[tuple[date, Shares]]) -> Shares:
    """One set of shares for a year in which they changed: each counts by the days it held.

    changes: the first day of each, earliest first; the first on or before 1 April. A council that
    joins or leaves is in some and not in others. Raises UserMistake where days are missing, out of
    order, or after the year.
    """
    days = [first for first, _shares in changes]
    if not days or days[0] > year.start:
        raise UserMistake(
            f"The shares of {year} are not known from 1 April.",
            "Give those in force on the first day of the year.",
        )
    if days != sorted(set(days)) or days[-1] > year.end:
        raise UserMistake(
            f"The changes of shares in {year} are not in the order of their days, or lie after it.",
            "Give each day once, earliest first.",
        )
    ends = [*days[1:], date.fromordinal(year.end.toordinal() + 1)]
    held = [
        (max((end - max(first, year.start)).days, 0), shares)
        for (first, shares), end in zip(changes, ends, strict=True)
    ]
    return blend(held)


def true_up(billed: Mapping[str, int], due: Mapping[str, int]) -> dict[str, int]:
    """What each council still owes (or, below zero, is owed), in pence, once the outturn is known;
    adds up to the outturn less what was billed."""
    return {code: due.get(code, 0) - billed.get(code, 0) for code in sorted({*billed, *due})}
