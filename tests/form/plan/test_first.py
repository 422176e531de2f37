"""A first plan: what is known, what was returned word for word, and blanks for the rest."""

from datetime import date
from pathlib import Path

import pytest

from tallystick.example import EXAMPLE_COUNCILS
from tallystick.example.world.returns import returns_text
from tallystick.form.plan.file import read_plan
from tallystick.form.plan.first import Bought, first_plan, usual_start
from tallystick.form.plan.plan_values import Blank, Figure, Plan
from tallystick.form.plan.returns import NOTHING, Returns, read_returns
from tallystick.reference.councils import load_councils
from tallystick.words.labels import HEART, Label
from tallystick.words.mistakes import UserMistake

COUNCILS = load_councils().with_extra(EXAMPLE_COUNCILS)
A, B = "X07000001", "X07000002"
START = date(2028, 4, 1)
RETURNS = f"""\
councils:
  {A}: {{ends: 2031-04-01, becomes: [{B}]}}
model:
  fixed: {{value: 900, assumption: a test,
          owner: J. Finch}}
functions:
  legal:
    unit_of_work: cases
    basis: cases
    model:
      unit: {{value: 30, source: Budget, grade: B}}
    councils:
      {A}:
        cost: {{value: 5000, source: "Budget 2026/27, page 14", grade: B}}
        drivers: {{}}
        bases:
          L1: {{value: 1200, source: Payroll, grade: A}}
        one_off:
          training: {{value: 70, source: Quotation, grade: B}}
      {B}:
        drivers:
          cases: {{value: 12, source: Returns, grade: C}}
choices:
  - {{apart: [{A}, {B}], why: a quarrel, owner: J. Finch}}
"""


def returned(folder: Path, text: str = RETURNS, *councils: str) -> Returns:
    path = folder / "returns.yml"
    path.write_text(text, encoding="utf-8")
    return read_returns(path, councils=councils or (A, B))


def planned(folder: Path, returns: Returns = NOTHING, **more: object) -> Plan:
    chosen = [each for each in EXAMPLE_COUNCILS if each.code in (A, B)]
    bought = Bought(250_000, 12, date(2024, 4, 1), date(2025, 3, 1), 2)
    text = first_plan(chosen, {(A, Label.LEGAL): bought}, start=START, returns=returns, **more)
    path = folder / "plan.yml"
    path.write_text(text, encoding="utf-8")
    return read_plan(path, councils=COUNCILS)


def test_what_was_returned_stands_in_the_plan(tmp_path: Path) -> None:
    plan = planned(tmp_path, returned(tmp_path))
    assert plan.member(A).ends == date(2031, 4, 1) and plan.member(A).becomes == (B,)
    legal = plan.function(Label.LEGAL)
    assert (legal.unit_of_work, legal.basis) == ("cases", "cases")
    for cell, amount in ((legal.model.fixed, 900), (legal.model.unit, 30)):
        assert isinstance(cell, Figure) and cell.value == amount
    mine, theirs = legal.parts
    assert isinstance(mine.cost, Figure)
    assert mine.cost.because == "Budget 2026/27, page 14 (evidence B)"
    assert isinstance(mine.volume, Blank) and isinstance(theirs.cost, Blank)
    assert {lever: base.pence for lever, base in mine.bases.items()} == {  # type: ignore[union-attr]
        "L1": 120_000, "L5": 250_000,
    }  # fmt: skip
    assert set(mine.one_off) == {"training"} and set(theirs.drivers) == {"cases", "population"}
    assert plan.choices[0].why == "a quarrel"


def test_without_returns_all_is_blank_but_what_was_seen(tmp_path: Path) -> None:
    plan = planned(tmp_path)
    assert {function.label for function in plan.functions} == {*HEART, Label.LEGAL}
    assert isinstance(plan.functions[0].model.fixed, Blank)
    assert plan.choices == ()


def test_a_plan_may_be_about_some_functions_only(tmp_path: Path) -> None:
    plan = planned(tmp_path, functions=[Label.IT])
    assert [function.label for function in plan.functions] == [Label.IT]


def test_the_returns_of_the_example_fill_its_plan(tmp_path: Path) -> None:
    chosen = [each for each in EXAMPLE_COUNCILS if each.code != "X31000001"]
    codes = [each.code for each in chosen]
    returns = returned(tmp_path, returns_text(), *codes)
    path = tmp_path / "plan.yml"
    text = first_plan(chosen, {}, start=START, functions=HEART, returns=returns)
    path.write_text(text, encoding="utf-8")
    plan = read_plan(path, councils=COUNCILS)
    assert plan.codes == tuple(codes)
    assert [each.label for each in plan.functions] == list(HEART)
    assert not any(isinstance(part.cost, Blank) for each in plan.functions for part in each.parts)
    assert len(plan.partnerships) == 2 and len(plan.choices) == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("council: 5\n", "line 1"),
        (f"councils: {{{A}: {{}}, X9: {{}}}}\n", "councils.X9: X9 is not among the councils"),
        ("functions: {hr: 5}\n", "line 1, functions.hr"),
        ("functions: 5\n", "line 1, functions"),
        ("functions:\n  hr:\n    councils:\n      X9:\n        cost: null\n", "X9 is not among"),
        ("[1]", "line 1"),
    ],
)
def test_returns_that_are_no_part_of_a_plan_are_refused(
    tmp_path: Path, text: str, said: str
) -> None:
    with pytest.raises(UserMistake, match=r"returns\.yml, line \d") as mistake:
        returned(tmp_path, text)
    assert said in mistake.value.sentence


@pytest.mark.parametrize(
    ("on", "start"),
    [
        (date(2026, 9, 30), date(2027, 4, 1)),
        (date(2026, 10, 1), date(2028, 4, 1)),
        (date(2027, 3, 31), date(2028, 4, 1)),
    ],
)
def test_a_plan_starts_half_a_year_off_at_the_soonest(on: date, start: date) -> None:
    assert usual_start(on) == start


def test_a_council_that_is_gone_by_then_is_refused() -> None:
    gone = load_councils().by_code("E07000026")  # Allerdale, abolished on 1 April 2023
    assert gone is not None
    with pytest.raises(UserMistake, match="is abolished on 2023-04-01, and the plan would start"):
        first_plan([gone, EXAMPLE_COUNCILS[0]], {}, start=START)
    with pytest.raises(UserMistake, match="two councils or more"):
        first_plan([EXAMPLE_COUNCILS[0]], {}, start=START)
