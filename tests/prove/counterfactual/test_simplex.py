"""Weights on the simplex: by hand, at the optimum, whatever the order."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallystick.prove.counterfactual.simplex import simplex_weights

seeds = st.integers(0, 10_000)


def test_a_target_halfway_between_two_paths() -> None:
    weights = simplex_weights(np.array([[0.0, 0.0], [2.0, 2.0], [0.0, 9.0]]), np.array([1.0, 1.0]))
    assert weights.tolist() == pytest.approx([0.5, 0.5, 0.0], abs=1e-9)


def test_a_target_outside_goes_to_the_nearest_corner() -> None:
    weights = simplex_weights(np.array([[0.0, 0.0], [1.0, 1.0]]), np.array([5.0, 5.0]))
    assert weights.tolist() == [0.0, 1.0]


def test_identical_paths_do_no_harm() -> None:
    paths = np.array([[1.0, 2.0]] * 4)
    weights = simplex_weights(paths, np.array([1.0, 2.0]))
    assert (weights @ paths).tolist() == pytest.approx([1.0, 2.0])


def test_a_heavy_ridge_makes_all_even() -> None:
    paths = np.random.default_rng(0).normal(size=(5, 8))
    assert simplex_weights(paths, paths[0], ridge=1e9).tolist() == pytest.approx([0.2] * 5)


@given(seed=seeds, ridge=st.sampled_from([0.0, 1e-6, 0.1, 10.0]))
def test_no_shift_of_weight_from_one_to_another_does_better(seed: int, ridge: float) -> None:
    random = np.random.default_rng(seed)
    paths = random.normal(size=(random.integers(2, 15), random.integers(2, 10)))
    target = random.normal(size=paths.shape[1])
    weights = simplex_weights(paths, target, ridge=ridge)
    assert weights.min() >= 0
    assert weights.sum() == pytest.approx(1.0)
    slope = paths @ (weights @ paths - target) + ridge * weights
    assert slope[weights > 0].max() - slope.min() <= 1e-6


@given(seed=seeds)
def test_the_order_of_paths_does_not_matter(seed: int) -> None:
    random = np.random.default_rng(seed)
    paths, target = random.normal(size=(6, 9)), random.normal(size=9)
    order = random.permutation(6)
    assert simplex_weights(paths[order], target, ridge=0.1) == pytest.approx(
        simplex_weights(paths, target, ridge=0.1)[order], abs=1e-8
    )


@pytest.mark.parametrize("level", [1e4, 1e6, 1e8])
@pytest.mark.parametrize("ridge", [0.0, 0.1])
def test_a_level_that_all_have_in_common_drowns_nothing(level: float, ridge: float) -> None:
    """Councils spend millions and differ by thousands."""
    random = np.random.default_rng(5)
    paths, target = random.normal(size=(38, 19)).cumsum(axis=1), random.normal(size=19)
    near = simplex_weights(paths, target, ridge=ridge)
    assert simplex_weights(paths + level, target + level, ridge=ridge) == pytest.approx(
        near, abs=1e-6
    )
