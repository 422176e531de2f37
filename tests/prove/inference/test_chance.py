"""Intervals, placebo share and power from draws that a reader can count."""

import numpy as np
import pytest

from tallystick.prove.counterfactual.answer import Answer, Cohort, Scale
from tallystick.prove.counterfactual.block import Block, Fit
from tallystick.prove.inference.chance import chance_of


def answer(value: float, draws: list[float], *, logs: bool = False) -> Answer:
    none = np.zeros(0)
    block = Block(np.zeros((121, 3)), np.zeros(3), 2)
    cohort = Cohort(2, ("A",), 1.0, block, Fit(np.zeros(3), none, none))
    otherwise = 100 * float(np.exp(-value)) if logs else 100 - value
    return Answer("did", value, np.array(draws), 2.0 if not logs else 0.02, (cohort,),
                  Scale(logs, 100.0, otherwise))  # fmt: skip


def test_intervals_are_students_t() -> None:
    found = chance_of(answer(-10, [0.0, 0.0]))
    assert found.se == 2.0
    assert found.interval90 == pytest.approx((-13.315, -6.685), abs=0.001)  # 1.6577 x 2
    assert found.interval95 == pytest.approx((-13.960, -6.040), abs=0.001)  # 1.9799 x 2
    assert found.interval95_percent == pytest.approx((-12.691, -5.491), abs=0.001)  # of 110


def test_the_placebo_share_counts_the_effect_itself() -> None:
    assert chance_of(answer(-2.5, [-3.0, 1.0, 2.5])).p_placebo == 0.75
    assert chance_of(answer(-9, [-3.0, 1.0, 2.5])).p_placebo == 0.25


def test_what_can_be_seen_needs_no_result() -> None:
    # (1.9799 + 0.8446) x 2 of 110
    assert chance_of(answer(-10, [0.0])).power_percent == pytest.approx(5.135, abs=0.001)
    seen = [chance_of(answer(value, [0.0], logs=True)).power_percent for value in (-0.5, 0.0, 0.1)]
    assert seen == pytest.approx([100 * (1 - np.exp(-0.05649))] * 3, abs=0.001)


def test_logs_read_as_percent_and_in_the_outcomes_unit() -> None:
    found = answer(float(np.log(0.8)), [0.0], logs=True)
    assert found.scale.percent(found.value) == pytest.approx(-20)
    assert found.scale.unit(found.value) == pytest.approx(100 - 125)  # 100 is 80% of 125
    low, high = chance_of(found).interval95
    assert low < -25 < high < 0
