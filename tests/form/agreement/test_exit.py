"""Leaving and dividing, checked by hand, to the penny."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.form import case_world as world

from tallystick.form.agreement.exit import Exit, divide, leave
from tallystick.form.agreement.file import read_agreement
from tallystick.form.agreement.gaps import check_clauses, gaps
from tallystick.form.agreement.planned_agreement import PlannedAgreement, Successors
from tallystick.reference.case import load_case_settings, load_clauses
from tallystick.sharing.agreement import Agreement, ExitTerms, Service, Version
from tallystick.sharing.basis import Basis
from tallystick.words.mistakes import UserMistake

STRANDED = load_case_settings().stranded
NOTICE = date(2026, 11, 30)
C, H, S = world.CAMBRIDGE, world.HUNTS, world.SOUTH


def agreement_of(folder: Path, text: str = world.PLAN) -> PlannedAgreement:
    path = world.written(folder, text)
    return read_agreement(path, world.read(path)[0])


def left(agreement: PlannedAgreement, leaver: str = H, notice: date = NOTICE) -> Exit:
    return leave(agreement, leaver, notice=notice, stranded=STRANDED, notice_months=6)


def test_what_a_leaver_pays_by_hand(tmp_path: Path) -> None:
    """A quarter of £1,000,000 is £250,000, of which £100,000 is fixed: £100,000, £60,000 and
    £30,000 are left behind, with £30,000 of redundancy and less £5,000 of reserves £215,000; the
    agreement stops at £100,000."""
    exit = left(agreement_of(tmp_path))
    [service] = exit.services
    assert service.before == {C: 50_000_000, H: 25_000_000, S: 25_000_000}
    assert service.moves == 15_000_000
    assert service.stranded == (10_000_000, 6_000_000, 3_000_000)
    assert service.bills[0] == {C: 56_666_667, S: 28_333_333}
    assert service.ever_after == {C: 50_000_000, S: 25_000_000}
    assert [charge.pence for charge in exit.charges] == [19_000_000, 3_000_000, -500_000]
    assert (exit.due, exit.pays) == (21_500_000, 10_000_000)
    assert exit.shortfall == {C: 7_666_667, S: 3_833_333}
    assert exit.leaves == date(2027, 11, 30)
    assert exit.notice_bill == 25_000_000


@pytest.mark.parametrize(
    ("notice", "leaves"),
    [
        (date(2026, 8, 31), date(2027, 2, 28)),
        (date(2027, 8, 31), date(2028, 2, 29)),
        (date(2026, 6, 30), date(2026, 12, 30)),
    ],
)
def test_notice_ends_on_a_day_that_there_is(tmp_path: Path, notice: date, leaves: date) -> None:
    unsaid = agreement_of(tmp_path, world.changed("  notice_months: 12\n", ""))
    exit = left(unsaid, notice=notice)
    assert (exit.notice_months, exit.leaves) == (6, leaves)
    assert exit.notice_bill == 12_500_000


def test_agreed_percentages_keep_their_proportion(tmp_path: Path) -> None:
    text = world.changed("basis: headcount\n      figures", "basis: fixed\n      figures")
    [service] = left(agreement_of(tmp_path, text)).services
    assert service.ever_after == {C: 50_000_000, S: 25_000_000}


def test_who_is_not_in_it_cannot_leave_it(tmp_path: Path) -> None:
    with pytest.raises(UserMistake, match=r"E06000001 is not in the agreement 'Ouse HR'"):
        left(agreement_of(tmp_path), "E06000001")


def test_a_service_of_two_becomes_one_councils_own(tmp_path: Path) -> None:
    text = world.changed(
        "E07000008: 50, E07000011: 25, E07000012: 25", "E07000011: 1, E07000012: 3"
    )
    [service] = left(agreement_of(tmp_path, text)).services
    assert service.bills[0] == {S: 75_000_000 + 10_000_000}


def service(figures: dict[str, int], cost: int, fixed: Decimal) -> Service:
    return Service(
        function="hr", basis=Basis.HEADCOUNT, figures=figures, cost=cost, fixed=fixed, vat=None,
        because="Ledger.",
    )  # fmt: skip


WEIGHTS = st.dictionaries(st.sampled_from("ABCDEF"), st.integers(1, 10**6), min_size=2)
SHARE = st.decimals(0, 1, places=3)


@given(WEIGHTS, st.integers(0, 10**11), SHARE, st.integers(0, 10**9))
def test_no_penny_is_lost_when_one_leaves(
    figures: dict[str, int], cost: int, fixed: Decimal, cap: int
) -> None:
    leaver = min(figures)
    version = Version(
        number="1", first=NOTICE, services=(service(figures, cost, fixed),),
        exit=ExitTerms(notice_months=12, cap=cap),
    )  # fmt: skip
    agreed = Agreement(name="All", form="lead", versions=(version,))
    exit = left(PlannedAgreement(agreement=agreed, leaving={}, successors=()), leaver)
    [one] = exit.services
    rest = cost - one.before[leaver]
    assert sum(one.before.values()) == cost
    for pence, bills, paid in zip(one.stranded, one.bills, exit.paid_to, strict=True):
        assert sum(bills.values()) == rest + pence
        assert sum(paid.values()) == pence
    assert sum(one.ever_after.values()) == rest
    assert sum(each.pence for each in exit.charges) == exit.due
    assert exit.pays + sum(exit.shortfall.values()) == exit.due
    assert exit.pays <= cap
    assert list(one.stranded) == sorted(one.stranded, reverse=True)


@given(WEIGHTS, st.integers(0, 10**11), SHARE, st.integers(0, 10**9))
def test_no_penny_is_lost_when_a_service_is_divided(
    figures: dict[str, int], cost: int, fixed: Decimal, each: int
) -> None:
    successors = Successors(
        function="hr",
        figures={name: Decimal(weight) for name, weight in figures.items()},
        fixed_each=each,
        because="Ledger.",
    )
    division = divide(service(figures, cost, fixed), successors)
    assert sum(division.cost.values()) == cost
    assert division.dearer == len(figures) * each - int(cost * Fraction(fixed))


def test_dividing_by_hand(tmp_path: Path) -> None:
    planned = agreement_of(tmp_path)
    [shared] = planned.agreement.in_force(NOTICE).services
    division = divide(shared, planned.successors[0])
    assert division.cost == {"North": 60_000_000, "South": 40_000_000}
    assert division.lacks == {"North": 6_000_000, "South": 14_000_000}
    assert division.dearer == 20_000_000


def test_gaps_of_the_agreement_are_flagged_gravest_first(tmp_path: Path) -> None:
    agreement = agreement_of(tmp_path).agreement
    found = gaps(agreement, load_clauses(), on=date(2028, 12, 1))
    assert found[0].startswith("No clause on duration.")
    assert "The review of 2028-10-01 is past." in found
    assert found[-1].startswith("Before signing, also write clauses on: definitions, ")
    places = {
        check.clause.key: check.place
        for check in check_clauses(agreement.versions[0], load_clauses())
    }
    assert len(places) == 25 and places["termination"] == "clause 14" and not places["duration"]


def test_an_agreement_that_says_little_is_told_so(tmp_path: Path) -> None:
    text = world.PLAN
    for row in ("  review: 2028-10-01\n", "  notice_months: 12\n", "      vat: outside_scope\n"):
        text = text.replace(row, "")
    text = text.replace("  cap: {value", "  ends: 2026-01-01\n  cap: null #")
    found = gaps(agreement_of(tmp_path, text).agreement, load_clauses(), on=NOTICE)
    for sentence in (
        "No notice is agreed, so nobody knows when a leaver is out.",
        "No cap is agreed on what a leaver pays.",
        "No review date is set.",
        "The agreement ended on 2026-01-01.",
        "Nobody has chosen how recharges of HR stand to VAT.",
    ):
        assert sentence in found


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("agreement:\n  name: Ouse HR\n", "agreement:\n", "the field name is missing"),
        ("vat: outside_scope", "wat: outside_scope", "services.1.wat: there is no such field."),
        ("clauses: {termination", "clauses: {ending", "clauses.ending: there is no clause ending."),
        ("basis: headcount", "basis: heads", "services.1.basis: 'heads' is not known."),
        ("E07000008: 50,", "E06000001: 50,", "E06000001 is not a council of this plan."),
        ("E07000008: 50,", "E07000008: -50,", "figures.E07000008: -50 is below zero."),
        ("E07000008: 50, E07000011: 25, E07000012: 25", "E07000011: 1", "fewer than two councils."),
        ("50, E07000011: 25, E07000012: 25", "0, E07000011: 0", "there is nothing to take shares"),
        ("basis: headcount\n      figures: {E07000008: 50", "basis: fixed\n      figures: "
         "{E07000008: 60", "figures: the percentages add up to 110, not to 100."),
        ("fixed: {value: 0.4", "fixed: {value: 40", "services.1.fixed: 40 is not a share."),
        ("vat: outside_scope", "vat: some", "services.1.vat: 'some' is not known."),
        ("form: lead", "form: alone", "agreement.form: 'alone' is not known."),
        ("    E07000011:\n      redundancy", "    E06000001:\n      redundancy",
         "E06000001 is not in the agreement."),
        ("figures: {North: 60, South: 40}", "figures: {North: 0}", "nothing to divide by."),
        ("figures: {North: 60,", "figures: {North: -60,", "figures.North: -60 is below zero."),
        ("notice_months: 12", "notice_months: 1000", "notice_months: 1000 will not do."),
    ],
)  # fmt: skip
def test_a_wrong_agreement_is_one_sentence(tmp_path: Path, old: str, new: str, said: str) -> None:
    with pytest.raises(UserMistake) as mistake:
        agreement_of(tmp_path, world.changed(old, new))
    assert said in mistake.value.sentence
    assert mistake.value.sentence.startswith(f"{tmp_path / 'plan.yml'}, line ")


def test_two_schedules_of_one_function_are_refused(tmp_path: Path) -> None:
    schedule = world.PLAN[world.PLAN.index("    - function: hr") : world.PLAN.index("  leaving:")]
    with pytest.raises(UserMistake, match="hr has two schedules"):
        agreement_of(tmp_path, world.changed(schedule, schedule * 2))


def test_a_plan_without_an_agreement_says_so(tmp_path: Path) -> None:
    text = world.PLAN[: world.PLAN.index("agreement:")]
    with pytest.raises(UserMistake, match="holds no agreement"):
        agreement_of(tmp_path, text)
