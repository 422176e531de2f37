"""An inter-authority agreement: which services councils share by which shares, what a leaver pays,
and from which day each version of that holds."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise
from types import MappingProxyType

from tallystick.sharing.basis import Basis, shares_on
from tallystick.words.mistakes import UserMistake
from tallystick.words.share import Shares, Weight


class Vat(StrEnum):
    """How a recharge is treated for VAT: chosen by finance, never inferred."""

    OUTSIDE = "outside_scope"
    STANDARD = "standard"
    EXEMPT = "exempt"


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """One schedule of the agreement.

    figures: the driver of each member by code, percentages on the basis 'fixed'. cost: pence a
    year. fixed: the share of it, 0 to 1, that does not fall when a member leaves. vat: None where
    nobody has chosen. because: where cost and fixed are from.
    """

    function: str
    basis: Basis
    figures: Mapping[str, Weight]
    cost: int
    fixed: Decimal
    vat: Vat | None
    because: str

    def shares(self, *, without: str = "") -> Shares:
        """Who bears what of it; with a council left out, by the same driver among the others.

        Raises UserMistake where the figures are not shares of anything."""
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
    """The whole of what is agreed from a day on.

    first: its first day in force; it holds until the next version begins. clauses: where each
    clause stands in the document, by the key of the clause. review: the day set for the next
    review, None where none is.
    """

    number: str
    first: date
    services: tuple[Service, ...]
    exit: ExitTerms = field(default_factory=ExitTerms)
    clauses: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    review: date | None = None

    @property
    def members(self) -> tuple[str, ...]:
        """The codes of all councils that share any of its services, in order."""
        return tuple(sorted({code for service in self.services for code in service.figures}))


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """All of it. form: the key of the way of working together, '' where it is not said. versions:
    earliest first. ends: the last day, None where none is agreed.

    Raises UserMistake for no version at all, a number used twice, and versions that begin on one
    day (they would overlap) or are out of order.
    """

    name: str
    form: str
    versions: tuple[Version, ...]
    ends: date | None = None

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
        """The version that holds on a day: the latest that has begun. Raises UserMistake where
        none has."""
        begun = [each for each in self.versions if each.first <= on]
        if not begun:
            raise self._mistake(
                f"nothing of it is in force on {on}",
                f"Choose a day from {self.versions[0].first} on.",
            )
        return begun[-1]

    def _mistake(self, wrong: str, next_step: str) -> UserMistake:
        return UserMistake(f"The agreement {self.name!r}: {wrong}.", next_step)
