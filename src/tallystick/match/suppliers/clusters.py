"""Groups pairs into suppliers, and cuts weak links between groups.

Average linkage over the compared pairs: two groups merge while the mean score of the pairs between
them is high enough; the best pair counts for more. So a single similar name cannot join two
suppliers whose other names differ. A pair that a guard forbids keeps its two groups apart.
"""

import heapq
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise

import numpy as np

from tallystick.match.names.columns import Ints, connected, runs
from tallystick.match.pairs.compared import Compared

_BEST = 0.375  # how much the best pair between two groups counts beside the mean of them all

_Between = tuple[float, int, float]  # of the pairs between two groups: sum, number, best score


def cluster(n: int, scores: Compared, *, join_from: float) -> Ints:
    """The cluster of each of n nodes, named by its smallest member.

    The answer does not depend on the order of the pairs; ties fall to the smaller nodes.
    """
    strong = scores.score >= join_from
    label = connected(n, scores.first[strong], scores.second[strong])
    within = np.flatnonzero(label[scores.first] == label[scores.second])
    weak = np.zeros(n, dtype=np.bool_)  # by label: one of its pairs does not join
    weak[label[scores.first[within[~strong[within]]]]] = True
    node = np.arange(n)
    smallest = np.empty(n, dtype=np.int64)
    smallest[label[::-1]] = node[::-1]
    home = np.where(weak[label], node, smallest[label])  # where all pairs join, all are one
    parts = within[weak[label[scores.first[within]]]]
    for members in _groups_within(scores.take(parts), label, join_from):
        home[members] = members[0]
    return home


def _groups_within(scores: Compared, label: Ints, join_from: float) -> Iterator[list[int]]:
    """The groups that average linkage makes of the pairs of each label."""
    label_of = label[scores.first]
    order = np.argsort(label_of, kind="stable")
    compared = list(scores.take(order))
    for begin, end in pairwise(runs(label_of[order]).tolist()):
        yield from _average_linkage(compared[begin:end], join_from)


def _average_linkage(
    compared: Iterable[tuple[int, int, float]], join_from: float
) -> Iterable[list[int]]:
    """Sorted groups of two or more nodes."""
    between: dict[int, dict[int, _Between]] = defaultdict(dict)
    heap: list[tuple[float, int, int]] = []
    for a, b, score in compared:
        between[a][b] = between[b][a] = (score, 1, score)
        if score >= join_from:
            heap.append((-score, a, b))
    members = {node: [node] for node in between}
    heapq.heapify(heap)
    while heap:
        level, a, b = heapq.heappop(heap)
        known = between[a].get(b) if a in members and b in members else None
        if known is not None and -level == _level(known):
            for other in _merge(a, b, members, between):
                higher = _level(between[a][other])
                if higher >= join_from:
                    heapq.heappush(heap, (-higher, min(a, other), max(a, other)))
    return [sorted(group) for group in members.values() if len(group) > 1]


def _merge(
    a: int,
    b: int,
    members: dict[int, list[int]],
    between: dict[int, dict[int, _Between]],
) -> list[int]:
    """Put group b into group a (a < b); the groups to which a stands in another way then."""
    members[a] += members.pop(b)
    del between[a][b]
    others = between.pop(b)
    del others[a]
    for other, (total, count, best) in others.items():
        del between[other][b]
        more_total, more_count, more_best = between[a].get(other, (0.0, 0, best))
        both = (total + more_total, count + more_count, max(best, more_best))
        between[a][other] = between[other][a] = both
    return list(others)


def _level(pairs: _Between) -> float:
    """How sure it is that two groups are one. A guard between them, or a reviewer, outweighs all
    else."""
    total, count, best = pairs
    mean = total / count
    return mean if abs(total) > count else (1 - _BEST) * mean + _BEST * best
