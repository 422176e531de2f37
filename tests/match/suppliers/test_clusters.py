"""Average linkage on worlds of a few nodes."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from tallystick.match.pairs.compared import APART, Compared, Pair
from tallystick.match.suppliers.clusters import cluster


def homes(n: int, scores: dict[Pair, float]) -> list[int]:
    return cluster(n, Compared.of(scores), join_from=0.5).tolist()


def test_pairs_above_the_line_join() -> None:
    assert homes(4, {(0, 1): 0.9, (2, 3): 0.4}) == [0, 0, 2, 3]


def test_a_weak_bridge_between_two_firm_groups_is_cut() -> None:
    firm = {(0, 1): 0.95, (2, 3): 0.95}
    bridge = {(1, 2): 0.6, (0, 2): 0.1, (0, 3): 0.1, (1, 3): 0.1}
    assert homes(4, firm | bridge) == [0, 0, 2, 2]


def test_a_pair_that_must_stay_apart_keeps_its_groups_apart() -> None:
    assert homes(3, {(0, 1): 0.9, (1, 2): 0.8, (0, 2): APART}) == [0, 0, 2]


def test_where_every_pair_joins_all_are_one() -> None:
    assert homes(5, {(1, 4): 0.5, (2, 4): 0.9, (0, 3): 0.7}) == [0, 1, 1, 0, 1]


def test_nothing_to_join() -> None:
    assert homes(3, {}) == [0, 1, 2]


def linked(n: int, scores: dict[Pair, float]) -> list[int]:
    """Average linkage as it is told: the two groups that belong together most become one, until
    none do; ties fall to the groups of the smaller nodes."""
    groups = [[node] for node in range(n)]
    while True:
        found = []
        for one, other in combinations(groups, 2):
            between = [s for (a, b), s in scores.items() if {a, b} & {*one} and {a, b} & {*other}]
            if between:
                mean = sum(between) / len(between)
                is_settled = abs(mean) > 1  # by a guard
                level = mean if is_settled else 0.625 * mean + 0.375 * max(between)
                found.append((-level, one[0], other[0]))
        if not found or -min(found)[0] < 0.5:
            return [next(group[0] for group in groups if node in group) for node in range(n)]
        _, a, b = min(found)
        joined = sorted(next(g for g in groups if g[0] == a) + next(g for g in groups if g[0] == b))
        groups = [group for group in groups if group[0] not in (a, b)] + [joined]
        groups.sort()


SCORES = st.sampled_from([APART, 0.125, 0.25, 0.5, 0.625, 0.75, 0.875, 1.0])
PAIRS = st.sampled_from(list(combinations(range(8), 2)))


@given(st.dictionaries(PAIRS, SCORES, max_size=20))
def test_it_is_average_linkage(scores: dict[Pair, float]) -> None:
    assert homes(8, scores) == linked(8, scores)
