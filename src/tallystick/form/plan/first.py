"""Makes a first plan from the store and the reference tables; everything else is left blank."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from tallystick.engine.questions.spending import months_by_council, spend_cube
from tallystick.engine.questions.tables import OPEN_KINDS
from tallystick.engine.snapshot import Snapshot
from tallystick.form.plan.returns import NOTHING, Returns
from tallystick.words.council import Council
from tallystick.words.labels import HEART, Label
from tallystick.words.mistakes import UserMistake
from tallystick.words.period import FinancialYear

LEAST_MONTHS = 3
"""Months below which a year's spending is not told from the payments: it stays blank."""


@dataclass(frozen=True, slots=True)
class Bought:
    """What a council paid suppliers for a function: pence a year, from the payments of so many
    months of which the first and last are given, and how many suppliers it shares with others."""

    pence_a_year: int
    months: int
    first: date
    last: date
    shared_suppliers: int


Spending = Mapping[tuple[str, Label], Bought]
"""By council and function; nothing for what was not seen."""


def spending_of(store: Snapshot, councils: Sequence[str]) -> Spending:
    """What these councils paid suppliers for each back-office function, as the store tells it.

    Pounds over the months that a council covers are taken to twelve, towards zero. Councils with
    fewer than LEAST_MONTHS months are left out.
    """
    months: dict[str, list[date]] = defaultdict(list)
    for covered in months_by_council(store):
        months[covered.council].append(covered.month)
    pence: dict[tuple[str, Label], int] = defaultdict(int)
    firms: dict[tuple[str, Label], set[str]] = defaultdict(set)
    for row in spend_cube(store, (None, None)):
        label = Label(row.label)
        if row.council in councils and label.is_back_office:
            pence[row.council, label] += row.pence
            if row.kind in OPEN_KINDS:
                firms[row.council, label].add(row.firm)
    return {
        (code, label): Bought(
            int(Fraction(paid * 12, len(months[code]))),
            len(months[code]),
            min(months[code]),
            max(months[code]),
            _shared(firms, code, label),
        )
        for (code, label), paid in sorted(pence.items())
        if len(months[code]) >= LEAST_MONTHS and paid > 0
    }


def _shared(firms: Mapping[tuple[str, Label], set[str]], code: str, label: Label) -> int:
    others = [theirs for (other, its), theirs in firms.items() if its is label and other != code]
    return len(firms.get((code, label), set()).intersection(*[set().union(*others)]))


def first_plan(
    councils: Sequence[Council],
    spending: Spending,
    *,
    start: date,
    functions: Sequence[Label] = (),
    returns: Returns = NOTHING,
) -> str:
    """The plan as YAML with comments that say what to fill in and where it may be found.

    start: the first day of sharing. functions: what the plan is about; without them the heart of
    the back office, what any of the councils was seen to buy, and what was returned. returns: what
    councils have given already. Raises UserMistake for fewer than two councils, or one that is no
    longer there by then.
    """
    if len(councils) < 2:
        raise UserMistake("A plan is for two councils or more.", "Name them with --councils A,B.")
    for council in councils:
        _check_there(council, start)
    seen = {label for _code, label in spending} | {*HEART} | {*_returned(returns)}
    labels = [label for label in Label if label in (functions or seen)]
    lines = [*_head(start), *_councils(councils, returns), *_model(returns), "functions:"]
    for label in labels:
        lines += _function(label, councils, spending, returns)
    missing = [] if returns.sections else [*_DECIDED]
    return "\n".join([*lines, *missing, *returns.sections.values(), ""])


def usual_start(on: date) -> date:
    """The first 1 April that is half a year off."""
    year = FinancialYear.of(on).first_year + 1
    start = FinancialYear(year).start
    return start if (start - on).days >= 183 else FinancialYear(year + 1).start


def _check_there(council: Council, start: date) -> None:
    if council.end is not None and council.end <= start:
        heirs = ", ".join(council.replaced_by)
        raise UserMistake(
            f"{council.name} ({council.code}) is abolished on {council.end}, and the plan "
            f"would start on {start}.",
            f"Name who answers for it: {heirs}." if heirs else "Leave it out.",
        )


def _returned(returns: Returns) -> list[Label]:
    names = {path[1] for path in returns.figures if path[0] == "functions"}
    return [label for label in Label if str(label) in names]


def _head(start: date) -> list[str]:
    return [
        "# A first plan. What is null is blank: nobody has said it, and nothing is made up for it.",
        "# Fill a blank in one of two ways:",
        '#   cost: {value: 1250000, source: "Budget 2026/27, page 14", grade: B}',
        '#   cost: {value: 1250000, assumption: "as the neighbours", owner: J. Finch}',
        "# Grades: A audited, B ledger or budget, C published payments or returns, D an officer's",
        "# estimate, E a benchmark or a guess. Money is pounds. When it is filled in:",
        "# tallystick form solve PLAN.yml",
        "plan: Sharing the back office",
        f"start: {start}  # the first day of sharing",
        "years: 10  # that the case looks at",
        "largest: 4  # councils in the largest group that is looked at",
    ]


