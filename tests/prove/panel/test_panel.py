"""The panel checks itself, and hands out rows, cohorts and parts."""

import numpy as np
import pytest
from tests.prove.conftest import panel_of

from tallystick.prove.panel.panel import Panel

ROWS = {"A": [1.0, 2.0, 3.0], "B": [9.0, 9.0, 9.0], "C": [4.0, 4.0, 4.0], "D": [5.0, 5.0, 6.0]}


def test_donors_stand_by_size_and_not_by_name() -> None:
    assert panel_of(ROWS, {"A": 1}).donors == ("C", "D", "B")


def test_cohorts_are_those_of_one_date_earliest_first() -> None:
    panel = panel_of(ROWS, {"D": 2, "B": 1, "A": 2})
    assert panel.cohorts == ((1, ("B",)), (2, ("A", "D")))


def test_rows_come_in_the_order_asked_for() -> None:
    assert panel_of(ROWS, {"A": 1}).outcomes_of(["D", "A"]).tolist() == [[5, 5, 6], [1, 2, 3]]


def test_without_drops_units_and_their_starts() -> None:
    panel = panel_of(ROWS, {"A": 1, "B": 2}).without(["B", "C"])
    assert panel.units == ("A", "D")
    assert panel.starts == {"A": 1}


def test_until_keeps_the_dates_before_and_the_pretended_starts() -> None:
    panel = panel_of(ROWS, {"A": 2}).until(2, {"A": 1})
    assert panel.times == ("0", "1")
    assert panel.outcomes[0].tolist() == [1, 2]
    assert panel.starts == {"A": 1}


@pytest.mark.parametrize("starts", [{}, {"Z": 1}, {"A": 0}, {"A": 3}])
def test_starts_must_fit(starts: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="start"):
        panel_of(ROWS, starts)


def test_outcomes_must_fit_and_be_finite() -> None:
    with pytest.raises(ValueError, match="row a unit"):
        Panel(("A",), ("0", "1"), np.zeros((2, 2)), {"A": 1})
    with pytest.raises(ValueError, match="finite"):
        panel_of({"A": [1.0, float("nan")], "B": [1.0, 2.0]}, {"A": 1})
