"""What FORM says of councils is remarks: whoever draws them decides which names are seen."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from tests.form import case_world as world
from tests.form.case_world import modelled
from tests.walked import PUBLISHED, remarks_of, tells, texts_of

from tallystick.form.agreement.exit_paper import exit_answer, make_exit_paper
from tallystick.form.agreement.file import read_agreement
from tallystick.form.case.options import make_case
from tallystick.form.case.paper import Paper, answer, cautions, make_paper
from tallystick.form.case.sharing import sharing_remarks
from tallystick.form.partnerships import solution as solved
from tallystick.form.plan.plan_values import Plan
from tallystick.reference.appraisal import load_discount_schedule
from tallystick.reference.case import load_case_settings
from tallystick.words.remarks import CouncilNames, Remark

ON = date(2026, 11, 23)
THREE = modelled(coordination=100).replace(
    "case:\n", f"case:\n  groups: {{hr: [[{world.CAMBRIDGE}, {world.HUNTS}, {world.SOUTH}]]}}\n"
)
BILLED = THREE.replace("  hr:\n", "  hr:\n    basis: headcount\n")


def paper_of(folder: Path, text: str) -> Paper:
    plan, terms = world.read(world.written(folder, text))
    settings, schedule = load_case_settings(), load_discount_schedule(ON)
    return make_paper(make_case(plan, terms, settings=settings, schedule=schedule))


def of_the_case(folder: Path) -> tuple[Plan, list[Remark]]:
    """All that is said of two plans: one in which councils end, one that is billed by heads."""
    papers = [paper_of(folder, text) for text in (world.PLAN, BILLED)]
    return papers[0].case.plan, [said for paper in papers for said in _said(paper)]


def _said(paper: Paper) -> Iterator[Remark]:
    yield from (*answer(paper), *cautions(paper))
    yield from sharing_remarks(paper.case.plan, paper.case.sharings)
    yield from remarks_of((paper.fairness, paper.ways, paper.case.options))


def of_leaving(folder: Path) -> tuple[Plan, list[Remark]]:
    path = world.written(folder)
    plan, _terms = world.read(path)
    agreement = read_agreement(path, plan)
    papers = (make_exit_paper(plan, agreement, code, notice=ON) for code in plan.codes[:2])
    return plan, [said for paper in papers for said in exit_answer(paper)]


def of_the_solution(folder: Path) -> tuple[Plan, list[Remark]]:
    plan, _terms = world.read(world.written(folder, BILLED))
    solution = solved.solve(plan, stable=True)
    [found], [function] = solution.functions, plan.functions
    of_function = (
        solved.verdict_remark(found),
        solved.stable_remark(found),
        solved.held_remark(plan, found),
        solved.together_remark(solution),
    )
    warned = solved.cautions(plan, function, found.answer.best)
    return plan, [said for said in (*of_function, *warned) if said]


@pytest.mark.parametrize("made", [of_the_case, of_leaving, of_the_solution])
def test_a_council_that_is_hidden_stands_in_no_sentence(made, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    plan, remarks = made(tmp_path)
    for member in plan.councils:
        names = CouncilNames.of([member.council])  # the others by code
        named = {said for said in remarks if tells(said, names, member.council)}
        assert named <= {said for said in remarks if member.code in said.speaks_of}
        hidden = names.without([member.code])
        assert not any(tells(said, hidden, member.council) for said in remarks)
    assert len({code for said in remarks for code in said.speaks_of}) > 1


def test_no_text_of_a_case_names_a_council(tmp_path: Path) -> None:
    paper = paper_of(tmp_path, BILLED)
    names = {name for each in paper.case.plan.councils for name in (each.name, each.council.name)}
    made = (paper.fairness, paper.ways, paper.case.options, paper.case.gaps, paper.case.sharings)
    quoted = PUBLISHED | {"because"}  # of a line: the plan's source, in the words of its owner
    told = {text for field, text in texts_of(made) if field not in quoted}
    assert {text for text in told if any(name in text for name in names)} == set()
