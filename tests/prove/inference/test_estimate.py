"""The whole trip: what the parts of an estimate say of each other."""

from dataclasses import replace

import numpy as np
import pytest

from tallystick.prove.counterfactual.learned import grows_with_size
from tallystick.prove.inference.estimate import ALL_METHODS, estimate
from tallystick.prove.inference.rehearsal import Design, rehearse
from tallystick.prove.panel.panel import Panel

weighted = pytest.mark.parametrize("method", [each for each in ALL_METHODS if each != "mc"])


@weighted
@pytest.mark.parametrize("starts", [{"A": 24, "B": 24}, {"A": 24, "B": 30}])
def test_the_figure_can_be_rebuilt_from_the_workings(
    walks: Panel, method: str, starts: dict[str, int]
) -> None:
    found = estimate(replace(walks, starts=starts), method)
    value = sum(
        wave.share
        * (wave.joined - sum(wave.unit_weights[unit] * wave.changes[unit] for unit in wave.changes))
        for wave in found.waves
    )
    if method == "learned":
        assert 100 * np.expm1(value) == pytest.approx(found.effect_percent, abs=0.05)
    else:
        assert value == pytest.approx(found.effect)


@weighted
def test_weights_are_named_and_sum_to_one(walks: Panel, method: str) -> None:
    found = estimate(walks, method)
    assert set(found.weights) == set(walks.donors)
    assert sum(found.weights.values()) == pytest.approx(1.0, abs=1e-6 if method != "ascm" else 1)


@pytest.mark.parametrize("method", ALL_METHODS)
def test_effect_interval_and_percent_agree(walks: Panel, method: str) -> None:
    found = estimate(walks, method)
    low90, high90 = found.chance.interval90
    low95, high95 = found.chance.interval95
    assert low95 < low90 < found.effect < high90 < high95
    assert found.effect < 0
    assert found.effect_percent < 0
    after = [point.effect for point in found.events if point.after >= 0]
    if method != "learned":
        assert np.mean(after) == pytest.approx(found.effect)


def test_the_picture_runs_from_before_to_after(walks: Panel) -> None:
    events = estimate(walks, "did").events
    assert [point.after for point in events] == list(range(-24, 12))
    assert np.mean([point.effect for point in events if point.after < 0]) == pytest.approx(0)


def test_each_donor_is_left_out_in_turn(walks: Panel) -> None:
    found = estimate(walks, "did")
    assert set(found.without_donor) == set(walks.donors)
    again = estimate(walks.without(["L"]), "did")
    assert found.without_donor["L"] == pytest.approx(again.effect)


def test_a_great_saving_is_supported_and_a_small_one_cannot_be_told() -> None:
    def word(saving: float, claimed: float | None = None) -> str:
        panel = rehearse(11, Design(councils=40, saving=saving, joiners=12)).panel
        return estimate(panel, claimed=claimed).verdict.word

    assert word(0.35) == "supported"
    assert word(0.03) == "cannot tell" or word(0.03) == "not supported"
    assert word(0.03, claimed=3) == "cannot tell"
    assert word(0.0, claimed=30) == "not supported"


def test_five_donors_are_enough_to_answer_and_too_few_to_be_sure(walks: Panel) -> None:
    few = walks.without("HIJKL")
    for method in ALL_METHODS:
        assert estimate(few, method).verdict.word in ("cannot tell", "supported", "not supported")


@pytest.mark.parametrize("method", ALL_METHODS)
@pytest.mark.parametrize("seed", range(6))
def test_whatever_small_panel_comes_is_answered(method: str, seed: int) -> None:
    """Flat, nil, negative, wild, one date before, more joiners than donors: an answer, no crash."""
    random = np.random.default_rng(seed)
    councils, dates = int(random.integers(7, 14)), int(random.integers(2, 9))
    wild = random.normal(size=(councils, dates))
    outcomes = [wild, np.exp(3 * wild), np.ones_like(wild), np.zeros_like(wild)][seed % 4]
    units = tuple(f"{row:02d}" for row in range(councils))
    starts = {unit: int(random.integers(1, dates)) for unit in units[: councils - 5]}
    panel = Panel(units, tuple(map(str, range(dates))), outcomes, starts, 12 if seed % 2 else 1)
    assert estimate(panel, method, placebos=20).verdict.word in (
        "supported",
        "not supported",
        "cannot tell",
    )


def test_a_donor_whose_absence_changes_the_scale_changes_the_effect_a_little() -> None:
    """One large restless council is what tells that noise grows with size: without it the rest
    are compared in pounds, and the effect is still the same fifth."""
    random = np.random.default_rng(4)
    level = np.array([1000.0] * 7 + [9000.0])
    noise = np.array([8.0] * 7 + [600.0])
    outcomes = level[:, None] + noise[:, None] * random.normal(size=(8, 36))
    outcomes[0, 24:] *= 0.8
    outcomes[1] += 2000
    panel = Panel(tuple("ABCDEFGH"), tuple(map(str, range(36))), outcomes, {"A": 24}, 12)
    found = estimate(panel)
    scales = {grows_with_size(panel.without([unit]).outcomes, 24) for unit in found.without_donor}
    assert scales == {True, False}
    for effect in found.without_donor.values():
        assert effect == pytest.approx(-200, rel=0.1)
