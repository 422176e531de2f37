"""Who should share what with whom, as a paper. Nothing is worked out here."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date

from tallystick.form.partnerships.function import Answer, Choosing, FunctionAnswer
from tallystick.form.partnerships.solution import (
    Solution,
    cautions,
    held_remark,
    proof_remark,
    sceptic_remark,
    stable_remark,
    together_remark,
    verdict_remark,
)
from tallystick.form.plan.plan_values import Blank, Cell, FunctionPlan, Plan
from tallystick.report.document import (
    Block,
    Document,
    Heading,
    Look,
    Note,
    Paragraph,
    Part,
    Piece,
    Points,
    Table,
    Tone,
    columns,
    table,
    with_links,
)
from tallystick.report.form.common import closing, made_from
from tallystick.words import phrases
from tallystick.words.money import pounds
from tallystick.words.remarks import say, say_all

BLANK = "blank"

_CAUTION = (
    "What a group that does not exist would cost can only be modelled. The model and every figure "
    "in it are listed with their source, or with who assumed them. Savings are against each "
    "council run well on its own, not against today."
)

_METHOD = (
    "A group costs a year: a fixed cost, whatever its size; a unit cost times its volume to the "
    "power of the scale exponent, set so that a unit of work costs the unit cost at the mean "
    "volume; and for two councils or more coordination for each further partner, each member’s "
    "client side, distance between the two furthest apart, and integration spread over the years.",
    "Every group of councils that hang together over shared borders, up to the largest size, and "
    "that the fixed choices allow, is costed. The best choice is proved by prices: no group saves "
    "more than its councils’ prices, so no choice saves more than all prices together; what the "
    "prices leave open is searched to the end.",
    "The exponent 1 is the sceptic’s case: size then saves nothing but the fixed cost. A study of "
    "over 300 English councils from 2008 to 2016 found no effect of sharing.",
    "All functions together: a partnership that runs several functions for the same councils is "
    "coordinated once, and only the dearest of its coordination costs is paid.",
)


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One figure of the plan, with what it rests on."""

    what: str
    value: str
    because: str
    line: int


def solution_document(solution: Solution, *, on: date) -> Document:
    """The solution as a document. on: the day it is made."""
    plan = solution.plan
    about = (
        f"Sharing from {phrases.day(plan.start)}, over {plan.years} years, in groups of "
        f"{plan.largest} councils at most. Made on {made_from(plan, on)}."
    )
    sections = [
        _section(solution, function, answer)
        for function, answer in zip(plan.functions, solution.functions, strict=True)
    ]
    return Document(
        title=f"{plan.title}: who should share what with whom",
        made_on=on,
        opening=(
            *(
                Paragraph(say(verdict_remark(each), plan.names), Tone.LEAD)
                for each in solution.functions
            ),
            Paragraph(about, Tone.QUIET),
            Note("cautions", "Before you use these figures", (_CAUTION,)),
        ),
        parts=(
            *sections,
            Part(id="together", title="All functions together", blocks=_together(solution)),
            Part(id="method", title="Method and limits", blocks=tuple(map(Paragraph, _METHOD))),
        ),
        closing=closing(plan, on),
    )


def partnerships(solution: Solution, choosing: Choosing) -> str:
    """The partnerships of a partition in words."""
    named = [names(solution, group.councils) for group in choosing.partnerships]
    return "; ".join(named) or "nobody shares"


def names(solution: Solution, codes: tuple[str, ...]) -> str:
    """Councils by their short names: 'a, b and c'."""
    return phrases.listed([solution.name(code) for code in codes])


def figures(plan: Plan, function: FunctionPlan) -> Iterator[FigureRow]:
    """Every figure that the answer for a function rests on, blanks among them."""
    for field in fields(function.model):
        cell: Cell = getattr(function.model, field.name)
        yield _figure(f"Assumed: {_MODEL[field.name]}", cell)
    for part in function.parts:
        name = plan.member(part.council).name
        yield _figure(f"{name}: cost now, pounds a year", part.cost)
        yield _figure(f"{name}: {function.unit_of_work} a year", part.volume)


_MODEL = {
    "fixed": "fixed cost, pounds a year",
    "unit": "pounds for a unit of work at the mean volume",
    "beta": "scale exponent",
    "coordination": "coordination, pounds a year for each further partner",
    "distance": "distance, pounds a year for each kilometre",
    "retained": "client side kept, share of cost",
    "integration": "integration, pounds once for each member",
}


