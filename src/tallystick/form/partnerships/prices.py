"""Prices that prove an upper bound on the savings of any partition of councils.

Every council has a price, and some triples of councils have a toll, which each group pays that
contains two or three of them. When no group saves more than its prices and tolls, no partition
saves more than the sum of all prices and tolls: each council is in one group, and at most one group
of a partition contains two of three councils. Tolls are the duals of subset-row cuts (Jepsen,
Petersen, Spoorendonk & Pisinger, Operations Research 56, 2008); without them the bound is one or
two per cent too high.
"""

from dataclasses import dataclass
from itertools import combinations

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix, hstack

from tallystick.form.partnerships.costs import Groups, Pence
from tallystick.form.partnerships.solver import Floats, least

Columns = npt.NDArray[np.int64]
"""Places of groups in the list of candidates."""

_MET = 5e-5  # as a share: a bound this near to the least is good enough to tell groups by
_BROKEN = 0.05  # a triple whose groups add up to this much over one is worth a toll
_TRIPLES = 60  # new tolls in a round


@dataclass(frozen=True, slots=True, eq=False)
class Prices:
    """Whole pence a year: councils of shape (n,), tolls of shape (t,) for triples of shape (t, 3).

    owed: what each candidate group pays, shape (m,), never less than it saves."""

    councils: Pence
    triples: npt.NDArray[np.int64]
    tolls: Pence
    owed: Pence

    @property
    def bound(self) -> int:
        """The upper bound on the saving of any partition."""
        return int(self.councils.sum() + self.tolls.sum())


def price_groups(groups: Groups, saving: Pence, *, councils: int, rounds: int) -> Prices:
    """Prices with the smallest sum found, checked against every group in whole pence.

    groups, saving: the candidates, including every council alone, and the saving of each. rounds:
    limit of work.
    The method solves a small linear programme over few groups. In each round it adds groups that
    save more than they owe, and adds tolls for triples that the fractional solution violates. It
    stops when the bound for all groups equals the minimum for the few and no triple is violated, or
    after `rounds` rounds. The prices are valid at every moment; with few rounds the bound is only
    higher.
    """
    members = member_matrix(groups, councils)
    triples = np.empty((0, 3), dtype=np.int64)
    owing = members
    pool = _first_pool(groups, saving, councils)
    best = _raised(np.zeros(councils), saving.astype(float), groups, councils)
    for _round in range(rounds):
        prices, weights = _solve(owing[pool], saving[pool])
        best, wider = _look_round(owing, groups, saving, prices, best, councils)
        fresh = _broken_triples(groups[pool], weights, councils)
        met = best.sum() <= prices.sum() * (1 + _MET) or np.isin(wider, pool).all()
        if met and not len(fresh):
            break
        pool = np.union1d(pool, wider)
        triples = np.concatenate([triples, fresh])
        owing = hstack([owing, holding_two(members, fresh)], format="csr")
        best = np.append(best, np.zeros(len(fresh)))
    return _in_whole_pence(owing, groups, saving, best, triples, councils)


def member_matrix(groups: Groups, councils: int) -> csr_matrix:
    """A row for each group with a 1 for each member, shape (m, n)."""
    row, place = np.nonzero(groups < councils)
    ones = np.ones(len(row))
    return csr_matrix((ones, (row, groups[row, place])), shape=(len(groups), councils))


def holding_two(members: csr_matrix, triples: npt.NDArray[np.int64]) -> csr_matrix:
    """A row for each group with a 1 for each triple of which it holds two or three, (m, t)."""
    count = len(triples)
    places = (triples.ravel(), np.repeat(np.arange(count), 3))
    of_triple = csr_matrix((np.ones(3 * count), places), shape=(members.shape[1], count))
    held = (members @ of_triple).tocsr()
    held.data = (held.data >= 2).astype(float)
    held.eliminate_zeros()
    return held


