"""A claim: an amount that somebody says sharing saves, with all data needed to test it.

The fields follow domain practice: business case versions, the states of a claimed pound and the
evidence ladder (ladder.py). Money is whole pence.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from tallystick.prove.register.ladder import Grade, State
from tallystick.sharing.partnership import Formation, Partnership
from tallystick.words.period import FinancialYear, Month, months_between

VERSIONS = ("OBC", "FBC", "MTFS")
"""Outline and full business case, medium-term financial strategy: the order of promises."""


class BenefitKind(StrEnum):
    """What sort of benefit is claimed (HM Treasury's Government Efficiency Framework)."""

    CASH = "cash-releasing"
    AVOIDED = "cost avoidance"
    NON_CASH = "non-cash"
    DISBENEFIT = "dis-benefit"


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """Months that a figure is for, both ends in it. Raises ValueError for an empty one."""

    first: Month
    last: Month

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"{self.first} to {self.last} is no period.")

    @classmethod
    def parse(cls, text: str) -> "Period":
        """'2024/25', or months as '2024-01 to 2024-12'. Raises ValueError for anything else."""
        first, separator, last = text.partition(" to ")
        if separator:
            return cls(Month.parse(first.strip()), Month.parse(last.strip()))
        months = FinancialYear.parse(text.strip()).months
        return cls(months[0], months[-1])

    def __str__(self) -> str:
        year = FinancialYear.of(self.first.first_day)
        if (self.first, self.last) == (year.months[0], year.months[-1]):
            return year.label
        return f"{self.first} to {self.last}"

    @property
    def months(self) -> tuple[Month, ...]:
        """Every month of it."""
        return months_between(self.first, self.last)


@dataclass(frozen=True, slots=True)
class Mechanism:
    """The cause of the saving. kind: post, licence, contract or lease; ref: identifies it; on: the
    day it takes effect, None where not known yet."""

    kind: str
    ref: str
    on: date | None


@dataclass(frozen=True, slots=True)
class Baseline:
    """The spend in the period before the start, in pence, as the claim states it. data: the sha256
    of the monthly sums in the store when the claim was registered, and frozen_on: that day. Both
    are None until registration."""

    pence: int
    period: Period
    data: str | None
    frozen_on: date | None


@dataclass(frozen=True, slots=True)
class Said:
    """Where a claim was made in public: source, day and pence."""

    source: str
    on: date
    pence: int


@dataclass(frozen=True, slots=True)
class Outturn:
    """The published outturn line that a claim should have moved, in pence before and after."""

    line: str
    source: str
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Typed:
    """A delivered amount that a person entered: shown as entered, never counted as verified."""

    pence: int
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisteredPartnership:
    """A partnership of the register, whose members' spend is tested.

    id: its key in the register. start: the first month of sharing. joined: the first month of
    members that joined later. leaving_pence: the cost of leaving according to its agreement or its
    members, None where not known.
    """

    id: str
    partnership: Partnership
    start: Month
    formation: Formation = Formation.UNKNOWN
    leaving_pence: int | None = None
    joined: Mapping[str, Month] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """Its name."""
        return self.partnership.name

    @property
    def members(self) -> tuple[str, ...]:
        """The codes of its members, the lead first."""
        return self.partnership.members


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One claimed benefit. council: the claimant's code; the spend that is tested is that of all
    members. anticipated: version -> period -> pence; a version is frozen once registered.
    attribution: this claim's share of the pounds that its scope saves, above 0 and at most 1.
    """

    id: str
    partnership: str
    council: str
    function: str
    lever: str
    mechanism: Mechanism
    owner: str
    kind: BenefitKind
    recurrent: bool
    price_base: str
    baseline: Baseline
    anticipated: Mapping[str, Mapping[Period, int]]
    one_off_pence: int
    grade: Grade
    state: State
    budget_code: str
    categories: tuple[str, ...] = ()
    suppliers: tuple[str, ...] = ()
    attribution: Decimal = Decimal(1)
    price_index: Decimal = Decimal(1)  # prices after the start over prices of the baseline
    volume_index: Decimal = Decimal(1)  # volume after the start over volume of the baseline
    said: Said | None = None
    outturn: Outturn | None = None
    typed: Typed | None = None

    @property
    def original(self) -> Mapping[Period, int]:
        """The amounts promised first."""
        return self.anticipated[self.versions[0]]

    @property
    def rebased(self) -> Mapping[Period, int]:
        """The amounts promised now."""
        return self.anticipated[self.versions[-1]]

    @property
    def versions(self) -> tuple[str, ...]:
        """The versions that exist, in the order of promises."""
        return tuple(version for version in VERSIONS if version in self.anticipated)

    @property
    def months(self) -> frozenset[Month]:
        """Every month for which the promise of today claims pounds."""
        return frozenset(month for period in self.rebased for month in period.months)

    @property
    def scope(self) -> "Scope":
        """The councils and the spend that the claim is about."""
        return Scope(self.partnership, self.categories, self.suppliers)


@dataclass(frozen=True, slots=True, order=True)
class Scope:
    """The spend that a claim is about: the members' payments for these categories, to these
    suppliers, or both; sorted."""

    partnership: str
    categories: tuple[str, ...]
    suppliers: tuple[str, ...]

    @property
    def key(self) -> str:
        """A name for it, unique in a register."""
        return f"{self.partnership}: {', '.join((*self.categories, *self.suppliers))}"


def begins(claim: Claim, partnership: RegisteredPartnership) -> Month:
    """The first month in which a claim can have saved anything: the service is shared, the
    claimant has joined, and the mechanism has taken effect."""
    joined = partnership.joined.get(claim.council, partnership.start)
    on = claim.mechanism.on
    return max(partnership.start, joined, partnership.start if on is None else Month.of(on))


def slipped_months(claim: Claim) -> int:
    """How many months later than first promised the saving is now promised to begin."""
    first, now = (min(each).first for each in (claim.original, claim.rebased))
    return max(len(months_between(first, now)) - 1, 0) if now > first else 0


def part_due(promised: Mapping[Period, int], months: Iterable[Month]) -> Fraction:
    """The part of a promise that falls into these months, evenly within each period."""
    held = set(months)
    return sum(
        (
            Fraction(pence * len(held & set(period.months)), len(period.months))
            for period, pence in promised.items()
        ),
        Fraction(0),
    )
