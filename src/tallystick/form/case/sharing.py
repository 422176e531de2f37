"""Which councils share which function in a business case: the groups stated in the plan; else the
best by the cost model; else all councils. Fixed choices of the plan are always respected."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from tallystick.form.partnerships.candidates import blanks
from tallystick.form.partnerships.function import Answer, best_choosing
from tallystick.form.plan.plan_values import Bond, ExistingPartnership, FunctionPlan, Plan
from tallystick.words.labels import Label
from tallystick.words.remarks import Remark, remark

Groups = tuple[tuple[str, ...], ...]
"""Groups of two councils or more, by code."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sharing:
    """Who shares a function: a council in no group goes on by itself.

    groups: those that are new. already: those whose members share it today in one partnership,
    of whose savings nothing is new. because: who says so.
    """

    function: Label
    groups: Groups
    already: Groups
    because: Remark

    def group_of(self, council: str) -> tuple[str, ...]:
        """The new group that a council is in, () where it is in none."""
        return next((group for group in self.groups if council in group), ())


def sharing_of(plan: Plan, stated: Mapping[Label, Groups]) -> tuple[Sharing, ...]:
    """Who shares each function of the plan, in its order. stated: the groups that the plan itself
    gives for a function, () where nobody is to share it.

    Raises UserMistake where groups are neither stated nor can be found, and a choice forbids that
    all share; and for what the cost model needs."""
    return tuple(_sharing(plan, function, stated) for function in plan.functions)


def sharing_remarks(plan: Plan, sharings: tuple[Sharing, ...]) -> tuple[Remark, ...]:
    """Who shares what in the case and why, one remark for each function, and what each decision
    and partnership of the plan means for it."""
    return (
        *(_shared(each) for each in sharings),
        *_decided(plan),
        *_there(plan, {each.function: each for each in sharings}),
    )


def _sharing(plan: Plan, function: FunctionPlan, stated: Mapping[Label, Groups]) -> Sharing:
    everyone = tuple(part.council for part in function.parts)
    if function.label in stated:
        groups, because = stated[function.label], remark("as_stated")
    elif len(everyone) < 2:
        groups, because = (), remark("nobody_else_runs_it")
    elif open_ := blanks(function):
        _check_all_may_share(plan, function, open_[0].spot.line)
        groups = (everyone,)
        spot = open_[0].spot
        because = remark("all_for_blanks", blanks=len(open_), field=spot.field, line=spot.line)
    else:
        answer = best_choosing(plan, function)
        groups = tuple(group.councils for group in answer.best.partnerships)
        because = _because(answer)
    there = _running(plan, function.label)
    already = tuple(g for g in groups if any(set(g) <= set(each.members) for each in there))
    return Sharing(
        function=function.label,
        groups=tuple(group for group in groups if group not in already),
        already=already,
        because=because,
    )


def _because(answer: Answer) -> Remark:
    saving = answer.best.saving
    if not answer.best.partnerships:
        return remark("model_alone_costs_less")
    if answer.gap:
        return remark("model_found", pence=saving, gap=answer.gap)
    return remark("model_proved", pence=saving)


def _check_all_may_share(plan: Plan, function: FunctionPlan, blank: int) -> None:
    """Raise UserMistake where a choice keeps councils apart that would all share for want of better
    knowledge."""
    here = {part.council for part in function.parts}
    for choice in plan.choices_for(function.label, Bond.APART):
        if len(here & set(choice.councils)) > 1:
            raise choice.spot.mistake(
                f"groups for {function.label} that keep to this cannot be found, because line "
                f"{blank} is blank",
                f"Fill it in, or state the groups: case: {{groups: {{{function.label}: "
                "[[CODE, CODE]]}}.",
            )


def _running(plan: Plan, label: Label) -> Iterator[ExistingPartnership]:
    """The partnerships for a function that are still there when the plan starts."""
    return (
        each
        for each in plan.partnerships
        if label in each.functions and (each.ends is None or each.ends >= plan.start)
    )


def _shared(sharing: Sharing) -> Remark:
    groups = tuple(remark("together", councils=group) for group in sharing.groups)
    return remark(
        "shared_by",
        function=sharing.function,
        groups=groups or (remark("nobody"),),
        because=sharing.because,
    )


def _decided(plan: Plan) -> Iterator[Remark]:
    """The fixed choices, which the groups keep to."""
    for choice in plan.choices:
        yield remark(
            "stay_as_decided",
            councils=choice.councils,
            bond=str(choice.bond),
            functions=choice.functions,
            why=choice.why,
            owner=choice.owner,
        )


def _there(plan: Plan, sharings: Mapping[Label, Sharing]) -> Iterator[Remark]:
    """What becomes of the partnerships that there are."""
    for label, sharing in sharings.items():
        for there in _running(plan, label):
            goes_on = any(set(group) <= set(there.members) for group in sharing.already)
            if goes_on or _parted(there, sharing):
                yield remark(
                    "saved_already" if goes_on else "ended_at_a_cost",
                    councils=there.members,
                    function=label,
                    name=there.name,
                )


def _parted(there: ExistingPartnership, sharing: Sharing) -> bool:
    """Whether two members of a partnership would not be in one group any more."""
    return any(
        not sharing.group_of(one) or other not in sharing.group_of(one)
        for one, other in combinations(there.members, 2)
    )
