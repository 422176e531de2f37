"""Converts a plan to the parts of a business case: the bases that levers apply to, and the costs.

No value is filled in silently. A default of the reference tables is marked as an assumption; a
blank base saves nothing and is listed; a blank cost is refused by name, because a case without it
would look better than it is.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from tallystick.form.case.appraisal import managed_bias
from tallystick.form.case.levers import Base, save
from tallystick.form.case.lines import Line, LineKind
from tallystick.form.case.sharing import Sharing
from tallystick.form.case.terms import Terms
from tallystick.form.case.track_record import CountedRecord
from tallystick.form.partnerships.candidates import distance_cost
from tallystick.form.plan.plan_values import Blank, Cell, Figure, FunctionPlan, Part, Plan, needed
from tallystick.reference.appraisal import load_evidence_grades, load_optimism_bias
from tallystick.reference.case import CaseSettings, CostLine, Option, load_cost_lines
from tallystick.words.labels import Label
from tallystick.words.money import pounds
from tallystick.words.remarks import Remark, remark
from tallystick.words.share import Shares, apportion

ASSUMED = "Assumption of this project"
PENCE = 100
MONTHS = 12


def bases_of(
    plan: Plan, terms: Terms, settings: CaseSettings, own: CountedRecord | None
) -> tuple[Base, ...]:
    """Every base of the plan that has a figure, in its order. own: the user's own record, where it
    is to change what is counted of a saving."""
    return tuple(
        _counted_by(own, _base(function, part, lever, cell, terms, settings))
        for function, part in _parts(plan)
        for lever, cell in part.bases.items()
        if isinstance(cell, Figure)
    )


def blanks_of(plan: Plan) -> tuple[Remark, ...]:
    """Where a base is blank, so that nothing is saved there."""
    return tuple(
        remark("base_blank", field=cell.spot.field, line=cell.spot.line, lever=lever)
        for _function, part in _parts(plan)
        for lever, cell in part.bases.items()
        if isinstance(cell, Blank)
    )


def not_costed(plan: Plan) -> tuple[Remark, ...]:
    """The cost lines without a default for which no council of a function gives an amount."""
    quotes = [line for line in load_cost_lines().values() if line.per == "quote"]
    functions: dict[tuple[str, ...], list[Label]] = {}
    for function in plan.functions:
        given = {name for part in function.parts for name in part.one_off}
        if isinstance(function.model.integration, Figure):
            given.add("systems_integration")
        missing = tuple(line.name.lower() for line in quotes if line.key not in given)
        if missing:
            functions.setdefault(missing, []).append(function.label)
    return tuple(
        remark("not_costed", functions=tuple(labels), missing=missing)
        for missing, labels in functions.items()
    )


def cost_lines(
    plan: Plan,
    bases: Sequence[Base],
    option: Option,
    *,
    sharings: Sequence[Sharing],
    terms: Terms,
    settings: CaseSettings,
) -> tuple[Line, ...]:
    """What an option costs: the plan's own figures, else the defaults, else a gap. sharings: one
    for each function of the plan; who is in no group has no part in an option that needs partners.

    Raises UserMistake for a cost that is blank, or whose name is not that of a cost line."""
    lines: list[Line] = []
    for function, sharing in zip(plan.functions, sharings, strict=True):
        for part in function.parts:
            if takes_part(part.council, sharing, option):
                lines += _given(plan, function, part, option, settings)
                lines += _leavers(plan, function, part, bases, option, settings)
                lines += _double_running(plan, function, part, option, settings)
                lines += _integration(plan, function, part, option, settings)
                lines += _client_side(function, part, option)
        if option.needs_partners:
            for group in sharing.groups:
                lines += _coordination(function, group, option)
                lines += _distance(plan, function, group, option)
    return tuple(_with_bias(line, terms) for line in lines if any(line.stated))


def takes_part(council: str, sharing: Sharing, option: Option) -> bool:
    """True where an option does something for a council: always when it needs no partner."""
    return not option.needs_partners or bool(sharing.group_of(council))


def _parts(plan: Plan) -> Iterator[tuple[FunctionPlan, Part]]:
    return ((function, part) for function in plan.functions for part in function.parts)


def _base(
    function: FunctionPlan,
    part: Part,
    lever: str,
    figure: Figure,
    terms: Terms,
    settings: CaseSettings,
) -> Base:
    held = terms.evidence.get(lever)
    grade = max(
        held.grade if held else settings.rate_grade,
        "E" if figure.is_assumption else str(figure.grade),
    )
    ready = terms.ready.get((lever, str(function.label), part.council))
    because = [f"Base: {figure.because}."]
    if held:
        because.append(f"Saving: {held.source} (evidence {held.grade}).")
    if ready:
        because.append(f"From {ready.day}: {ready.source}.")
    return Base(
        council=part.council,
        function=str(function.label),
        lever=lever,
        pence=figure.pence_by_year,
        counted=load_evidence_grades()[grade],
        grade=grade,
        because=" ".join(because),
        ready=ready.day if ready else None,
        mechanism=ready.mechanism if ready else "",
    )


def _counted_by(own: CountedRecord | None, base: Base) -> Base:
    """The base, with its savings counted by the user's own closed claims if there are enough of
    them."""
    if own is None or not own.is_enough:
        return base
    because = f"{base.because} {own.because(base.grade)}"
    return replace(base, counted=own.counted[base.grade], because=because)


def _given(
    plan: Plan, function: FunctionPlan, part: Part, option: Option, settings: CaseSettings
) -> list[Line]:
    known = load_cost_lines()
    lines = []
    for name, cell in part.one_off.items():
        if name not in known:
            raise cell.spot.unknown("cost line", name, known)
        figure = needed(cell, "to cost the case")
        line, bears = known[name], Fraction(option.bears(name))
        if line.once:
            stated = _spread(int(figure.pence * bears), plan, settings)
        else:
            stated = tuple(int(pence * bears) for pence in figure.pence_by_year)
        lines.append(_line(line, function, part.council, stated, f"{figure.because}."))
    return lines


def _leavers(
    plan: Plan,
    function: FunctionPlan,
    part: Part,
    bases: Sequence[Base],
    option: Option,
    settings: CaseSettings,
) -> list[Line]:
    """Redundancy and pension strain of the posts that the first two levers take out, where the
    plan gives no amount: posts are the yearly saving over the mean pay of the function."""
    missing = [name for name in ("severance", "pension_strain") if name not in part.one_off]
    here = [b for b in bases if (b.council, b.function) == (part.council, str(function.label))]
    pay = sum(base.pence[0] for base in here if base.lever in ("L1", "L2"))
    if not missing or not pay or not any(option.reach.get(lever) for lever in ("L1", "L2")):
        return []
    heads = needed(part.headcount, "to reckon what redundancy costs").value
    central = {lever: rate.central for lever, rate in plan.rates.items()}
    saved = save(here, central, reach=option.reach, cap=central["cap"])
    saving = sum((s.pence[0] for s in saved if s.base.lever in ("L1", "L2")), Fraction(0))
    posts = saving / pay * Fraction(heads)
    lines = []
    for name in missing:
        line = load_cost_lines()[name]
        leavers = posts * (Fraction(settings.over_55) if name == "pension_strain" else 1)
        assert line.central is not None  # only quotes have no figures
        pence = -int(-leavers * Fraction(line.central) * PENCE // 1)
        because = (
            f"{ASSUMED}: {float(leavers):.1f} leavers (pay saved over mean pay) at "
            f"{pounds(int(line.central) * PENCE)} each. {line.evidence}"
        )
        stated = _spread(pence, plan, settings)
        lines.append(_line(line, function, part.council, stated, because))
    return lines


def _double_running(
    plan: Plan, function: FunctionPlan, part: Part, option: Option, settings: CaseSettings
) -> list[Line]:
    """Old and new systems run together for some months, where the plan gives no amount."""
    line, systems = load_cost_lines()["double_running"], part.bases.get("L4")
    if line.key in part.one_off or not isinstance(systems, Figure) or line.central is None:
        return []
    pence = Fraction(systems.pence) * Fraction(line.central) / MONTHS
    because = f"{ASSUMED}: {line.central} months of the systems of today. {line.evidence}"
    stated = _spread(_borne(pence, option, line), plan, settings)
    return [_line(line, function, part.council, stated, because)]


def _integration(
    plan: Plan, function: FunctionPlan, part: Part, option: Option, settings: CaseSettings
) -> list[Line]:
    """The model's cost of joining, where the plan gives the council no amount of its own."""
    line, cell = load_cost_lines()["systems_integration"], function.model.integration
    if line.key in part.one_off or isinstance(cell, Blank):
        return []
    stated = _spread(_borne(Fraction(cell.pence), option, line), plan, settings)
    return [_line(line, function, part.council, stated, f"{cell.because}.")]


