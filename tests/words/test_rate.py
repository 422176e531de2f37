"""A rate gives a range, and never overstates it."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallystick.words.rate import SavingRange, SavingsRate

RATE = SavingsRate(
    lever="L5",
    name="Buying together",
    base="spend that can be influenced",
    low=Decimal("0.01"),
    central=Decimal("0.03"),
    high=Decimal("0.06"),
    evidence="a report",
    sources=("https://example.org/report",),
    rate_status="P",
    evidence_status="S",
    as_of=date(2026, 11, 23),
)


@pytest.mark.parametrize(
    ("pence", "saving"),
    [
        (10_000, SavingRange(100, 300, 600)),
        (199, SavingRange(1, 5, 11)),  # 1.99, 5.97 and 11.94: down
        (1, SavingRange(0, 0, 0)),
        (0, SavingRange(0, 0, 0)),
        (-10_000, SavingRange(0, 0, 0)),
    ],
)
def test_a_range_is_whole_pence_rounded_down(pence: int, saving: SavingRange) -> None:
    assert RATE.range_of(pence) == saving


@given(st.integers(0, 10**18))
def test_a_range_is_within_a_penny_below_the_exact_share(pence: int) -> None:
    saving = RATE.range_of(pence)
    for got, hundredths in ((saving.low, 1), (saving.central, 3), (saving.high, 6)):
        assert 0 <= pence * hundredths - got * 100 < 100


@pytest.mark.parametrize(
    "wrong",
    [
        {"low": Decimal("0.04")},
        {"high": Decimal("1.01")},
        {"low": Decimal("-0.01")},
        {"sources": ()},
        {"evidence": ""},
        {"rate_status": "X"},
    ],
)
def test_a_rate_refuses_to_be_made_wrongly(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="L5"):
        replace(RATE, **wrong)


@pytest.mark.parametrize(
    ("only", "pence"), [(Decimal(0), 0), (Decimal("0.03"), 3), (Decimal(1), 100)]
)
def test_rates_may_lie_at_the_ends_and_be_all_one(only: Decimal, pence: int) -> None:
    flat = replace(RATE, low=only, central=only, high=only)
    assert flat.range_of(100) == SavingRange(pence, pence, pence)


def test_a_status_is_one_of_four_letters() -> None:
    for status in ("S", "D", "B", "P"):
        replace(RATE, rate_status=status, evidence_status=status)
    for wrong in ("s", "", "SD"):
        with pytest.raises(ValueError, match="status"):
            replace(RATE, evidence_status=wrong)


def test_nothing_saves_nothing_at_any_rate() -> None:
    """The whole of a base of nothing is nothing, not a penny."""
    assert replace(RATE, high=Decimal(1)).range_of(0) == SavingRange(0, 0, 0)


def test_a_range_rises() -> None:
    with pytest.raises(ValueError, match="rise"):
        SavingRange(2, 1, 3)
