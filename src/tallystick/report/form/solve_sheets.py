"""Who should share what with whom, as an Excel workbook: one table a sheet."""

from datetime import date
from pathlib import Path

from tallystick.form.partnerships.solution import (
    Solution,
    held_remark,
    proof_remark,
    sceptic_remark,
    stable_remark,
    together_remark,
    verdict_remark,
)
from tallystick.report.form.solve import figures, names, partnerships
from tallystick.report.sheets import write_tables
from tallystick.report.tables import Column, Form, Table
from tallystick.words import phrases
from tallystick.words.remarks import say

_FUNCTION = Column("Function", width=20)
_SAVES = Column("Saves", Form.MONEY)
_AT_ONE = Column("Saves at exponent 1", Form.MONEY)


def write_solution_xlsx(solution: Solution, path: Path, *, on: date) -> None:
    """Write the solution as one workbook, in one step; the same answer, the same bytes.

    on: the day it is made. Raises OSError where the folder cannot be written to.
    """
    tables = (
        _answers(solution),
        _groups(solution),
        _others(solution),
        _alone(solution),
        _together(solution),
        _figures(solution),
    )
    title = f"{solution.plan.title}: who should share what with whom"
    write_tables(path, title, tables, on=on)


def _answers(solution: Solution) -> Table:
    names = solution.plan.names
    return Table(
        "Answers",
        say(together_remark(solution), names),
        (
            _FUNCTION,
            Column("Verdict", width=16),
            Column("In words", width=60),
            _SAVES,
            _AT_ONE,
            Column("Not proved below", Form.MONEY),
            Column("Proof", width=40),
            Column("The sceptic's case", width=50),
            Column("Stable", width=50),
            Column("Partnerships that run on", width=50),
        ),
        tuple(
            (
                answer.label.heading,
                str(answer.verdict),
                say(verdict_remark(answer), names),
                answer.answer.best.saving,
                answer.answer.best.saving_at_one,
                answer.answer.gap,
                say(proof_remark(answer), names),
                say(sceptic_remark(answer), names),
                say(stable_remark(answer), names),
                say(held_remark(solution.plan, answer), names),
            )
            for answer in solution.functions
        ),
    )


def _groups(solution: Solution) -> Table:
    return Table(
        "Groups",
        "The best groups of each function, in pounds a year.",
        (
            _FUNCTION,
            Column("Councils", width=60),
            Column("Each alone", Form.MONEY),
            Column("Together", Form.MONEY),
            _SAVES,
            _AT_ONE,
        ),
        tuple(
            (
                answer.label.heading,
                names(solution, group.councils),
                group.alone,
                group.cost,
                group.saving,
                group.saving_at_one,
            )
            for answer in solution.functions
            for group in answer.answer.best.groups
        ),
    )


def _others(solution: Solution) -> Table:
    return Table(
        "NextBest",
        "The next best choices of each function and what they lose, in pounds a year.",
        (
            _FUNCTION,
            Column("Place", Form.COUNT, 8),
            Column("Who shares", width=80),
            _SAVES,
            Column("Loses", Form.MONEY),
        ),
        tuple(
            (
                answer.label.heading,
                place,
                partnerships(solution, each),
                each.saving,
                each.loses,
            )
            for answer in solution.functions
            for place, each in enumerate(answer.answer.next_best, 2)
        ),
    )


def _alone(solution: Solution) -> Table:
    return Table(
        "Alone",
        "Each council on its own, today and as the model says, in pounds a year.",
        (
            _FUNCTION,
            Column("Council code", width=12),
            Column("Council", width=30),
            Column("Today", Form.MONEY),
            Column("Run well alone", Form.MONEY),
        ),
        tuple(
            (
                answer.label.heading,
                each.council,
                solution.name(each.council),
                each.today,
                each.alone,
            )
            for answer in solution.functions
            for each in answer.alone
        ),
    )


def _together(solution: Solution) -> Table:
    together = solution.together
    return Table(
        "Together",
        say(together_remark(solution), solution.plan.names),
        (
            Column("Councils", width=60),
            Column("Functions", width=40),
            _SAVES,
            Column("Of that by coordinating once", Form.MONEY),
        ),
        tuple(
            (
                names(solution, each.councils),
                phrases.listed([label.heading for label in each.functions]),
                each.saving,
                each.coordination_saved,
            )
            for each in (together.partnerships if together else ())
        ),
    )


def _figures(solution: Solution) -> Table:
    return Table(
        "Figures",
        "Every figure that the answers rest on, with its source or who assumed it.",
        (
            _FUNCTION,
            Column("Figure", width=50),
            Column("Value", width=16),
            Column("Rests on", width=60),
            Column("Line of the plan", Form.COUNT, 10),
        ),
        tuple(
            (function.label.heading, row.what, row.value, row.because, row.line)
            for function in solution.plan.functions
            for row in figures(solution.plan, function)
        ),
    )
