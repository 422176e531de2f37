"""The worked case of the project's notes, factors of the Green Book, and sums that must hold."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallystick.form.case.appraisal import (
    Flows,
    appraise,
    combined_bias,
    counted_benefits,
    discount_factors,
    managed_bias,
    payback,
    shrunk_delivery,
)
from tallystick.reference.appraisal import (
    load_discount_schedule,
    load_evidence_grades,
    load_optimism_bias,
)

SCHEDULE = load_discount_schedule(date(2026, 11, 23))
MILLION = 100_000_000
CASE = Flows.of(
    [150_000_000, 70_000_000],
    [0, 35_000_000, 80_000_000, *[MILLION] * 8],
)
"""One-off £1.2m and £0.3m of double running, then £0.6m and £0.1m; savings £0.35m, £0.8m, then
£1m in each of eight years."""


@pytest.mark.parametrize(
    ("year", "factor"),
    [
        (0, "1.0000"), (1, "0.9662"), (2, "0.9335"), (3, "0.9019"), (5, "0.8420"), (10, "0.7089"),
        (15, "0.5969"), (20, "0.5026"), (30, "0.3563"), (31, "0.3459"), (60, "0.1468"),
        (75, "0.0942"),
    ],
)  # fmt: skip
def test_discount_factors_of_the_green_book(year: int, factor: str) -> None:
    assert f"{float(discount_factors(SCHEDULE, 80)[year]):.4f}" == factor


@pytest.mark.parametrize(
    ("costs", "benefits", "value", "years"),
    [
        ("1", "1", "5.3256", "3.05"),
        ("1.41", "1", "4.4333", "3.95"),
        ("1.41", "0.6", "1.4325", "6.02"),
        ("1.56", "0.6", "1.1061", "6.57"),
    ],
)
def test_the_worked_case(costs: str, benefits: str, value: str, years: str) -> None:
    worth = appraise(CASE.scaled(costs=Decimal(costs), benefits=Decimal(benefits)), SCHEDULE)
    assert f"{float(worth.net_present_value) / MILLION:.4f}" == value
    assert worth.simple_payback is not None
    assert f"{float(worth.simple_payback):.2f}" == years


def test_what_would_make_the_worked_case_fail() -> None:
    worth = appraise(CASE, SCHEDULE)
    assert f"{float(worth.present_benefits) / MILLION:.4f}" == "7.5019"
    assert f"{float(worth.present_costs) / MILLION:.4f}" == "2.1763"
    assert worth.delivery_needed is not None and worth.cost_bearable is not None
    assert f"{float(worth.delivery_needed):.3f}" == "0.290"
    assert f"{float(worth.cost_bearable):.3f}" == "3.447"
    dearer = appraise(CASE.scaled(costs=Decimal("1.41")), SCHEDULE)
    assert dearer.delivery_needed is not None
    assert f"{float(dearer.delivery_needed):.3f}" == "0.409"


def test_at_its_switching_values_a_case_is_worth_exactly_nothing() -> None:
    worth = appraise(CASE, SCHEDULE)
    assert worth.delivery_needed is not None and worth.cost_bearable is not None
    at_delivery = appraise(CASE.scaled(benefits=worth.delivery_needed), SCHEDULE)
    at_cost = appraise(CASE.scaled(costs=worth.cost_bearable), SCHEDULE)
    assert at_delivery.net_present_value == at_cost.net_present_value == 0


PENCE = st.lists(st.integers(0, 10**10), min_size=1, max_size=12)


@given(PENCE, PENCE, PENCE, PENCE)
def test_the_parts_are_worth_the_whole(
    costs: list[int], benefits: list[int], more_costs: list[int], more_benefits: list[int]
) -> None:
    one, other = Flows.of(costs, benefits), Flows.of(more_costs, more_benefits)
    parts = [appraise(each, SCHEDULE).net_present_value for each in (one, other)]
    assert appraise(one + other, SCHEDULE).net_present_value == sum(parts)


@pytest.mark.parametrize(
    ("net", "years"),
    [
        ([-100, 50, 50], Fraction(2)),
        ([-100, 40, 120], Fraction(3, 2)),
        ([-100, 50], None),
        ([0, 5], Fraction(0)),
        ([-10, 20, -20, 40], Fraction(9, 4)),  # out of pocket again, and then for good
        ([-10, 20, -20], None),
    ],
)
def test_payback(net: list[int], years: Fraction | None) -> None:
    assert payback([Fraction(each) for each in net]) == years


def test_discounted_payback_comes_later() -> None:
    worth = appraise(CASE, SCHEDULE)
    assert worth.simple_payback is not None and worth.discounted_payback is not None
    assert worth.simple_payback < worth.discounted_payback < 4


def test_a_case_without_costs_or_benefits_has_no_ratio() -> None:
    nothing = appraise(Flows.of([0], [0]), SCHEDULE)
    assert nothing.net_present_value == 0
    assert nothing.benefit_cost_ratio is nothing.delivery_needed is nothing.cost_bearable is None


@pytest.mark.parametrize("costs", [(), (Fraction(1), Fraction(2))])
def test_flows_have_the_same_years(costs: tuple[Fraction, ...]) -> None:
    with pytest.raises(ValueError, match="same years"):
        Flows(costs, (Fraction(1),) if costs else ())


def test_optimism_bias_comes_down_only_to_what_is_always_left() -> None:
    systems = load_optimism_bias()["equipment_development", "capital"]
    assert managed_bias(systems, mitigated=Decimal(0)) == 2
    assert managed_bias(systems, mitigated=Decimal("0.4")) == Decimal("1.2")
    assert managed_bias(systems, mitigated=Decimal(1)) == Decimal("0.1")
    with pytest.raises(ValueError, match="between 0 and 1"):
        managed_bias(systems, mitigated=Decimal("1.1"))


def test_a_building_part_standard_part_not_starts_at_the_published_uplift() -> None:
    """The guidance's own example: 70% standard and 30% not is 32.1%."""
    bias = load_optimism_bias()
    standard, other = (bias[kind, "capital"] for kind in _BUILDINGS)
    parts = [(Decimal("0.7"), standard), (Decimal("0.3"), other)]
    assert combined_bias(parts) == Decimal("0.321")
    with pytest.raises(ValueError, match="add up to 1"):
        combined_bias(parts[:1])


_BUILDINGS = ("standard_buildings", "non_standard_buildings")


def test_benefits_are_cut_by_their_evidence() -> None:
    """£100 of a signed contract and £100 of assertion are £115 together."""
    flows = counted_benefits({"A": [0, 10_000], "E": [0, 10_000]}, load_evidence_grades())
    assert flows.benefits == (0, 11_500)
    assert flows.costs == (0, 0)


def test_an_own_record_is_drawn_towards_the_prior() -> None:
    """Eight benefits that came in full, and a prior of 0.6 counted four times: 10.4 of 12."""
    assert shrunk_delivery(delivered=[1] * 8, prior=Decimal("0.6")) == Fraction(104, 120)
    assert shrunk_delivery(delivered=[], prior=Decimal("0.6")) == Fraction(6, 10)
