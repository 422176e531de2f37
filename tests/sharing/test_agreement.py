"""Versions of an agreement and the days on which they hold, by hand."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest

from tallystick.sharing.agreement import Agreement, ExitTerms, Service, Version
from tallystick.sharing.basis import Basis
from tallystick.words.mistakes import UserMistake

SPRING, AUTUMN = date(2026, 4, 1), date(2026, 10, 1)


def payroll(**figures: int) -> Service:
    """A schedule of payroll by heads."""
    return Service(
        function="hr", basis=Basis.HEADCOUNT, figures=figures, cost=100_00, fixed=Decimal("0.4"),
        vat=None, because="Ledger.",
    )  # fmt: skip


def version(number: str, first: date, **figures: int) -> Version:
    return Version(number=number, first=first, services=(payroll(**figures),))


def agreement(*versions: Version) -> Agreement:
    return Agreement(name="Vale", form="lead", versions=versions)


OLD, NEW = version("1", SPRING, A=1, B=1), version("2", AUTUMN, A=1, B=1, C=2)


@pytest.mark.parametrize(
    ("on", "holds"),
    [
        (SPRING, OLD),
        (AUTUMN - timedelta(days=1), OLD),
        (AUTUMN, NEW),
        (date(2036, 1, 1), NEW),
    ],
)
def test_the_latest_version_that_has_begun_holds(on: date, holds: Version) -> None:
    assert agreement(OLD, NEW).in_force(on) is holds


def test_before_the_first_day_nothing_holds() -> None:
    with pytest.raises(UserMistake) as mistake:
        agreement(OLD, NEW).in_force(SPRING - timedelta(days=1))
    assert mistake.value.sentence == (
        "The agreement 'Vale': nothing of it is in force on 2026-03-31."
    )
    assert mistake.value.next_step == "Choose a day from 2026-04-01 on."


@pytest.mark.parametrize(
    ("versions", "said", "next_step"),
    [
        ((), "The agreement 'Vale': it has no version.", "Give it one."),
        (
            (OLD, version("2", SPRING, A=1, B=1)),
            "The agreement 'Vale': versions '1' of 2026-04-01 and '2' of 2026-04-01 overlap.",
            "Give each a first day of its own.",
        ),
        (
            (NEW, OLD),
            "The agreement 'Vale': versions '2' of 2026-10-01 and '1' of 2026-04-01 are out of "
            "order.",
            "Put them in the order of their first days.",
        ),
        (
            (OLD, version("1", AUTUMN, A=1, B=1)),
            "The agreement 'Vale': two versions are '1'.",
            "Give each its own number.",
        ),
        (
            (OLD, NEW, OLD, NEW),
            "The agreement 'Vale': two versions are '1'.",
            "Give each its own number.",
        ),
    ],
)
def test_versions_that_contradict_each_other_are_one_sentence(
    versions: tuple[Version, ...], said: str, next_step: str
) -> None:
    with pytest.raises(UserMistake) as mistake:
        agreement(*versions)
    assert (mistake.value.sentence, mistake.value.next_step) == (said, next_step)


def test_members_are_those_of_all_services_in_order() -> None:
    services = (payroll(C=1, B=1), payroll(A=1, B=1))
    assert Version(number="1", first=SPRING, services=services).members == ("A", "B", "C")


def test_nothing_is_agreed_of_leaving_until_it_is_said() -> None:
    assert OLD.exit == ExitTerms(notice_months=None, cap=None)


def test_without_a_council_the_others_share_by_the_same_driver() -> None:
    """Of four heads B has one and C two; without A they have a third and two thirds."""
    assert dict(payroll(A=1, B=1, C=2).shares(without="A")) == {
        "B": Fraction(1, 3),
        "C": Fraction(2, 3),
    }


def test_agreed_percentages_of_those_that_stay_keep_their_proportion() -> None:
    """50, 30 and 20: without A, B and C share as 3 to 2; together they must be a hundred."""
    agreed = replace(payroll(A=50, B=30, C=20), basis=Basis.FIXED)
    assert dict(agreed.shares(without="A")) == {"B": Fraction(3, 5), "C": Fraction(2, 5)}
    assert agreed.shares()["A"] == Fraction(1, 2)
    with pytest.raises(UserMistake) as mistake:
        replace(agreed, figures={"A": 50, "B": 49}).shares()
    assert mistake.value.sentence.startswith("The agreement's schedule of hr, fixed: ")
