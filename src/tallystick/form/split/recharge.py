"""Who is billed what: bases, the tolerance on an estimate, changes in the year, and the true-up.

The tolerance rule and its vocabulary are those that South Hams and West Devon publish each year
to their audit committees (10 March 2022 to 28 March 2024).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from tallystick.words.mistakes import UserMistake
from tallystick.words.period import FinancialYear
from tallystick.words.share import Shares, Weight, apportion, blend


class Basis(StrEnum):
    """What a shared bill can be in proportion to. Those before EQUAL count a driver of each
    council; CONTRIBUTED is pence; EQUAL needs no figures and FIXED is agreed percentages."""

    HEADCOUNT = "headcount"  # persons in permanent posts: HR, payroll
    TRANSACTIONS = "transactions"  # cases, invoices, payslips: benefits, planning, payables
    CALLS = "calls"  # contact centres
    PROPERTIES = "properties"  # council tax
    RECORDED_TIME = "recorded time"  # internal audit
    ASSESSED_TIME = "assessed time"  # legal, design
    SITES = "sites"  # leisure
    DEVICES = "devices"  # IT
    FLOOR_AREA = "floor area"  # accommodation
    POPULATION = "population"
    USAGE = "usage"  # spend through a contract, units taken
    CONTRIBUTED = "contributed baseline"  # what each brought in, for a whole partnership
    EQUAL = "equal"  # member services, team leaders
    FIXED = "fixed"  # by agreement


def shares_on(basis: Basis, figures: Mapping[str, Weight], *, source: str) -> Shares:
    """Each council's share on a basis.

    figures: the driver of each council by code, or its percentage on the basis FIXED; on EQUAL
    only the codes count. source: the file or form they came from. Raises UserMistake naming it
    for a negative figure, figures that are all nothing, or percentages that are not 100 together.
    """
    for code, figure in figures.items():
        if basis is not Basis.EQUAL and figure < 0:
            raise UserMistake(
                f"{source}, {basis} of {code}: {figure} is below zero.", "Correct the figure."
            )
    together = sum(Fraction(figure) for figure in figures.values())
    if basis is Basis.FIXED and together != 100:
        raise UserMistake(
            f"{source}, {basis}: the percentages add up to {float(together):g}, not to 100.",
            "Correct them, or give weights on another basis: thirds are 1, 1 and 1.",
        )
    if not figures or (basis is not Basis.EQUAL and not any(figures.values())):
        raise UserMistake(
            f"{source}, {basis}: there is nothing to take shares of.",
            "Give a figure above zero for at least one council.",
        )
    return Shares.equal(list(figures)) if basis is Basis.EQUAL else Shares.by(figures)


def two_part(fixed: Shares, usage: Shares, *, fixed_part: Decimal) -> Shares:
    """A two-part tariff: so much of the bill by agreed shares, the rest by usage.

    fixed_part: the part of the bill that does not move with usage, 0 to 1; else ValueError."""
    return blend([(fixed_part, fixed), (1 - fixed_part, usage)])


@dataclass(frozen=True, slots=True)
class Tolerated:
    """What the tolerance rule makes of a year: the shares to bill by, whether they moved from the
    estimate, and the actual ones."""

    shares: Shares
    moved: bool
    actual: Shares

    def unadjusted(self, pence: int) -> dict[str, int]:
        """What each council pays above (or, below zero, under) its actual share of a bill of so
        many pence: what the tolerance and the rounding leave where they were. Adds up to 0."""
        billed, actual = self.shares.of(pence), self.actual.of(pence)
        codes = sorted({*billed, *actual})
        return {code: billed.get(code, 0) - actual.get(code, 0) for code in codes}


def tolerate(estimate: Shares, actual: Shares, *, points: Weight) -> Tolerated:
    """The estimate stands unless a council's actual share is more than so many percentage points
    from it; then the actual shares replace it, in whole percentages that add up to 100."""
    codes = {*estimate, *actual}
    nothing = Fraction(0)
    furthest = max(abs(estimate.get(c, nothing) - actual.get(c, nothing)) for c in codes)
    if furthest * 100 <= Fraction(points):
        return Tolerated(estimate, False, actual)
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
