"""A whole plan solved: each function, all together, and what stands in the way, in sentences."""

from dataclasses import dataclass
from datetime import date
from itertools import combinations

from tallystick.form.partnerships.function import Choosing, FunctionAnswer, Verdict, solve_function
from tallystick.form.partnerships.partition import ENOUGH, Work
from tallystick.form.partnerships.together import Together, solve_together
from tallystick.form.plan.plan_values import ExistingPartnership, FunctionPlan, Plan
from tallystick.words.labels import Label
from tallystick.words.money import pounds


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


def verdict_sentence(solution: Solution, answer: FunctionAnswer) -> str:
    """What to do about a function, as a sentence or two."""
    best = answer.answer.best
    if answer.verdict is Verdict.DO_NOT_SHARE:
        return (
            f"Do not share {_function(answer.label)}: no group of these councils would cost less "
            "than each on its own."
        )
    if answer.verdict is Verdict.IMPROVE_ALONE:
        return (
            f"Improve {_function(answer.label)} alone: no group would cost less than each council "
            f"run well on its own, which saves {pounds(answer.improvement)} a year against today."
        )
    who = "; ".join(_names(solution, group.councils) for group in best.partnerships)
    return (
        f"Share {_function(answer.label)}: {who}. That saves {pounds(best.saving)} a year over "
        "each council run well on its own."
    )


def proof_sentence(answer: FunctionAnswer) -> str:
    """How sure it is that nothing saves more."""
    looked = f"{answer.looked_at:,} groups were costed"
    if answer.answer.gap:
        return (
            f"Proved to within {pounds(answer.answer.gap)} a year of the best there is, where the "
            f"limit of work was reached; {looked}."
        )
    return f"Proved: no other choice saves more; {looked}."


def sceptic_sentence(answer: FunctionAnswer) -> str:
    """What is left where size saves nothing but the fixed cost."""
    best, doubted = answer.answer.best, answer.sceptic.best
    if not best.partnerships:
        return "Where size saves nothing but the fixed cost, the answer is the same: " + (
            "nobody shares." if not doubted.partnerships else "some would even share then."
        )
    if best.saving_at_one <= 0:
        return (
            "It rests wholly on the belief that larger is cheaper: where size saves nothing but "
            f"the fixed cost (exponent 1), these groups save {pounds(best.saving_at_one)} a year."
        )
    return (
        "Where size saves nothing but the fixed cost (exponent 1), these groups save "
        f"{pounds(best.saving_at_one)} a year; the best then saves {pounds(doubted.saving)}."
    )


def stable_sentence(solution: Solution, answer: FunctionAnswer) -> str:
    """What keeping every part from leaving costs; '' where it was not asked."""
    if answer.stable is None:
        return ""
    loses = answer.answer.best.saving - answer.stable.best.saving
    if not loses:
        return "Nobody would gain by leaving: the best is stable."
    if not answer.stable.best.partnerships:
        return "No partnership is stable: of each, some part would gain by leaving."
    who = "; ".join(_names(solution, each.councils) for each in answer.stable.best.partnerships)
    return (
        f"Of the best some part would gain by leaving. The best that holds is {who}, which saves "
        f"{pounds(loses)} a year less."
    )


def held_sentence(solution: Solution, answer: FunctionAnswer) -> str:
    """Which partnerships held the answer, and what it would be without them; '' where none did."""
    if answer.freed is None:
        return ""
    held = " ".join(
        f"{_names(solution, each.members)} stay together until {_day(each.ends)} ({each.name})."
        for each in solution.plan.held(answer.label)
    )
    more = answer.freed.best.saving - answer.answer.best.saving
    if more <= 0:
        return f"{held} Without that no other choice would save more."
    who = "; ".join(_names(solution, each.councils) for each in answer.freed.best.partnerships)
    best = f"sharing between {who}" if who else "each council on its own"
    return f"{held} After that the best is {best}, which saves {pounds(more)} a year more."


def together_sentence(solution: Solution) -> str:
    """What choosing for all functions at once changes."""
    together = solution.together
    if together is None:
        why = "there is one function" if len(solution.functions) < 2 else "the groups are too many"
        return f"Each function was solved on its own: {why}. {overlap_sentence(solution)}".strip()
    once = sum(each.coordination_saved for each in together.partnerships)
    gap = f" It is proved to within {pounds(together.gap)} a year." if together.gap else ""
    if together.worth_more:
        return (
            f"Choosing partners for all functions at once saves {pounds(together.saving)} a year, "
            f"{pounds(together.saving - together.separately)} more than function by function: "
            f"coordinating once saves {pounds(once)}.{gap}"
        )
    return (
        "Choosing partners for all functions at once saves no more than function by function: "
        f"{pounds(together.saving)} a year.{gap}"
    )


def overlap_sentence(solution: Solution) -> str:
    """Which council would have the most different sets of partners; '' where none has two."""
    sets: dict[str, set[tuple[str, ...]]] = {}
    for answer in solution.functions:
        for group in answer.answer.best.partnerships:
            for code in group.councils:
                sets.setdefault(code, set()).add(group.councils)
    most = max(map(len, sets.values()), default=0)
    if most < 2:
        return ""
    who = [solution.name(code) for code in solution.plan.codes if len(sets.get(code, ())) == most]
    return f"{_listed(who)} would be in {most} partnerships of different councils."


def cautions(solution: Solution, function: FunctionPlan, choosing: Choosing) -> tuple[str, ...]:
    """What stands in the way of a choice: councils that end, partnerships that are there already,
    and choices that were fixed."""
    plan = solution.plan
    found = []
    for group in choosing.partnerships:
        for code in group.councils:
            member = plan.member(code)
            if member.ends is not None:
                found.append(
                    f"{member.name} ends on {_day(member.ends)}: whatever is not paid back by then "
                    "falls to its successors."
                )
    for there in plan.partnerships:
        open_ended = function.label in there.functions and there.ends is None
        if open_ended and _breaks(there.members, choosing):
            found.append(
                f"{_names(solution, there.members)} share this already ({there.name}, without an "
                f"agreed end{_on_notice(there)}); the cost of leaving it is not counted here."
            )
    for choice in plan.choices:
        if function.label in choice.functions:
            found.append(
                f"Fixed: {_names(solution, choice.councils)} {choice.bond} ({choice.why}; "
                f"{choice.owner})."
            )
    return tuple(dict.fromkeys(found))


def _on_notice(there: ExistingPartnership) -> str:
    return "" if there.notice_months is None else f", on {there.notice_months} months' notice"


def _breaks(members: tuple[str, ...], choosing: Choosing) -> bool:
    """Whether two of the members are not in one group any more."""
    group_of = {code: group for group in choosing.groups for code in group.councils}
    pairs = combinations([each for each in members if each in group_of], 2)
    return any(group_of[one] is not group_of[other] for one, other in pairs)


def _names(solution: Solution, codes: tuple[str, ...]) -> str:
    return _listed([solution.name(code) for code in codes])


def _day(day: date | None) -> str:
    return "" if day is None else f"{day.day} {day:%B} {day.year}"


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _function(label: Label) -> str:
    return label.heading if label.heading.isupper() else label.heading.lower()
