"""A business case as the five-case paper that a cabinet gets. Nothing is worked out here."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from tallystick.form.case.lines import Kind
from tallystick.form.case.options import Effect, OptionCase
from tallystick.form.case.paper import Paper, answer, cautions, worth
from tallystick.form.plan.values import Blank, Plan
from tallystick.reference.case import load_cost_lines
from tallystick.report import phrases
from tallystick.report.beside import write_page
from tallystick.report.drawing import draw
from tallystick.report.form_case_risk import (
    odds_grid,
    odds_note,
    precedents_grid,
    swing_rows,
    switches_grid,
)
from tallystick.report.form_grid import Grid, council_name, grid
from tallystick.report.form_prompts import ASKED, COMMERCIAL, PROMPTS
from tallystick.words.labels import Label
from tallystick.words.money import pounds

_CONTENTS = (
    ("recommended", "What cabinet is asked"),
    ("strategic", "Strategic case: why, and why now"),
    ("economic", "Economic case: the options"),
    ("risk", "Risk: what it hangs on"),
    ("commercial", "Commercial case: the agreement"),
    ("financial", "Financial case: each council’s budget"),
    ("management", "Management case: before a decision"),
    ("exempt", "Exempt appendix: every figure and what it rests on"),
    ("assumptions", "Assumptions of this project"),
)
NEVER = "never"


def write_case_html(paper: Paper, path: Path, *, on: date) -> None:
    """Write the paper as one HTML page in UTF-8, in one step; the same paper, the same bytes.

    on: the day it is made. Raises OSError where the folder cannot be written to.
    """
    write_page(path, render_case(paper, on=on))


def render_case(paper: Paper, *, on: date) -> str:
    """The paper as text."""
    case, plan = paper.case, paper.case.plan
    return draw(
        "form_case.html",
        title=f"{plan.title}: business case",
        lead=answer(paper),
        about=f"Sharing from {phrases.day(plan.start)}, looked at over {plan.years} years. "
        f"Made on {phrases.day(on)} from {Path(plan.path).name}.",
        made_on=phrases.day(on),
        plan_file=Path(plan.path).name,
        cautions=cautions(paper),
        contents=_CONTENTS,
        asked=ASKED,
        strategic=_strategic(plan),
        scope=_scope(plan),
        schedule=case.schedule.id.replace("_", " "),
        options=options_grid(paper),
        rejected=[(each.option.name, each.option.about) for each in case.options],
        shared=paper.shared.option.name,
        councils=_councils(paper),
        fails=answer(paper)[-1],
        precedents=precedents_grid(paper),
        swings=swing_rows(paper),
        switches=switches_grid(paper),
        odds=odds_grid(paper),
        odds_note=odds_note(paper),
        commercial=COMMERCIAL,
        prices=phrases.percent(case.terms.prices),
        budgets=_budgets(paper),
        by_council=[
            _by_year(plan, effect, at) for at, effect in enumerate(_everybody(paper.shared))
        ],
        prompts=PROMPTS,
        lines=_lines(paper),
        assumed=assumed(paper),
        rates=_rates(paper),
    )


def assumed(paper: Paper) -> tuple[str, ...]:
    """What the house assumes, as sentences."""
    settings, terms = paper.case.settings, paper.case.terms
    chances = settings.chances
    ramp = ", ".join(phrases.percent(share) for share in settings.pay_ramp)
    once = ", ".join(phrases.percent(share) for share in settings.once_over)
    delays = ", ".join(
        f"{months} months {phrases.percent(chance)}"
        for months, chance in chances.delay_months.items()
    )
    low, likely, high = (phrases.percent(each) for each in chances.delivery)
    least, usual, most = chances.once_costs
    return (
        f"General prices rise by {phrases.percent(terms.prices)} a year, and pay by "
        f"{phrases.percent(terms.pay_above_prices)} more.",
        f"Savings of pay come at {ramp} of a full year in years 0, 1, 2 and so on; contracts, "
        "systems and offices save from the day they are free, and not before.",
        f"One-off costs fall at {once} in years 0, 1 and so on.",
        f"Of those who leave {phrases.percent(settings.over_55)} are 55 or over.",
        f"A saving at a reference rate is evidence of grade {settings.rate_grade}.",
        f"The odds rest on {chances.draws:,} draws from the seed {terms.seed}: savings delivered "
        f"{low} to {high}, most likely {likely}; one-off costs times {least} to {most}, most "
        f"likely {usual}; late by {delays}; each partner leaves with a chance of "
        f"{phrases.percent(chances.leaves_a_year)} a year.",
        *(
            f"{line.name}: {_default(line.central, line.per)}."
            for line in load_cost_lines().values()
            if line.central is not None
        ),
    )


def _default(central: Decimal, per: str) -> str:
    return {
        "leaver": f"{pounds(int(central) * 100)} for each who leaves",
        "leaver_over_55": f"{pounds(int(central) * 100)} for each who leaves at 55 or over",
        "months": f"{central} months",
        "service_year": f"{phrases.percent(central)} of the cost of the service a year",
    }[per]


def _strategic(plan: Plan) -> str:
    functions = phrases.listed([each.label.heading for each in plan.functions])
    councils = phrases.listed([each.name for each in plan.councils])
    ending = [
        f"{each.name} ends on {phrases.day(each.ends)}" for each in plan.councils if each.ends
    ]
    reorganised = f" {phrases.listed(ending)}." if ending else " No council of it is to end."
    return (
        f"{councils} each run {functions} of their own. This paper asks whether they should do "
        f"better alone, buy together, or share.{reorganised}"
    )


def _scope(plan: Plan) -> Grid:
    rows = []
    for function in plan.functions:
        for part in function.parts:
            blank = isinstance(part.cost, Blank)
            cost, because = (
                ("blank", "Nobody has given it.")
                if isinstance(part.cost, Blank)
                else (pounds(part.cost.pence), part.cost.because)
            )
            line = "" if blank else f", line {part.spot.line} of the plan"
            rows.append(
                (function.label.heading, council_name(plan, part.council), because + line, cost)
            )
    headings = ("Function", "Council", "Rests on", "Pounds a year")
    return grid("scope", "What is in scope, before any sharing", headings, rows, words=3)


def options_grid(paper: Paper) -> Grid:
    """All options beside each other."""
    rows = []
    for each in paper.case.options:
        group = each.group.worth
        rows.append(
            (
                each.option.name,
                pounds(worth(each.group)),
                pounds(round(each.social.net_present_value)),
                _ratio(group.benefit_cost_ratio),
                _years(group.simple_payback, each),
                _years(group.discounted_payback, each),
                "-" if each.needed is None else phrases.percent(each.needed, places=0),
            )
        )
    headings = (
        "Option", "Worth to the councils", "Worth to society", "Benefits over costs",
        "Years to pay back", "The same, discounted", "Fails below, of savings stated",
    )  # fmt: skip
    return grid("options", "The options, in present value", headings, rows)


def _councils(paper: Paper) -> Grid:
    plan, alone = paper.case.plan, paper.case.option("alone")
    by_code = {each.council: each for each in _everybody(alone)}
    rows = [
        (
            council_name(plan, each.council),
            pounds(worth(each)),
            pounds(worth(by_code[each.council])),
            pounds(worth(each) - worth(by_code[each.council])),
            pounds(each.cash_releasing[-1]),
            pounds(each.not_releasing[-1]),
            pounds(sum(each.once)),
            str(each.paid_in or NEVER),
        )
        for each in _everybody(paper.shared)
    ]
    headings = (
        "Council", "Worth", "Worth improving alone", "Gains by sharing",
        "Cash saving in the last year", "Other saving in the last year", "One-off costs",
        "Has paid back in",
    )  # fmt: skip
    return grid("councils", f"{paper.shared.option.name}: each council", headings, rows)


def _budgets(paper: Paper) -> Grid:
    plan = paper.case.plan
    rows = [
        (council_name(plan, each.council), *map(pounds, each.budget), pounds(sum(each.budget)))
        for each in _everybody(paper.shared)
    ]
    headings = ("Council", *map(str, plan.financial_years), "All years")
    return grid("budgets", f"{paper.shared.option.name}: effect on budgets", headings, rows)


def _by_year(plan: Plan, effect: Effect, at: int) -> Grid:
    parts = (
        ("Savings a budget can be cut by", effect.cash_releasing),
        ("Savings that only free time", effect.not_releasing),
        ("One-off costs", tuple(-pence for pence in effect.once)),
        ("Yearly costs", tuple(-pence for pence in effect.yearly)),
        ("Net", effect.net),
    )
    rows = [(words, *map(pounds, pence), pounds(sum(pence))) for words, pence in parts]
    headings = ("In real pounds", *map(str, plan.financial_years), "All years")
    return grid(
        f"by-year-{at}", f"{council_name(plan, effect.council)}, year by year", headings, rows
    )


def _lines(paper: Paper) -> Grid:
    plan = paper.case.plan
    rows = [
        (
            council_name(plan, line.council),
            Label(line.function).heading,
            line.name if line.kind is not Kind.SAVING else f"{line.item}: {line.name}",
            line.because,
            pounds(line.sign * sum(line.stated)),
            f"× {float(line.correction):.2f}",
            pounds(line.sign * sum(line.counted)),
        )
        for line in paper.shared.lines
    ]
    headings = ("Council", "Function", "What", "Rests on", "Stated", "Corrected", "Counted")
    return grid("lines", "All years, in real pounds; costs below zero", headings, rows, words=4)


def _rates(paper: Paper) -> Grid:
    rows = [
        (
            f"{rate.lever}: {rate.name}" if rate.lever != "cap" else rate.name,
            f"Of the {rate.base}. {rate.evidence} {', '.join(rate.sources)}",
            *(phrases.percent(each) for each in (rate.low, rate.central, rate.high)),
        )
        for rate in paper.case.plan.rates.values()
    ]
    headings = ("Lever", "Base, evidence and source", "Low", "Central", "High")
    return grid(
        "rates", "The saving rates; the case uses the central ones", headings, rows, words=2
    )


def _everybody(option: OptionCase) -> tuple[Effect, ...]:
    return (*option.councils, option.group)


def _ratio(ratio: Fraction | None) -> str:
    return "-" if ratio is None else f"{float(ratio):.2f}"


def _years(years: Fraction | None, option: OptionCase) -> str:
    if not option.lines:
        return "-"
    return NEVER if years is None else f"{float(years):.1f}"
