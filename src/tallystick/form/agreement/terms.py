"""An inter-authority agreement as data: what is shared, by which shares, on what notice, and which
clauses are there. What is missing is said before it is needed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from tallystick.form.split.recharge import Basis, shares_on
from tallystick.reference.case import Clause
from tallystick.words.labels import Label
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
class Charge:
    """Something that a leaver pays for, or (reserves) is paid, once: pence, and where from."""

    name: str
    pence: int
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaving:
    """What the leaving of one council would cause: what it is charged for beside the fixed cost
    left behind, and the reserves that it takes with it."""

    charges: tuple[Charge, ...] = ()
    reserves: Charge | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Successors:
    """How a shared function would be divided, should the councils be: the driver of each successor,
    by its name, and the pence a year of fixed cost that each would need of its own."""

    function: str
    figures: Mapping[str, Decimal]
    fixed_each: int
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """All of it. None where the agreement does not say. notice_months: of a leaver. cap: the most
    in pence that a leaver pays. clauses: where each clause stands, by its key. leaving: by code."""

    name: str
    form: str
    review: date | None
    ends: date | None
    notice_months: int | None
    cap: int | None
    clauses: Mapping[str, str]
    services: tuple[Service, ...]
    leaving: Mapping[str, Leaving]
    successors: tuple[Successors, ...]

    @property
    def members(self) -> tuple[str, ...]:
        """The codes of all councils in it, in order."""
        return tuple(sorted({code for service in self.services for code in service.figures}))


@dataclass(frozen=True, slots=True)
class Check:
    """A clause of the checklist, and where it stands in the agreement; '' where it is missing."""

    clause: Clause
    place: str


def check_clauses(agreement: Agreement, checklist: Mapping[str, Clause]) -> tuple[Check, ...]:
    """Every clause of the checklist, in its order."""
    return tuple(Check(clause, agreement.clauses.get(key, "")) for key, clause in checklist.items())


def gaps(agreement: Agreement, checklist: Mapping[str, Clause], *, on: date) -> tuple[str, ...]:
    """What the agreement leaves open on a day, the gravest first, as sentences."""
    must = [c for c in check_clauses(agreement, checklist) if not c.place and c.clause.must]
    should = [c for c in check_clauses(agreement, checklist) if not c.place and not c.clause.must]
    sentences = [f"No clause on {c.clause.name.lower()}. {c.clause.why}" for c in must]
    sentences += _open_terms(agreement, on)
    sentences += [
        f"Nobody has chosen how recharges of {Label(service.function).heading} stand to VAT."
        for service in agreement.services
        if service.vat is None
    ]
    if should:
        names = ", ".join(c.clause.name.lower() for c in should)
        sentences.append(f"Before signing, also write clauses on: {names}.")
    return tuple(sentences)


def _open_terms(agreement: Agreement, on: date) -> list[str]:
    sentences = []
    if agreement.notice_months is None:
        sentences.append("No notice is agreed, so nobody knows when a leaver is out.")
    if agreement.cap is None:
        sentences.append("No cap is agreed on what a leaver pays.")
    if agreement.review is None:
        sentences.append("No review date is set.")
    elif agreement.review < on:
        sentences.append(f"The review of {agreement.review} is past.")
    if agreement.ends is not None and agreement.ends < on:
        sentences.append(f"The agreement ended on {agreement.ends}.")
    return sentences
