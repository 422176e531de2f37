"""Made-up panels are what they say, and the default finds what was put in."""

import numpy as np
import pytest

from tallystick.prove.inference.chance import chance_of
from tallystick.prove.inference.estimate import answer_of
from tallystick.prove.inference.rehearsal import Design, rehearse


def test_the_same_seed_is_the_same_panel() -> None:
    one, two = rehearse(3, Design()), rehearse(3, Design())
    assert (one.panel.outcomes == two.panel.outcomes).all()
    assert one.panel.starts == two.panel.starts
    assert one.panel.outcomes.shape == (100, 72)
    assert one.panel.times[48] == "2022-01"


def test_the_saving_comes_in_over_six_months() -> None:
    with_saving, without = rehearse(3, Design()), rehearse(3, Design(saving=0.0))
    ratio = with_saving.panel.outcomes_of(with_saving.panel.starts) / without.panel.outcomes_of(
        without.panel.starts
    )
    assert ratio[0, 47:55] == pytest.approx([1, *(1 - 0.1 * np.arange(1, 7) / 6), 0.9])
    assert with_saving.true_log == pytest.approx(np.log(ratio[0, 48:]).mean())
    assert without.true_percent == 0.0


def test_joiners_after_a_bad_year_had_one() -> None:
    held = rehearse(5, Design(after_bad_year=True, saving=0.0)).panel
    logs = np.log(held.outcomes_of(held.starts))
    everybody = np.log(held.outcomes).mean(axis=0)
    past = (logs - everybody)[:, :48]
    assert (past[:, -12:].mean(axis=1) > past[:, :-12].mean(axis=1)).all()


def test_over_forty_panels_the_default_is_near_and_honest() -> None:
    """A short form of bench/prove.py, on seeds of its own."""
    errors, held = [], []
    for seed in range(20_000, 20_040):
        made = rehearse(seed, Design())
        answer = answer_of(made.panel, "learned")
        errors.append(answer.scale.percent(answer.value) - made.true_percent)
        low, high = chance_of(answer).interval90
        held.append(low <= answer.scale.unit(made.true_log) <= high)
    assert np.sqrt(np.mean(np.square(errors))) < 6.5
    assert np.mean(held) >= 0.8
