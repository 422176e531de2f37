"""Who should share what with whom, as a page and as plain values. Nothing is worked out here."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any

from tallystick.form.partnerships.function import Answer, Choosing, FunctionAnswer, Group
from tallystick.form.partnerships.solution import (
    Solution,
    cautions,
    proof_sentence,
    sceptic_sentence,
    stable_sentence,
    together_sentence,
    verdict_sentence,
)
from tallystick.form.plan.values import Blank, Cell, FunctionPlan, Plan
from tallystick.report import phrases
from tallystick.report.beside import write_page
from tallystick.report.drawing import draw
from tallystick.words.money import pounds

BLANK = "blank"


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One figure of the plan, with what it rests on."""

    what: str
    value: str
    because: str
    line: int


@dataclass(frozen=True, slots=True)
class GroupRow:
    """One group of a partition."""

    councils: str
    alone: str
    cost: str
    saving: str
    saving_at_one: str


@dataclass(frozen=True, slots=True)
class OtherRow:
    """One of the next best partitions."""

    partnerships: str
    saving: str
    loses: str


@dataclass(frozen=True, slots=True)
class FunctionSection:
    """What the page says of one function."""

    id: str
    heading: str
    verdict: str
    points: tuple[str, ...]
    cautions: tuple[str, ...]
    groups: tuple[GroupRow, ...]
    others: tuple[OtherRow, ...]
    others_note: str
    alone: tuple[tuple[str, str, str], ...]
    figures: tuple[FigureRow, ...]


@dataclass(frozen=True, slots=True)
class TogetherRow:
    """One partnership of the answer for all functions."""

    councils: str
    functions: str
    saving: str
    once: str


def write_solution_html(solution: Solution, path: Path, *, on: date) -> None:
    """Write the solution as one HTML page in UTF-8, in one step; the same answer, the same bytes.

    on: the day it is made. Raises OSError where the folder cannot be written to.
    """
    write_page(path, render_solution(solution, on=on))


def render_solution(solution: Solution, *, on: date) -> str:
    """The page as text."""
    plan = solution.plan
    return draw(
        "form_solve.html",
        title=plan.title,
        lead=[verdict_sentence(solution, answer) for answer in solution.functions],
        made_on=phrases.day(on),
        start=phrases.day(plan.start),
        years=plan.years,
        largest=plan.largest,
        plan_file=Path(plan.path).name,
        sections=[
            _section(solution, function, answer)
            for function, answer in zip(plan.functions, solution.functions, strict=True)
        ],
        together_sentence=together_sentence(solution),
        together=_together(solution),
    )


def solution_as_plain(solution: Solution) -> dict[str, Any]:
    """The solution for other programs: whole pence a year, councils by code."""
    plan = solution.plan
    return {
        "plan": plan.title,
        "start": plan.start.isoformat(),
        "years": plan.years,
        "largest": plan.largest,
        "councils": [{"code": each.code, "name": each.council.name} for each in plan.councils],
        "functions": [
            _plain_function(solution, function, answer)
            for function, answer in zip(plan.functions, solution.functions, strict=True)
        ],
        "together": _plain_together(solution),
    }


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


def _section(solution: Solution, function: FunctionPlan, answer: FunctionAnswer) -> FunctionSection:
    best = answer.answer.best
    points = (proof_sentence(answer), sceptic_sentence(answer), stable_sentence(solution, answer))
    return FunctionSection(
        id=str(answer.label),
        heading=answer.label.heading,
        verdict=verdict_sentence(solution, answer),
        points=tuple(point for point in points if point),
        cautions=cautions(solution, function, best),
        groups=tuple(
            GroupRow(
                names(solution, group.councils),
                pounds(group.alone),
                pounds(group.cost),
                pounds(group.saving),
                pounds(group.saving_at_one),
            )
            for group in best.groups
        ),
        others=tuple(
            OtherRow(partnerships(solution, each), pounds(each.saving), pounds(each.loses))
            for each in answer.answer.next_best
        ),
        others_note=others_note(answer.answer),
        alone=tuple(
            (
                solution.name(each.council),
                BLANK if each.today is None else pounds(each.today),
                pounds(each.alone),
            )
            for each in answer.alone
        ),
        figures=tuple(figures(solution.plan, function)),
    )


def others_note(answer: Answer) -> str:
    """Why the list of the next best is as short as it is; '' where it holds all asked for."""
    if answer.gap:
        return "The next best are not listed, because the best is not proved."
    if not answer.complete:
        return "The list stops where the limit of work was reached."
    return "" if answer.next_best else "There is no other choice."


def _together(solution: Solution) -> list[TogetherRow]:
    if solution.together is None:
        return []
    return [
        TogetherRow(
            names(solution, each.councils),
            phrases.listed([label.heading for label in each.functions]),
            pounds(each.saving),
            pounds(each.coordination_saved),
        )
        for each in solution.together.partnerships
    ]


def _plain_function(
    solution: Solution, function: FunctionPlan, answer: FunctionAnswer
) -> dict[str, Any]:
    return {
        "function": str(answer.label),
        "verdict": str(answer.verdict),
        "sentence": verdict_sentence(solution, answer),
        "improvement_alone": answer.improvement,
        "groups_looked_at": answer.looked_at,
        "councils": [
            {"code": each.council, "today": each.today, "alone": each.alone}
            for each in answer.alone
        ],
        "best": _plain_answer(answer.answer),
        "stable": None if answer.stable is None else _plain_answer(answer.stable),
        "at_exponent_1": _plain_answer(answer.sceptic),
        "cautions": list(cautions(solution, function, answer.answer.best)),
    }


def _plain_answer(answer: Answer) -> dict[str, Any]:
    return {
        **_plain_choosing(answer.best),
        "proved": not answer.gap,
        "gap": answer.gap,
        "next_best": [_plain_choosing(each) for each in answer.next_best],
        "next_best_complete": answer.complete,
    }


def _plain_choosing(choosing: Choosing) -> dict[str, Any]:
    return {
        "saving": choosing.saving,
        "saving_at_exponent_1": choosing.saving_at_one,
        "loses": choosing.loses,
        "groups": [_plain_group(group) for group in choosing.groups],
    }


def _plain_group(group: Group) -> dict[str, Any]:
    return {
        "councils": list(group.councils),
        "alone": group.alone,
        "cost": group.cost,
        "saving": group.saving,
        "saving_at_exponent_1": group.saving_at_one,
    }


def _plain_together(solution: Solution) -> dict[str, Any]:
    together = solution.together
    if together is None:
        return {"sentence": together_sentence(solution), "solved": False}
    return {
        "sentence": together_sentence(solution),
        "solved": True,
        "saving": together.saving,
        "separately": together.separately,
        "proved": not together.gap,
        "gap": together.gap,
        "partnerships": [
            {
                "councils": list(each.councils),
                "functions": [str(label) for label in each.functions],
                "saving": each.saving,
                "coordination_saved": each.coordination_saved,
            }
            for each in together.partnerships
        ],
    }
