"""The best partition of councils for each function of a plan, with proof and alternatives."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from tallystick.form.partnerships.candidates import SCEPTIC, Candidates, candidates
from tallystick.form.partnerships.partition import ENOUGH, Partition, Proved, Work, best_partition
from tallystick.form.partnerships.stability import stable_groups
from tallystick.form.plan.plan_values import FunctionPlan, Plan
from tallystick.words.labels import Label

ALTERNATIVES = 10
"""How many of the next best are listed."""


class Verdict(StrEnum):
    """What to do about a function."""

    SHARE = "share"
    IMPROVE_ALONE = "improve alone"
    DO_NOT_SHARE = "do not share"


@dataclass(frozen=True, slots=True)
class Group:
    """Councils, by code, that would run a function together, or one on its own.

    cost, alone, saving: pence a year together; of all, each on its own; the second less the first.
    saving_at_one: the same saving where the exponent is 1.
    """

    councils: tuple[str, ...]
    cost: int
    alone: int
    saving: int
    saving_at_one: int


@dataclass(frozen=True, slots=True)
class Choosing:
    """A partition: every council that runs the function in one group, larger savings first.

    saving: pence a year over all on their own. loses: against the best. saving_at_one: the saving
    of the same groups where the exponent is 1.
    """

    groups: tuple[Group, ...]
    saving: int
    loses: int
    saving_at_one: int

    @property
    def partnerships(self) -> tuple[Group, ...]:
        """The groups of two councils or more."""
        return tuple(group for group in self.groups if len(group.councils) > 1)


@dataclass(frozen=True, slots=True)
class Answer:
    """The best partition and its proof.

    gap: pence a year by which some other might still save more; 0 when it is proved best.
    complete: False where the limit of work cut the list of the next best short.
    """

    best: Choosing
    next_best: tuple[Choosing, ...]
    gap: int
    complete: bool


@dataclass(frozen=True, slots=True)
class Alone:
    """A council on its own: pence a year as it is now, None where that is blank, and by the model
    when it is run well alone."""

    council: str
    today: int | None
    alone: int


@dataclass(frozen=True, slots=True)
class FunctionAnswer:
    """Everything about one function.

    looked_at: groups costed. improvement: pence a year that councils save by running it as well as
    the model says, alone; those whose present cost is blank or lower count nothing. stable: the
    best partition of which no part would gain by leaving, None where it was not asked for.
    sceptic: the best where the exponent is 1. freed: the best once the partnerships that are agreed
    to run on have ended, None where there are none. verdict: what to do.
    """

    label: Label
    alone: tuple[Alone, ...]
    improvement: int
    looked_at: int
    answer: Answer
    stable: Answer | None
    sceptic: Answer
    freed: Answer | None
    verdict: Verdict


def solve_function(
    plan: Plan, function: FunctionPlan, *, stable: bool = False, work: Work = ENOUGH
) -> FunctionAnswer:
    """The answer for one function. stable: look for the best stable partition as well.

    Raises UserMistake as candidates.candidates does.
    """
    here, doubted = candidates(plan, function), candidates(plan, function, beta=SCEPTIC)
    answer = _answer(here, doubted, _proved(here, ALTERNATIVES, work))
    alone = _alone(here)
    improvement = sum(max(each.today - each.alone, 0) for each in alone if each.today is not None)
    return FunctionAnswer(
        label=function.label,
        alone=alone,
        improvement=improvement,
        looked_at=len(here.groups),
        answer=answer,
        stable=_answer(here, doubted, _stable(here, work)) if stable else None,
        sceptic=_answer(doubted, doubted, _proved(doubted, 0, work)),
        freed=_freed(plan, function, work) if plan.held(function.label) else None,
        verdict=_verdict(answer.best, improvement),
    )


def best_choosing(plan: Plan, function: FunctionPlan, *, work: Work = ENOUGH) -> Answer:
    """Only the best partition and its proof, with nothing beside it. Raises UserMistake as
    candidates.candidates does."""
    here = candidates(plan, function)
    return _answer(here, here, _proved(here, 0, work))


def _freed(plan: Plan, function: FunctionPlan, work: Work) -> Answer:
    here = candidates(plan, function, held=False)
    doubted = candidates(plan, function, beta=SCEPTIC, held=False)
    return _answer(here, doubted, _proved(here, 0, work))


def _verdict(best: Choosing, improvement: int) -> Verdict:
    if best.partnerships:
        return Verdict.SHARE
    return Verdict.IMPROVE_ALONE if improvement else Verdict.DO_NOT_SHARE


def _proved(here: Candidates, alternatives: int, work: Work) -> Proved:
    return best_partition(
        here.rows, here.gain, councils=here.block_count, alternatives=alternatives, work=work
    )


def _stable(here: Candidates, work: Work) -> Proved:
    test = stable_groups(here.rows, here.gain, councils=here.block_count)
    return best_partition(
        here.rows,
        here.gain,
        councils=here.block_count,
        alternatives=ALTERNATIVES,
        stable=test,
        work=work,
    )


def _answer(here: Candidates, doubted: Candidates, proved: Proved) -> Answer:
    best = proved.best
    return Answer(
        choosing(here, doubted, best),
        tuple(choosing(here, doubted, each) for each in proved.next_best),
        proved.gap,
        proved.complete,
    )


def choosing(here: Candidates, doubted: Candidates, partition: Partition) -> Choosing:
    """A partition of blocks with the names, costs and savings of its groups."""
    at = {tuple(row): place for place, row in enumerate(here.rows.tolist())}
    groups = [_group(here, doubted, at[_padded(here, row)]) for row in partition.groups]
    groups.sort(key=lambda group: (-group.saving, group.councils))
    return Choosing(
        tuple(groups),
        sum(group.saving for group in groups),
        partition.loses,
        sum(group.saving_at_one for group in groups),
    )


def _padded(here: Candidates, row: Sequence[int]) -> tuple[int, ...]:
    return (*row, *[here.block_count] * (here.rows.shape[1] - len(row)))


def _group(here: Candidates, doubted: Candidates, place: int) -> Group:
    members = here.groups[place]
    cost, saving = int(here.cost[place]), int(here.saving[place])
    return Group(
        tuple(here.codes[at] for at in members if at < len(here.codes)),
        cost,
        cost + saving,
        saving,
        int(doubted.saving[place]),
    )


def _alone(here: Candidates) -> tuple[Alone, ...]:
    return tuple(
        Alone(code, today, own)
        for code, today, own in zip(here.codes, here.today, here.own.tolist(), strict=True)
    )
