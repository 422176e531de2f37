"""Each guard sees its danger, and says what was done."""

from dataclasses import replace

import numpy as np
import pytest

from tallystick.prove.inference.estimate import estimate
from tallystick.prove.inference.guards import Guard
from tallystick.prove.panel.panel import Panel


def guard(panel: Panel, name: str, method: str = "learned", **more: tuple[str, ...]) -> Guard:
    found = estimate(panel, method, **more)
    return next(each for each in found.guards if each.name == name)


def changed(panel: Panel, unit: str, dates: slice, factor: float) -> Panel:
    outcomes = panel.outcomes.copy()
    outcomes[panel.units.index(unit), dates] *= factor
    return replace(panel, outcomes=outcomes)


def test_all_guards_report_every_time_in_the_same_order(walks: Panel) -> None:
    names = [each.name for each in estimate(walks).guards]
    assert names == [each.name for each in estimate(walks, "mc").guards]
    assert len(names) == len(set(names)) == 12
    assert all(each.found and each.did for each in estimate(walks).guards)


def test_before_and_after_is_told_and_distrusted(walks: Panel) -> None:
    said = guard(walks, "before and after alone")
    joined = walks.outcomes_of(["A", "B"])
    change = 100 * (joined[:, 24:].mean() / joined[:, :24].mean() - 1)
    assert f"{change:+.1f}%" in said.found
    assert said.did.startswith("Not used")


def test_a_bad_year_before_joining(walks: Panel) -> None:
    bad = changed(changed(walks, "A", slice(12, 24), 1.5), "B", slice(12, 24), 1.5)
    learned = guard(bad, "a bad year before joining")
    assert "dearer" in learned.found
    assert "took that off" in learned.did
    other = guard(bad, "a bad year before joining", "did")
    assert other.warns
    assert not guard(walks, "a bad year before joining").warns


def test_rising_costs(walks: Panel) -> None:
    outcomes = walks.outcomes.copy()
    outcomes[:2] *= 1.03 ** np.arange(36)
    rising = replace(walks, outcomes=outcomes)
    assert "rose faster" in guard(rising, "chosen for rising costs").found
    assert guard(rising, "chosen for rising costs", "did").warns


def test_lumps_are_counted_and_clipped_by_the_default_alone(walks: Panel) -> None:
    lumpy = changed(walks, "E", slice(5, 6), 9.0)
    assert "Clipped" in guard(lumpy, "lumpy invoices").did
    assert "Left in" in guard(lumpy, "lumpy invoices", "sdid").did


def test_a_donor_that_doubled_is_named_with_its_date(walks: Panel) -> None:
    merged = changed(walks, "E", slice(12, None), 3.0)
    assert "E at 12" in guard(merged, "mergers, thresholds, VAT: level shifts").found
    assert "count less" in guard(merged, "mergers, thresholds, VAT: level shifts").did


def test_missing_dates_few_donors_and_a_short_past(walks: Panel) -> None:
    assert guard(replace(walks, gaps=("7",)), "missing dates").warns
    assert "Only 10 donors" in guard(walks, "too few donors").found
    short = replace(
        walks, times=walks.times[20:], outcomes=walks.outcomes[:, 20:], starts={"A": 4, "B": 4}
    )
    assert guard(short, "a short past").warns


def test_donors_that_share_too_are_said_to_be_left_out(walks: Panel) -> None:
    said = guard(walks.without(["L"]), "donors that share too", left_out=("L",))
    assert (said.found, said.did) == (
        "They share too, or buy of the joiners' supplier: L.",
        "Left out of the comparison.",
    )
    assert "--leave-out" in guard(walks, "donors that share too").did


@pytest.mark.parametrize("method", ["learned", "sdid"])
def test_pretended_dates_find_nothing_where_nothing_was(walks: Panel, method: str) -> None:
    said = guard(walks, "placebo dates", method)
    assert all(f"{date} " in said.found for date in (12, 16, 20))


def test_the_donor_that_decides_is_named(walks: Panel) -> None:
    assert "Of 10 donors left out in turn" in guard(walks, "one donor decides", "did").found
    assert "no weights" in guard(walks, "one donor decides", "mc").found
