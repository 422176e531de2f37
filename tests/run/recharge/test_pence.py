"""Exact amounts made whole pence."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallystick.run.recharge.pence import half_up, make_whole
from tallystick.words.share import apportion


def test_the_largest_remainders_get_the_pence() -> None:
    exact = {"b": Fraction(710124 * 721 + 596, 721), "c": Fraction(152565 * 721 + 635, 721)}
    exact["a"] = 1_000_000 - sum(exact.values())
    assert make_whole(exact) == {"a": 137_309, "b": 710_125, "c": 152_566}


def test_of_equals_the_lower_key_is_first() -> None:
    assert make_whole({"b": Fraction(1, 2), "a": Fraction(1, 2)}) == {"a": 1, "b": 0}


def test_amounts_of_both_signs_add_up() -> None:
    assert make_whole({"a": Fraction(-4, 3), "b": Fraction(7, 3)}) == {"a": -1, "b": 2}


def test_what_is_not_whole_together_is_refused() -> None:
    with pytest.raises(ValueError, match="whole pence"):
        make_whole({"a": Fraction(1, 3)})


@given(st.integers(-(10**6), 10**6), st.lists(st.integers(0, 50), min_size=1).filter(any))
def test_it_is_the_rule_of_pennies(pence: int, weights: list[int]) -> None:
    exact = {
        f"{at:03}": Fraction(pence * weight, sum(weights)) for at, weight in enumerate(weights)
    }
    assert tuple(make_whole(exact).values()) == apportion(pence, weights)


@given(st.lists(st.fractions(-100, 100, max_denominator=60)))
def test_nobody_moves_by_a_penny_and_the_sum_stays(amounts: list[Fraction]) -> None:
    exact = {f"{at:03}": each for at, each in enumerate(amounts)}
    exact["rest"] = -sum(exact.values(), Fraction(0))
    whole = make_whole(exact)
    assert sum(whole.values()) == 0
    assert all(abs(whole[key] - exact[key]) < 1 for key in exact)


@pytest.mark.parametrize(("exact", "whole"), [("1/2", 1), ("3/2", 2), ("149/100", 1), ("0", 0)])
def test_halves_go_up(exact: str, whole: int) -> None:
    assert half_up(Fraction(exact)) == whole
