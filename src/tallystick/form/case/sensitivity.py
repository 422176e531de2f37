"""Sensitivity of a business case: switching values, one input at a time, and the results of earlier
partnerships."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from tallystick.form.case.appraisal import Flows, appraise
from tallystick.form.case.lines import (
    Line,
    LineKind,
    Stress,
    flows,
    stated_flows,
    stressed,
    without,
)
from tallystick.form.case.options import BusinessCase, OptionCase
from tallystick.reference.appraisal import DiscountSchedule
from tallystick.reference.delivery_ratios import DeliveryRatio, load_delivery_ratios

LEAVES_IN = 3
"""The year, from 0, in which a partner leaves in the tornado: as soon as the ramp is at its top."""


@dataclass(frozen=True, slots=True)
class Switch:
    """At which share of the savings, and at which multiple of the costs, both as counted, an
    option is worth no more than another; None where it has none, or no share would do."""

    other: str
    savings: Fraction | None
    costs: Fraction | None


@dataclass(frozen=True, slots=True)
class Swing:
    """What an option is worth to the group, in pence of year 0, when one thing alone is at its
    least and at its most. low and high say what those are."""

    name: str
    low: str
    high: str
    at_low: Fraction
    at_high: Fraction

    @property
    def width(self) -> Fraction:
        """The difference between the two values: how sensitive the case is to this input."""
        return abs(self.at_high - self.at_low)


@dataclass(frozen=True, slots=True)
class Precedent:
    """An earlier case, and what this one would be worth, at least and at most, were its savings as
    stated delivered in the same share; None where that share is not known."""

    ratio: DeliveryRatio
    at_low: Fraction | None
    at_high: Fraction | None


def switching(case: BusinessCase, option: OptionCase) -> tuple[Switch, ...]:
    """Against every other option: the switching values of HM Treasury's Green Book."""
    own = option.group.worth
    switches = []
    for other in case.options:
        if other is option:
            continue
        beaten = other.group.worth.net_present_value
        savings, costs = own.present_costs + beaten, own.present_benefits - beaten
        switches.append(
            Switch(
                other.option.key,
                savings / own.present_benefits if own.present_benefits and savings >= 0 else None,
                costs / own.present_costs if own.present_costs and costs >= 0 else None,
            )
        )
    return tuple(switches)


def tornado(case: BusinessCase, option: OptionCase) -> tuple[Swing, ...]:
    """One thing at a time, the widest first."""
    ends, years, lines = case.settings.tornado, case.plan.years, option.lines

    def worth(under: Stress) -> Fraction:
        return _worth(stressed(lines, under, years=years), case.schedule)

    def swing(name: str, of: str, low: Stress, high: Stress) -> Swing:
        least, most = ends[of]
        return Swing(name, _said(of, least), _said(of, most), worth(low), worth(high))

    def both(of: str) -> tuple[Decimal, Decimal]:
        return ends[of]

    delivery, once, volume = both("delivery"), both("once_costs"), both("volume")
    pay, delay = both("pay_growth"), [int(months) for months in both("delay_months")]
    swings = [
        swing(
            "Savings delivered, of those stated",
            "delivery",
            *(Stress(delivery=d) for d in delivery),
        ),
        swing("One-off costs, of those stated", "once_costs", *(Stress(once=c) for c in once)),
        swing("Months late", "delay_months", *(Stress(delay=d) for d in delay)),
        swing("Pay above prices, a year", "pay_growth", *(Stress(pay=g) for g in pay)),
        swing("Volume", "volume", *(Stress(volume=v) for v in volume)),
    ]
    leaver = _largest(option)
    if leaver and years > LEAVES_IN:
        left = flows(without(lines, leaver, from_year=LEAVES_IN), years=years)
        swings.append(
            Swing(
                "Largest partner leaves",
                f"in {case.plan.financial_years[LEAVES_IN]}",
                "never",
                _worth(left, case.schedule),
                option.group.worth.net_present_value,
            )
        )
    return tuple(sorted(swings, key=lambda each: (-each.width, each.name)))


def precedents(case: BusinessCase, option: OptionCase) -> tuple[Precedent, ...]:
    """The user's own closed partnerships, then the shared services of the evidence table, with what
    this case would be worth in their place: savings as stated times their delivery ratio, costs as
    counted."""
    stated = appraise(stated_flows(option.lines, years=case.plan.years), case.schedule)
    costs = option.group.worth.present_costs

    def worth(ratio: Decimal | None) -> Fraction | None:
        return None if ratio is None else stated.present_benefits * Fraction(ratio) - costs

    own = () if case.own is None else case.own.record.cases
    published = (ratio for ratio in load_delivery_ratios() if ratio.shared_service)
    return tuple(
        Precedent(ratio, worth(ratio.low), worth(ratio.high))
        for ratio in (*(each.as_ratio for each in own), *published)
    )


def _worth(of: Flows, schedule: DiscountSchedule) -> Fraction:
    return appraise(of, schedule).net_present_value


def _largest(option: OptionCase) -> str:
    """The council that saves most, of equal ones the first; '' when nobody saves anything."""
    saved: dict[str, int] = {}
    for line in _savings(option.lines):
        saved[line.council] = saved.get(line.council, 0) + sum(line.counted)
    return min(saved, key=lambda code: (-saved[code], code), default="")


def _savings(lines: Sequence[Line]) -> list[Line]:
    return [line for line in lines if line.kind is LineKind.SAVING]


def _said(of: str, end: Decimal) -> str:
    return f"{end} months" if of == "delay_months" else f"{float(end):.0%}"
