"""Group-time effects on eight councils that a reader can check by hand."""

import numpy as np
import pytest
from tests.prove.conftest import panel_of

from tallystick.prove.counterfactual.group_time import aggregate, group_time_effects

ROWS = {
    "A": [10.0, 10.0, 7.0, 6.0],  # joins at 2
    "B": [20.0, 20.0, 17.0, 18.0],  # joins at 2
    "C": [30.0, 30.0, 30.0, 25.0],  # joins at 3
    "D": [40.0, 40.0, 41.0, 42.0],
    "E": [50.0, 50.0, 51.0, 52.0],
}
STARTS = {"A": 2, "B": 2, "C": 3}


def found(**how: object) -> dict[tuple[int, int], float]:
    effects = group_time_effects(panel_of(ROWS, STARTS), **how)
    return {(each.group, each.time): round(each.effect, 9) for each in effects}


def test_each_group_against_those_that_never_joined() -> None:
    assert found() == {
        (2, 1): 0.0,
        (2, 2): -4.0,  # -3 against +1
        (2, 3): -5.0,  # -4 and -2 against +2
        (3, 1): 0.0,
        (3, 2): -1.0,  # before joining: 0 against +1
        (3, 3): -6.0,  # -5 against +1
    }


def test_those_that_join_later_can_serve_until_they_do() -> None:
    assert found(not_yet=True)[2, 2] == pytest.approx(-3 - 2 / 3)


@pytest.mark.parametrize("how", ["dr", "reg", "ipw"])
def test_without_covariates_every_way_is_the_same(how: str) -> None:
    assert found(how=how) == found()


def test_aggregates_weigh_by_the_size_of_groups() -> None:
    panel = panel_of(ROWS, STARTS)
    effects = group_time_effects(panel)
    assert aggregate(panel, effects, "simple").overall == pytest.approx((-4 * 2 - 5 * 2 - 6) / 5)
    by_group = aggregate(panel, effects, "group")
    assert by_group.keys == (2, 3)
    assert by_group.effects == pytest.approx((-4.5, -6.0))
    assert by_group.overall == pytest.approx((-4.5 * 2 - 6) / 3)
    since = aggregate(panel, effects, "dynamic")
    assert dict(zip(since.keys, since.effects, strict=True)) == pytest.approx(
        {-2: 0.0, -1: -1 / 3, 0: (-4 * 2 - 6) / 3, 1: -5.0}
    )
    assert since.overall == pytest.approx(((-14 / 3) - 5) / 2)
    assert aggregate(panel, effects, "calendar").effects == pytest.approx((-4.0, -16 / 3))


def test_a_covariate_that_drives_the_change_is_allowed_for() -> None:
    random = np.random.default_rng(4)
    people = random.normal(size=(200, 1))
    growth = 3 * people[:, 0] + random.normal(0, 0.01, 200)
    joins = people[:, 0] + random.normal(size=200) > 0.5
    rows = {str(unit): [0.0, growth[unit] - 2 * joins[unit]] for unit in range(200)}
    panel = panel_of(rows, {str(unit): 1 for unit in np.flatnonzero(joins)})
    plain = group_time_effects(panel)[0].effect
    assert abs(plain + 2) > 1
    for how in ("reg", "dr"):
        effect = group_time_effects(panel, how=how, covariates=people)[0].effect
        assert effect == pytest.approx(-2, abs=0.01)
