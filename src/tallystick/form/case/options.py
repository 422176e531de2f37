"""The options of a business case, from doing nothing to a company: what each is worth to the group
and to each council, in real terms and in the money of each year."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import ceil

from tallystick.form.case.appraisal import Worth, appraise
from tallystick.form.case.costing import (
    bases_of,
    blanks_of,
    cost_lines,
    not_costed,
    takes_part,
)
from tallystick.form.case.levers import Base, claimed_twice, saving_lines, undated
from tallystick.form.case.lines import (
    Line,
    LineKind,
    flows,
    in_money_of_the_year,
    stated_flows,
    yearly,
)
from tallystick.form.case.sharing import Sharing, sharing_of
from tallystick.form.case.terms import Terms
from tallystick.form.case.track_record import CountedRecord
from tallystick.form.plan.plan_values import Plan
from tallystick.reference.appraisal import DiscountSchedule
from tallystick.reference.case import CaseSettings, Option
from tallystick.words.labels import Label
from tallystick.words.period import FinancialYear
from tallystick.words.remarks import Remark, remark

Pence = tuple[int, ...]
"""Pence of each year, the first year first."""

GROUP = ""
"""The code that stands for all councils together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """What an option does to one council, or to all together (council GROUP).

    All pence are real, as counted, by year: savings that a budget can be cut by, savings that only
    free time, one-off costs, yearly costs, and the net of all four. budget: savings that a budget
    can be cut by less all costs, in the money of each year. worth: with what only moves money
    between pockets, which a council pays all the same. paid_in: the year by whose end it has paid
    for itself, None when it has none. too_late: said when that is after a reorganisation.
    """

    council: str
    cash_releasing: Pence
    not_releasing: Pence
    once: Pence
    yearly: Pence
    net: Pence
    budget: Pence
    worth: Worth
    paid_in: FinancialYear | None
    too_late: Remark | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionCase:
    """An option with its lines, its effect on the group and on each council, in the order of the
    plan, and what it is worth to society: without what only moves money between pockets.

    needed: the share of the savings, as stated, that must come for it not to lose money against
    doing nothing; None when it has no savings. queries: what a reader should ask about it.
    """

    option: Option
    lines: tuple[Line, ...]
    group: Effect
    councils: tuple[Effect, ...]
    social: Worth
    needed: Fraction | None
    queries: tuple[Remark, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BusinessCase:
    """All options of a plan, doing nothing first.

    sharings: who shares each function, in the plan's order. gaps: what is not in the case because
    nobody has given it. terms, settings and schedule: what all of it rests on. own:
    what the user's own closed partnerships delivered, None where that was not asked for.
    """

    plan: Plan
    terms: Terms
    settings: CaseSettings
    schedule: DiscountSchedule
    sharings: tuple[Sharing, ...]
    options: tuple[OptionCase, ...]
    gaps: tuple[Remark, ...]
    own: CountedRecord | None

    @property
    def best(self) -> OptionCase:
        """The option worth most to the group; of equal ones the first, so never more than is
        needed."""
        return max(self.options, key=lambda each: each.group.worth.net_present_value)

    def option(self, key: str) -> OptionCase:
        """The option with this key. Raises KeyError."""
        for each in self.options:
            if each.option.key == key:
                return each
        raise KeyError(key)


def make_case(
    plan: Plan,
    terms: Terms,
    *,
    settings: CaseSettings,
    schedule: DiscountSchedule,
    own: CountedRecord | None = None,
) -> BusinessCase:
    """Every option of the settings for a plan. own: the user's own record, to count savings by.

    Raises UserMistake for a blank cost, a cost line that there is not, a plan in which no lever has
    a base, or one whose groups cannot be found and are not stated.
    """
    bases = bases_of(plan, terms, settings, own)
    if not bases:
        raise plan.functions[0].spot.mistake(
            "no council has given a base that a lever could work on",
            "Add bases, such as `bases: {L1: {value: 300000, source: ..., grade: B}}`.",
        )
    sharings = sharing_of(plan, terms.groups)
    options = []
    for option in settings.options.values():
        lines = _lines(plan, bases, option, sharings=sharings, terms=terms, settings=settings)
        options.append(_option_case(option, lines, plan, terms, schedule, settings))
    return BusinessCase(
        plan=plan,
        terms=terms,
        settings=settings,
        schedule=schedule,
        sharings=sharings,
        options=tuple(options),
        gaps=(
            *not_costed(plan),
            *blanks_of(plan),
            *_waiting(bases, settings),
            *claimed_twice(bases),
        ),
        own=own,
    )


def _lines(
    plan: Plan,
    bases: Sequence[Base],
    option: Option,
    *,
    sharings: Sequence[Sharing],
    terms: Terms,
    settings: CaseSettings,
) -> tuple[Line, ...]:
    """The savings and costs of an option, for the councils that take part in it."""
    by_function = {str(each.function): each for each in sharings}
    reached = [
        base for base in bases if takes_part(base.council, by_function[base.function], option)
    ]
    savings = saving_lines(
        reached, plan.rates, option, years=plan.financial_years, settings=settings
    )
    costs = cost_lines(plan, reached, option, sharings=sharings, terms=terms, settings=settings)
    return tuple(_grown(line, terms.pay_above_prices) for line in (*savings, *costs))


def _waiting(bases: Sequence[Base], settings: CaseSettings) -> tuple[Remark, ...]:
    """Where a saving waits for a day that is not known."""
    return tuple(
        remark(
            "saving_waits",
            councils=(base.council,),
            lever=base.lever,
            function=Label(base.function),
            pence=base.pence[0],
        )
        for base in undated(bases, settings)
    )


def _option_case(
    option: Option,
    lines: tuple[Line, ...],
    plan: Plan,
    terms: Terms,
    schedule: DiscountSchedule,
    settings: CaseSettings,
) -> OptionCase:
    worth = appraise(
        flows((line for line in lines if not line.transfer), years=plan.years), schedule
    )
    stated = appraise(stated_flows(lines, years=plan.years), schedule)
    group = _effect(GROUP, lines, plan, terms.prices, schedule)
    return OptionCase(
        option=option,
        lines=lines,
        group=group,
        councils=tuple(
            _effect(
                code, [each for each in lines if each.council == code], plan, terms.prices, schedule
            )
            for code in plan.codes
        ),
        social=worth,
        needed=(
            group.worth.present_costs / stated.present_benefits if stated.present_benefits else None
        ),
        queries=(
            _queries(lines, settings.once_share_of_two_years) if option.needs_partners else ()
        ),
    )


def _effect(
    council: str, lines: Sequence[Line], plan: Plan, prices: Decimal, schedule: DiscountSchedule
) -> Effect:
    years = plan.years
    costs = [line for line in lines if line.kind is not LineKind.SAVING]
    savings = [line for line in lines if line.kind is LineKind.SAVING]
    worth = appraise(flows(lines, years=years), schedule)
    paid_in = _year_of(worth.simple_payback, plan) if costs and savings else None
    bankable = yearly([*costs, *(line for line in savings if line.cash_releasing)], years=years)
    return Effect(
        council=council,
        cash_releasing=_total((line for line in savings if line.cash_releasing), years),
        not_releasing=_total((line for line in savings if not line.cash_releasing), years),
        once=_total((line for line in costs if line.kind is LineKind.ONCE), years),
        yearly=_total((line for line in costs if line.kind is LineKind.YEARLY), years),
        net=yearly(lines, years=years),
        budget=in_money_of_the_year(bankable, prices=prices),
        worth=worth,
        paid_in=paid_in,
        too_late=_too_late(paid_in, _end_of(council, plan)) if costs else None,
    )


def _total(lines: Iterable[Line], years: int) -> Pence:
    """Pence of each year that the lines are together, whatever their sign in the net."""
    total = [0] * years
    for line in lines:
        for year, pence in enumerate(line.counted):
            total[year] += pence
    return tuple(total)


def _year_of(payback: Fraction | None, plan: Plan) -> FinancialYear | None:
    return None if payback is None else plan.financial_years[ceil(payback)]


def _end_of(council: str, plan: Plan) -> date | None:
    return plan.first_ending() if council == GROUP else plan.member(council).ends


def _too_late(paid_in: FinancialYear | None, ends: date | None) -> Remark | None:
    """Said of a case that has not paid for itself when a council of it is gone."""
    if ends is None or (paid_in is not None and paid_in.end < ends):
        return None
    if paid_in is None:
        return remark("pays_never", day=ends)
    return remark("pays_too_late", year=paid_in, day=ends)


def _queries(lines: Sequence[Line], usual: tuple[Decimal, Decimal]) -> tuple[Remark, ...]:
    """The amber query on one-off costs outside the usual share of the first two years' savings."""
    savings = _stated(lines, {LineKind.SAVING})
    once = sum(_stated(lines, {LineKind.ONCE}))
    first = next((at for at, pence in enumerate(savings) if pence), None)
    if first is None or not lines:
        return (remark("costs_without_savings"),) if once else ()
    two_years = sum(savings[first : first + 2])
    share = Fraction(once, two_years)
    low, high = map(Fraction, usual)
    if low <= share <= high:
        return ()
    return (remark("once_costs_unusual", share=share, low=low, high=high),)


def _stated(lines: Sequence[Line], kinds: set[LineKind]) -> list[int]:
    years = max((len(line.stated) for line in lines), default=0)
    return [sum(line.stated[at] for line in lines if line.kind in kinds) for at in range(years)]


def _grown(line: Line, pay_above_prices: Decimal) -> Line:
    """The line with pay that grows faster than prices: savings rounded down, costs up."""
    if not line.pay or not pay_above_prices:
        return line
    rise, saving = 1 + Fraction(pay_above_prices), line.kind is LineKind.SAVING
    exact = [pence * rise**year for year, pence in enumerate(line.stated)]
    return replace(line, stated=tuple(int(p // 1) if saving else ceil(p) for p in exact))
