"""The existing partnerships and the fixed choices of a plan."""

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType

from tallystick.form.plan.plan_values import Bond, Choice, ExistingPartnership
from tallystick.sharing.partnership import Partnership
from tallystick.words.labels import Label
from tallystick.words.nodes import Entry, optional

_PARTNERSHIP = (
    "name", "functions", "members", "lead", "shares", "ends", "notice_months", "part_of",
)  # fmt: skip
_CHOICE = ("together", "apart", "functions", "why", "owner")


def read_partnerships(
    entry: Entry | None, codes: set[str], labels: tuple[Label, ...]
) -> tuple[ExistingPartnership, ...]:
    """The partnerships. codes, labels: the councils and functions of the plan. Raises UserMistake
    for shares that do not add up to 1, a council in two partnerships for one function of which
    neither is part of the other, and partnerships that are part of themselves."""
    if entry is None or entry.is_blank:
        return ()
    found = tuple(_partnership(each, codes, labels) for each in entry.each())
    by_name = {each.name: each for each in found}
    for at, each in enumerate(found):
        if each.name in {other.name for other in found[:at]}:
            raise each.spot.mistake(f"{each.name!r} is named before", "Give each its own name.")
        if each.part_of and each.part_of not in by_name:
            raise each.spot.mistake(
                f"it is part of {each.part_of!r}, which is not there", "Correct part_of."
            )
    for each in found:
        _above(each, by_name)
    for at, each in enumerate(found):
        for other in found[:at]:
            _check_apart(each, other, by_name)
    return found


def read_choices(
    entry: Entry | None, codes: set[str], labels: tuple[Label, ...]
) -> tuple[Choice, ...]:
    """The fixed choices; without functions one holds for all. Raises UserMistake."""
    if entry is None or entry.is_blank:
        return ()
    return tuple(_choice(each, codes, labels) for each in entry.each())


def _choice(entry: Entry, codes: set[str], labels: tuple[Label, ...]) -> Choice:
    fields = entry.fields(_CHOICE, needs=("why", "owner"))
    bonds = [bond for bond in Bond if bond in fields]
    if len(bonds) != 1:
        raise entry.spot.mistake("it names neither or both of together and apart", "Name one.")
    return Choice(
        bond=bonds[0],
        councils=_councils(fields[bonds[0]], codes),
        functions=optional(fields.get("functions"), lambda each: _labels(each, labels), labels),
        why=fields["why"].text(),
        owner=fields["owner"].text(),
        spot=entry.spot,
    )


def _partnership(entry: Entry, codes: set[str], labels: tuple[Label, ...]) -> ExistingPartnership:
    fields = entry.fields(_PARTNERSHIP, needs=("name", "functions", "members"))
    members = _councils(fields["members"], codes)
    name = fields["name"].text()
    functions = _labels(fields["functions"], labels)
    lead = optional(fields.get("lead"), lambda each: each.one_of(members), "")
    return ExistingPartnership(
        partnership=Partnership(name=name, members=members, lead=lead),
        functions=functions,
        shares=optional(
            fields.get("shares"), lambda each: _shares(each, members), MappingProxyType({})
        ),
        ends=optional(fields.get("ends"), Entry.day, None),
        notice_months=optional(fields.get("notice_months"), lambda each: each.whole(0, 120), None),
        part_of=optional(fields.get("part_of"), Entry.text, ""),
        spot=entry.spot,
    )


def _councils(entry: Entry, codes: set[str]) -> tuple[str, ...]:
    named: list[str] = []
    for each in entry.each():
        code = each.text()
        if code not in codes:
            raise each.spot.mistake(
                f"{code} is not a council of this plan", "Name it under councils first."
            )
        if code in named:
            raise each.spot.mistake(f"{code} is named twice", "Keep one.")
        named.append(code)
    if len(named) < 2:
        raise entry.spot.mistake("it names fewer than two councils", "Name two or more.")
    return tuple(named)


def _labels(entry: Entry, labels: tuple[Label, ...]) -> tuple[Label, ...]:
    return tuple(Label(each.one_of(labels)) for each in entry.each())


def _shares(entry: Entry, members: tuple[str, ...]) -> Mapping[str, Decimal]:
    """Percentages as shares of 1."""
    fields = entry.fields(members, needs=members)
    percent = {name: each.number() for name, each in fields.items()}
    for name, number in percent.items():
        if number < 0:
            raise fields[name].spot.mistake(f"{number} is below zero", "Give 0 to 100.")
    total = sum(percent.values())
    if total != 100:
        raise entry.spot.mistake(
            f"the shares add up to {total}, not to 100", "Give percentages that add up to 100."
        )
    return MappingProxyType({name: number / 100 for name, number in percent.items()})


def _above(here: ExistingPartnership, by_name: Mapping[str, ExistingPartnership]) -> list[str]:
    """The partnerships that this one is part of, nearest first. Raises UserMistake for a circle."""
    met: list[str] = []
    wider = here.part_of
    while wider:
        if wider == here.name or wider in met:
            raise here.spot.mistake(
                f"{here.name!r} is part of a circle of partnerships",
                "Take part_of out of the widest of them.",
            )
        met.append(wider)
        wider = by_name[wider].part_of
    return met


def _check_apart(
    one: ExistingPartnership, other: ExistingPartnership, by_name: Mapping[str, ExistingPartnership]
) -> None:
    """Raise UserMistake when one council would be in both for the same function."""
    if other.name in _above(one, by_name) or one.name in _above(other, by_name):
        return
    both = set(one.members) & set(other.members)
    if both and set(one.functions) & set(other.functions):
        raise one.spot.mistake(
            f"{min(both)} shares this function in {other.name!r} already",
            "Take it out of one, or say part_of.",
        )
