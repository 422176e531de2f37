"""A plan is read as it stands, and what is wrong with it is said where it stands."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from tallystick.example import EXAMPLE_COUNCILS
from tallystick.form.plan.file import read_plan
from tallystick.form.plan.plan_values import Blank, Bond, Figure, Grade, Plan, needed
from tallystick.reference.councils import load_councils
from tallystick.words.labels import Label
from tallystick.words.mistakes import UserMistake

COUNCILS = load_councils().with_extra(EXAMPLE_COUNCILS)

PLAN = """\
plan: Three districts
start: 2027-04-01
years: 2
largest: 3
councils:
  X07000001: {}
  X07000002: {ends: 2028-04-01, becomes: [X-NEW]}
  X07000004:
model:
  fixed: {value: "£300,000", assumption: a manager and a system, owner: J. Finch}
  retained: {value: 0.04, assumption: usual, owner: J. Finch}
functions:
  hr:
    unit_of_work: payslips
    basis: posts
    model: {retained: {value: 0.05, assumption: larger here, owner: J. Finch}}
    councils:
      X07000001:
        cost: {value: 1250000.50, source: "Budget, page 14", grade: B}
        volume: {value: {2027/28: 900, 2028/29: 950}, source: payroll, grade: A}
        headcount: null
        drivers: {posts: {value: 800, source: payroll, grade: A}}
        bases: {L1: {value: 90000, source: payroll, grade: B}, L5: null}
        one_off: {severance: {value: 22000, assumption: one leaver, owner: J. Finch}}
      X07000002:
partnerships:
  - name: Payroll
    functions: [hr]
    members: [X07000001, X07000002]
    lead: X07000001
    shares: {X07000001: 62.5, X07000002: 37.5}
    ends: 2028-03-31
    notice_months: 12
choices:
  - {apart: [X07000001, X07000004], why: a quarrel, owner: J. Finch}
rates:
  L5: {low: 0.01, central: 0.02, high: 0.03, assumption: thin market, owner: J. Finch}
