"""What happens if a council leaves a shared service, or the service itself is divided.

A leaver takes with it the part of the cost that moves with the work. Its share of the fixed cost is
left behind, and falls year by year as the others shrink; until then somebody pays for it. The
terms follow those of oneSource and Local London: the leaver pays the net cost of its leaving.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from tallystick.form.agreement.planned_agreement import (
    Charge,
    Leaving,
    PlannedAgreement,
    Successors,
)
from tallystick.sharing.agreement import Service
from tallystick.words.labels import Label
from tallystick.words.mistakes import UserMistake
from tallystick.words.period import Month
from tallystick.words.share import Shares

MONTHS = 12

Bills = Mapping[str, int]
"""Pence of each council, by code."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceExit:
    """The effect of leaving on one service, in pence; lists are by year after leaving, the first
    year first.

    before: every council's yearly bill today. moves: the part of the leaver's bill that ends when
    it leaves. stranded: the fixed cost left behind; zero after the last year listed. bills: what
    the others pay then, including stranded cost; ever_after: once the stranded cost has ended.
    """

    service: Service
    before: Bills
    moves: int
    stranded: tuple[int, ...]
    bills: tuple[Bills, ...]
    ever_after: Bills


@dataclass(frozen=True, slots=True, kw_only=True)
class Exit:
    """The complete effect of leaving. leaves: the first day without the council. notice_bill: what
    it pays for the service until then. charges: what it has to pay: stranded cost first; its share
    of reserves is negative. due: the sum of charges. pays: due limited by the agreement's cap; when
    negative, the others pay the leaver. paid_to: the stranded cost that each of the others
    receives, by year. shortfall: what each of the others has to bear because of the cap."""

    leaver: str
    notice: date
    leaves: date
    notice_months: int
    notice_bill: int
    services: tuple[ServiceExit, ...]
    charges: tuple[Charge, ...]
    due: int
    pays: int
    paid_to: tuple[Bills, ...]
    shortfall: Bills


@dataclass(frozen=True, slots=True, kw_only=True)
class Division:
    """A shared service divided among successor councils. today: today's cost, divided by driver;
    shares and cost by successor name; lacks: the fixed cost that each needs in addition to stand
    alone, negative where it has more than it needs. Pence a year."""

    successors: Successors
    today: int
    shares: Shares
    cost: Bills
    lacks: Bills

    @property
    def dearer(self) -> int:
        """The additional cost of dividing for all of them together, pence a year."""
        return sum(self.lacks.values())


def leave(
    planned: PlannedAgreement,
    leaver: str,
    *,
    notice: date,
    stranded: Sequence[Decimal],
    notice_months: int,
) -> Exit:
    """What follows if a council gives notice on a day.

    stranded: the share, 0 to 1, of its fixed cost that is still there in each year after leaving.
    notice_months: where the agreement has none. Raises UserMistake when the council is not in it,
    or nothing of it is in force on that day.
    """
    agreed = planned.agreement.in_force(notice)
    _check_member(leaver, planned.agreement.name, agreed.members)
    terms = agreed.exit
    months = notice_months if terms.notice_months is None else terms.notice_months
    services = tuple(
        _leave_service(service, leaver, stranded)
        for service in agreed.services
        if leaver in service.figures
    )
    charges = _charges(services, planned.leaving.get(leaver, Leaving()))
    due = sum(charge.pence for charge in charges)
    pays = due if terms.cap is None else min(due, terms.cap)
    return Exit(
        leaver=leaver,
        notice=notice,
        leaves=_later(notice, months),
        notice_months=months,
        notice_bill=_notice_bill(services, leaver, months),
        services=services,
        charges=charges,
        due=due,
        pays=pays,
        paid_to=_paid_to(services, leaver, len(stranded)),
        shortfall=_shortfall(services, due - pays),
    )


def _check_member(leaver: str, agreement: str, members: Sequence[str]) -> None:
    if leaver not in members:
        raise UserMistake(
            f"{leaver} is not in the agreement {agreement!r}.", f"Name one of {', '.join(members)}."
        )


def _notice_bill(services: Sequence[ServiceExit], leaver: str, months: int) -> int:
    """What the leaver pays for the services up to the day it is out."""
    a_year = sum(each.before[leaver] for each in services)
    return round(Fraction(a_year * months, MONTHS))


def _paid_to(services: Sequence[ServiceExit], leaver: str, years: int) -> tuple[Bills, ...]:
    """What each of the others gets of the stranded cost, by year after leaving."""
    return tuple(
        _together(_others(each, leaver).of(each.stranded[year]) for each in services)
        for year in range(years)
    )


def divide(service: Service, successors: Successors) -> Division:
    """Divide a service among successor councils by a driver: today's cost to the penny, and the
    fixed cost that each successor needs, which today is needed only once."""
    shares = Shares.by(successors.figures)
    fixed = int(service.cost * Fraction(service.fixed))
    held = shares.of(fixed)
    return Division(
        successors=successors,
        today=service.cost,
        shares=shares,
        cost=shares.of(service.cost),
        lacks={name: successors.fixed_each - pence for name, pence in held.items()},
    )


def _leave_service(service: Service, leaver: str, stranded: Sequence[Decimal]) -> ServiceExit:
    before, others = service.shares().of(service.cost), service.shares(without=leaver)
    moves = int(before[leaver] * (1 - Fraction(service.fixed)))
    fixed = before[leaver] - moves
    left = tuple(round(fixed * Fraction(share)) for share in stranded)
    rest = service.cost - before[leaver]
    return ServiceExit(
        service=service,
        before=before,
        moves=moves,
        stranded=left,
        bills=tuple(others.of(rest + pence) for pence in left),
        ever_after=others.of(rest),
    )


def _charges(services: Sequence[ServiceExit], leaving: Leaving) -> tuple[Charge, ...]:
    behind = tuple(
        Charge(
            name=f"Fixed cost of {Label(each.service.function).heading} left behind",
            pence=sum(each.stranded),
            because=f"Over {len(each.stranded)} years, falling. {each.service.because}",
        )
        for each in services
    )
    if leaving.reserves is None:
        return (*behind, *leaving.charges)
    taken = leaving.reserves
    reserves = Charge(name=taken.name, pence=-taken.pence, because=taken.because)
    return (*behind, *leaving.charges, reserves)


def _others(of: ServiceExit, leaver: str) -> Shares:
    return of.service.shares(without=leaver)


def _shortfall(services: Sequence[ServiceExit], pence: int) -> Bills:
    """The amount above the cap, shared by the others in the proportion in which they share the
    services."""
    after = _together(each.ever_after for each in services)
    if not any(after.values()):
        return Shares.equal(list(after)).of(pence)
    return Shares.by(after).of(pence)


def _together(bills: Iterable[Bills]) -> dict[str, int]:
    total: dict[str, int] = {}
    for each in bills:
        for code, pence in each.items():
            total[code] = total.get(code, 0) + pence
    return dict(sorted(total.items()))


def _later(day: date, months: int) -> date:
    """The same day so many months later, or the last day of that month where the day does not
    exist."""
    month = Month.of(day).plus(months)
    return min(date.fromordinal(month.first_day.toordinal() + day.day - 1), month.last_day)
