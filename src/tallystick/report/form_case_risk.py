"""The risks of a business case as tables: precedents, swings, switching values and odds."""

from decimal import Decimal
from fractions import Fraction

from tallystick.form.case.paper import Paper
from tallystick.report import phrases
from tallystick.report.form_grid import Grid, council_name, grid
from tallystick.words.money import pounds


def precedents_grid(paper: Paper) -> Grid:
    """Earlier shared services, and what this case would be worth in their place."""
    rows = [
        (
            each.ratio.case,
            f"{each.ratio.anticipated}; delivered {each.ratio.delivered}",
            ", ".join(each.ratio.sources),
            _range(each.ratio.low, each.ratio.high, below_zero=each.ratio.below_zero),
            _worths(each.at_low, each.at_high),
        )
        for each in paper.precedents
    ]
    headings = ("Case", "Anticipated", "Source", "Delivered", "This case would then be worth")
    return grid("precedents", "Earlier shared services", headings, rows, words=3)


def swing_rows(paper: Paper) -> list[dict[str, object]]:
    """The tornado, a row each with the length of its bar, at most 100."""
    widest = max((each.width for each in paper.swings), default=Fraction(0))
    return [
        {
            "name": each.name,
            "low": each.low,
            "high": each.high,
            "at_low": pounds(round(each.at_low)),
            "at_high": pounds(round(each.at_high)),
            "width": pounds(round(each.width)),
            "bar": int(each.width * 100 / widest) if widest else 0,
        }
        for each in paper.swings
    ]


def switches_grid(paper: Paper) -> Grid:
    """When each other option becomes as good."""
    rows = [
        (
            paper.case.option(each.other).option.name,
            "none would do" if each.savings is None else phrases.percent(each.savings, places=0),
            "none would do" if each.costs is None else f"× {float(each.costs):.2f}",
        )
        for each in paper.switches
    ]
    headings = ("As good as", "Savings counted at", "Costs counted at")
    return grid("switches", f"Switching values of: {paper.shared.option.name}", headings, rows)


def odds_grid(paper: Paper) -> Grid:
    """The odds of each council and of all together."""
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
    headings = (
        "Council", "1 in 10 are below", "Half are below", "9 in 10 are below",
        "Chance of losing money", "Chance of not paying back before it ends",
    )  # fmt: skip
    return grid("odds", "Worth of the case in so many draws", headings, rows)


def odds_note(paper: Paper) -> str:
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
