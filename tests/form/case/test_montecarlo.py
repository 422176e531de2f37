"""The odds: what is certain comes out certain, the same seed gives the same figures."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import numpy as np
import pytest
from scipy.stats import spearmanr

from tallystick.form.case.appraisal import appraise
from tallystick.form.case.lines import Line, LineKind, stated_flows
from tallystick.form.case.montecarlo import Odds, _delivered, draw
from tallystick.reference.appraisal import load_discount_schedule
from tallystick.reference.case import Chances, load_case_settings

SCHEDULE = load_discount_schedule(date(2026, 11, 23))
HOUSE = load_case_settings().chances
ONE = Decimal(1)
HAIR = Decimal("0.0000001")
CERTAIN = replace(
    HOUSE,
    draws=50,
    once_costs=(ONE - HAIR, ONE, ONE + HAIR),
    delivery=(ONE - HAIR, ONE, ONE + HAIR),
    delay_months={0: ONE},
    leaves_a_year=Decimal(0),
)
"""Chances that leave nothing to chance."""


def line(council: str, kind: LineKind, *stated: int, item: str = "L1") -> Line:
    return Line(
        council=council, function="hr", item=item, name=item, kind=kind, stated=stated,
        correction=ONE, because="Payroll.",
    )  # fmt: skip


LINES = tuple(
    each
    for council, size in (("A", 3), ("B", 1))
    for each in (
        line(council, LineKind.ONCE, size * 10_000_000, item="training"),
        line(council, LineKind.YEARLY, 0, *[size * 500_000] * 5, item="client_side"),
        line(council, LineKind.SAVING, 0, *[size * 3_000_000] * 5),
        line(council, LineKind.SAVING, 0, *[size * 1_000_000] * 5, item="L5"),
    )
)


def odds(
    chances: Chances = HOUSE, *, seed: int = 1, deadlines: dict[str, int] | None = None
) -> tuple[Odds, ...]:
    return draw(
        LINES, ("A", "B"), chances=chances, schedule=SCHEDULE, years=6,
        deadlines={"": 4} if deadlines is None else deadlines, seed=seed,
    )  # fmt: skip


def test_without_chance_it_is_the_case() -> None:
    for council, each in zip(("A", "B"), odds(CERTAIN), strict=False):
        lines = [line for line in LINES if line.council == council]
        worth = appraise(stated_flows(lines, years=6), SCHEDULE).net_present_value
        assert each.p10 == pytest.approx(float(worth), rel=1e-5) == each.p90
        assert each.loses == 0


def test_what_is_surely_late_is_late() -> None:
    # £100,000 out, £35,000 a year in: paid in the third year after year 0.
    def chance_of_late(deadline: int) -> float | None:
        return odds(CERTAIN, deadlines={"A": deadline})[0].late

    assert [chance_of_late(year) for year in (-1, 2, 3)] == [1.0, 1.0, 0.0]
    assert odds(CERTAIN, deadlines={})[0].late is None


def test_when_all_leave_at_once_only_costs_are_left() -> None:
    gone = replace(CERTAIN, leaves_a_year=ONE)
    a = odds(gone)[0]
    # 12 months of the client side of year 1 are the price of leaving at its start.
    paid = 30_000_000 + 1_500_000 / 1.035
    assert a.p50 == pytest.approx(-paid, rel=1e-5) and a.loses == 1


def test_savings_end_with_the_group_and_not_with_others() -> None:
    """With a chance of 0.32 to leave in year 1, C saves in it when it stays and one of its group
    does: in 0.68 x 0.68 = 46% of draws in a pair, in 0.68 x (1 - 0.32^3) = 66% among four."""
    lines = [line(code, LineKind.SAVING, 0, 1_000_000) for code in "ABCD"]
    chances = replace(CERTAIN, draws=4_000, leaves_a_year=Decimal("0.32"))

    def odds_of_c(*groups: str) -> Odds:
        shared = {(code, "hr"): tuple(group) for group in groups for code in group}
        return draw(
            lines, "ABCD", chances=chances, schedule=SCHEDULE, years=2, deadlines={}, seed=1,
            groups=shared or None,
        )[2]  # fmt: skip

    assert odds_of_c("AB", "CD").p50 == 0
    assert odds_of_c("ABCD").p50 > 0
    assert odds_of_c("ABCD") == odds_of_c()


def test_two_years_late_costs_two_years() -> None:
    late = odds(replace(CERTAIN, delay_months={24: ONE}))[0]
    saved = 12_000_000 * sum(1.035**-year for year in (3, 4, 5))
    spent = 30_000_000 + 1_500_000 * sum(1.035**-year for year in range(1, 6))
    assert late.p50 == pytest.approx(saved - spent, rel=1e-5)


def test_the_same_seed_gives_the_same_odds() -> None:
    assert odds(seed=7) == odds(seed=7)
    assert odds(seed=7) != odds(seed=8)


def test_percentiles_rise_and_the_group_is_last() -> None:
    everybody = odds()
    assert [each.council for each in everybody] == ["A", "B", ""]
    assert all(each.p10 <= each.p50 <= each.p90 for each in everybody)


def test_delivery_has_the_mean_and_the_correlation_asked_for() -> None:
    delivered = _delivered(np.random.Generator(np.random.PCG64(3)), 3, replace(HOUSE, draws=40_000))
    # The mean of a PERT is (least + 4 likely + most) / 6.
    assert delivered.mean() == pytest.approx((0 + 4 * 0.6 + 1.15) / 6, abs=0.005)
    assert delivered.min() >= 0 and delivered.max() <= 1.15
    assert spearmanr(delivered[:, 0], delivered[:, 1]).statistic == pytest.approx(0.4, abs=0.02)