def _client_side(function: FunctionPlan, part: Part, option: Option) -> list[Line]:
    """The client side that a council keeps, every year from year 1: the model's share of its cost,
    else the default."""
    line, cell = load_cost_lines()["client_side"], function.model.retained
    if line.key in part.one_off or not option.bears(line.key) or line.central is None:
        return []
    cost = needed(part.cost, "to reckon the client side that it keeps")
    share, because = (
        line.central,
        f"{ASSUMED}: {float(line.central):.0%} of {cost.because}. {line.evidence}",
    )
    if isinstance(cell, Figure):
        share, because = cell.value, f"{cell.because}. Of: {cost.because}."
    reach = Fraction(share) * Fraction(option.bears(line.key))
    stated = (0, *(int(pence * reach) for pence in cost.pence_by_year[1:]))
    return [_line(line, function, part.council, stated, because)]


def _coordination(function: FunctionPlan, group: Sequence[str], option: Option) -> list[Line]:
    """What working together costs every year for each partner after the first, in equal shares."""
    cell: Cell = function.model.coordination
    bears = Fraction(option.bears("coordination"))
    if isinstance(cell, Blank) or not bears:
        return []
    by_year = [int(pence * (len(group) - 1) * bears) for pence in cell.pence_by_year]
    because = f"{cell.because}. For each partner after the first, in equal shares."
    return _alike(function, group, "coordination", "Working together", by_year, because)