def _councils(councils: Sequence[Council], returns: Returns) -> list[str]:
    """The councils with what is known of them; those who border each other are named."""
    codes = {council.code for council in councils}
    lines = ["councils:"]
    for council in councils:
        people = f"{council.population:,} people in {council.population_year}"
        known = people if council.population else "population not known"
        lines.append(f"  {council.code}:  # {council.name}; {known}")
        borders = ", ".join(each for each in council.neighbours if each in codes)
        lines.append(f"    neighbours: [{borders}]")
        told = returns.below("councils", council.code)
        if told:
            lines += [f"    {name}: {text}" for name, text in told.items()]
        elif council.end is None:
            lines.append("    # ends: 2028-04-01  # where it is to be merged or split, and")
            lines.append("    # becomes: [CODE]   # who then answers for it")
        else:
            lines.append(f"    ends: {council.end}")
            lines.append(f"    becomes: [{', '.join(council.replaced_by)}]")
    return lines


_MODEL = {
    "fixed": "pounds a year whatever the size: a manager, a system",
    "unit": "pounds for a unit of work, at the mean volume of these councils",
    "beta": "1: size saves nothing but the fixed cost; 0.85 to 1 is usual",
    "coordination": "pounds a year for each partner after the first",
    "distance": "pounds a year for each kilometre between the two furthest apart",
    "retained": "share of its cost kept as a council's client side: 0.03 to 0.05",
    "integration": "pounds once for each member",
}


def _model(returns: Returns) -> list[str]:
    return [
        "model:  # assumptions about the cost of running a function; a function may have its own",
        *(f"  {_filled(name, returns.at('model', name), about)}" for name, about in _MODEL.items()),
    ]


def _function(
    label: Label, councils: Sequence[Council], spending: Spending, returns: Returns
) -> list[str]:
    here = ("functions", str(label))
    unit = returns.at(*here, "unit_of_work") or _UNITS.get(label, "units of work")
    own = returns.below(*here, "model")
    lines = [
        f"  {label}:",
        f"    unit_of_work: {unit}",
        f"    basis: {returns.at(*here, 'basis') or 'headcount'}  # what the bill is split by",
        *(["    model:", *_written(own, 6)] if own else []),
        "    councils:  # take out who does not run it",
    ]
    for council in councils:
        part = (*here, "councils", council.code)
        lines += [
            f"      {council.code}:  # {council.short_name}",
            *(
                f"        {_filled(name, returns.at(*part, name), about)}"
                for name, about in _PART.items()
            ),
            *_drivers(council, returns.below(*part, "drivers")),
            *_bases(spending.get((council.code, label)), returns.below(*part, "bases")),
        ]
        if once := returns.below(*part, "one_off"):
            lines += ["        one_off:", *_written(once, 10)]
    return lines


_PART = {
    "cost": "pounds a year, all of it: staff, systems, contracts",
    "volume": "units of work a year",
    "headcount": "persons",
}


def _filled(name: str, text: str | None, about: str) -> str:
    """A figure as it was returned, or a blank with what belongs there."""
    return f"{name}: null  # {about}" if text is None else f"{name}: {text}"


def _written(figures: Mapping[str, str], indent: int) -> list[str]:
    return [f"{' ' * indent}{name}: {text}" for name, text in figures.items()]


def _drivers(council: Council, given: Mapping[str, str]) -> list[str]:
    drivers = dict(given)
    if council.population is not None:
        source = f"mid-{council.population_year} population of the reference table"
        figure = f'{{value: {council.population}, source: "{source}", grade: C}}'
        drivers.setdefault("population", figure)
    return ["        drivers:", *_written(drivers, 10)] if drivers else []


def _bases(bought: Bought | None, given: Mapping[str, str]) -> list[str]:
    """What levers work on: what was returned, and for buying together what was paid to suppliers,
    of which contracts say how much can be let again."""
    lines = _written(given, 10)
    if bought is None:
        nothing = "        bases: {}  # no payments known to be for it"
        return ["        bases:", *lines] if lines else [nothing]
    pounds = f"{bought.pence_a_year // 100}.{bought.pence_a_year % 100:02d}"
    period = f"{bought.first:%Y-%m} to {bought.last:%Y-%m}"
    source = f"published payments, {bought.months} months from {period}, taken to a year"
    if "L5" not in given:
        lines += [
            "          # Payments do not say when contracts end: take out what cannot be let.",
            f'          L5: {{value: {pounds}, source: "{source}", grade: C}}',
        ]
    return [
        f"        bases:  # suppliers that others of these pay too: {bought.shared_suppliers}",
        *lines,
    ]


_UNITS = {
    Label.HR: "employees served",
    Label.FINANCE: "invoices and payments",
    Label.IT: "users",
    Label.PROCUREMENT: "contracts let",
}

_DECIDED = (
    "# What is shared already, with the day on which it ends:",
    "# partnerships:",
    "#   - {name: Payroll, functions: [hr], members: [A, B], lead: A, shares: {A: 60, B: 40},",
    "#      ends: 2028-03-31, notice_months: 12}",
    "# What is decided before any sum is done; without functions it holds for all:",
    "# choices:",
    "#   - {apart: [A, B], functions: [hr], why: ..., owner: ...}",
    "#   - {together: [B, C], why: ..., owner: ...}",
)
