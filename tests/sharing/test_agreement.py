"""Versions of an agreement and the days on which they hold, by hand."""

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
    with pytest.raises(UserMistake, match="'Vale': nothing of it is in force on 2026-03-31"):
        agreement(OLD, NEW).in_force(SPRING - timedelta(days=1))


@pytest.mark.parametrize(
    ("versions", "said"),
    [
        ((), "The agreement 'Vale': it has no version."),
        (
            (OLD, version("2", SPRING, A=1, B=1)),
            "The agreement 'Vale': versions '1' of 2026-04-01 and '2' of 2026-04-01 overlap.",
        ),
        (
            (NEW, OLD),
            "The agreement 'Vale': versions '2' of 2026-10-01 and '1' of 2026-04-01 are out of "
            "order.",
        ),
        ((OLD, version("1", AUTUMN, A=1, B=1)), "The agreement 'Vale': two versions are '1'."),
    ],
)
def test_versions_that_contradict_each_other_are_one_sentence(
    versions: tuple[Version, ...], said: str
) -> None:
    with pytest.raises(UserMistake) as mistake:
        agreement(*versions)
    assert mistake.value.sentence == said


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
