"""Saving rates, and the ranges of pence that they give."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class SavingRange:
    """A saving in pence, from low to high. It is always a range, because no single figure can be
    known."""

    low: int
    central: int
    high: int

    def __post_init__(self) -> None:
        if not self.low <= self.central <= self.high:
            raise ValueError(f"{self} does not rise from low to high.")


@dataclass(frozen=True, slots=True, kw_only=True)
class SavingsRate:
    """The share of a stated base that a lever may save, with its evidence.

    lever: 'L1' to 'L8', 'L5a', or 'cap' for the levers L1 to L4 taken together. base: what the
    rates are applied to, in words. low, central and high: shares of 1. rate_status and
    evidence_status: S sourced, D derived, B background, P proposal. as_of: the day the entry was
    written. Raises ValueError unless 0 <= low <= central <= high <= 1.
    """

    lever: str
    name: str
    base: str
    low: Decimal
    central: Decimal
    high: Decimal
    evidence: str
    sources: tuple[str, ...]
    rate_status: str
    evidence_status: str
    as_of: date

    def __post_init__(self) -> None:
        if not 0 <= self.low <= self.central <= self.high <= 1:
            raise ValueError(f"The rates of {self.lever} do not rise between 0 and 1.")
        if not (self.lever and self.name and self.base and self.evidence and self.sources):
            raise ValueError(f"The rate {self.lever!r} lacks its name, base, evidence or source.")
        if not {self.rate_status, self.evidence_status} <= set("SDBP"):
            raise ValueError(f"The rate {self.lever} has a status other than S, D, B and P.")

    def range_of(self, pence: int) -> SavingRange:
        """What the lever may save of a base in pence: whole pence, rounded down, so that a saving
        is never overstated. A base below zero (a net refund) gives a saving of zero."""
        base = max(pence, 0)
        low, central, high = (
            base * Fraction(rate) // 1 for rate in (self.low, self.central, self.high)
        )
        return SavingRange(low, central, high)
