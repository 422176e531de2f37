"""A business case as the five-case paper that a cabinet gets. Nothing is worked out here."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from tallystick.form.case.options import Effect, OptionCase
from tallystick.form.case.paper import Paper, answer, cautions, fails, own_sentences, worth
from tallystick.form.plan.plan_values import Blank, Plan
from tallystick.report.charts import Span, spans
from tallystick.report.document import (
    Block,
    Document,
    Heading,
    Look,
    Paragraph,
    Part,
    Picture,
    Points,
    Table,
    Terms,
    Tone,
    columns,
    table,
    with_links,
)
from tallystick.report.form.case_basis import assumptions_part, exempt_part
from tallystick.report.form.case_fair import fair_part
from tallystick.report.form.case_risk import precedents_table, risk_blocks
from tallystick.report.form.common import before_use, closing, council_name, made_from
from tallystick.report.form.prompts import ASKED, COMMERCIAL, PROMPTS
from tallystick.words import phrases
from tallystick.words.money import pounds, short_pounds
from tallystick.words.remarks import say, say_all

NEVER = "never"


def case_document(paper: Paper, *, on: date) -> Document:
    """The paper as a document. on: the day it is made."""
    plan = paper.case.plan
    names = plan.names
    return Document(
        title=f"{plan.title}: business case",
        made_on=on,
        opening=(
            *(Paragraph(sentence, Tone.LEAD) for sentence in say_all(answer(paper), names)),
            Paragraph(
                f"Sharing from {phrases.day(plan.start)}, looked at over {plan.years} years. "
                f"Made on {made_from(plan, on)}.",
                Tone.QUIET,
            ),
            *before_use(say_all(cautions(paper), names)),
        ),
        parts=(
            Part(id="recommended", title="What cabinet is asked", blocks=(Points(ASKED),)),
            _strategic(plan),
            _economic(paper),
            fair_part(paper),
            Part(id="risk", title="Risk: what it hangs on", blocks=risk_blocks(paper)),
            Part(
                id="commercial",
                title="Commercial case: the agreement",
                blocks=(Points(COMMERCIAL),),
            ),
            _financial(paper),
            _management(),
            assumptions_part(paper),
            exempt_part(paper),
        ),
        closing=closing(plan, on),
    )


def _strategic(plan: Plan) -> Part:
    functions = phrases.listed([each.label.heading for each in plan.functions])
    councils = phrases.listed([each.name for each in plan.councils])
    ending = [
        f"{each.name} ends on {phrases.day(each.ends)}" for each in plan.councils if each.ends
    ]
    reorganised = f" {phrases.listed(ending)}." if ending else " No council of it is to end."
    asks = (
        f"{councils} each run {functions} of their own. This paper asks whether they should do "
        f"better alone, buy together, or share.{reorganised}"
    )
    return Part(
        id="strategic",
        title="Strategic case: why, and why now",
        blocks=(Paragraph(asks), _scope(plan)),
    )


def _scope(plan: Plan) -> Table:
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
            council = council_name(plan, part.council)
            rows.append((function.label.heading, council, with_links(because + line), cost))
    return table(
        "scope",
        "What is in scope, before any sharing",
        columns=columns(("Function", "Council", "Rests on"), ("Pounds a year",)),
        rows=rows,
    )


def _economic(paper: Paper) -> Part:
    case, shared = paper.case, paper.shared.option.name
    method = (
        "Each option is set against doing nothing. Present values are in real pounds, discounted "
        f"by the schedule {case.schedule.id.replace('_', ' ')}. Savings are cut by the evidence "
        "for them and costs carry optimism bias. To society counts no redundancy pay, which only "
        "changes hands."
    )
    about = tuple((each.option.name, (each.option.about,)) for each in case.options)
    return Part(
        id="economic",
        title="Economic case: the options",
        blocks=(
            Paragraph(method),
            _options(paper),
            _options_picture(paper),
            Terms(about),
            Heading(f"What each council gains or loses: {shared}"),
            _councils(paper),
            _councils_picture(paper),
            Heading("What has come of such promises"),
            Paragraph(say(fails(paper.shared), paper.case.plan.names)),
            *(Paragraph(sentence) for sentence in own_sentences(paper)),
            precedents_table(paper),
        ),
    )


def _options(paper: Paper) -> Table:
    rows = [
        (
            each.option.name,
            pounds(worth(each.group)),
            pounds(round(each.social.net_present_value)),
            _ratio(each.group.worth.benefit_cost_ratio),
            _years(each.group.worth.simple_payback, each),
            _years(each.group.worth.discounted_payback, each),
            "-" if each.needed is None else phrases.percent(each.needed, places=0),
        )
        for each in paper.case.options
    ]
    figures = (
        "Worth to the councils", "Worth to society", "Benefits over costs", "Years to pay back",
        "The same, discounted", "Fails below, of savings stated",
    )  # fmt: skip
    return table(
        "options",
        "The options, in present value",
        columns=columns(("Option",), figures),
        rows=rows,
    )


def _options_picture(paper: Paper) -> Picture:
    worths = {each.option.name: worth(each.group) for each in paper.case.options}
    return _worths("options-picture", "Worth to the councils together, by option", worths)


def _councils_picture(paper: Paper) -> Picture:
    plan = paper.case.plan
    worths = {council_name(plan, each.council): worth(each) for each in paper.shared.councils}
    return _worths("councils-picture", f"{paper.shared.option.name}: worth to each", worths)


def _worths(id: str, caption: str, worths: dict[str, int]) -> Picture:
    said = [f"{name} {short_pounds(pence)}" for name, pence in worths.items()]
    return Picture(
        id,
        caption,
        f"Bars from nought to what each is worth: {phrases.listed(said)}.",
        spans([Span(name, 0, pence, short_pounds(pence)) for name, pence in worths.items()]),
    )


def _councils(paper: Paper) -> Table:
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
    figures = (
        "Worth", "Worth improving alone", "Gains by sharing", "Cash saving in the last year",
        "Other saving in the last year", "One-off costs", "Has paid back in",
    )  # fmt: skip
    return _with_total(
        "councils", f"{paper.shared.option.name}: each council", ("Council", *figures), rows
    )


def _financial(paper: Paper) -> Part:
    prices = phrases.percent(paper.case.terms.prices)
    about = (
        f"Pounds of each year, prices rising by {prices} a year: savings that a budget can be cut "
        "by, less all costs with redundancy pay. Below zero a council pays more than it saves."
    )
    plan = paper.case.plan
    by_year = [_by_year(plan, effect, at) for at, effect in enumerate(_everybody(paper.shared))]
    return Part(
        id="financial",
        title="Financial case: each council’s budget",
        blocks=(Paragraph(about), _budgets(paper), *by_year),
    )


def _budgets(paper: Paper) -> Table:
    plan = paper.case.plan
    rows = [
        (council_name(plan, each.council), *map(pounds, each.budget), pounds(sum(each.budget)))
        for each in _everybody(paper.shared)
    ]
    headings = ("Council", *map(str, plan.financial_years), "All years")
    return _with_total("budgets", f"{paper.shared.option.name}: effect on budgets", headings, rows)


def _by_year(plan: Plan, effect: Effect, at: int) -> Table:
    lines = (
        ("Savings a budget can be cut by", effect.cash_releasing),
        ("Savings that only free time", effect.not_releasing),
        ("One-off costs", tuple(-pence for pence in effect.once)),
        ("Yearly costs", tuple(-pence for pence in effect.yearly)),
        ("Net", effect.net),
    )
    return _with_total(
        f"by-year-{at}",
        f"{council_name(plan, effect.council)}, year by year",
        ("In real pounds", *map(str, plan.financial_years), "All years"),
        [(words, *map(pounds, pence), pounds(sum(pence))) for words, pence in lines],
        look=Look.FOLDED,
    )


def _with_total(
    id: str,
    caption: str,
    headings: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    look: Look = Look.PLAIN,
) -> Table:
    """A table of figures whose last row is what the others come to."""
    return table(
        id,
        caption,
        columns=columns(headings[:1], headings[1:]),
        rows=rows[:-1],
        total=rows[-1],
        look=look,
    )


def _management() -> Part:
    blocks: list[Block] = []
    for heading, sentences in PROMPTS:
        blocks += [Heading(heading), Points(sentences)]
    return Part(id="management", title="Management case: before a decision", blocks=tuple(blocks))


def _everybody(option: OptionCase) -> tuple[Effect, ...]:
    return (*option.councils, option.group)


def _ratio(ratio: Fraction | None) -> str:
    return "-" if ratio is None else f"{float(ratio):.2f}"


def _years(years: Fraction | None, option: OptionCase) -> str:
    if not option.lines:
        return "-"
    return NEVER if years is None else f"{float(years):.1f}"
