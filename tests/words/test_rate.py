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


def test_a_range_rises() -> None:
    with pytest.raises(ValueError, match="rise"):
        SavingRange(2, 1, 3)
