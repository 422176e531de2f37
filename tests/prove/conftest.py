"""Panels that the tests of this room share."""

from collections.abc import Mapping

import numpy as np
import pytest

from tallystick.prove.panel.panel import Panel


def panel_of(
    rows: Mapping[str, list[float]], starts: Mapping[str, int], *, period: int = 1
) -> Panel:
    """A panel written down by hand; dates are 0, 1, 2, ..."""
    outcomes = np.array(list(rows.values()), dtype=float)
    times = tuple(str(date) for date in range(outcomes.shape[1]))
    return Panel(tuple(rows), times, outcomes, starts, period)


@pytest.fixture
def walks() -> Panel:
    """Twelve councils of two years' months before and one after; A and B join, at -20%."""
    random = np.random.default_rng(7)
    logs = 8 + random.normal(size=(12, 1)) + random.normal(0, 0.02, (12, 36)).cumsum(axis=1)
    logs[:2, 24:] += np.log(0.8)
    units = tuple("ABCDEFGHIJKL")
    return Panel(units, tuple(map(str, range(36))), np.exp(logs), {"A": 24, "B": 24}, 12)
