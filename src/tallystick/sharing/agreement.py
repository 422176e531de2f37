"""An inter-authority agreement: which services the councils share and by which shares, what a
leaving council pays, and the first day of each version."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise
from types import MappingProxyType

from tallystick.sharing.basis import Basis, shares_on
from tallystick.sharing.pools import Fits, Pool, Tolerance, Within
from tallystick.words.mistakes import UserMistake
from tallystick.words.share import Shares, Weight


class Vat(StrEnum):
    """The VAT treatment of a recharge. Chosen by the finance team, never inferred."""

    OUTSIDE = "outside_scope"
    STANDARD = "standard"
    EXEMPT = "exempt"


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """One schedule of the agreement.

    figures: the driver of each member by code, percentages on the basis 'fixed'. cost: pence a
    year. fixed: the share of it, 0 to 1, that does not fall when a member leaves. vat: None where
    nobody has chosen. because: where cost and fixed are from. tolerance: how far the shares of a
    period may be from the figures; None where the period's count in any case.
    """

    function: str
    basis: Basis
    figures: Mapping[str, Weight]
    cost: int
    fixed: Decimal
    vat: Vat | None
    because: str
    tolerance: Tolerance | None = None

    def shares(self, *, without: str = "") -> Shares:
        """Each council's share of the cost. `without`: a council to leave out; the others then
        share by the same driver.

        Raises UserMistake when the figures do not give shares.
        """
        source = f"The agreement's schedule of {self.function}"
        figures = {code: each for code, each in self.figures.items() if code != without}
        # Agreed percentages of those that stay keep their proportion to each other.
        agreed = self.basis is Basis.FIXED and bool(without)
        return shares_on(Basis.CONTRIBUTED if agreed else self.basis, figures, source=source)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExitTerms:
    """What is agreed of leaving, None where nothing is. notice_months: from notice to the last day.
    cap: the most in pence that a leaver pays."""

    notice_months: int | None = None
    cap: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """The complete terms from a given day on.

    first: its first day in force; it ends when the next version begins. clauses: the place of each
    clause in the document, by clause key. review: the day of the next review, None where none is
    set.
    """

    number: str
    first: date
    services: tuple[Service, ...]
    exit: ExitTerms = field(default_factory=ExitTerms)
    clauses: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    review: date | None = None
    pools: tuple[Pool, ...] = ()
    mapping: tuple[Fits, ...] = ()

    @property
    def members(self) -> tuple[str, ...]:
        """The codes of all councils that share at least one of its services, in order."""
        return tuple(sorted({code for service in self.services for code in service.figures}))


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """A complete agreement. form: the key of the form of joint working, '' where it is not stated.
    versions: earliest first. ends: the last day, None where none is agreed. host: the code of the
    member whose ledger holds the cost, '' where it is not stated. within: how shares that change
    within a period count in it. billed: pence of each council by its code, by the label of the
    period for which it was billed.

    Raises UserMistake for an agreement without versions, a repeated version number, and versions
    that begin on the same day (they would overlap) or are out of order.
    """

    name: str
    form: str
    versions: tuple[Version, ...]
    ends: date | None = None
    host: str = ""
    within: Within = Within.DAYS
    billed: Mapping[str, Mapping[str, int]] = field(default_factory=lambda: MappingProxyType({}))

    def __post_init__(self) -> None:
        if not self.versions:
            raise self._mistake("it has no version", "Give it one.")
        numbers = [each.number for each in self.versions]
        twice = [number for number in numbers if numbers.count(number) > 1]
        if twice:
            raise self._mistake(f"two versions are {twice[0]!r}", "Give each its own number.")
        for one, later in pairwise(self.versions):
            both = f"versions {one.number!r} of {one.first} and {later.number!r} of {later.first}"
            if later.first == one.first:
                raise self._mistake(f"{both} overlap", "Give each a first day of its own.")
            if later.first < one.first:
                raise self._mistake(
                    f"{both} are out of order", "Put them in the order of their first days."
                )

    def in_force(self, on: date) -> Version:
        """The version in force on a day: the latest that has begun. Raises UserMistake when none
        has begun."""
        begun = [each for each in self.versions if each.first <= on]
        if not begun:
            raise self._mistake(
                f"nothing of it is in force on {on}",
                f"Choose a day from {self.versions[0].first} on.",
            )
        return begun[-1]

    def _mistake(self, wrong: str, next_step: str) -> UserMistake:
        return UserMistake(f"The agreement {self.name!r}: {wrong}.", next_step)
