"""Lines of a case: what is counted of them, what delay does, and parts that add up."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallystick.form.case.appraisal import appraise
from tallystick.form.case.lines import (
    Line,
    LineKind,
    Stress,
    flows,
    in_money_of_the_year,
    late,
    stated_flows,
    stressed,
    without,
    yearly,
)
from tallystick.reference.appraisal import load_discount_schedule

SCHEDULE = load_discount_schedule(date(2026, 11, 23))
MILLION = 100_000_000


def line(kind: LineKind, *stated: int, correction: str = "1", council: str = "A") -> Line:
    return Line(
        council=council, function="hr", item="L1", name="Managers merged", kind=kind,
        stated=stated, correction=Decimal(correction), because="Payroll.", pay=True,
    )  # fmt: skip


WORKED = (
    line(LineKind.ONCE, 120_000_000, 60_000_000, correction="1.41"),
    line(LineKind.YEARLY, 30_000_000, 10_000_000, correction="1.41"),
    line(LineKind.SAVING, 0, 35_000_000, 80_000_000, *[MILLION] * 8, correction="0.6"),
)
"""The worked case of the project's notes, as lines."""


def test_the_worked_case_comes_right_as_lines() -> None:
    worth = appraise(flows(WORKED, years=11), SCHEDULE)
    assert f"{float(worth.net_present_value) / MILLION:.4f}" == "1.4325"
    assert f"{float(worth.simple_payback or 0):.2f}" == "6.02"
    stated = appraise(stated_flows(WORKED, years=11), SCHEDULE)
    assert f"{float(stated.net_present_value) / MILLION:.4f}" == "5.3256"
    assert f"{float(worth.present_costs / stated.present_benefits):.3f}" == "0.409"


def test_savings_round_down_and_costs_up() -> None:
    assert line(LineKind.SAVING, 101, correction="0.5").counted == (50,)
    assert line(LineKind.ONCE, 101, correction="1.5").counted == (152,)


def test_stress_stands_in_the_place_of_the_corrections() -> None:
    same = stressed(WORKED, Stress(), years=11)
    assert same == flows(WORKED, years=11)
    under = Stress(delivery=Decimal(1), once=Decimal(1), volume=Decimal(2))
    harder = stressed(WORKED, under, years=11)
    assert harder.benefits[1] == 70_000_000
    assert harder.costs[:2] == (120_000_000 + 60_000_000 * Fraction("1.41"),
                                60_000_000 + 20_000_000 * Fraction("1.41"))  # fmt: skip


def test_pay_grows_from_year_0() -> None:
    grown = stressed([line(LineKind.SAVING, 100, 100, 100)], Stress(pay=Decimal("0.1")), years=3)
    assert grown.benefits == (100, 110, 121)


@pytest.mark.parametrize(
    ("months", "pence"),
    [(0, (12, 24, 36)), (12, (0, 12, 24)), (3, (9, 21, 33)), (18, (0, 6, 18)), (36, (0, 0, 0))],
)
def test_what_is_late_comes_later(months: int, pence: tuple[int, ...]) -> None:
    assert late([Fraction(12), Fraction(24), Fraction(36)], months) == pence


def test_who_leaves_has_spent_what_it_spent() -> None:
    lines = (line(LineKind.ONCE, 10, 10), line(LineKind.SAVING, 5, 5, council="B"))
    assert yearly(without(lines, "A", from_year=1), years=2) == (-5, 5)


def test_the_money_of_the_year() -> None:
    assert in_money_of_the_year((100, 100, -100), prices=Decimal("0.02")) == (100, 102, -104)


LINES = st.lists(
    st.builds(
        lambda kind, stated, correction, council: replace(
            line(kind, *stated, council=council), correction=correction
        ),
        st.sampled_from(LineKind),
        st.lists(st.integers(0, 10**9), min_size=1, max_size=5),
        st.decimals(0, 3, places=2),
        st.sampled_from("ABC"),
    ),
    max_size=8,
)


@given(LINES)
def test_the_councils_are_worth_the_group(lines: list[Line]) -> None:
    whole = appraise(flows(lines, years=5), SCHEDULE)
    parts = [
        appraise(flows([each for each in lines if each.council == code], years=5), SCHEDULE)
        for code in "ABC"
    ]
    assert sum(each.net_present_value for each in parts) == whole.net_present_value
    nets = [yearly([each for each in lines if each.council == code], years=5) for code in "ABC"]
    assert [sum(year) for year in zip(*nets, strict=True)] == list(yearly(lines, years=5))


def test_a_line_below_zero_is_refused() -> None:
    with pytest.raises(ValueError, match="below zero"):
        line(LineKind.SAVING, -1)
