"""The dated tables of rates, ratios and duties say what their sources say."""

from datetime import date
from decimal import Decimal
from statistics import median

import pytest

from tallystick.reference.delivery_ratios import load_delivery_ratios
from tallystick.reference.publication import Duty, load_publication_duty
from tallystick.reference.savings import load_savings_rates
from tallystick.reference.tables import exact
from tallystick.words.roles import Role


def test_the_savings_rates_are_those_proposed() -> None:
    rates = {
        lever: tuple(str(rate) for rate in (entry.low, entry.central, entry.high))
        for lever, entry in load_savings_rates().items()
    }
    assert rates == {
        "L1": ("0.10", "0.25", "0.45"),
        "L2": ("0", "0.05", "0.11"),
        "L3": ("0", "0.06", "0.15"),
        "L4": ("0", "0.10", "0.25"),
        "L5": ("0.01", "0.03", "0.06"),
        "L5a": ("0.03", "0.07", "0.12"),
        "L6": ("0", "0.05", "0.10"),
        "L7": ("0", "0.05", "0.15"),
        "L8": ("0", "0", "0"),
        "cap": ("0", "0.08", "0.15"),
    }


def test_every_rate_is_marked_a_proposal_with_sourced_evidence() -> None:
    for lever, rate in load_savings_rates().items():
        assert rate.lever == lever
        assert (rate.rate_status, rate.evidence_status) == ("P", "S")
        assert all(source.startswith("http") for source in rate.sources)
        assert rate.as_of == date(2026, 11, 23)


def test_rates_cannot_be_changed_in_passing() -> None:
    with pytest.raises(TypeError):
        load_savings_rates()["L5"] = load_savings_rates()["L5a"]  # type: ignore[index]


def test_a_rate_that_came_through_a_float_is_refused() -> None:
    assert exact("0.10") == Decimal("0.1")
    with pytest.raises(TypeError, match="quotes"):
        exact(0.1)


def test_the_median_shared_service_delivered_under_a_third() -> None:
    """Five cases, one below zero: the median of the middles is the 0.29 that is on record."""
    shared = [ratio for ratio in load_delivery_ratios() if ratio.shared_service]
    middles = [
        Decimal(-1) if ratio.below_zero else (ratio.low + ratio.high) / 2  # type: ignore[operator]
        for ratio in shared
    ]
    assert len(shared) == 5
    assert median(middles) == Decimal("0.29")
    assert all(
        source.startswith("http") for ratio in load_delivery_ratios() for source in ratio.sources
    )


def test_the_code_asks_for_spend_over_500_pounds() -> None:
    duty = load_publication_duty()
    assert (duty.spend_over_pence, duty.contracts_over_pence) == (50_000, 500_000)
    assert duty.least_often == "quarterly"
    assert duty.spend_fields[Role.SUPPLIER] is Duty.MUST
    assert duty.spend_fields[Role.CATEGORY_CODE] is Duty.SHOULD
    assert Role.COMPANY_NUMBER not in duty.spend_fields
