"""The account of a pound, held against sums done by hand."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallystick.prove.verdict.formulas import Account, Variance, baseline_now, delivery_ratio


def test_a_baseline_follows_prices_and_volume() -> None:
    """£1,000 at 4% dearer for a tenth more cases: 1,000 x 1.04 x 1.1 = £1,144."""
    price, volume = Fraction(104, 100), Fraction(110, 100)
    assert baseline_now(100_000, price_index=price, volume_ratio=volume) == 114_400
    assert baseline_now(100_000, price_index=price, volume_ratio=volume, elasticity=0) == 104_000
    assert baseline_now(100_000, price_index=price) == 104_000
    assert baseline_now(100_000, volume_ratio=volume) == 110_000


def test_an_account_by_hand() -> None:
    """£1,144 less £900 is £244; half would have come anyway; this claim has a quarter of the
    rest, £30.50; less £5 + £4 + £3 + £2 leaves £16.50, of which a budget fell by £10."""
    account = Account(
        baseline=114_400,
        actual=90_000,
        counterfactual=Fraction(1, 2),
        attribution=Fraction(1, 4),
        retained_client=500,
        costs_shifted=400,
        exit_provision=300,
        one_off=200,
    )
    assert (account.gross, account.attributed, account.net) == (24_400, 3_050, 1_650)
    assert account.bankable(1_000) == 1_000
    assert account.bankable(5_000) == 1_650


@pytest.mark.parametrize("share", [Fraction(-1, 10), Fraction(11, 10)])
def test_shares_lie_between_nothing_and_all(share: Fraction) -> None:
    with pytest.raises(ValueError, match="0 to 1"):
        Account(baseline=1, actual=1, counterfactual=share)
    with pytest.raises(ValueError, match="0 to 1"):
        Account(baseline=1, actual=1, attribution=share)


def test_a_delivery_ratio_sums_before_it_divides() -> None:
    assert delivery_ratio([(29, 100), (0, 0), (1, 20)]) == Fraction(1, 4)
    assert delivery_ratio([(5, 0)]) is None
    assert delivery_ratio([]) is None


@given(st.lists(st.integers(-(10**9), 10**9), min_size=5, max_size=5))
def test_a_variance_always_sums(parts: list[int]) -> None:
    variance = Variance(*map(Fraction, parts))
    assert sum(parts[1:]) + variance.unexplained == variance.whole