def _figure(what: str, cell: Cell) -> FigureRow:
    if isinstance(cell, Blank):
        return FigureRow(what, BLANK, "not given", cell.spot.line)
    return FigureRow(what, f"{cell.value:,}", cell.because, cell.spot.line)


def _section(solution: Solution, function: FunctionPlan, answer: FunctionAnswer) -> Part:
    id, heading = str(answer.label), answer.label.heading
    plan, names = solution.plan, solution.plan.names
    said = (
        proof_remark(answer),
        sceptic_remark(answer),
        stable_remark(answer),
        held_remark(plan, answer),
    )
    warned = say_all(cautions(plan, function, answer.answer.best), names)
    return Part(
        id=id,
        title=heading,
        blocks=(
            Paragraph((Piece(say(verdict_remark(answer), names), strong=True),)),
            Points(say_all(said, names)),
            *((Note(f"{id}-cautions", "Bear in mind", warned),) if warned else ()),
            _groups(solution, answer.answer.best, id, heading),
            Heading("The next best"),
            *_others(solution, answer.answer, id, heading),
            Heading("Each council on its own"),
            _alone(solution, answer, id, heading),
            _figures(solution.plan, function, id, heading),
        ),
    )


def _groups(solution: Solution, best: Choosing, id: str, heading: str) -> Table:
    rows = [
        (
            names(solution, group.councils),
            pounds(group.alone),
            pounds(group.cost),
            pounds(group.saving),
            pounds(group.saving_at_one),
        )
        for group in best.groups
    ]
    return table(
        f"{id}-groups",
        f"{heading}: the best groups, pounds a year",
        columns=columns(("Councils",), ("Each alone", "Together", "Saves", "Saves at exponent 1")),
        rows=rows,
    )


def _others(solution: Solution, answer: Answer, id: str, heading: str) -> tuple[Block, ...]:
    note = others_note(answer)
    blocks: list[Block] = [Paragraph(note)] if note else []
    if answer.next_best:
        rows = [
            (partnerships(solution, each), pounds(each.saving), pounds(each.loses))
            for each in answer.next_best
        ]
        caption = f"{heading}: the next best choices and what they lose, pounds a year"
        shown = columns(("Who shares",), ("Saves", "Loses against the best"))
        blocks.append(table(f"{id}-others", caption, columns=shown, rows=rows, look=Look.HEADED))
    return tuple(blocks)


def _alone(solution: Solution, answer: FunctionAnswer, id: str, heading: str) -> Table:
    rows = [
        (
            solution.name(each.council),
            BLANK if each.today is None else pounds(each.today),
            pounds(each.alone),
        )
        for each in answer.alone
    ]
    return table(
        f"{id}-alone",
        f"{heading}: each council on its own, pounds a year",
        columns=columns(("Council",), ("Today", "Run well alone")),
        rows=rows,
        look=Look.HEADED,
    )


def _figures(plan: Plan, function: FunctionPlan, id: str, heading: str) -> Table:
    rows = [
        (row.what, with_links(row.because), row.value, f"{row.line}")
        for row in figures(plan, function)
    ]
    return table(
        f"{id}-figures",
        f"{heading}: every figure and what it rests on",
        columns=columns(("Figure", "Rests on"), ("Value", "Line of the plan")),
        rows=rows,
        look=Look.FOLDED,
    )


def others_note(answer: Answer) -> str:
    """Why the list of the next best is as short as it is; '' where it holds all asked for."""
    if answer.gap:
        return "The next best are not listed, because the best is not proved."
    if not answer.complete:
        return "The list stops where the limit of work was reached."
    return "" if answer.next_best else "There is no other choice."


def _together(solution: Solution) -> tuple[Block, ...]:
    said = Paragraph(say(together_remark(solution), solution.plan.names))
    if solution.together is None or not solution.together.partnerships:
        return (said,)
    rows = [
        (
            names(solution, each.councils),
            phrases.listed([label.heading for label in each.functions]),
            pounds(each.saving),
            pounds(each.coordination_saved),
        )
        for each in solution.together.partnerships
    ]
    caption = "Partnerships when all functions are chosen at once, pounds a year"
    shown = columns(("Councils", "Functions"), ("Saves", "Of that, by coordinating once"))
    return (said, table("together-table", caption, columns=shown, rows=rows, look=Look.HEADED))
