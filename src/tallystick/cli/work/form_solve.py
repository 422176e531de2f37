"""What tallystick form solve does."""

from datetime import date
from pathlib import Path

import click

from tallystick.cli.streams import print_json
from tallystick.cli.work.common import councils_of_plan
from tallystick.cli.work.papers import check_papers, write_one, write_papers
from tallystick.form import trip
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
from tallystick.form.plan.file import read_plan
from tallystick.report.form.plain import solution_as_plain
from tallystick.report.form.solve import others_note, partnerships, solution_document
from tallystick.report.form.solve_sheets import write_solution_xlsx
from tallystick.words.money import pounds
from tallystick.words.remarks import say, say_all


def solve(
    path: Path,
    thorough: bool,
    stable: bool,
    xlsx: Path | None,
    as_json: bool,
    **papers: Path | None,
) -> None:
    """Solve the plan, write the papers, and show the answer."""
    check_papers(xlsx, *papers.values())
    plan = read_plan(path, councils=councils_of_plan(path))
    solution = trip.solve(plan, stable=stable, thorough=thorough)
    written = write_papers(lambda: solution_document(solution, on=date.today()), papers)
    if xlsx is not None:
        write_one(xlsx, lambda out: write_solution_xlsx(solution, out, on=date.today()))
        written.append(xlsx)
    if as_json:
        print_json(solution_as_plain(solution))
        return
    _show(solution)
    for out in written:
        click.echo(f"Report: {out}")


def _show(solution: Solution) -> None:
    plan, names = solution.plan, solution.plan.names
    for function, answer in zip(plan.functions, solution.functions, strict=True):
        click.echo(say(verdict_remark(answer), names))
        said = (
            proof_remark(answer),
            sceptic_remark(answer),
            stable_remark(answer),
            held_remark(plan, answer),
        )
        warned = cautions(plan, function, answer.answer.best)
        for sentence in say_all((*said, *warned), names):
            click.echo(f"  {sentence}")
        for place, each in enumerate(answer.answer.next_best, 2):
            click.echo(f"  {place:>2}. loses {pounds(each.loses)}: {partnerships(solution, each)}")
        if note := others_note(answer.answer):
            click.echo(f"  {note}")
    click.echo(say(together_remark(solution), names))
