"""The page and the workbook of who should share what: whole, escaped, and without a script."""

import re
from datetime import date
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from tallystick.example import EXAMPLE_COUNCILS
from tallystick.form.partnerships.solution import Solution, solve
from tallystick.form.plan.file import read_plan
from tallystick.reference.councils import load_councils
from tallystick.report.form.plain import solution_as_plain
from tallystick.report.form.solve import solution_document
from tallystick.report.form.solve_sheets import write_solution_xlsx
from tallystick.report.web import render

PLAN = """\
plan: "<b>Fens</b> & more"
start: 2027-04-01
councils:
  X07000001: {ends: 2029-04-01}
  X07000002: {}
  X07000004: {}
model:
  fixed: {value: 900, assumption: "=1+1 <i>", owner: J. Finch}
  unit: {value: 1, assumption: a test, owner: J. Finch}
  beta: {value: 1, assumption: a test, owner: J. Finch}
  coordination: {value: 300, assumption: a test, owner: J. Finch}
  distance: {value: 0, assumption: a test, owner: J. Finch}
  retained: {value: 0, assumption: a test, owner: J. Finch}
  integration: {value: 0, assumption: a test, owner: J. Finch}
functions:
  hr:
    councils:
      X07000001: {volume: {value: 100, source: payroll, grade: A}}
      X07000002: {volume: {value: 100, source: payroll, grade: A}}
      X07000004: {volume: {value: 100, source: payroll, grade: A}}
"""


@pytest.fixture
def solution(tmp_path: Path) -> Solution:
    """Three in a row that save twice £600 a year together."""
    path = tmp_path / "plan.yml"
    path.write_text(PLAN, encoding="utf-8")
    councils = load_councils().with_extra(EXAMPLE_COUNCILS)
    return solve(read_plan(path, councils=councils), stable=True)


def test_the_page_says_the_answer_and_what_it_rests_on(solution: Solution) -> None:
    page = render(solution_document(solution, on=date(2026, 11, 23)))
    page = re.sub(' data-t="[^"]*"| key(?=")', "", page)  # a heading for narrow screens
    for said in (
        "Share HR: Ashcombe Vale, Brindleford and Eastwold. That saves £1,200 a year",
        "Proved: no other choice saves more; 6 groups were costed.",
        "Ashcombe Vale ends on 1 April 2029",
        "Made on 23 November 2026 from plan.yml.",
        '<td>payroll (evidence A)</td><td class="n">100</td><td class="n">18</td>',
        'cost now, pounds a year</th><td>not given</td><td class="n">blank</td>',
    ):
        assert said in page, said


def test_the_page_is_safe_and_can_be_walked_by_ear(solution: Solution) -> None:
    page = render(solution_document(solution, on=date(2026, 11, 23)))
    assert "<script" not in page
    assert "<b>Fens" not in page
    assert "&lt;b&gt;Fens&lt;/b&gt; &amp; more" in page
    assert "=1+1 &lt;i&gt;" in page
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'(?:href="#|aria-labelledby=")([^"]+)"', page)) <= set(ids)
    assert page.count("<table>") == page.count("<caption") == page.count("<thead>")
    assert page.count("<h1>") == 1


def test_the_workbook_holds_the_same_figures(solution: Solution, tmp_path: Path) -> None:
    out = tmp_path / "out.xlsx"
    write_solution_xlsx(solution, out, on=date(2026, 11, 23))
    book = CalamineWorkbook.from_path(str(out))
    assert book.sheet_names == ["Answers", "Groups", "NextBest", "Alone", "Together", "Figures"]
    groups = book.get_sheet_by_name("Groups").to_python()
    assert groups[-1][1:] == ["Ashcombe Vale, Brindleford and Eastwold", 3000, 1800, 1200, 1200]
    others = book.get_sheet_by_name("NextBest").to_python()[4:]
    assert [row[4] for row in others] == [600, 600, 1200]
    figures = book.get_sheet_by_name("Figures").to_python()
    assert figures[4][3] == "Assumption of J. Finch: =1+1 <i>"


def test_programs_get_whole_pence(solution: Solution) -> None:
    (function,) = solution_as_plain(solution)["functions"]
    assert function["best"]["saving"] == 120_000
    assert function["councils"][0] == {"code": "X07000001", "today": None, "alone": 100_000}
    assert [each["loses"] for each in function["best"]["next_best"]] == [60_000, 60_000, 120_000]
