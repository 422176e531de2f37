"""A plan from its YAML file, checked: whatever does not hold is said with file, line and field.

    plan: Back office of the fens
    start: 2027-04-01
    years: 10
    councils:
      X-WENDLE: {}
      X-PELL: {ends: 2028-04-01, becomes: [X-NEW]}
    model:
      fixed: {value: 300000, assumption: a manager and a system, owner: J. Finch}
    functions:
      hr:
        councils:
          X-WENDLE:
            cost: {value: 1250000, source: "Budget 2026/27, page 14", grade: B}
            volume: null   # blank

docs/plan.md lists every field.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType

from tallystick.form.plan.commitments import read_choices, read_partnerships
from tallystick.form.plan.plan_values import FunctionPlan, Member, Model, Part, Plan
from tallystick.form.plan.sourced_values import Years, read_cell, read_cells, read_rates
from tallystick.reference.councils import Councils
from tallystick.reference.savings import load_savings_rates
from tallystick.words.council import Council
from tallystick.words.labels import Label
from tallystick.words.nodes import Entry, document, optional

FUNCTIONS = tuple(label for label in Label if label.is_back_office)
"""What a plan can be about."""

YEARS = 10  # of a case, where the plan does not say
LARGEST = 4  # councils in a group, where the plan does not say

_TOP = (
    "plan", "start", "years", "largest", "councils", "model", "functions", "partnerships",
    "choices", "rates",
    "case", "agreement",  # which case/terms.py and agreement/file.py read
)  # fmt: skip
_MODEL = ("fixed", "unit", "beta", "coordination", "distance", "retained", "integration")
_PART = ("cost", "volume", "headcount", "drivers", "bases", "one_off")


def read_plan(path: Path, *, councils: Councils) -> Plan:
    """The plan in a file. councils: those that there are.

    Raises UserMistake naming the file, the line and the field of the first thing that is wrong.
    """
    top = document(path)
    fields = top.fields(_TOP, needs=("plan", "start", "councils", "functions"))
    start = fields["start"].day()
    years = Years(start, optional(fields.get("years"), lambda entry: entry.whole(1, 60), YEARS))
    members = _members(fields["councils"], start, councils)
    codes = {member.code for member in members}
    functions = _functions(fields["functions"], fields.get("model"), years, codes)
    labels = tuple(function.label for function in functions)
    return Plan(
        path=str(path),
        title=fields["plan"].text(),
        start=start,
        years=years.count,
        largest=optional(fields.get("largest"), lambda entry: entry.whole(1, 7), LARGEST),
        councils=members,
        functions=functions,
        partnerships=read_partnerships(fields.get("partnerships"), codes, labels),
        choices=read_choices(fields.get("choices"), codes, labels),
        rates=MappingProxyType({**load_savings_rates(), **read_rates(fields.get("rates"), start)}),
    )


def _members(entry: Entry, start: date, councils: Councils) -> tuple[Member, ...]:
    """The councils with their neighbours among each other: those of the reference table, and
    those that the plan names in their stead; a border named by one side holds for both."""
    drawn = [_member(code, each, start, councils) for code, each in entry.items()]
    codes = [member.code for member in drawn]
    if not drawn:
        raise entry.spot.mistake("no council is named", "Name at least one by its code.")
    for member in drawn:
        if member.code in member.neighbours:
            raise member.spot.mistake("it is its own neighbour", "Name others.")
        if member.code in member.becomes:
            raise member.spot.mistake("it becomes itself", "Name who then answers for it.")
    pairs = {(one.code, other) for one in drawn for other in one.neighbours if other in codes}
    pairs |= {(other, one) for one, other in pairs}
    return tuple(
        Member(
            council=member.council,
            neighbours=tuple(other for other in codes if (member.code, other) in pairs),
            ends=member.ends,
            becomes=member.becomes,
            spot=member.spot,
        )
        for member in drawn
    )


def _member(code: str, entry: Entry, start: date, councils: Councils) -> Member:
    council = councils.by_code(code)
    if council is None:
        raise entry.spot.mistake(
            f"there is no council {code}", "Give a code of the reference table, as E07000008."
        )
    if council.code != code:
        raise entry.spot.mistake(
            f"{council.name} has another code now", f"Write {council.code} all through."
        )
    fields = {} if entry.is_blank else entry.fields(("neighbours", "ends", "becomes"))
    ends = optional(fields.get("ends"), Entry.day, council.end)
    becomes = optional(fields.get("becomes"), _texts, council.replaced_by)
    if council.end is not None and ends is not None:
        ends = min(ends, council.end)  # the legal end of a council overrides the plan
    _check_there(entry, council, ends, start, councils)
    return Member(
        council=council,
        neighbours=optional(
            fields.get("neighbours"),
            lambda named: tuple(_known(each, councils) for each in named.each()),
            council.neighbours,
        ),
        ends=ends,
        becomes=becomes,
        spot=entry.spot,
    )


def _check_there(
    entry: Entry, council: Council, ends: date | None, start: date, councils: Councils
) -> None:
    """Raise UserMistake for a council that is gone, or not yet there, when the plan starts."""
    if ends is not None and ends <= start:
        heirs = councils.successors(council.code, start) if council.end == ends else ()
        names = ", ".join(f"{heir.code} ({heir.short_name})" for heir in heirs)
        raise entry.spot.mistake(
            f"{council.name} is abolished on {ends}, and the plan starts on {start}",
            f"Name who answers for it: {names}." if names else "Leave it out.",
        )
    if council.start is not None and council.start > start:
        raise entry.spot.mistake(
            f"{council.name} begins on {council.start}, and the plan starts on {start}",
            "Start later, or name the councils before it.",
        )


def _texts(entry: Entry) -> tuple[str, ...]:
    return tuple(each.text() for each in entry.each())


def _known(entry: Entry, councils: Councils) -> str:
    council = councils.by_code(entry.text())
    if council is None:
        raise entry.spot.mistake(f"there is no council {entry.text()}", "Correct the code.")
    return council.code


def _functions(
    entry: Entry, model: Entry | None, years: Years, codes: set[str]
) -> tuple[FunctionPlan, ...]:
    shared = {} if model is None or model.is_blank else model.fields(_MODEL)
    _model(entry, shared, years)  # read also when unused, so that its errors are reported
    functions = []
    for name, each in entry.items():
        if name not in {str(label) for label in FUNCTIONS}:
            raise each.spot.mistake(
                "there is no such back-office function", f"Choose from {', '.join(FUNCTIONS)}."
            )
        functions.append(_function(Label(name), each, shared, years, codes))
    if not functions:
        raise entry.spot.mistake("no function is named", "Name at least one, such as hr.")
    return tuple(functions)


def _function(
    label: Label, entry: Entry, shared: Mapping[str, Entry], years: Years, codes: set[str]
) -> FunctionPlan:
    fields = entry.fields(("unit_of_work", "basis", "model", "councils"), needs=("councils",))
    nothing: dict[str, Entry] = {}
    own = optional(fields.get("model"), lambda model: model.fields(_MODEL), nothing)
    parts = tuple(_part(code, each, years, codes) for code, each in fields["councils"].items())
    basis = optional(fields.get("basis"), Entry.text, "")
    drivers = {name for part in parts for name in part.drivers}
    known = sorted({"headcount", "volume", "cost", "equal", *drivers})
    if basis and basis not in known:
        raise fields["basis"].spot.mistake(
            f"no council has a driver {basis!r}", f"Choose from {', '.join(known)}."
        )
    return FunctionPlan(
        label=label,
        unit_of_work=optional(fields.get("unit_of_work"), Entry.text, "units of work"),
        basis=basis,
        model=_model(entry, {**shared, **own}, years),
        parts=parts,
        spot=entry.spot,
    )


def _model(above: Entry, fields: Mapping[str, Entry], years: Years) -> Model:
    cells = {name: read_cell(fields.get(name), above, name, years) for name in _MODEL}
    for name, (low, high) in {"beta": ("0.5", "1.2"), "retained": ("0", "1")}.items():
        cell = cells[name]
        for amount in getattr(cell, "amounts", ()):
            if not Decimal(low) <= amount <= Decimal(high):
                raise cell.spot.mistake(f"{amount} will not do", f"Give {low} to {high}.")
    return Model(**cells)


def _part(code: str, entry: Entry, years: Years, codes: set[str]) -> Part:
    if code not in codes:
        raise entry.spot.mistake(
            f"{code} is not a council of this plan", "Name it under councils first."
        )
    fields = {} if entry.is_blank else entry.fields(_PART)
    cost, volume, headcount = (
        read_cell(fields.get(name), entry, name, years) for name in ("cost", "volume", "headcount")
    )
    bases = read_cells(fields.get("bases"), years)
    for lever, cell in bases.items():
        if lever not in load_savings_rates() or lever == "cap":
            known = ", ".join(each for each in load_savings_rates() if each != "cap")
            raise cell.spot.mistake(f"there is no lever {lever}", f"Choose from {known}.")
    return Part(
        council=code,
        cost=cost,
        volume=volume,
        headcount=headcount,
        drivers=read_cells(fields.get("drivers"), years),
        bases=bases,
        one_off=read_cells(fields.get("one_off"), years),
        spot=entry.spot,
    )
