"""What must hold of every method: names, order, level and scale do not matter."""

from dataclasses import replace

import numpy as np
import pytest

from tallystick.prove.counterfactual.answer import METHODS, Scale, pretenders
from tallystick.prove.inference.estimate import ALL_METHODS, answer_of
from tallystick.prove.panel.panel import Panel

every_method = pytest.mark.parametrize("method", ALL_METHODS)


@every_method
def test_names_do_not_matter(walks: Panel, method: str) -> None:
    names = {unit: f"council {97 - ord(unit)}" for unit in walks.units}
    renamed = replace(
        walks,
        units=tuple(names.values()),
        starts={names[unit]: start for unit, start in walks.starts.items()},
    )
    before, after = answer_of(walks, method), answer_of(renamed, method)
    assert after.value == before.value
    assert after.draws.tolist() == before.draws.tolist()


@every_method
def test_the_order_of_rows_does_not_matter(walks: Panel, method: str) -> None:
    order = np.random.default_rng(1).permutation(len(walks.units))
    shuffled = replace(
        walks,
        units=tuple(walks.units[row] for row in order),
        outcomes=walks.outcomes[order],
    )
    before, after = answer_of(walks, method), answer_of(shuffled, method)
    assert after.value == pytest.approx(before.value)
    assert after.spread == pytest.approx(before.spread)


@every_method
def test_another_currency_is_another_unit_and_no_other_percentage(
    walks: Panel, method: str
) -> None:
    pence = replace(walks, outcomes=100 * walks.outcomes)
    before, after = answer_of(walks, method), answer_of(pence, method)
    assert after.scale.unit(after.value) == pytest.approx(
        100 * before.scale.unit(before.value), rel=1e-4
    )
    assert after.scale.percent(after.value) == pytest.approx(
        before.scale.percent(before.value), rel=1e-4
    )


@pytest.mark.parametrize("method", sorted(set(METHODS)))
def test_a_constant_added_to_all_changes_no_level_effect(walks: Panel, method: str) -> None:
    higher = replace(walks, outcomes=walks.outcomes + 1000)
    assert answer_of(higher, method, placebos=0).value == pytest.approx(
        answer_of(walks, method, placebos=0).value, rel=1e-4
    )


@every_method
def test_a_fifth_saved_is_found(walks: Panel, method: str) -> None:
    answer = answer_of(walks, method, placebos=0)
    assert answer.scale.percent(answer.value) == pytest.approx(-20, abs=6)


def test_several_dates_are_pooled_by_cells(walks: Panel) -> None:
    staggered = replace(walks, starts={"A": 24, "B": 30})
    answer = answer_of(staggered, "did", placebos=0)
    assert [cohort.share for cohort in answer.cohorts] == [12 / 18, 6 / 18]
    alone = [
        answer_of(replace(walks.without([other]), starts={unit: start}), "did", placebos=0).value
        for unit, other, start in (("A", "B", 24), ("B", "A", 30))
    ]
    assert answer.value == pytest.approx((12 * alone[0] + 6 * alone[1]) / 18)


def test_one_pretender_at_a_time_is_every_donor_once() -> None:
    assert pretenders(6, 1, 200).tolist() == [[0], [1], [2], [3], [4], [5]]
    assert len(pretenders(500, 1, 200)) == 200


def test_pretenders_differ_and_are_the_same_every_time() -> None:
    rows = pretenders(10, 3, 50)
    assert all(len(set(row)) == 3 for row in rows.tolist())
    assert rows.tolist() == pretenders(10, 3, 50).tolist()


def test_a_month_of_nil_or_credit_leaves_percentages_as_they_are(walks: Panel) -> None:
    """Then councils count in shares of their own level, not in pounds of the largest."""
    outcomes = walks.outcomes.copy()
    outcomes[5, 3], outcomes[6, 30] = 0.0, -5.0
    with_credit = answer_of(replace(walks, outcomes=outcomes), "learned")
    assert not with_credit.scale.logs
    assert with_credit.scale.percent(with_credit.value) == pytest.approx(-20, abs=4)
    assert with_credit.scale.unit(with_credit.value) == pytest.approx(
        0.2 / 0.8 * -walks.outcomes_of(["A", "B"])[:, 24:].mean(), rel=0.2
    )


def test_where_noise_does_not_grow_with_size_effects_are_in_the_outcomes_unit() -> None:
    random = np.random.default_rng(9)
    levels = np.exp(random.normal(5, 2, (30, 1))) + random.normal(0, 0.5, (30, 20))
    levels[0, 15:] -= 4.0
    units = tuple(f"{row:02d}" for row in range(30))
    panel = Panel(units, tuple(map(str, range(20))), levels, {"00": 15})
    answer = answer_of(panel, "learned")
    assert (answer.scale.logs, answer.scale.each) == (False, 1.0)
    assert answer.scale.unit(answer.value) == pytest.approx(-4.0, abs=0.6)


def test_a_scale_never_overflows() -> None:
    scale = Scale(True, 100.0, 100.0)
    for value in (-1e4, 1e4):
        assert np.isfinite(scale.unit(value)) and np.isfinite(scale.percent(value))
    assert scale.percent(np.log(0.9)) == pytest.approx(-10)
