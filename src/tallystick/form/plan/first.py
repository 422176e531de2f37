"""A first plan, from what the store and the reference tables know, with the rest left blank."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from tallystick.engine.facts import months_by_council, prepare_lines, spend_cube
from tallystick.engine.store import Store
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


def spending_of(store: Store, councils: Sequence[str]) -> Spending:
    """What these councils paid suppliers for each back-office function, as the store tells it.

    Pounds over the months that a council covers are taken to twelve, towards zero. Councils with
    fewer than LEAST_MONTHS months are left out.
    """
    prepare_lines(store)
    months: dict[str, list[date]] = defaultdict(list)
    for row in months_by_council(store):
        if row["month"] is not None:
            months[row["council"]].append(row["month"])
    pence: dict[tuple[str, Label], int] = defaultdict(int)
    firms: dict[tuple[str, Label], set[str]] = defaultdict(set)
    for row in spend_cube(store, (None, None)):
        label = Label(row["label"])
        if row["council"] in councils and label.is_back_office:
            pence[row["council"], label] += row["pence"]
            if row["kind"] in ("organisation", "public_body"):
                firms[row["council"], label].add(row["firm"])
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


def first_plan(councils: Sequence[Council], spending: Spending, *, on: date) -> str:
    """The plan as YAML with comments that say what to fill in and where it may be found.

    Starts on the first 1 April that is half a year off. Functions are the heart of the back office
    and whatever else any of the councils was seen to buy. Raises UserMistake for fewer than two
    councils, or one that is no longer there by then.
    """
    if len(councils) < 2:
        raise UserMistake("A plan is for two councils or more.", "Name them with --councils A,B.")
    start = _start(on)
    for council in councils:
        if council.end is not None and council.end <= start:
            heirs = ", ".join(council.replaced_by)
            raise UserMistake(
                f"{council.name} ({council.code}) is abolished on {council.end}, and the plan "
                f"would start on {start}.",
                f"Name who answers for it: {heirs}." if heirs else "Leave it out.",
            )
    seen = {label for _code, label in spending}
    labels = [label for label in Label if label in seen or label in HEART]
    lines = [*_head(start), *_councils(councils), *_MODEL, "functions:"]
    for label in labels:
        lines += _function(label, councils, spending)
    return "\n".join([*lines, *_DECIDED, ""])


def _start(on: date) -> date:
    year = FinancialYear.of(on).first_year + 1
    start = FinancialYear(year).start
    return start if (start - on).days >= 183 else FinancialYear(year + 1).start


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


def _councils(councils: Sequence[Council]) -> list[str]:
    """The councils with what is known of them; those who border each other are named."""
    codes = {council.code for council in councils}
    lines = ["councils:"]
    for council in councils:
        people = f"{council.population:,} people in {council.population_year}"
        known = people if council.population else "population not known"
        lines.append(f"  {council.code}:  # {council.name}; {known}")
        borders = ", ".join(each for each in council.neighbours if each in codes)
        lines.append(f"    neighbours: [{borders}]")
        if council.end is None:
            lines.append("    # ends: 2028-04-01  # where it is to be merged or split, and")
            lines.append("    # becomes: [CODE]   # who then answers for it")
        else:
            lines.append(f"    ends: {council.end}")
            lines.append(f"    becomes: [{', '.join(council.replaced_by)}]")
    return lines


_MODEL = (
    "model:  # assumptions about the cost of running a function; a function may have its own model",
    "  fixed: null         # pounds a year whatever the size: a manager, a system",
    "  unit: null          # pounds for a unit of work, at the mean volume of these councils",
    "  beta: null          # 1: size saves nothing but the fixed cost; 0.85 to 1 is usual",
    "  coordination: null  # pounds a year for each partner after the first",
    "  distance: null      # pounds a year for each kilometre between the two furthest apart",
    "  retained: null      # share of its cost kept as a council's client side: 0.03 to 0.05",
    "  integration: null   # pounds once for each member",
)


def _function(label: Label, councils: Sequence[Council], spending: Spending) -> list[str]:
    lines = [
        f"  {label}:",
        f"    unit_of_work: {_UNITS.get(label, 'units of work')}",
        "    basis: headcount  # the driver by which the bill is split",
        "    councils:  # take out who does not run it",
    ]
    for council in councils:
        lines += [
            f"      {council.code}:  # {council.short_name}",
            "        cost: null       # pounds a year, all of it: staff, systems, contracts",
            "        volume: null     # units of work a year",
            "        headcount: null  # persons",
            *_drivers(council),
            *_bases(spending.get((council.code, label))),
        ]
    return lines


def _drivers(council: Council) -> Iterable[str]:
    if council.population is None:
        return []
    source = f"mid-{council.population_year} population of the reference table"
    return [
        "        drivers:",
        f'          population: {{value: {council.population}, source: "{source}", grade: C}}',
    ]


def _bases(bought: Bought | None) -> Iterable[str]:
    """The base of buying together: what was paid to suppliers, of which contracts say how much
    can be let again."""
    if bought is None:
        return ["        bases: {}  # no payments known to be for it"]
    pounds = f"{bought.pence_a_year // 100}.{bought.pence_a_year % 100:02d}"
    period = f"{bought.first:%Y-%m} to {bought.last:%Y-%m}"
    source = f"published payments, {bought.months} months from {period}, taken to a year"
    return [
        f"        bases:  # suppliers that others of these pay too: {bought.shared_suppliers}",
        "          # Payments do not say when contracts end: take out what cannot be let again.",
        f'          L5: {{value: {pounds}, source: "{source}", grade: C}}',
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