"""


def read(folder: Path, text: str) -> Plan:
    path = folder / "plan.yml"
    path.write_text(text, encoding="utf-8")
    return read_plan(path, councils=COUNCILS)


def refused(folder: Path, text: str) -> str:
    with pytest.raises(UserMistake) as caught:
        read(folder, text)
    return str(caught.value).removeprefix(f"{folder}/plan.yml")


def test_a_plan_is_read_as_it_stands(tmp_path: Path) -> None:
    plan = read(tmp_path, PLAN)
    assert (plan.title, plan.start, plan.years, plan.largest) == (
        "Three districts", date(2027, 4, 1), 2, 3,
    )  # fmt: skip
    assert plan.codes == ("X07000001", "X07000002", "X07000004")
    assert [str(year) for year in plan.financial_years] == ["2027/28", "2028/29"]
    ashcombe, brindle, eastwold = plan.councils
    assert ashcombe.neighbours == ("X07000002",)  # of the plan; the table names Thornmarsh too
    assert brindle.neighbours == ("X07000001", "X07000004")
    assert (brindle.ends, brindle.becomes) == (date(2028, 4, 1), ("X-NEW",))
    assert eastwold.ends is None
    assert plan.first_ending() == date(2028, 4, 1)


def test_every_figure_keeps_its_evidence(tmp_path: Path) -> None:
    plan = read(tmp_path, PLAN)
    part = plan.function(Label.HR).part("X07000001")
    assert part is not None
    assert isinstance(part.cost, Figure)
    assert (part.cost.pence, part.cost.grade, part.cost.source) == (
        125000050, Grade.B, "Budget, page 14",
    )  # fmt: skip
    assert (part.cost.spot.line, part.cost.spot.field) == (
        19,
        "functions.hr.councils.X07000001.cost",
    )
    assert isinstance(part.volume, Figure)
    assert part.volume.amounts == (900, 950)
    assert isinstance(part.headcount, Blank)
    assert isinstance(part.bases["L5"], Blank)
    severance = part.one_off["severance"]
    assert isinstance(severance, Figure)
    assert severance.because == "Assumption of J. Finch: one leaver"
    assert part.cost.because == "Budget, page 14 (evidence B)"


def test_a_function_may_have_its_own_model(tmp_path: Path) -> None:
    model = read(tmp_path, PLAN).function(Label.HR).model
    assert isinstance(model.retained, Figure)
    assert model.retained.value == Decimal("0.05")
    assert isinstance(model.fixed, Figure)
    assert model.fixed.pence_by_year == (30_000_000, 30_000_000)
    assert isinstance(model.beta, Blank)


def test_what_is_decided_is_read(tmp_path: Path) -> None:
    plan = read(tmp_path, PLAN)
    (payroll,) = plan.partnerships
    assert dict(payroll.shares) == {"X07000001": Decimal("0.625"), "X07000002": Decimal("0.375")}
    assert (payroll.partnership.lead, payroll.ends, payroll.notice_months) == (
        "X07000001", date(2028, 3, 31), 12,
    )  # fmt: skip
    (choice,) = plan.choices
    assert (choice.bond, choice.functions) == (Bond.APART, (Label.HR,))
    assert plan.rates["L5"].central == Decimal("0.02")
    assert plan.rates["L5"].sources == ("Assumption of J. Finch",)
    assert plan.rates["L1"].central == Decimal("0.25")


def test_a_blank_is_refused_by_name_when_it_is_needed(tmp_path: Path) -> None:
    plan = read(tmp_path, PLAN)
    part = plan.functions[0].parts[0]
    with pytest.raises(UserMistake) as caught:
        needed(part.headcount, "to split the bill")
    assert str(caught.value) == (
        f"{tmp_path}/plan.yml, line 21, functions.hr.councils.X07000001.headcount: it is blank, "
        "and needed to split the bill. Fill it in with its source and grade, or as an assumption "
        "with its owner."
    )


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("X07000001: 62.5", "X07000001: 60",
         ", line 31, partnerships.1.shares: the shares add up to 97.5, not to 100. "
         "Give percentages that add up to 100."),
        ("{2027/28: 900, 2028/29: 950}", "{2027/28: 900}",
         ", line 20, functions.hr.councils.X07000001.volume.value: the year 2028/29 is missing. "
         "Give each year from 2027/28 to 2028/29, or one value."),
        ("{2027/28: 900,", "{2026/27: 900, 2027/28: 900,",
         ", line 20, functions.hr.councils.X07000001.volume.value.2026/27: this year is not one of "
         "the plan's. Its years are 2027/28 to 2028/29."),
        ("2028/29: 950", "2028/29: -950",
         ", line 20, functions.hr.councils.X07000001.volume.value.2028/29: -950 is below zero. "
         "Give it as it is, from 0 up."),
        ("  X07000001: {}", "  X07009999: {}",
         ", line 6, councils.X07009999: there is no council X07009999. "
         "Give a code of the reference table, as E07000008."),
        ("becomes: [X-NEW]", "becomes: [X07000002]",
         ", line 7, councils.X07000002: it becomes itself. Name who then answers for it."),
        ("  X07000001: {}", "  E07000049: {ends: 2031-04-01, becomes: [X07000002]}",
         ", line 6, councils.E07000049: East Dorset District Council is abolished on 2019-04-01, "
         "and the plan starts on 2027-04-01. Name who answers for it: E06000059 (Dorset)."),
        ("  X07000001: {}", "  E07000049: {}",
         ", line 6, councils.E07000049: East Dorset District Council is abolished on 2019-04-01, "
         "and the plan starts on 2027-04-01. Name who answers for it: E06000059 (Dorset)."),
        ("  L5: {low", "  L9: {low",
         ", line 37, rates.L9: there is no such lever. "
         "Choose from L1, L2, L3, L4, L5, L5a, L6, L7, L8, cap."),
        ("bases: {L1:", "bases: {L0:",
         ", line 23, functions.hr.councils.X07000001.bases.L0: there is no lever L0. "
         "Choose from L1, L2, L3, L4, L5, L5a, L6, L7, L8."),
        ("central: 0.02", "central: 0.20",
         ", line 37, rates.L5: 0.01, 0.20 and 0.03 do not rise between 0 and 1. "
         "Write rates as shares of 1, low to high."),
        ("  hr:\n", "  parks:\n",
         ", line 13, functions.parks: there is no such back-office function. "
         "Choose from hr, finance, it, procurement, legal, property, office, revenues_benefits, "
         "customer_services, communications, consultancy."),
        ("basis: posts", "basis: desks",
         ", line 15, functions.hr.basis: no council has a driver 'desks'. "
         "Choose from cost, equal, headcount, posts, volume."),
        ("        headcount: null", "        heads: null",
         ", line 21, functions.hr.councils.X07000001.heads: there is no such field. "
         "Choose from cost, volume, headcount, drivers, bases, one_off."),
        ("        headcount: null", "        headcount: 12",
         ", line 21, functions.hr.councils.X07000001.headcount: a bare number says not where it is "
         "from. Write {value, source, grade} or {value, assumption, owner}."),
        (", grade: B}\n        volume", "}\n        volume",
         ", line 19, functions.hr.councils.X07000001.cost: its evidence has no grade. "
         "Add grade: A, B, C, D or E."),
        ("usual, owner: J. Finch", "usual",
         ", line 11, model.retained: its assumption has no owner. "
         "Add owner: and who answers for it."),
        ("value: 0.04", "value: 4", ", line 11, model.retained: 4 will not do. Give 0 to 1."),
        ("start: 2027-04-01", "start: April", ", line 2, start: 'April' is not a day. "
         "Write it as 2027-04-01."),
        ("years: 2", "years: 2.5", ", line 3, years: 2.5 will not do. "
         "Write a whole number from 1 to 60."),
        ("      X07000002:\n", "      X07000003:\n",
         ", line 25, functions.hr.councils.X07000003: X07000003 is not a council of this plan. "
         "Name it under councils first."),
        ("apart: [X07000001, X07000004]", "apart: [X07000001]",
         ", line 35, choices.1.apart: it names fewer than two councils. Name two or more."),
        ("plan: Three districts\n", "", ", line 1, the plan: the field plan is missing. "
         "Add `plan: ...`."),
        ("years: 2\n", "years: 2\nyears: 3\n", ", line 4, years: it is given twice. Keep one."),
        ("years: 2", "years: [2", ", line 4: it is not YAML: expected ',' or ']', but got ':'. "
         "Correct the file."),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_where_it_stands(
    tmp_path: Path, old: str, new: str, said: str
) -> None:
    assert old in PLAN
    assert refused(tmp_path, PLAN.replace(old, new, 1)) == said


def test_partnerships_in_a_circle_are_refused(tmp_path: Path) -> None:
    circle = """\
