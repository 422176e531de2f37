"""Average linkage on worlds of a few nodes."""

import random

from tallystick.match.clusters import APART, cluster


def test_pairs_above_the_line_join() -> None:
    assert cluster(4, {(0, 1): 0.9, (2, 3): 0.4}, join_from=0.5) == [0, 0, 2, 3]


def test_a_weak_bridge_between_two_firm_groups_is_cut() -> None:
    firm = {(0, 1): 0.95, (2, 3): 0.95}
    bridge = {(1, 2): 0.6, (0, 2): 0.1, (0, 3): 0.1, (1, 3): 0.1}
    assert cluster(4, firm | bridge, join_from=0.5) == [0, 0, 2, 2]


def test_a_pair_that_must_stay_apart_keeps_its_groups_apart() -> None:
    assert cluster(3, {(0, 1): 0.9, (1, 2): 0.8, (0, 2): APART}, join_from=0.5) == [0, 0, 2]


def test_the_order_of_pairs_does_not_matter() -> None:
    chance = random.Random(1)
    pairs = [((a, b), chance.random()) for a in range(12) for b in range(a + 1, 12)]
    want = cluster(12, dict(pairs), join_from=0.5)
    chance.shuffle(pairs)
    assert cluster(12, dict(pairs), join_from=0.5) == want


def test_nothing_to_join() -> None:
    assert cluster(3, {}, join_from=0.5) == [0, 1, 2]
