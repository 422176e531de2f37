"""What a plan's field `agreement` says.

agreement:
  name: Fenland Shared Services
  form: lead
  review: 2028-10-01
  notice_months: 12
  cap: {value: 400000, source: "Agreement, clause 14.6", grade: A}
  clauses: {termination: clause 14, financial: schedule 3}
  services:
    - function: hr
      basis: headcount
      figures: {X-WENDLE: 512, X-PELL: 110}
      cost: {value: 600000, source: Outturn 2026/27, grade: A}
      fixed: {value: 0.4, assumption: heads and systems, owner: J. Finch}
      vat: outside_scope
  leaving:
    X-PELL:
      redundancy: {value: 45000, source: HR estimate, grade: D}
      reserves: {value: 12000, source: Statement of accounts, grade: A}
  successors:
    - {function: hr, figures: {North: 300, South: 322},
       fixed_each: {value: 150000, assumption: a manager and a system, owner: J. Finch}}
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType

from tallystick.form.agreement.planned_agreement import (
    Charge,
    Leaving,
    PlannedAgreement,
    Successors,
)
from tallystick.form.plan.plan_values import Figure, Plan, needed
from tallystick.form.plan.sourced_values import Years, read_cell
from tallystick.reference.case import load_case_settings, load_clauses
from tallystick.sharing.agreement import Agreement, ExitTerms, Service, Vat, Version
from tallystick.sharing.basis import Basis
from tallystick.words.mistakes import UserMistake
from tallystick.words.nodes import Entry, document, optional

_FIELDS = (
    "name", "form", "review", "ends", "notice_months", "cap", "clauses", "services", "leaving",
    "successors",
)  # fmt: skip
_SERVICE = ("function", "basis", "figures", "cost", "fixed", "vat")
_PLANNED = "as planned"
CHARGES = {
    "redundancy": "Redundancy and pension strain",
    "contracts": "Contracts broken or moved over",
    "data": "Data taken out and handed over",
    "assets": "Assets bought out",
}
"""What a leaver pays for beside the fixed cost that it leaves behind."""


def read_agreement(path: Path, plan: Plan) -> PlannedAgreement:
    """The agreement in the file of a plan.

    Raises UserMistake naming file, line and field; also where the plan has no agreement."""
    entry = dict(document(path).items()).get("agreement")
    if entry is None or entry.is_blank:
        raise UserMistake(
            f"{path} holds no agreement.", "Add the field agreement, as docs/plan.md shows."
        )
    fields = entry.fields(_FIELDS, needs=("name", "services"))
    years = Years(plan.start, plan.years)
    services = tuple(_service(each, plan, years) for each in fields["services"].each())
    if not services:
        raise fields["services"].spot.mistake("no service is named", "Name at least one.")
    _check_once(fields["services"], services)
    members = {code for service in services for code in service.figures}
    return PlannedAgreement(
        agreement=_agreement(fields, services, entry, years),
        leaving=optional(
            fields.get("leaving"), lambda each: _leaving(each, members, years), MappingProxyType({})
        ),
        successors=optional(
            fields.get("successors"), lambda each: _successors(each, services, years), ()
        ),
    )


def _agreement(
    fields: Mapping[str, Entry], services: tuple[Service, ...], above: Entry, years: Years
) -> Agreement:
    """What is agreed. A plan holds one version and does not say since when: it holds on any day."""
    name = fields["name"].text()
    form = optional(fields.get("form"), _form, "")
    review = optional(fields.get("review"), _day, None)
    ends = optional(fields.get("ends"), _day, None)
    exit = ExitTerms(
        notice_months=optional(fields.get("notice_months"), _months, None),
        cap=optional(
            fields.get("cap"), lambda each: _figure(each, above, "cap", years).pence, None
        ),
    )
    version = Version(
        number=_PLANNED,
        first=date.min,
        services=services,
        exit=exit,
        clauses=optional(fields.get("clauses"), _clauses, MappingProxyType({})),
        review=review,
    )
    return Agreement(name=name, form=form, versions=(version,), ends=ends)


def _service(entry: Entry, plan: Plan, years: Years) -> Service:
    fields = entry.fields(_SERVICE, needs=("function", "basis", "figures", "cost", "fixed"))
    cost = _figure(fields["cost"], entry, "cost", years)
    fixed = _figure(fields["fixed"], entry, "fixed", years)
    if fixed.value > 1:
        raise fixed.spot.mistake(f"{fixed.value} is not a share", "Write 40% as 0.4.")
    figures = {}
    for code, each in fields["figures"].items():
        if code not in plan.codes:
            raise each.spot.mistake(
                f"{code} is not a council of this plan", "Name it under councils first."
            )
        figures[code] = _not_below_zero(each)
    service = Service(
        function=fields["function"].one_of([str(known.label) for known in plan.functions]),
        basis=Basis(fields["basis"].one_of(tuple(Basis))),
        figures=MappingProxyType(figures),
        cost=cost.pence,
        fixed=fixed.value,
        vat=optional(fields.get("vat"), lambda each: Vat(each.one_of(tuple(Vat))), None),
        because=f"Cost: {cost.because}. Fixed part: {fixed.because}.",
    )
    if len(figures) < 2:
        raise fields["figures"].spot.mistake("fewer than two councils", "Name two or more.")
    try:
        service.shares()
    except UserMistake as mistake:
        wrong = mistake.sentence.partition(": ")[2].rstrip(".")
        raise fields["figures"].spot.mistake(wrong, mistake.next_step) from mistake
    return service


def _check_once(entry: Entry, services: tuple[Service, ...]) -> None:
    names = [service.function for service in services]
    for name in names:
        if names.count(name) > 1:
            raise entry.spot.mistake(f"{name} has two schedules", "Put them into one.")


def _clauses(entry: Entry) -> Mapping[str, str]:
    known = load_clauses()
    found = {}
    for key, each in entry.items():
        if key not in known:
            raise each.spot.unknown("clause", key, known)
        if not each.is_blank:
            found[key] = each.text()
    return MappingProxyType(found)


def _leaving(entry: Entry, members: set[str], years: Years) -> Mapping[str, Leaving]:
    found = {}
    for code, each in entry.items():
        if code not in members:
            raise each.spot.mistake(f"{code} is not in the agreement", "Name a member.")
        fields = each.fields((*CHARGES, "reserves"))
        charges = {name: _charge(name, field, entry, years) for name, field in fields.items()}
        found[code] = Leaving(
            charges=tuple(charges[name] for name in CHARGES if name in charges),
            reserves=charges.get("reserves"),
        )
    return MappingProxyType(found)


def _charge(name: str, entry: Entry, above: Entry, years: Years) -> Charge:
    figure = _figure(entry, above, name, years)
    title = CHARGES.get(name, "Share of the reserves")
    return Charge(name=title, pence=figure.pence, because=f"{figure.because}.")


def _successors(
    entry: Entry, services: tuple[Service, ...], years: Years
) -> tuple[Successors, ...]:
    found = []
    for each in entry.each():
        names = ("function", "figures", "fixed_each")
        fields = each.fields(names, needs=names)
        fixed = _figure(fields["fixed_each"], each, "fixed_each", years)
        figures = {name: _not_below_zero(part) for name, part in fields["figures"].items()}
        if not any(figures.values()):
            raise fields["figures"].spot.mistake("there is nothing to divide by", "Give drivers.")
        found.append(
            Successors(
                function=fields["function"].one_of([service.function for service in services]),
                figures=MappingProxyType(figures),
                fixed_each=fixed.pence,
                because=f"{fixed.because}.",
            )
        )
    return tuple(found)


def _figure(entry: Entry, above: Entry, name: str, years: Years) -> Figure:
    return needed(read_cell(entry, above, name, years), "for the agreement")


def _not_below_zero(entry: Entry) -> Decimal:
    number = entry.number()
    if number < 0:
        raise entry.spot.mistake(f"{number} is below zero", "Correct the figure.")
    return number


def _form(entry: Entry) -> str:
    options = load_case_settings().options.values()
    return entry.one_of([option.key for option in options if option.needs_partners])


def _day(entry: Entry) -> date | None:
    return entry.day()


def _months(entry: Entry) -> int | None:
    return entry.whole(0, 120)