partnerships:
  - {name: One, functions: [hr], members: [X07000001, X07000002], part_of: Two}
  - {name: Two, functions: [hr], members: [X07000001, X07000002], part_of: One}
"""
    before, _rest = PLAN.split("partnerships:")
    assert refused(tmp_path, before + circle) == (
        ", line 27, partnerships.1: 'One' is part of a circle of partnerships. "
        "Take part_of out of the widest of them."
    )
    apart = circle.replace(", part_of: Two", "").replace(", part_of: One", "")
    assert refused(tmp_path, before + apart) == (
        ", line 28, partnerships.2: X07000001 shares this function in 'One' already. "
        "Take it out of one, or say part_of."
    )


def test_a_border_named_by_one_holds_for_both(tmp_path: Path) -> None:
    plan = read(tmp_path, PLAN.replace("X07000004:\n", "X07000004: {neighbours: [X07000001]}\n", 1))
    first, second, third = (member.neighbours for member in plan.councils)
    assert (first, second, third) == (
        ("X07000002", "X07000004"), ("X07000001", "X07000004"), ("X07000001", "X07000002"),
    )  # fmt: skip


@pytest.mark.parametrize("text", ["", "- 1\n", "plan: &a [*a]\n", "\t", "plan: {a: b"])
def test_what_is_no_plan_is_refused_in_a_sentence(tmp_path: Path, text: str) -> None:
    assert refused(tmp_path, text)
