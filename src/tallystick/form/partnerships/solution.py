"""The solution of a whole plan: each function, all functions together, and cautions."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from tallystick.form.partnerships.function import (
    Choosing,
    FunctionAnswer,
    Group,
    Verdict,
    solve_function,
)
from tallystick.form.partnerships.partition import ENOUGH, Work
from tallystick.form.partnerships.together import Together, solve_together
from tallystick.form.plan.plan_values import FunctionPlan, Plan
from tallystick.words.remarks import Remark, remark


@dataclass(frozen=True, slots=True)
class Solution:
    """The answers for a plan. together: None where functions were solved separately only."""

    plan: Plan
    functions: tuple[FunctionAnswer, ...]
    together: Together | None

    def name(self, code: str) -> str:
        """A council's short name."""
        return self.plan.member(code).name


def solve(plan: Plan, *, stable: bool = False, work: Work = ENOUGH) -> Solution:
    """Who should share what with whom. stable: for each function also the best partition that no
    part would leave. Raises UserMistake for a blank that is needed, or choices at odds."""
    answers = tuple(
        solve_function(plan, function, stable=stable, work=work) for function in plan.functions
    )
    return Solution(plan, answers, solve_together(plan, answers, work=work))


def verdict_remark(answer: FunctionAnswer) -> Remark:
    """What to do about a function."""
    best = answer.answer.best
    if answer.verdict is Verdict.DO_NOT_SHARE:
        return remark("do_not_share", function=answer.label)
    if answer.verdict is Verdict.IMPROVE_ALONE:
        return remark("improve_alone", function=answer.label, pence=answer.improvement)
    return remark(
        "share", function=answer.label, groups=_groups(best.partnerships), pence=best.saving
    )


def proof_remark(answer: FunctionAnswer) -> Remark:
    """How sure it is that nothing saves more."""
    if answer.answer.gap:
        return remark("proved_within", pence=answer.answer.gap, number=answer.looked_at)
    return remark("proved", number=answer.looked_at)


def sceptic_remark(answer: FunctionAnswer) -> Remark:
    """What is left where size saves nothing but the fixed cost."""
    best, doubted = answer.answer.best, answer.sceptic.best
    if not best.partnerships:
        return remark("sceptic_some_share" if doubted.partnerships else "sceptic_nobody_shares")
    if best.saving_at_one <= 0:
        return remark("sceptic_loses", pence=best.saving_at_one)
    return remark("sceptic_saves", pence=best.saving_at_one, best=doubted.saving)


def stable_remark(answer: FunctionAnswer) -> Remark | None:
    """What keeping every part from leaving costs; None where it was not asked."""
    if answer.stable is None:
        return None
    loses = answer.answer.best.saving - answer.stable.best.saving
    if not loses:
        return remark("best_is_stable")
    if not answer.stable.best.partnerships:
        return remark("nothing_stable")
    return remark("stable_is", groups=_groups(answer.stable.best.partnerships), pence=loses)


def held_remark(plan: Plan, answer: FunctionAnswer) -> Remark | None:
    """Which partnerships held the answer, and what it would be without them; None where none
    did."""
    if answer.freed is None:
        return None
    held = tuple(
        remark("stay_together", councils=each.members, day=each.ends, name=each.name)
        for each in plan.held(answer.label)
    )
    more = answer.freed.best.saving - answer.answer.best.saving
    if more <= 0:
        return remark("held_and_best", held=held)
    groups = _groups(answer.freed.best.partnerships)
    best = remark("sharing_between", groups=groups) if groups else remark("each_on_its_own")
    return remark("held_from_best", held=held, best=best, pence=more)


def together_remark(solution: Solution) -> Remark:
    """What choosing for all functions at once changes."""
    together = solution.together
    if together is None:
        return remark(
            "one_function" if len(solution.functions) < 2 else "too_many_groups",
            overlap=overlap_remark(solution),
        )
    gap = remark("at_once_proved_within", pence=together.gap) if together.gap else None
    if not together.worth_more:
        return remark("at_once_saves_same", pence=together.saving, gap=gap)
    return remark(
        "at_once_saves_more",
        pence=together.saving,
        more=together.saving - together.separately,
        once=sum(each.coordination_saved for each in together.partnerships),
        gap=gap,
    )


def overlap_remark(solution: Solution) -> Remark | None:
    """Which council would have the most different sets of partners; None where none has two."""
    sets: dict[str, set[tuple[str, ...]]] = {}
    for answer in solution.functions:
        for group in answer.answer.best.partnerships:
            for code in group.councils:
                sets.setdefault(code, set()).add(group.councils)
    most = max(map(len, sets.values()), default=0)
    if most < 2:
        return None
    who = [code for code in solution.plan.codes if len(sets.get(code, ())) == most]
    return remark("most_partnerships", councils=who, number=most)


def cautions(plan: Plan, function: FunctionPlan, choosing: Choosing) -> tuple[Remark, ...]:
    """Obstacles to a partition: councils that end, existing partnerships, and fixed choices."""
    found = (
        *_ending(plan, choosing),
        *_broken(plan, function, choosing),
        *_fixed(plan, function),
    )
    return tuple(dict.fromkeys(found))


def _ending(plan: Plan, choosing: Choosing) -> Iterator[Remark]:
    for group in choosing.partnerships:
        for code in group.councils:
            if (ends := plan.member(code).ends) is not None:
                yield remark("member_ends", councils=(code,), day=ends)


def _broken(plan: Plan, function: FunctionPlan, choosing: Choosing) -> Iterator[Remark]:
    for there in plan.partnerships:
        open_ended = function.label in there.functions and there.ends is None
        if open_ended and _breaks(there.members, choosing):
            months = there.notice_months
            notice = None if months is None else remark("on_notice", months=months)
            yield remark(
                "leaving_not_counted", councils=there.members, name=there.name, notice=notice
            )


def _fixed(plan: Plan, function: FunctionPlan) -> Iterator[Remark]:
    for choice in plan.choices:
        if function.label in choice.functions:
            yield remark(
                "fixed_choice",
                councils=choice.councils,
                bond=str(choice.bond),
                why=choice.why,
                owner=choice.owner,
            )


def _breaks(members: tuple[str, ...], choosing: Choosing) -> bool:
    """Whether two of the members are not in one group any more."""
    group_of = {code: group for group in choosing.groups for code in group.councils}
    pairs = combinations([each for each in members if each in group_of], 2)
    return any(group_of[one] is not group_of[other] for one, other in pairs)


def _groups(groups: Iterable[Group]) -> tuple[Remark, ...]:
    """Each group as a clause."""
    return tuple(remark("together", councils=each.councils) for each in groups)
