"""The risks of a business case: precedents, one thing at a time, switching values and odds."""

from decimal import Decimal
from fractions import Fraction

from tallystick.form.case.paper import Paper, worth
from tallystick.report.charts import Span, spans
from tallystick.report.document import (
    Block,
    Heading,
    Look,
    Paragraph,
    Picture,
    Table,
    columns,
    table,
    with_links,
)
from tallystick.report.form.common import council_name
from tallystick.words import phrases
from tallystick.words.money import pounds, short_pounds


def risk_blocks(paper: Paper) -> tuple[Block, ...]:
    """What the worth of the case hangs on, and the odds."""
    return (
        Heading("One thing at a time"),
        _swings(paper),
        _tornado(paper),
        Heading("When another option becomes as good"),
        _switches(paper),
        Heading("The odds"),
        Paragraph(_odds_note(paper)),
        _odds(paper),
    )


def precedents_table(paper: Paper) -> Table:
    """Earlier shared services, and what this case would be worth in their place."""
    rows = [
        (
            each.ratio.case,
            f"{each.ratio.anticipated}; delivered {each.ratio.delivered}",
            with_links(", ".join(each.ratio.sources)),
            _range(each.ratio.low, each.ratio.high, below_zero=each.ratio.below_zero),
            _worths(each.at_low, each.at_high),
        )
        for each in paper.precedents
    ]
    return table(
        "precedents",
        "Earlier shared services",
        columns=columns(
            ("Case", "Anticipated", "Source"), ("Delivered", "This case would then be worth")
        ),
        rows=rows,
        look=Look.HEADED,
    )


def _swings(paper: Paper) -> Table:
    rows = [
        (
            each.name,
            each.low,
            pounds(round(each.at_low)),
            each.high,
            pounds(round(each.at_high)),
            pounds(round(each.width)),
        )
        for each in paper.swings
    ]
    return table(
        "tornado",
        "Worth to the group when one thing alone is otherwise, the widest first",
        columns=columns(("What",), ("From", "Worth then", "To", "Worth then", "Swing")),
        rows=rows,
        look=Look.HEADED,
    )


def _tornado(paper: Paper) -> Picture:
    drawn = [
        Span(
            each.name,
            round(min(each.at_low, each.at_high)),
            round(max(each.at_low, each.at_high)),
            f"{short_pounds(round(each.at_low))} to {short_pounds(round(each.at_high))}",
        )
        for each in paper.swings
    ]
    stated = worth(paper.shared.group)
    widest = f" {paper.swings[0].name} swings it most." if paper.swings else ""
    return Picture(
        "tornado-picture",
        "The same drawn: the solid line is nought, the broken one the case as it stands",
        f"A bar for each row of the table above, on one scale; the case as it stands is worth "
        f"{short_pounds(stated)}.{widest}",
        spans(drawn, mark=stated),
    )


def _switches(paper: Paper) -> Table:
    rows = [
        (
            paper.case.option(each.other).option.name,
            "none would do" if each.savings is None else phrases.percent(each.savings, places=0),
            "none would do" if each.costs is None else f"× {float(each.costs):.2f}",
        )
        for each in paper.switches
    ]
    return table(
        "switches",
        f"Switching values of: {paper.shared.option.name}",
        columns=columns(("As good as",), ("Savings counted at", "Costs counted at")),
        rows=rows,
        look=Look.HEADED,
    )


def _odds(paper: Paper) -> Table:
    rows = [
        (
            council_name(paper.case.plan, each.council),
            pounds(each.p10),
            pounds(each.p50),
            pounds(each.p90),
            f"{each.loses:.0%}",
            "no end known" if each.late is None else f"{each.late:.0%}",
        )
        for each in paper.odds
    ]
    figures = (
        "1 in 10 are below", "Half are below", "9 in 10 are below", "Chance of losing money",
        "Chance of not paying back before it ends",
    )  # fmt: skip
    return table(
        "odds",
        "Worth of the case in so many draws",
        columns=columns(("Council",), figures),
        rows=rows,
        look=Look.HEADED,
    )


def _odds_note(paper: Paper) -> str:
    """What the odds rest on."""
    chances = paper.case.settings.chances
    return (
        f"{chances.draws:,} draws from the seed {paper.case.terms.seed}. Savings and costs are "
        "taken as stated and what comes of them is drawn, in the place of the corrections for "
        "evidence and optimism; when a partner leaves, its savings end and it pays to leave."
    )


def _range(low: Decimal | None, high: Decimal | None, *, below_zero: bool) -> str:
    if low is None or high is None:
        return "cost more than it saved" if below_zero else phrases.NOT_KNOWN
    ends = [phrases.percent(low, places=0), phrases.percent(high, places=0)]
    return ends[0] if low == high else " to ".join(ends)


def _worths(low: Fraction | None, high: Fraction | None) -> str:
    if low is None or high is None:
        return "-"
    ends = [pounds(round(low)), pounds(round(high))]
    return ends[0] if low == high else " to ".join(ends)
