"""What a plan's field `case` says of its business case; every part of it may be left out.

case:
  prices: 0.02            # rise of general prices a year, for the nominal view
  pay_above_prices: 0.01
  seed: 7
  evidence:               # what a lever's saving rests on, where it is more than a rate
    L1: {grade: B, source: "Structure consulted on in May 2026"}
  mitigated:              # share of the causes of a cost line's optimism bias dealt with
    systems_integration: {share: 0.4, source: "Supplier's fixed price"}
  groups:                 # who shares, where it is not what `tallystick form solve` proves best
    hr: [[X-WENDLE, X-PELL]]
  ready:                  # from when a contract, licence or lease lets a lever work
    - {lever: L5, function: it, council: X-PELL, day: 2028-04-01, source: Contracts register}
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType

from tallystick.form.case.sharing import Groups
from tallystick.form.plan.plan_values import Bond, Plan
from tallystick.reference.appraisal import load_evidence_grades
from tallystick.reference.case import load_case_settings, load_cost_lines
from tallystick.words.labels import Label
from tallystick.words.nodes import Entry, document, optional

_FIELDS = ("prices", "pay_above_prices", "seed", "evidence", "mitigated", "groups", "ready")
SEED = 1


@dataclass(frozen=True, slots=True)
class LeverEvidence:
    """What a saving of a lever rests on: its grade, A to E, and the source."""

    grade: str
    source: str


@dataclass(frozen=True, slots=True)
class Mitigated:
    """The share of the causes of a bias that is dealt with, 0 to 1, and what shows it."""

    share: Decimal
    source: str


@dataclass(frozen=True, slots=True)
class Ready:
    """The first day on which a lever can work, what shows it, and the contract or lease."""

    day: date
    source: str
    mechanism: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """All that the field says, or what the house assumes where it says nothing. groups: who shares,
    by function, for those of which it is stated. ready is by lever, function and council."""

    prices: Decimal
    pay_above_prices: Decimal
    seed: int = SEED
    evidence: Mapping[str, LeverEvidence] = field(default_factory=lambda: MappingProxyType({}))
    mitigated: Mapping[str, Mitigated] = field(default_factory=lambda: MappingProxyType({}))
    groups: Mapping[Label, Groups] = field(default_factory=lambda: MappingProxyType({}))
    ready: Mapping[tuple[str, str, str], Ready] = field(
        default_factory=lambda: MappingProxyType({})
    )


def read_terms(path: Path, plan: Plan) -> Terms:
    """The terms in the file of a plan. Raises UserMistake naming file, line and field."""
    settings = load_case_settings()
    entry = dict(document(path).items()).get("case")
    fields = {} if entry is None or entry.is_blank else entry.fields(_FIELDS)
    return Terms(
        prices=optional(fields.get("prices"), _small, settings.prices_a_year),
        pay_above_prices=optional(
            fields.get("pay_above_prices"), _small, settings.pay_above_prices_a_year
        ),
        seed=optional(fields.get("seed"), lambda each: each.whole(0, 2**31), SEED),
        evidence=optional(fields.get("evidence"), _evidence, MappingProxyType({})),
        mitigated=optional(fields.get("mitigated"), _mitigated, MappingProxyType({})),
        groups=optional(
            fields.get("groups"), lambda each: _groups(each, plan), MappingProxyType({})
        ),
        ready=optional(fields.get("ready"), lambda each: _ready(each, plan), MappingProxyType({})),
    )


def _evidence(entry: Entry) -> Mapping[str, LeverEvidence]:
    found = {}
    for lever, each in _known(entry, load_case_settings().levers, "lever"):
        fields = each.fields(("grade", "source"), needs=("grade", "source"))
        grade = fields["grade"].one_of(load_evidence_grades())
        found[lever] = LeverEvidence(grade, fields["source"].text())
    return MappingProxyType(found)


def _mitigated(entry: Entry) -> Mapping[str, Mitigated]:
    found = {}
    for line, each in _known(entry, load_cost_lines(), "cost line"):
        fields = each.fields(("share", "source"), needs=("share", "source"))
        share = fields["share"].number()
        if not 0 <= share <= 1:
            raise fields["share"].spot.mistake(f"{share} is not a share", "Write 0 to 1.")
        found[line] = Mitigated(share, fields["source"].text())
    return MappingProxyType(found)


def _groups(entry: Entry, plan: Plan) -> Mapping[Label, Groups]:
    """The groups stated for functions. Raises UserMistake where they break what is decided."""
    found: dict[Label, Groups] = {}
    for name, each in _known(entry, [str(known.label) for known in plan.functions], "function"):
        function = plan.function(Label(name))
        codes = [part.council for part in function.parts]
        groups: list[tuple[str, ...]] = []
        for group in each.each():
            members = tuple(member.one_of(codes) for member in group.each())
            if len(set(members)) < max(len(members), 2):
                raise group.spot.mistake("it is not two councils or more", "Name each once.")
            if twice := sorted(set(members) & {code for other in groups for code in other}):
                raise group.spot.mistake(f"{twice[0]} is in two groups", "Keep it in one.")
            groups.append(members)
        _check_decided(each, plan, function.label, groups)
        found[function.label] = tuple(groups)
    return MappingProxyType(found)


def _check_decided(entry: Entry, plan: Plan, label: Label, groups: Sequence[Sequence[str]]) -> None:
    """Raise UserMistake where groups part whom a choice or a running partnership keeps together,
    or join whom a choice keeps apart."""
    together = [(c.councils, c.spot) for c in plan.choices_for(label, Bond.TOGETHER)]
    together += [(each.members, each.spot) for each in plan.held(label)]
    for councils, spot in together:
        if not any(set(councils) <= set(group) for group in groups):
            raise entry.spot.mistake(
                f"{' and '.join(councils)} are together by line {spot.line}", "Put them in a group."
            )
    for choice in plan.choices_for(label, Bond.APART):
        if any(len(set(choice.councils) & set(group)) > 1 for group in groups):
            raise entry.spot.mistake(
                f"{' and '.join(choice.councils)} are apart by line {choice.spot.line}",
                "Take one out of the group.",
            )


def _ready(entry: Entry, plan: Plan) -> Mapping[tuple[str, str, str], Ready]:
    found: dict[tuple[str, str, str], Ready] = {}
    levers = load_case_settings().levers
    needs = ("lever", "function", "council", "day", "source")
    for each in entry.each():
        fields = each.fields((*needs, "mechanism"), needs=needs)
        lever = fields["lever"].one_of([key for key, lever in levers.items() if lever.dated])
        function = fields["function"].one_of([str(known.label) for known in plan.functions])
        place = (lever, function, fields["council"].one_of(plan.codes))
        if place in found:
            raise each.spot.mistake("its day is given before", "Keep the later of the two.")
        found[place] = Ready(
            fields["day"].day(),
            fields["source"].text(),
            optional(fields.get("mechanism"), Entry.text, ""),
        )
    return MappingProxyType(found)


def _known(entry: Entry, known: Iterable[str], what: str) -> list[tuple[str, Entry]]:
    """The items of a mapping, all of them known; else UserMistake."""
    words = list(known)
    for name, each in entry.items():
        if name not in words:
            raise each.spot.unknown(what, name, words)
    return list(entry.items())


def _small(entry: Entry) -> Decimal:
    number = entry.number()
    if not -Decimal("0.2") <= number <= Decimal("0.2"):
        raise entry.spot.mistake(f"{number} a year is not likely", "Write 2% as 0.02.")
    return number
