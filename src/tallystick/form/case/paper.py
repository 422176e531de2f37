"""A business case as the paper that a cabinet gets: the option to look at, what it hangs on, the
odds, and the sentences that say so."""

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
from tallystick.words.money import pounds


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


def answer(paper: Paper) -> tuple[str, ...]:
    """The case in a few sentences, the best option first."""
    case, best, shared = paper.case, paper.case.best, paper.shared
    over = f"over {case.plan.years} years, in the pounds of {case.plan.financial_years[0]}"
    if not worth(best.group):
        first = "No option is worth more to these councils together than going on as they are."
    else:
        first = (
            f"Worth most to these councils together is: {best.option.name.lower()}, "
            f"{pounds(worth(best.group))} {over}."
        )
    sentences = [first]
    if best is not shared:
        sentences.append(
            f"Working together, {shared.option.name.lower()}, is worth "
            f"{pounds(worth(shared.group))}."
        )
    losers = [case.plan.member(each.council).name for each in shared.councils if worth(each) < 0]
    if losers:
        sentences.append(f"It would leave worse off: {', '.join(losers)}.")
    sentences.append(_fails(shared))
    return tuple(sentences)


def cautions(paper: Paper) -> tuple[str, ...]:
    """What to bear in mind before using any figure: queries, reorganisations, gaps."""
    return (*paper.shared.queries, *reorganised(paper.case, paper.shared), *paper.case.gaps)


def own_sentences(paper: Paper) -> tuple[str, ...]:
    """What the user's own closed partnerships delivered, and what follows for the case; none where
    that was not asked for."""
    return () if paper.case.own is None else paper.case.own.sentences


def _fails(shared: OptionCase) -> str:
    if shared.needed is None:
        return "Working together has no savings here, so nothing that is delivered can carry it."
    if shared.needed > 1:
        return (
            "Working together loses money even if all savings stated are delivered: they would "
            f"have to be {float(shared.needed):.0%} of what is stated."
        )
    return (
        f"That case fails if less than {float(shared.needed):.0%} of the savings stated is "
        "delivered."
    )


def _deadlines(plan: Plan) -> dict[str, int]:
    """By council with an end, and for all together, the last year that ends before it."""
    ends = {member.code: member.ends for member in plan.councils} | {GROUP: plan.first_ending()}
    return {
        code: sum(year.end < end for year in plan.financial_years) - 1
        for code, end in ends.items()
        if end is not None
    }
