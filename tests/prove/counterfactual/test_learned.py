"""The learned rule: exact where the world is a rule, calm where it is not."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tallystick.prove.counterfactual.learned import (
    grows_with_size,
    huber_mean,
    huber_weights,
    learn,
)


def healing(seed: int = 0, *, councils: int = 60) -> np.ndarray:
    """Councils whose last date before the start was unusual, and who then were as always."""
    random = np.random.default_rng(seed)
    paths = random.normal(0, 0.01, (councils, 12)) + random.normal(10, 1, (councils, 1))
    paths[:, 7] += random.normal(0, 1.0, councils)
    return paths


def test_a_bad_year_is_known_to_heal() -> None:
    paths = healing()
    paths[-1, 7] = paths[-1, :7].mean() + 2.0
    told = learn(paths, 59, 8)
    before_and_after = paths[-1, 8:].mean() - paths[-1, :8].mean()
    assert abs(told.effects[0]) < 0.05 < 0.2 < abs(before_and_after)


def test_weights_sum_to_one_and_no_donor_foretells_itself() -> None:
    told = learn(healing(), 55, 8)
    assert told.weights.sum(axis=1) == pytest.approx(np.ones(60))
    assert not np.diag(told.weights).any()
    assert told.misses == pytest.approx(told.changes[:55] - told.weights[:55] @ told.changes[:55])


def test_fewer_donors_than_dates_still_foretell_what_all_have_in_common() -> None:
    """With more dates than donors a rule can repeat every donor; such a rule is not believed."""
    random = np.random.default_rng(7)
    paths = random.normal(0, 0.01, (9, 23)) + random.normal(9, 1, (9, 1))
    paths[:, 11:] -= 0.22  # a new tariff, everybody's
    told = learn(paths, 8, 11)
    assert told.weights.sum(axis=1) == pytest.approx(np.ones(9))
    assert np.abs(told.misses).max() < 0.03
    assert abs(told.effects[0]) < 0.03


def test_one_donors_upheaval_hardly_matters() -> None:
    paths = healing(councils=30)
    upheaval = paths.copy()
    upheaval[3, 8:] += 5.0
    plain, moved = learn(paths, 29, 8).effects[0], learn(upheaval, 29, 8).effects[0]
    assert abs(moved - plain) < 0.03


@settings(max_examples=20, deadline=None)
@given(shift=st.floats(-100, 100), factor=st.floats(0.01, 100))
def test_levels_may_be_shifted_and_scaled(shift: float, factor: float) -> None:
    paths = healing(5, councils=20)
    moved = learn(shift + factor * paths, 18, 8)
    assert moved.effects == pytest.approx(factor * learn(paths, 18, 8).effects, rel=1e-5, abs=1e-8)


def test_flat_donors_give_no_effect() -> None:
    assert learn(np.full((8, 10), 4.0), 7, 6).effects.tolist() == [0.0]


def test_percentages_where_noise_grows_with_size() -> None:
    random = np.random.default_rng(2)
    size = np.exp(random.normal(5, 2, (40, 1)))
    noise = random.normal(0, 0.1, (40, 20))
    assert grows_with_size(size * np.exp(noise), 15)
    assert not grows_with_size(size + 0.1 + np.abs(noise), 15)
    assert grows_with_size(100 + noise, 15)  # alike in size: cannot tell, and percent is asked for
    assert not grows_with_size(noise - 1, 15)  # percentages of what is below zero mean nothing


def test_huber_mean_is_the_mean_of_quiet_values_and_bounds_a_loud_one() -> None:
    even = np.ones(3)
    assert huber_mean(np.array([1.0, 2.0, 3.0]), even, 10.0) == pytest.approx(2.0)
    assert huber_mean(np.array([0.0, 0.0, 1e6]), even, 1.0) < 1.0
    assert huber_weights(np.array([0.0, 2.69]), 1.0).tolist() == pytest.approx([1.0, 0.5])
