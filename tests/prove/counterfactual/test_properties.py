"""What must hold of the published methods on any panel at all, and that synthetic difference in
differences solves the programmes of its paper: the check where no published panel is at hand."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from tallystick.prove.counterfactual.answer import answer_by
from tallystick.prove.counterfactual.block import Block
from tallystick.prove.counterfactual.comparisons import fit_sc, fit_sdid
from tallystick.prove.panel.panel import Panel

Floats = NDArray[np.float64]
seeds = st.integers(0, 5_000)
few = settings(max_examples=20)

WITH_UNIT_EFFECTS = ("did", "dsc", "sdid")
WITH_DATE_EFFECTS = ("did", "sc", "dsc", "sdid", "ascm")
STAGGERED = ({"u0": 8}, {"u0": 8, "u1": 8}, {"u0": 6, "u1": 9, "u2": 9})


def made_up(seed: int) -> Panel:
    random = np.random.default_rng(seed)
    shape = (int(random.integers(9, 20)), int(random.integers(11, 16)))
    factors = random.normal(size=(shape[0], 2)) @ random.normal(size=(2, shape[1])).cumsum(axis=1)
    units = tuple(f"u{row}" for row in range(shape[0]))
    starts = STAGGERED[seed % 3]
    return Panel(units, tuple(map(str, range(shape[1]))), 50 + factors + random.normal(size=shape),
                 starts)  # fmt: skip


def changed(panel: Panel, outcomes: Floats) -> Panel:
    return Panel(panel.units, panel.times, outcomes, panel.starts)


def value(panel: Panel, method: str) -> float:
    return answer_by(panel, method, placebos=0).value


@pytest.mark.parametrize("method", WITH_UNIT_EFFECTS)
@few
@given(seed=seeds)
def test_what_is_each_councils_own_level_changes_nothing(method: str, seed: int) -> None:
    panel = made_up(seed)
    own = np.random.default_rng(seed).normal(0, 30, (len(panel.units), 1))
    assert value(changed(panel, panel.outcomes + own), method) == pytest.approx(
        value(panel, method), abs=1e-6
    )


@pytest.mark.parametrize("method", WITH_DATE_EFFECTS)
@few
@given(seed=seeds)
def test_what_happens_to_all_on_a_date_changes_nothing(method: str, seed: int) -> None:
    panel = made_up(seed)
    common = np.random.default_rng(seed).normal(0, 30, len(panel.times))
    # synthetic DiD regularises by how far donors move from date to date, which a steady rise
    # leaves as it is and other common changes do not: its weights may change then
    common = np.linspace(0, 40, len(common)) if method == "sdid" else common
    assert value(changed(panel, panel.outcomes + common), method) == pytest.approx(
        value(panel, method), abs=1e-6
    )


@pytest.mark.parametrize("method", [*WITH_DATE_EFFECTS, "mc"])
@few
@given(seed=seeds)
def test_pence_give_a_hundred_times_what_pounds_do(method: str, seed: int) -> None:
    panel = made_up(seed)
    assert value(changed(panel, 100 * panel.outcomes), method) == pytest.approx(
        100 * value(panel, method), abs=1e-4
    )


@pytest.mark.parametrize("method", [*WITH_DATE_EFFECTS, "mc"])
@few
@given(seed=seeds)
def test_names_and_order_of_councils_change_nothing(method: str, seed: int) -> None:
    panel = made_up(seed)
    order = np.random.default_rng(seed).permutation(len(panel.units))
    units = tuple(f"x{panel.units[row]}" for row in order)
    starts = {f"x{unit}": start for unit, start in panel.starts.items()}
    turned = Panel(units, panel.times, panel.outcomes[order], starts)
    assert value(turned, method) == pytest.approx(value(panel, method), abs=1e-6)


@pytest.mark.parametrize("method", WITH_DATE_EFFECTS)
@few
@given(seed=seeds)
def test_a_saving_added_after_every_start_is_found_added(method: str, seed: int) -> None:
    panel = made_up(seed)
    outcomes = panel.outcomes.copy()
    for unit, start in panel.starts.items():
        outcomes[panel.units.index(unit), start:] -= 7
    assert value(changed(panel, outcomes), method) == pytest.approx(value(panel, method) - 7)


@few
@given(seed=seeds)
def test_sdid_solves_its_two_programmes(seed: int) -> None:
    """At the optimum over the simplex the slope is least, and the same, wherever a weight is."""
    panel = made_up(seed)
    start, joiners = panel.cohorts[-1]
    donors, ours = panel.outcomes_of(panel.donors), panel.outcomes_of(joiners).mean(axis=0)
    fit = fit_sdid(Block(donors, ours, start, len(joiners)))
    after = len(ours) - start
    noise = np.diff(donors[:, :start], axis=1).std(ddof=1)
    zeta = (len(joiners) * after) ** 0.25 * noise
    assert_optimal(fit.unit_weights, donors[:, :start], ours[:start], ridge=zeta**2 * start)
    assert_optimal(fit.time_weights, donors[:, :start].T, donors[:, start:].mean(axis=1),
                   ridge=(1e-6 * noise) ** 2 * len(donors))  # fmt: skip


def assert_optimal(weights: Floats, paths: Floats, target: Floats, *, ridge: float) -> None:
    """An intercept is free, so paths and target count less their own means."""
    paths = paths - paths.mean(axis=1, keepdims=True)
    target = target - target.mean()
    assert weights.min() >= 0
    assert weights.sum() == pytest.approx(1)
    slope = paths @ (weights @ paths - target) + ridge * weights
    scale = float((paths**2).sum(axis=1).max())
    assert slope[weights > 0].max() - slope.min() <= 1e-8 * scale


@few
@given(seed=seeds)
def test_sc_is_no_worse_than_any_other_mix(seed: int) -> None:
    panel = made_up(seed)
    donors, ours = panel.outcomes_of(panel.donors), panel.outcomes_of(["u0"])[0]
    weights = fit_sc(Block(donors, ours, 6)).unit_weights

    def missed(mix: Floats) -> float:
        return float((((mix @ donors) - ours)[:6] ** 2).sum())

    random = np.random.default_rng(seed)
    others = random.dirichlet(np.full(len(donors), 0.3), 200)
    near = (0.98 * weights + 0.02 * other for other in others)
    assert missed(weights) <= min(map(missed, (*others, *near))) + 1e-6