def _distance(
    plan: Plan, function: FunctionPlan, group: Sequence[str], option: Option
) -> list[Line]:
    """The yearly cost of distance between the partners, in equal shares."""
    cell: Cell = function.model.distance
    bears = Fraction(option.bears("coordination"))
    if isinstance(cell, Blank) or not bears:
        return []
    by_year = [
        int(distance_cost(plan, function, group, pence) * bears) for pence in cell.pence_by_year
    ]
    because = f"{cell.because}. By the two councils furthest apart, in equal shares."
    return _alike(function, group, "distance", "Working at a distance", by_year, because)


def _alike(
    function: FunctionPlan,
    group: Sequence[str],
    item: str,
    name: str,
    by_year: Sequence[int],
    because: str,
) -> list[Line]:
    """A yearly cost of a group as a line for each of its councils, in equal shares."""
    shares = Shares.equal(list(group))
    split = [shares.of(pence) for pence in by_year]
    return [
        Line(
            council=council,
            function=str(function.label),
            item=item,
            name=name,
            kind=LineKind.YEARLY,
            stated=tuple(year[council] for year in split),
            correction=Decimal(1),
            because=because,
        )
        for council in shares
    ]


def _line(
    line: CostLine, function: FunctionPlan, council: str, stated: tuple[int, ...], because: str
) -> Line:
    return Line(
        council=council,
        function=str(function.label),
        item=line.key,
        name=line.name,
        kind=LineKind.ONCE if line.once else LineKind.YEARLY,
        stated=stated,
        correction=Decimal(1),
        because=because,
        transfer=line.transfer,
        pay=line.per in ("leaver", "service_year"),
    )


def _with_bias(line: Line, terms: Terms) -> Line:
    """The line with the optimism bias that its kind of cost starts from, less what is mitigated."""
    reference = load_cost_lines().get(line.item)
    if reference is None or reference.bias is None:
        return line
    uplift, done = load_optimism_bias()[reference.bias], terms.mitigated.get(line.item)
    bias = managed_bias(uplift, mitigated=done.share if done else Decimal(0))
    why = f" Optimism bias +{float(bias):.0%} ({reference.bias[0].replace('_', ' ')})"
    why += f", brought down by: {done.source}." if done else ", nothing mitigated."
    return replace(line, correction=1 + bias, because=line.because + why)


def _borne(pence: Fraction, option: Option, line: CostLine) -> int:
    return -int(-pence * Fraction(option.bears(line.key)) // 1)


def _spread(pence: int, plan: Plan, settings: CaseSettings) -> tuple[int, ...]:
    """A one-off cost over the first years, adding up to it; all of it in a case of one year."""
    weights = settings.once_over[: plan.years]
    return (*apportion(pence, weights), *(0,) * (plan.years - len(weights)))
