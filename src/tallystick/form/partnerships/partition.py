"""The best partition of councils into groups, with proof, and the next best ones.

Prices (prices.py) give an upper bound for every partition, checked in whole pence. The slack of a
group is the sum of its prices minus its saving. A partition is below the bound by at least the
slack of its groups. So a group whose slack is larger than the gap of the best known partition
cannot be part of a better one, and is removed. The few groups that remain go to a mixed-integer
programme, whose answer is checked again in whole numbers.

Some instances would take too long. Work is limited by counts, not by time, so that the same
question has the same answer. If a limit is reached, the answer says within how many pence of the
best it is proved to be.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse import csc_matrix

from tallystick.form.partnerships.costs import Groups, Pence
from tallystick.form.partnerships.prices import (
    Columns,
    Prices,
    holding_two,
    member_matrix,
    price_groups,
)
from tallystick.form.partnerships.solver import Rule, choose

Stable = Callable[[Columns], npt.NDArray[np.bool_]]
"""Which of these candidate groups may be chosen."""

_SOLVED, _INFEASIBLE = 0, 2  # scipy's words for how a programme ended
_NODES_SPENT = "Solution limit reached"  # it has no word for this

_FIRST = 2_000  # candidates that the first mixed-integer programme looks at


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """How much work a proof may take.

    rounds: of pricing. candidates: groups that one mixed-integer programme looks at. nodes: of
    its tree.
    """

    rounds: int = 30
    candidates: int = 4_000
    nodes: int = 20


ENOUGH = Work()
"""Seconds, where most questions are proved to the end."""

THOROUGH = Work(rounds=150, candidates=100_000, nodes=500)
"""Minutes, for what ENOUGH leaves open."""


@dataclass(frozen=True, slots=True)
class Partition:
    """Every council in one group: the members' places, larger savings first; those alone last.

    saving: pence a year over everybody alone. loses: how much less that is than the best.
    """

    groups: tuple[tuple[int, ...], ...]
    saving: int
    loses: int

    @property
    def shares(self) -> bool:
        """False when the best is that nobody shares."""
        return any(len(group) > 1 for group in self.groups)


@dataclass(frozen=True, slots=True)
class Proved:
    """The best partition, those next best to it in order, and the proof.

    prices: by which no partition beats prices.bound. considered: how many of the candidates can,
    by the prices, be in a partition as good as the last one listed. gap: pence by which some
    partition might still save more than `best`; 0 when it is proved best. complete: False where
    the limit of work cut the list of the next best short.
    """

    best: Partition
    next_best: tuple[Partition, ...]
    prices: Prices
    considered: int
    gap: int = 0
    complete: bool = True


@dataclass(frozen=True, slots=True)
class _Found:
    """A choice of groups, empty where there is none, and what no other choice saves more than."""

    columns: Columns
    bound: int


def best_partition(
    groups: Groups,
    saving: Pence,
    *,
    councils: int,
    alternatives: int = 0,
    stable: Stable | None = None,
    work: Work = ENOUGH,
) -> Proved:
    """The partition that saves most among the candidate groups, and the next best.

    groups, saving: candidates with the pence that each saves a year; every council alone, saving
    0, is among them, and of the larger ones only those that save something are used. alternatives:
    how many of the next best to list; fewer come back where there are no more. stable: which
    groups may be chosen; with it the best is the best of those made only of such groups. work:
    where it is not enough, the best found comes back with its gap, and no next best are sought.
    Raises ValueError when a council alone is missing or does not save 0.
    """
    alone = groups[:, 1:2].min(axis=1, initial=councils) >= councils
    if alone.sum() != councils or saving[alone].any():
        raise ValueError("Every council alone is a candidate once, and saves nothing.")
    useful = np.flatnonzero(alone | (saving > 0))
    search = _Search(groups[useful], saving[useful], councils, work)
    refuse = None if stable is None else lambda columns: ~stable(useful[columns])
    first = search.best([], refuse, at_least=None)
    gap = first.bound - search.worth(first.columns)
    chosen = [first.columns]
    complete = not gap
    if alternatives and complete:
        floor = search.floor_of_next(chosen[0], alternatives, refuse)
        while len(chosen) <= alternatives:
            answer = search.best(chosen, refuse, at_least=floor)
            complete = answer.bound <= search.worth(answer.columns)
            if not (complete and answer.columns.size):
                break
            chosen.append(answer.columns)
    best, *others = [search.partition(each, chosen[0]) for each in chosen]
    return Proved(best, tuple(others), search.prices, search.considered, gap, complete)


class _Search:
    """The candidates with their prices and slacks."""

    def __init__(self, groups: Groups, saving: Pence, councils: int, work: Work) -> None:
        self._groups = groups
        self._saving = saving
        self._councils = councils
        self._work = work
        self._members = member_matrix(groups, councils)
        self.prices = price_groups(groups, saving, councils=councils, rounds=work.rounds)
        self._slack = self.prices.owed - saving
        self._alone = (groups < councils).sum(axis=1) == 1
        self._refused = np.zeros(len(groups), dtype=bool)
        self._judged = np.zeros(len(groups), dtype=bool)
        self.considered = 0

    def best(self, but: list[Columns], refuse: Stable | None, *, at_least: int | None) -> _Found:
        """The best choice of groups that is none of `but`; empty where there is no other.

        at_least: a saving that the answer is known to reach, where one is known."""
        widest = self._reach_of(self._work.candidates)
        reach = self._reach_of(_FIRST) if at_least is None else self.prices.bound - at_least
        while True:
            reach = min(reach, widest)
            within = (self._slack <= reach) & ~self._refused
            self.considered = int(within.sum())
            columns = np.flatnonzero(within | self._alone)  # so that there is always an answer
            found = self._solve(columns, but)
            if refuse is not None and self._judge(found.columns, columns, refuse):
                continue
            worth = self.worth(found.columns)
            # Whatever holds a group beyond reach falls short of the bound by more than that.
            beyond = self.prices.bound - reach - 1 if self._beyond(reach) else worth
            if worth >= beyond or reach == widest or found.bound > worth:
                return _Found(found.columns, max(found.bound, beyond, worth))
            reach = self.prices.bound - worth
            if reach > widest:  # more candidates than a programme is to look at
                return _Found(found.columns, beyond)

    def worth(self, chosen: Columns) -> int:
        """What a choice of groups saves a year, in pence."""
        return int(self._saving[chosen].sum())

    def floor_of_next(self, best: Columns, count: int, refuse: Stable | None) -> int:
        """A saving that at least `count` other partitions reach. Each of these adds one other group
        to the best partition, and leaves alone the councils whose groups are broken up by that. All
        councils that leave the same group of the best give the same partition, so only one of them
        is used."""
        group_of = np.zeros(self._councils + 1, dtype=np.int64)
        for place, column in enumerate(best, start=1):
            group_of[self._groups[column]] = place
        group_of[-1] = 0
        broken = np.sort(group_of[self._groups], axis=1)
        broken[:, 1:][broken[:, 1:] == broken[:, :-1]] = 0
        lost = np.append(0, self._saving[best])[broken].sum(axis=1)
        value = int(self._saving[best].sum()) - lost + self._saving
        leavers = np.flatnonzero(self._alone)
        _left, firsts = np.unique(group_of[self._groups[leavers, 0]], return_index=True)
        value[np.delete(leavers, firsts)] = 0
        value[best] = 0  # puts nothing new in
        value[self._refused] = 0
        order = np.argsort(-value, kind="stable")
        if refuse is not None:
            order = order[: 20 * count]
            order = order[~refuse(order)]
        return int(value[order[count - 1]]) if len(order) >= count else 0

    def partition(self, chosen: Columns, best: Columns) -> Partition:
        """The chosen groups as a partition."""
        order = sorted(
            (-int(self._saving[column]), tuple(self._groups[column].tolist())) for column in chosen
        )
        saving = int(self._saving[chosen].sum())
        return Partition(
            tuple(tuple(at for at in members if at < self._councils) for _saving, members in order),
            saving,
            int(self._saving[best].sum()) - saving,
        )

    def _reach_of(self, count: int) -> int:
        """The slack within which at least `count` candidates lie."""
        if len(self._slack) <= count:
            return int(self._slack.max())
        return int(np.partition(self._slack, count)[count])

    def _beyond(self, reach: int) -> bool:
        """Whether any candidate that may be chosen has more slack."""
        return bool(((self._slack > reach) & ~self._refused).any())

    def _judge(self, chosen: Columns, columns: Columns, refuse: Stable) -> bool:
        """Refuse what may not be chosen, and say whether that touched the choice. All columns in
        play are judged as soon as one that was chosen fails: others like it would follow."""
        for asked in (chosen, columns):
            fresh = asked[~self._judged[asked]]
            self._refused[fresh] = refuse(fresh)
            self._judged[fresh] = True
            if not self._refused[chosen].any():
                return False
        return True

    def _solve(self, columns: Columns, but: list[Columns]) -> _Found:
        """The largest saving with every council in one group: a mixed-integer programme, whose
        objective is what is left to save under the councils' prices: small numbers lose nothing
        to the solver's tolerance."""
        answer = choose(
            self._members[columns] @ self.prices.councils - self._saving[columns],
            self._rules(columns, but),
            nodes=self._work.nodes,
        )
        if answer.status == _INFEASIBLE:
            return _Found(np.empty(0, dtype=np.int64), 0)
        if answer.status != _SOLVED and _NODES_SPENT not in answer.message:
            raise ArithmeticError(f"The mixed-integer programme failed: {answer.message}")
        greedy = self._greedy(columns) if not but else np.empty(0, dtype=np.int64)
        if answer.x is None:
            return _Found(greedy, self.prices.bound)
        chosen = self._checked(columns[answer.x > 0.5])
        if answer.status == _SOLVED:
            return _Found(chosen, self.worth(chosen))
        return _Found(max(chosen, greedy, key=self.worth), self._bound_of(answer.bound))

    def _checked(self, chosen: Columns) -> Columns:
        if not (self._members[chosen].sum(axis=0) == 1).all():
            raise ArithmeticError("The mixed-integer programme returned no partition.")
        return np.asarray(chosen, dtype=np.int64)

    def _rules(self, columns: Columns, but: list[Columns]) -> list[Rule]:
        """Every council in one group; of groups with two of a triple one; none of `but`."""
        every = self._members[columns]
        rules = [Rule(csc_matrix(every.T), 1, 1)]
        if len(self.prices.triples):
            tolls = holding_two(every, self.prices.triples)
            rules.append(Rule(csc_matrix(tolls.T), -np.inf, 1))
        if but:
            cuts = np.array([np.isin(columns, other) for other in but], dtype=float)
            most = np.array([len(other) - 1 for other in but])
            rules.append(Rule(csc_matrix(cuts), -np.inf, most))
        return rules

    def _bound_of(self, left: float) -> int:
        """What no choice among the columns of a programme saves more than, given the least that
        its solver says is left to save under the prices: never above the bound of the prices."""
        return min(self.prices.bound, int(self.prices.councils.sum()) - int(np.floor(left)))

    def _greedy(self, columns: Columns) -> Columns:
        """A heuristic partition: groups with the least slack first, or with the largest saving per
        member, whichever saves more."""
        size = (self._groups[columns] < self._councils).sum(axis=1)
        for_each = self._saving[columns] / size
        orders = (
            np.lexsort((-for_each, self._slack[columns])),
            np.argsort(-for_each, kind="stable"),
        )
        return max((self._first_free(columns[order]) for order in orders), key=self.worth)

    def _first_free(self, columns: Columns) -> Columns:
        """Each group in turn whose councils are all free still."""
        free = np.ones(self._councils + 1, dtype=bool)
        chosen = []
        for column in columns:
            group = self._groups[column]
            if free[group].all():
                chosen.append(column)
                free[group[group < self._councils]] = False
        return np.array(chosen, dtype=np.int64)
