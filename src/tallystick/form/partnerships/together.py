"""All functions of a plan together.

One partnership that runs several functions for the same councils is coordinated once: of its
functions' coordination costs only the dearest is paid. That can make it worth choosing the same
partners for several functions where each function on its own would choose others. It is one more
partition, of the pairs of council and function, and is proved in the same way.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from tallystick.form.partnerships.candidates import Candidates, candidates, coordination
from tallystick.form.partnerships.costs import Groups, Pence
from tallystick.form.partnerships.function import FunctionAnswer
from tallystick.form.partnerships.partition import ENOUGH, Proved, Work, best_partition
from tallystick.form.plan.plan_values import Plan
from tallystick.words.labels import Label

MOST = 300_000
"""Groups with their functions beyond which the functions are solved separately only."""

Places = Mapping[tuple[str, ...], int]


@dataclass(frozen=True, slots=True)
class ProposedGroup:
    """Councils, by code, that would run these functions together.

    saving: pence a year over all on their own; coordination_saved: how much of it comes from
    coordinating once.
    """

    councils: tuple[str, ...]
    functions: tuple[Label, ...]
    saving: int
    coordination_saved: int


@dataclass(frozen=True, slots=True)
class Together:
    """The best for all functions at once.

    partnerships: larger savings first; who is in none for a function runs it alone. saving: pence
    a year over all alone. separately: what the best of each function on its own saves, counted
    with the same coordination. gap: pence a year by which another choice might still save more.
    looked_at: groups with their functions.
    """

    partnerships: tuple[ProposedGroup, ...]
    saving: int
    separately: int
    gap: int
    looked_at: int

    @property
    def worth_more(self) -> bool:
        """True when choosing together saves more than choosing function by function."""
        return self.saving > self.separately


@dataclass(frozen=True, slots=True, eq=False)
class _Wide:
    """Groups with the functions that they run: members are blocks of all functions, numbered one
    function after the other."""

    names: tuple[tuple[tuple[str, ...], tuple[int, ...]], ...]
    rows: Groups
    gain: Pence
    count: int


def solve_together(
    plan: Plan, answers: Sequence[FunctionAnswer], *, work: Work = ENOUGH
) -> Together | None:
    """The best for all functions at once; None for fewer than two, or where there are too many
    groups to look at together. answers: those of the functions, in the plan's order."""
    if len(plan.functions) < 2:
        return None
    here = [candidates(plan, function) for function in plan.functions]
    places = [_places(each) for each in here]
    most = sum(map(len, places)) * 2 ** (len(here) - 1)
    if most > MOST:
        return None
    costs = [coordination(function) for function in plan.functions]
    wide = _wide(here, places, costs)
    proved = best_partition(wide.rows, wide.gain, councils=wide.count, work=work)
    chosen = _chosen(wide, proved)
    labels = [function.label for function in plan.functions]
    found = []
    for councils, functions in chosen:
        if len(councils) > 1:
            once = _once(councils, [costs[at] for at in functions])
            apart = sum(int(here[at].saving[places[at][councils]]) for at in functions)
            names = tuple(labels[at] for at in functions)
            found.append(ProposedGroup(councils, names, apart + once, once))
    found.sort(key=lambda each: (-each.saving, each.councils, each.functions))
    return Together(
        tuple(found),
        sum(each.saving for each in found),
        _separately(answers, costs),
        proved.gap,
        len(wide.names),
    )


def _separately(answers: Sequence[FunctionAnswer], costs: Sequence[int]) -> int:
    """The savings of the best of each function, with coordination counted once where the same
    councils chose each other for several."""
    alike: dict[tuple[str, ...], list[int]] = {}
    for answer, cost in zip(answers, costs, strict=True):
        for group in answer.answer.best.partnerships:
            alike.setdefault(group.councils, []).append(cost)
    once = sum(_once(councils, theirs) for councils, theirs in alike.items())
    return once + sum(answer.answer.best.saving for answer in answers)


def _once(councils: Sequence[str], costs: Sequence[int]) -> int:
    """What coordinating once saves a group that runs functions of these coordination costs."""
    return (sum(costs) - max(costs)) * (len(councils) - 1)


def _places(here: Candidates) -> Places:
    """Where each group stands, by the codes of its councils."""
    codes = (*here.codes, "")
    return {
        tuple(codes[at] for at in row if at < len(here.codes)): place
        for place, row in enumerate(here.groups.tolist())
    }


def _wide(here: Sequence[Candidates], places: Sequence[Places], costs: Sequence[int]) -> _Wide:
    offsets = np.cumsum([0, *[each.block_count for each in here]]).tolist()
    nobody = offsets[-1]
    names, rows, gains = [], [], []
    for councils, functions in _ranges(places):
        row: list[int] = []
        gain = 0
        for at in functions:
            place = places[at][councils]
            blocks = here[at].rows[place].tolist()
            row += [offsets[at] + block for block in blocks if block < here[at].block_count]
            gain += int(here[at].gain[place])
        gain += _once(councils, [costs[at] for at in functions])
        if len(row) == 1 or gain > 0:
            names.append((councils, functions))
            rows.append(row)
            gains.append(gain)
    widest = max(map(len, rows))
    padded = np.array([row + [nobody] * (widest - len(row)) for row in rows], dtype=np.int16)
    return _Wide(tuple(names), padded, np.array(gains, dtype=np.int64), nobody)


def _ranges(places: Sequence[Places]) -> Iterator[tuple[tuple[str, ...], tuple[int, ...]]]:
    """Each group with each choice of the functions that it may run; a council alone with each
    function for itself."""
    for councils in dict.fromkeys(key for each in places for key in each):
        able = [at for at, each in enumerate(places) if councils in each]
        for size in range(1, (len(able) if len(councils) > 1 else 1) + 1):
            for functions in combinations(able, size):
                yield councils, functions


def _chosen(wide: _Wide, proved: Proved) -> list[tuple[tuple[str, ...], tuple[int, ...]]]:
    at = {tuple(row): place for place, row in enumerate(wide.rows.tolist())}
    width = wide.rows.shape[1]
    return [
        wide.names[at[(*group, *[wide.count] * (width - len(group)))]]
        for group in proved.best.groups
    ]
