"""Pairs as columns."""

import numpy as np

from tallystick.match.pairs.compared import APART, Compared, compare, overruled, united


def pairs(scores: Compared) -> list[tuple[int, int, float]]:
    return list(scores)


def test_a_pair_is_one_however_it_is_told_and_the_best_score_counts() -> None:
    found = compare(np.array([5, 2, 3, 4]), np.array([2, 5, 1, 4]), np.array([APART, 0.5, 0.25, 1]))
    assert pairs(found) == [(1, 3, 0.25), (2, 5, 0.5)]


def test_of_several_parts_the_best_score_counts() -> None:
    one, other = Compared.of({(0, 1): 0.5, (2, 9): APART}), Compared.of({(0, 1): 0.25, (1, 2): 1.0})
    assert pairs(united(one, other)) == [(0, 1, 0.5), (1, 2, 1.0), (2, 9, APART)]


def test_what_overrules_counts_whatever_others_say() -> None:
    said = Compared.of({(0, 1): APART, (3, 4): 1.0})
    assert pairs(overruled(Compared.of({(0, 1): 0.5, (0, 2): 0.75}), said)) == [
        (0, 1, APART),
        (0, 2, 0.75),
        (3, 4, 1.0),
    ]


def test_no_pair_at_all() -> None:
    assert pairs(united(Compared.of({}), Compared.of({}))) == []
