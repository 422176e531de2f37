"""The data of a business case paper for a cabinet: the chosen option, its sensitivities, the odds,
and remarks."""

from dataclasses import dataclass

from tallystick.form.case.fairness import Fairness, check_fairness
from tallystick.form.case.montecarlo import Odds, draw
from tallystick.form.case.options import GROUP, BusinessCase, Effect, OptionCase
from tallystick.form.case.reorganised import reorganised
from tallystick.form.case.savings_sharing import Way, ways_of_sharing
from tallystick.form.case.sensitivity import (
    Precedent,
    Swing,
    Switch,
    precedents,
    switching,
    tornado,
)
from tallystick.form.plan.plan_values import Plan
from tallystick.words.remarks import Remark, remark


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """All that the paper shows. shared: the way of working together that the rest is about, whether
    or not it beats the other options. fairness: for each group that shares, whether anybody would
    do better elsewhere. ways: of sharing the savings."""

    case: BusinessCase
    shared: OptionCase
    swings: tuple[Swing, ...]
    switches: tuple[Switch, ...]
    precedents: tuple[Precedent, ...]
    odds: tuple[Odds, ...]
    fairness: tuple[Fairness, ...]
    ways: tuple[Way, ...]


def make_paper(case: BusinessCase, *, about: str = "") -> Paper:
    """The paper of a case. about: the key of the way of working together that it looks at, or ''
    for that worth most. Raises KeyError for an option that there is not."""
    ways = [each for each in case.options if each.option.needs_partners]
    most = max(ways, key=lambda each: each.group.worth.net_present_value)
    shared = case.option(about) if about else most
    return Paper(
        case=case,
        shared=shared,
        swings=tornado(case, shared),
        switches=switching(case, shared),
        precedents=precedents(case, shared),
        fairness=check_fairness(case.plan, case.sharings),
        ways=ways_of_sharing(case, shared),
        odds=draw(
            shared.lines,
            case.plan.codes,
            chances=case.settings.chances,
            schedule=case.schedule,
            years=case.plan.years,
            deadlines=_deadlines(case.plan),
            seed=case.terms.seed,
            groups={
                (code, str(sharing.function)): group
                for sharing in case.sharings
                for group in sharing.groups
                for code in group
            },
        ),
    )


def worth(effect: Effect) -> int:
    """What an option is worth, in pence to the nearest, halves to even."""
    return round(effect.worth.net_present_value)


def answer(paper: Paper) -> tuple[Remark, ...]:
    """The case in a few remarks, the best option first."""
    best, shared = paper.case.best, paper.shared
    found = [_best(paper.case)]
    if best is not shared:
        found.append(remark("worth_together", option=shared.option.name, pence=worth(shared.group)))
    losers = [each.council for each in shared.councils if worth(each) < 0]
    if losers:
        found.append(remark("worse_off", councils=losers))
    return (*found, fails(shared))


def _best(case: BusinessCase) -> Remark:
    if not worth(case.best.group):
        return remark("no_option_worth_more")
    return remark(
        "worth_most",
        option=case.best.option.name,
        pence=worth(case.best.group),
        years=case.plan.years,
        year=case.plan.financial_years[0],
    )


def cautions(paper: Paper) -> tuple[Remark, ...]:
    """What to bear in mind before using any figure: queries, reorganisations, gaps."""
    return (*paper.shared.queries, *reorganised(paper.case, paper.shared), *paper.case.gaps)


def own_sentences(paper: Paper) -> tuple[str, ...]:
    """What the user's own closed partnerships delivered, and what follows for the case; none where
    that was not asked for."""
    return () if paper.case.own is None else paper.case.own.sentences


def fails(shared: OptionCase) -> Remark:
    """The share of its savings that must be delivered for an option not to lose money."""
    if shared.needed is None:
        return remark("nothing_to_carry_it")
    return remark("loses_even_so" if shared.needed > 1 else "fails_below", share=shared.needed)


def _deadlines(plan: Plan) -> dict[str, int]:
    """By council with an end, and for all together, the last year that ends before it."""
    ends = {member.code: member.ends for member in plan.councils} | {GROUP: plan.first_ending()}
    return {
        code: sum(year.end < end for year in plan.financial_years) - 1
        for code, end in ends.items()
        if end is not None
    }
