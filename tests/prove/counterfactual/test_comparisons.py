"""Each published method on worlds that a reader can check by hand."""

import numpy as np
import pytest

from tallystick.prove.counterfactual.block import Block, Method, effect_of
from tallystick.prove.counterfactual.comparisons import (
    fit_did,
    fit_dsc,
    fit_sc,
    fit_sdid,
    tune_ascm,
)
from tallystick.prove.counterfactual.completion import tune_mc

DONORS = np.array(
    [
        [10.0, 12.0, 14.0, 16.0, 18.0, 20.0],
        [20.0, 18.0, 16.0, 14.0, 12.0, 10.0],
        [5.0, 9.0, 4.0, 9.0, 3.0, 8.0],
        [30.0, 30.0, 31.0, 30.0, 29.0, 30.0],
        [40.0, 41.0, 40.0, 42.0, 40.0, 41.0],
        [50.0, 48.0, 50.0, 49.0, 50.0, 51.0],
    ]
)


def block(joined: list[float], before: int = 4) -> Block:
    return Block(DONORS, np.array(joined), before)


def test_did_is_the_difference_of_two_differences() -> None:
    flat = Block(np.array([[1.0, 1.0, 4.0], [3.0, 3.0, 4.0]]), np.array([10.0, 12.0, 9.0]), 2)
    # joined fell by 2; donors rose by 3 and by 1
    assert effect_of(flat, fit_did(flat)) == -4.0
    assert fit_did(flat).unit_weights.tolist() == [0.5, 0.5]


def test_sc_finds_the_mix_that_the_joiner_is() -> None:
    # three quarters of the first, a quarter of the second, then 5 lower
    path = 0.75 * DONORS[0] + 0.25 * DONORS[1]
    made = block([*path[:4], *(path[4:] - 5)])
    fit = fit_sc(made)
    assert fit.unit_weights.tolist() == pytest.approx([0.75, 0.25, 0, 0, 0, 0], abs=1e-6)
    assert effect_of(made, fit) == pytest.approx(-5.0)
    assert fit.time_weights.tolist() == []


def test_dsc_forgives_another_level() -> None:
    path = 0.75 * DONORS[0] + 0.25 * DONORS[1] + 1000
    made = block([*path[:4], *(path[4:] - 5)])
    fit = fit_dsc(made)
    assert fit.unit_weights.tolist() == pytest.approx([0.75, 0.25, 0, 0, 0, 0], abs=1e-6)
    assert effect_of(made, fit) == pytest.approx(-5.0)


def test_ascm_may_reach_beyond_the_donors() -> None:
    made = block([100.0, 98.0, 100.0, 99.0, 100.0, 101.0])
    fit = tune_ascm(made)(made)
    missed = np.abs(made.joined - fit.expected)[:4].max()
    assert missed < np.abs(made.joined - fit_sc(made).expected)[:4].max()


@pytest.mark.parametrize("fit", [fit_did, fit_sc, fit_dsc, fit_sdid])
def test_an_effect_added_after_the_start_is_found_added(fit: Method) -> None:
    plain = block([12.0, 13.0, 14.0, 15.0, 16.0, 17.0])
    cut = block([12.0, 13.0, 14.0, 15.0, 16.0 - 3, 17.0 - 3])
    assert effect_of(cut, fit(cut)) == pytest.approx(effect_of(plain, fit(plain)) - 3)


def test_weights_of_sdid_are_shares() -> None:
    fit = fit_sdid(block([12.0, 13.0, 14.0, 15.0, 16.0, 17.0]))
    for weights in (fit.unit_weights, fit.time_weights):
        assert weights.min() >= 0
        assert weights.sum() == pytest.approx(1.0)


def test_completion_fills_what_effects_and_a_factor_made() -> None:
    random = np.random.default_rng(3)
    factor = random.normal(size=20).cumsum()
    made = 50 + random.normal(size=(30, 1)) + random.normal(size=(30, 1)) * factor
    made += random.normal(0, 0.01, made.shape)
    given = Block(made[1:], made[0] - 4.0 * (np.arange(20) >= 12), 12)
    assert effect_of(given, tune_mc(given)(given)) == pytest.approx(-4.0, abs=0.2)
