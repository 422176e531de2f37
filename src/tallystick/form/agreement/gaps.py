"""Checks which clauses an agreement has, and what it does not regulate."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from tallystick.reference.case import Clause
from tallystick.sharing.agreement import Agreement, Version
from tallystick.words.labels import Label


@dataclass(frozen=True, slots=True)
class Check:
    """A clause of the checklist, and where it stands in the agreement; '' where it is missing."""

    clause: Clause
    place: str


def check_clauses(version: Version, checklist: Mapping[str, Clause]) -> tuple[Check, ...]:
    """Every clause of the checklist, in its order."""
    return tuple(Check(clause, version.clauses.get(key, "")) for key, clause in checklist.items())


def gaps(agreement: Agreement, checklist: Mapping[str, Clause], *, on: date) -> tuple[str, ...]:
    """What the agreement leaves open on a day, the gravest first, as sentences. Raises UserMistake
    where no version of it is in force then."""
    version = agreement.in_force(on)
    must = [c for c in check_clauses(version, checklist) if not c.place and c.clause.must]
    should = [c for c in check_clauses(version, checklist) if not c.place and not c.clause.must]
    sentences = [f"No clause on {c.clause.name.lower()}. {c.clause.why}" for c in must]
    sentences += _open_terms(version, on)
    if agreement.ends is not None and agreement.ends < on:
        sentences.append(f"The agreement ended on {agreement.ends}.")
    sentences += [
        f"Nobody has chosen how recharges of {Label(service.function).heading} stand to VAT."
        for service in version.services
        if service.vat is None
    ]
    if should:
        names = ", ".join(c.clause.name.lower() for c in should)
        sentences.append(f"Before signing, also write clauses on: {names}.")
    return tuple(sentences)


def _open_terms(version: Version, on: date) -> list[str]:
    sentences = []
    if version.exit.notice_months is None:
        sentences.append("No notice is agreed, so nobody knows when a leaver is out.")
    if version.exit.cap is None:
        sentences.append("No cap is agreed on what a leaver pays.")
    if version.review is None:
        sentences.append("No review date is set.")
    elif version.review < on:
        sentences.append(f"The review of {version.review} is past.")
    return sentences
