"""Levers on small bases: the order, the cap, the ramp, the day a contract lets go."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallystick.form.case.levers import Base, arrived, claimed_twice, save, saving_lines, undated
from tallystick.reference.case import load_case_settings
from tallystick.reference.savings import load_savings_rates
from tallystick.words.period import FinancialYear
from tallystick.words.remarks import NO_NAMES, say_all

SETTINGS = load_case_settings()
ALL = SETTINGS.options["lead"].reach
RATES = {"L1": Decimal("0.25"), "L2": Decimal("0.05"), "L3": Decimal("0.06"), "L4": Decimal("0.1"),
         "L5": Decimal("0.03")}  # fmt: skip
YEARS = tuple(FinancialYear(2027 + at) for at in range(4))


def base(
    lever: str, pence: int, *, council: str = "A", ready: date | None = None, mechanism: str = ""
) -> Base:
    return Base(
        council=council, function="hr", lever=lever, pence=(pence,) * 4, counted=Decimal("0.4"),
        grade="D", because="Payroll.", ready=ready, mechanism=mechanism,
    )  # fmt: skip


def full(bases: list[Base], cap: str = "1") -> list[Fraction]:
    return [each.pence[0] for each in save(bases, RATES, reach=ALL, cap=Decimal(cap))]


def test_the_third_lever_works_on_what_the_second_left() -> None:
    assert full([base("L1", 1000), base("L2", 1000), base("L3", 1000)]) == [
        250,
        50,
        Fraction(1000) * Fraction("0.95") * Fraction("0.06"),
    ]


def test_the_cap_cuts_the_first_four_in_proportion_and_no_other() -> None:
    bases = [base("L1", 1000), base("L2", 2000), base("L4", 1000), base("L5", 1000)]
    assert full(bases) == [250, 100, 100, 30]
    # 8% of 4,000 is 320 of the 450 that the rates give.
    cut = full(bases, cap="0.08")
    assert sum(cut[:3]) == 320
    assert cut == [Fraction(250 * 32, 45), Fraction(100 * 32, 45), Fraction(100 * 32, 45), 30]


def test_staff_of_the_third_lever_are_in_the_cap_once() -> None:
    bases = [base("L2", 1000), base("L3", 1000)]
    assert sum(full(bases, cap="0.05")) == 50


def test_a_cap_is_of_one_council() -> None:
    bases = [base("L1", 1000), base("L1", 1000, council="B"), base("L2", 9000, council="B")]
    saved = save(bases, RATES, reach=ALL, cap=Decimal("0.08"))
    assert [each.capped for each in saved] == [True, False, False]


def test_pay_comes_along_the_ramp() -> None:
    assert arrived(base("L1", 1), YEARS, SETTINGS) == (0, Fraction(2, 5), Fraction(4, 5), 1)


@pytest.mark.parametrize(
    ("ready", "shares"),
    [
        (date(2026, 1, 1), (1, 1, 1, 1)),
        (date(2028, 4, 1), (0, 1, 1, 1)),
        (date(2028, 10, 1), (0, Fraction(182, 365), 1, 1)),
        (date(2031, 3, 31), (0, 0, 0, Fraction(1, 365))),
        (date(2040, 1, 1), (0, 0, 0, 0)),
        (None, (0, 0, 0, 0)),
    ],
)
def test_a_contract_saves_from_its_day(ready: date | None, shares: tuple[Fraction, ...]) -> None:
    assert arrived(base("L5", 1, ready=ready), YEARS, SETTINGS) == shares


def test_a_line_says_its_rate_its_reach_and_its_base() -> None:
    [line] = saving_lines(
        [base("L2", 100_000)],
        load_savings_rates(),
        SETTINGS.options["alone"],
        years=YEARS,
        settings=SETTINGS,
    )
    assert line.stated == (0, 1000, 2000, 2500)
    assert line.counted == (0, 400, 800, 1000)
    assert line.because == (
        "5.0% of the pay of the staff in scope who are not managers, of which this option "
        "reaches 50%. Payroll."
    )


def test_what_is_claimed_twice_or_waits_is_said() -> None:
    bases = [
        base("L1", 1, mechanism="Post 4"),
        base("L2", 1, mechanism="Post 4"),
        base("L5", 1),
    ]
    assert say_all(claimed_twice(bases), NO_NAMES) == (
        "Post 4 is in 2 savings (L1 of A, hr, L2 of A, hr): count it in one.",
    )
    assert undated(bases, SETTINGS) == (bases[2],)


@given(
    st.lists(st.tuples(st.sampled_from(list(RATES)), st.integers(0, 10**9)), max_size=8),
    st.decimals(0, 1, places=2),
)
def test_a_saving_is_never_above_its_cap_nor_below_zero(
    drawn: list[tuple[str, int]], cap: Decimal
) -> None:
    bases = [base(lever, pence) for lever, pence in drawn]
    saved = save(bases, RATES, reach=ALL, cap=cap)
    capped = [each for each in saved if each.base.lever != "L5"]
    whole = sum(each.base.pence[0] for each in capped)
    assert sum((each.pence[0] for each in capped), Fraction(0)) <= whole * Fraction(cap)
    assert all(each.pence[0] >= 0 for each in saved)


def test_a_base_below_zero_is_refused() -> None:
    with pytest.raises(ValueError, match="below zero"):
        base("L1", -1)