def _solve(owing: csr_matrix, saving: Pence) -> tuple[Floats, Floats]:
    """The least prices and tolls that hold for these groups, and the weights, one for each group,
    with which the groups would partly be chosen."""
    answer = least(
        np.ones(owing.shape[1]),
        -owing,
        -saving.astype(float),
        method="highs-ipm",  # twice as fast here as the simplex, and its weights break more triples
    )
    if answer.x is None or answer.marginals is None:
        raise ArithmeticError(f"The linear programme of the prices failed: {answer.message}")
    return answer.x, -answer.marginals


def _look_round(
    owing: csr_matrix, groups: Groups, saving: Pence, prices: Floats, best: Floats, councils: int
) -> tuple[Floats, Columns]:
    """The best prices yet that hold for all groups, and groups that save more than they owe under
    these prices or halfway between the two."""
    wider = []
    for tried in (prices, (prices + best) / 2):
        over = saving - owing @ tried
        raised = _raised(tried, over, groups, councils)
        if raised.sum() < best.sum():
            best = raised
        wider.append(_worst_of_each(groups, over))
    return best, np.union1d(*wider)


def _raised(prices: Floats, over: Floats, groups: Groups, councils: int) -> Floats:
    """The prices, each council's raised by the largest part of any group's excess that falls to
    it: enough for every group."""
    part = np.maximum(over, 0) / (groups < councils).sum(axis=1)
    rise = np.zeros(councils + 1)
    for column in groups.T:
        np.maximum.at(rise, column, part)
    raised = prices.copy()
    raised[:councils] += rise[:-1]
    return raised


def _first_pool(groups: Groups, saving: Pence, councils: int) -> Columns:
    """For each council its best groups by saving for each member."""
    size = (groups < councils).sum(axis=1)
    alone = np.flatnonzero(size == 1)
    return np.union1d(_worst_of_each(groups, saving / size), alone)


def _worst_of_each(groups: Groups, over: Floats) -> Columns:
    """For each council the groups, at most five, of it and those after it with the largest
    excess above nothing: many at once, and not all about one corner of the country."""
    above = np.flatnonzero(over > 0.5)
    order = above[np.lexsort((-over[above], groups[above, 0]))]
    first = groups[order, 0]
    rank = np.arange(len(order)) - np.searchsorted(first, first)
    return np.asarray(order[rank < 5], dtype=np.int64)


def _broken_triples(groups: Groups, weights: Floats, councils: int) -> npt.NDArray[np.int64]:
    """The triples for which groups that hold two of them have the largest weight above one."""
    used = weights > 1e-9
    pair = np.zeros((councils, councils))
    whole: dict[tuple[int, ...], float] = {}
    for row, weight in zip(groups[used].tolist(), weights[used].tolist(), strict=True):
        group = [at for at in row if at < councils]
        for one, other in combinations(group, 2):
            pair[one, other] += weight
            pair[other, one] += weight
        for triple in combinations(group, 3):
            whole[triple] = whole.get(triple, 0.0) + weight
    found = []
    for one in range(councils):
        near = np.flatnonzero(pair[one] > 1e-9)
        near = near[near > one]
        for place, other in enumerate(near.tolist()):
            for third in near[place + 1 :].tolist():
                both = pair[one, other] + pair[one, third] + pair[other, third]
                broken = both - 2 * whole.get((one, other, third), 0.0) - 1
                if broken > _BROKEN:
                    found.append((-broken, one, other, third))
    found.sort()
    return np.array([each[1:] for each in found[:_TRIPLES]], dtype=np.int64).reshape(-1, 3)


def _in_whole_pence(
    owing: csr_matrix,
    groups: Groups,
    saving: Pence,
    best: Floats,
    triples: npt.NDArray[np.int64],
    councils: int,
) -> Prices:
    """Prices and tolls rounded up, and raised where a group would still save more than it owes."""
    whole = np.ceil(np.maximum(best, 0)).astype(np.int64)
    exact = owing.astype(np.int64)
    while True:
        owed = exact @ whole
        over = saving - owed
        worst = int(over.argmax())
        if over[worst] <= 0:
            count = owing.shape[1] - councils
            return Prices(whole[:councils], triples[:count], whole[councils:], owed)
        whole[groups[worst, 0]] += over[worst]
