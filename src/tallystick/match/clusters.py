"""Puts pairs together into suppliers, and cuts the weak bridges between them.

Average linkage over the pairs that were compared: two groups become one while the mean score of
the pairs that lie between them says so, the best of them counting for more. One look-alike in the
middle therefore cannot chain two suppliers whose other names are strangers, and a pair kept apart
by a guard keeps its groups apart.
"""

import heapq
from collections import defaultdict
from collections.abc import Iterable, Mapping

import numpy as np
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

Pair = tuple[int, int]
APART = -1e6  # what a pair that must stay apart adds to a mean
_BEST = 0.25  # how much the best pair between two groups counts beside the mean of them all

_Between = tuple[float, int, float]  # of the pairs between two groups: sum, number, best score


def cluster(n: int, scores: Mapping[Pair, float], *, join_from: float) -> list[int]:
    """The cluster of each of n nodes, named by its smallest member.

    scores: for compared pairs (a < b) the score, or APART. The answer does not depend on the
    order of the pairs; ties fall to the smaller nodes.
    """
    home = list(range(n))
    for component in _components(n, scores, join_from):
        for members in _average_linkage(component, join_from):
            for member in members:
                home[member] = members[0]
    return home


def _components(
    n: int, scores: Mapping[Pair, float], join_from: float
) -> Iterable[dict[Pair, float]]:
    """The compared pairs of each set of nodes that joining pairs connect."""
    strong = [pair for pair, score in scores.items() if score >= join_from]
    if not strong:
        return
    ends = np.asarray(strong, dtype=np.int64)
    graph = coo_matrix((np.ones(len(ends)), (ends[:, 0], ends[:, 1])), shape=(n, n))
    _, label = connected_components(graph, directed=False)
    size = np.bincount(label)
    labels = label.tolist()
    busy = (size > 1).tolist()
    parts: dict[int, dict[Pair, float]] = defaultdict(dict)
    for pair, score in scores.items():
        own = labels[pair[0]]
        if busy[own] and own == labels[pair[1]]:
            parts[own][pair] = score
    yield from parts.values()


def _average_linkage(scores: dict[Pair, float], join_from: float) -> Iterable[list[int]]:
    """Sorted groups of two or more nodes."""
    if len(scores) == 1:
        return [list(pair) for pair in scores]
    between: dict[int, dict[int, _Between]] = defaultdict(dict)
    members = {node: [node] for pair in scores for node in pair}
    heap: list[tuple[float, int, int]] = []
    for (a, b), score in scores.items():
        between[a][b] = between[b][a] = (score, 1, score)
        heap.append((-score, a, b))
    heapq.heapify(heap)
    while heap:
        level, a, b = heapq.heappop(heap)
        if -level < join_from:
            break
        known = between[a].get(b) if a in members and b in members else None
        if known is not None and -level == _level(known):
            _merge(a, b, members, between, heap)
    return [sorted(group) for group in members.values() if len(group) > 1]


def _merge(
    a: int,
    b: int,
    members: dict[int, list[int]],
    between: dict[int, dict[int, _Between]],
    heap: list[tuple[float, int, int]],
) -> None:
    """Put group b into group a (a < b) and weigh anew what lies between it and the others."""
    members[a] += members.pop(b)
    del between[a][b]
    for other, (total, count, best) in between.pop(b).items():
        if other == a:
            continue
        del between[other][b]
        more_total, more_count, more_best = between[a].get(other, (0.0, 0, best))
        both = (total + more_total, count + more_count, max(best, more_best))
        between[a][other] = between[other][a] = both
    for other, pairs in between[a].items():
        heapq.heappush(heap, (-_level(pairs), min(a, other), max(a, other)))


def _level(pairs: _Between) -> float:
    """How sure it is that two groups are one. A guard between them, or a reviewer, outweighs all
    else."""
    total, count, best = pairs
    mean = total / count
    return mean if abs(total) > count else (1 - _BEST) * mean + _BEST * best
