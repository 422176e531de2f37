"""The plain sentences of an overlap: why it is listed, and what to do next."""

from collections.abc import Sequence
from dataclasses import dataclass

from tallystick.find.findings import CouncilSpend, Group, OverlapKind, SupplierSpend
from tallystick.words.labels import Label
from tallystick.words.money import short_pounds


@dataclass(frozen=True, slots=True)
class Said:
    """What the sentences of one overlap are made from."""

    kind: OverlapKind
    title: str
    label: Label
    category_title: str | None
    councils: tuple[CouncilSpend, ...]
    suppliers: tuple[SupplierSpend, ...]  # all of them, largest first
    pence_a_year: int
    all_councils: int


def why_listed(said: Said) -> str:
    """One or two sentences that say what overlaps and by how much."""
    sentence = {
        OverlapKind.SUPPLIER: _why_supplier,
        OverlapKind.CATEGORY: _why_category,
        OverlapKind.PRODUCT: _why_product,
        OverlapKind.FUNCTION: _why_function,
    }[said.kind]
    return sentence(said)


def next_step(said: Said, group: Group | None = None) -> str:
    """What a head of procurement, or for a function a finance director, would do first.

    group: the councils to begin with, where some make more sense together than others.
    """
    begin = (
        f"Begin with {in_a_sentence([each.short_name for each in group.councils])}: "
        if group and len(group.councils) < len(said.councils)
        else ""
    )
    step = _first_step(said)
    return f"{begin}{step[:1].lower()}{step[1:]}" if begin else step


def _first_step(said: Said) -> str:
    if said.kind is OverlapKind.SUPPLIER:
        return (
            f"Ask each council for its contract with {said.title}: end date, extensions, prices "
            "and volumes."
        )
    if said.kind is OverlapKind.PRODUCT:
        return (
            f"Ask each council which modules of {said.title} it holds, on what licence, until "
            "when, and who hosts it."
        )
    if said.kind is OverlapKind.CATEGORY:
        return (
            f"Lay the councils' contract registers side by side for {_lower(said.title)}: what "
            "ends when, who is on which framework."
        )
    return (
        f"Ask each council for its own cost and staff numbers in {said.label.heading}: "
        "outside spend is the smaller part of most back offices."
    )


def _why_supplier(said: Said) -> str:
    return (
        f"{_count(said)} pay {said.title} for {_lower(said.category_title or said.label.heading)}, "
        f"{short_pounds(said.pence_a_year)} a year between them."
    )


def _why_product(said: Said) -> str:
    through = (
        f"to {said.suppliers[0].name}"
        if len(said.suppliers) == 1
        else f"through {len(said.suppliers)} suppliers"
    )
    return (
        f"{_count(said)} pay for {said.title}, {short_pounds(said.pence_a_year)} a year between "
        f"them, {through}."
    )


def _why_category(said: Said) -> str:
    sentence = (
        f"{_count(said)} buy {_lower(said.title)}, {short_pounds(said.pence_a_year)} a year "
        f"between them, from {_number(len(said.suppliers), 'named supplier')}."
    )
    if len(said.suppliers) == 1:
        return sentence
    shared = [each for each in said.suppliers if len(each.councils) > 1]
    if not shared:
        return f"{sentence} No two of them use the same one."
    largest = shared[0]
    return (
        f"{sentence} The largest that is shared is {largest.name}, paid by "
        f"{len(largest.councils)} of them."
    )


def _why_function(said: Said) -> str:
    largest, smallest = said.councils[0], said.councils[-1]
    return (
        f"{_count(said)} buy for their own {said.label.heading} function, "
        f"{short_pounds(said.pence_a_year)} a year of outside spend, from "
        f"{short_pounds(smallest.pence_a_year)} ({smallest.council.short_name}) to "
        f"{short_pounds(largest.pence_a_year)} ({largest.council.short_name})."
    )


def _count(said: Said) -> str:
    number = len(said.councils)
    if number == said.all_councils:
        return "Both councils" if number == 2 else f"All {number} councils"
    return f"{number} of the {said.all_councils} councils"


def _number(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def in_a_sentence(names: Sequence[str]) -> str:
    """Names in a sentence: 'Ash', 'Ash and Beck', 'Ash, Beck and Coom'."""
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def _lower(title: str) -> str:
    """A title inside a sentence: 'Agency staff' -> 'agency staff', but 'IT support' stays."""
    return title if title[:2].isupper() else title[:1].lower() + title[1:]
