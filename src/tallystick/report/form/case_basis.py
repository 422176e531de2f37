"""What a business case rests on: the assumptions, the rates, and every line behind the figures."""

from decimal import Decimal

from tallystick.form.case.lines import LineKind
from tallystick.form.case.paper import Paper, own_sentences
from tallystick.reference.appraisal import load_evidence_grades
from tallystick.reference.case import load_cost_lines
from tallystick.report.document import (
    Look,
    Paragraph,
    Part,
    Points,
    Table,
    columns,
    table,
    with_links,
)
from tallystick.report.form.common import EXEMPT, council_name
from tallystick.words import phrases
from tallystick.words.labels import Label
from tallystick.words.money import pounds


def assumptions_part(paper: Paper) -> Part:
    """What the house assumes, with the rates."""
    replaced = (
        "They stand where the plan gives nothing better, and each may be replaced in the plan."
    )
    return Part(
        id="assumptions",
        title="Assumptions of this project",
        blocks=(Paragraph(replaced), Points(assumed(paper)), _rates(paper)),
    )


def exempt_part(paper: Paper) -> Part:
    """Every line of the case, in an appendix that is not for publication yet."""
    return Part(
        id="exempt",
        title="Exempt appendix: every figure and what it rests on",
        blocks=(_lines(paper),),
        new_page=True,
        exempt=EXEMPT,
    )


def _lines(paper: Paper) -> Table:
    plan, lines = paper.case.plan, paper.shared.lines
    rows = [
        (
            council_name(plan, line.council),
            Label(line.function).heading,
            line.name if line.kind is not LineKind.SAVING else f"{line.item}: {line.name}",
            with_links(line.because),
            pounds(line.sign * sum(line.stated)),
            f"× {float(line.correction):.2f}",
            pounds(line.sign * sum(line.counted)),
        )
        for line in lines
    ]
    counted = sum(line.sign * sum(line.counted) for line in lines)
    return table(
        "lines",
        f"{paper.shared.option.name}: {phrases.counted(len(lines), 'line')}, all years, in real "
        "pounds; costs below zero",
        columns=columns(
            ("Council", "Function", "What", "Rests on"), ("Stated", "Corrected", "Counted")
        ),
        rows=rows,
        total=("All lines", "", "", "", "", "", pounds(counted)),
        look=Look.FOLDED,
    )


def _rates(paper: Paper) -> Table:
    rows = [
        (
            f"{rate.lever}: {rate.name}" if rate.lever != "cap" else rate.name,
            with_links(f"Of the {rate.base}. {rate.evidence} {', '.join(rate.sources)}"),
            *(phrases.percent(each) for each in (rate.low, rate.central, rate.high)),
        )
        for rate in paper.case.plan.rates.values()
    ]
    return table(
        "rates",
        "The saving rates; the case uses the central ones",
        columns=columns(("Lever", "Base, evidence and source"), ("Low", "Central", "High")),
        rows=rows,
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
        f"Of a saving is counted, by its evidence: {_counted()}. A saving at a reference rate is "
        f"evidence of grade {settings.rate_grade}.",
        *own_sentences(paper),
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


def _counted() -> str:
    return ", ".join(
        f"{grade} {phrases.percent(share)}" for grade, share in load_evidence_grades().items()
    )


def _default(central: Decimal, per: str) -> str:
    return {
        "leaver": f"{pounds(int(central) * 100)} for each who leaves",
        "leaver_over_55": f"{pounds(int(central) * 100)} for each who leaves at 55 or over",
        "months": f"{central} months",
        "service_year": f"{phrases.percent(central)} of the cost of the service a year",
    }[per]
