"""The best partition is the best of all, on small worlds where all can be looked at."""

from collections.abc import Iterator, Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tallystick.form.partnerships.costs import CostModel, Groups, Operation, Pence
from tallystick.form.partnerships.groups import connected_groups
from tallystick.form.partnerships.partition import Work, best_partition
from tallystick.form.partnerships.stability import stable_groups

RING = [[1, 4], [0, 2], [1, 3], [2, 4], [3, 0]]


def rows(groups: Groups, nobody: int) -> list[tuple[int, ...]]:
    return [tuple(at for at in row if at < nobody) for row in groups.tolist()]


def every_partition(candidates: dict[tuple[int, ...], int], left: frozenset[int]) -> Iterator[int]:
    """The saving of every partition into candidate groups: slow, and beyond doubt."""
    if not left:
        yield 0
        return
    for group, saving in candidates.items():
        if min(left) in group and left.issuperset(group):
            for rest in every_partition(candidates, left.difference(group)):
                yield saving + rest


def test_groups_are_connected_and_each_is_found_once() -> None:
    """A path of four: ten stretches."""
    path = [[1], [0, 2], [1, 3], [2]]
    found = rows(connected_groups(path, 4), 4)
    assert found == [
        (0,), (1,), (2,), (3,), (0, 1), (1, 2), (2, 3), (0, 1, 2), (1, 2, 3), (0, 1, 2, 3),
    ]  # fmt: skip


def test_a_council_without_neighbours_stays_alone() -> None:
    assert rows(connected_groups([[], [2], [1]], 3), 3) == [(0,), (1,), (2,), (1, 2)]


@pytest.mark.parametrize("neighbours", [[[1], []], [[0]]])
def test_a_border_holds_both_ways_between_two(neighbours: list[list[int]]) -> None:
    with pytest.raises(ValueError, match="both ways"):
        connected_groups(neighbours, 2)


def test_councils_too_many_for_one_number_are_grouped_and_solved_all_the_same() -> None:
    """A path of 1,100, whose groups of six do not fit into 63 bits: stretches, the longest first
    where each saves its length less one."""
    count, largest = 1_100, 6
    path = [[at for at in (one - 1, one + 1) if 0 <= at < count] for one in range(count)]
    groups = connected_groups(path, largest)
    expected = [
        tuple(range(first, first + size))
        for size in range(1, largest + 1)
        for first in range(count - size + 1)
    ]
    assert rows(groups, count) == expected
    saving = (groups < count).sum(axis=1).astype(np.int64) - 1
    stable = stable_groups(groups, saving * 1_000, councils=count)
    assert stable(np.arange(len(groups) - 3, len(groups))).all()


def test_a_group_has_a_council() -> None:
    with pytest.raises(ValueError, match="one council or more"):
        connected_groups([[]], 0)


@st.composite
def maps(draw: st.DrawFn) -> list[list[int]]:
    count = draw(st.integers(1, 6))
    pairs = [(a, b) for a in range(count) for b in range(a)]
    drawn = draw(st.lists(st.booleans(), min_size=len(pairs), max_size=len(pairs)))
    held = [pair for pair, keep in zip(pairs, drawn, strict=True) if keep]
    return [[b if a == one else a for a, b in held if one in (a, b)] for one in range(count)]


@settings(deadline=None)
@given(maps(), st.integers(1, 6))
def test_the_groups_are_all_that_hang_together(neighbours: list[list[int]], largest: int) -> None:
    count = len(neighbours)

    def reached(group: Sequence[int]) -> set[int]:
        held = {group[0]}
        for _step in group:
            held |= {at for at in group if held.intersection(neighbours[at])}
        return held

    expected = set()
    for bits in range(1, 1 << count):
        group = tuple(at for at in range(count) if bits >> at & 1)
        if len(group) <= largest and len(reached(group)) == len(group):
            expected.add(group)
    found = rows(connected_groups(neighbours, largest), count)
    assert len(found) == len(set(found))
    assert set(found) == expected


def test_who_leaves_a_pair_leaves_one_partition_behind() -> None:
    """Of two pairs that save 6 pence each, any of four may leave: two partitions, not four."""
    neighbours = [[2, 3], [3], [0], [0, 1]]
    groups = connected_groups(neighbours, 6)
    saving = savings(groups, 4, [0, 0, 1, 0, 3, 0, 3])
    proved = best_partition(groups, saving, councils=4, alternatives=4)
    assert [each.saving for each in (proved.best, *proved.next_best)] == [12, 6, 6, 4, 0]
    assert proved.complete


def savings(groups: Groups, count: int, drawn: Sequence[int]) -> Pence:
    size = (groups < count).sum(axis=1)
    numbers = np.resize(np.array(drawn, dtype=np.int64), len(groups)) * size
    return np.where(size == 1, 0, numbers)


@settings(deadline=None, max_examples=60)
@given(maps(), st.lists(st.integers(-20, 99), min_size=7, max_size=31))
def test_the_best_and_the_next_are_those_of_all_partitions(
    neighbours: list[list[int]], drawn: list[int]
) -> None:
    count = len(neighbours)
    groups = connected_groups(neighbours, 6)
    saving = savings(groups, count, drawn)
    proved = best_partition(groups, saving, councils=count, alternatives=4)
    useful = {
        group: worth
        for group, worth in zip(rows(groups, count), saving.tolist(), strict=True)
        if len(group) == 1 or worth > 0
    }
    every = sorted(every_partition(useful, frozenset(range(count))), reverse=True)
    found = [proved.best, *proved.next_best]
    assert [each.saving for each in found] == every[:5]
    assert [each.loses for each in found] == [every[0] - saving for saving in every[:5]]
    assert len({each.groups for each in found}) == len(found)
    for each in found:
        assert sorted(at for group in each.groups for at in group) == list(range(count))
        assert sum(useful[group] for group in each.groups) == each.saving


@settings(deadline=None, max_examples=60)
@given(maps(), st.lists(st.integers(-20, 99), min_size=7, max_size=31))
def test_the_prices_are_a_proof(neighbours: list[list[int]], drawn: list[int]) -> None:
    count = len(neighbours)
    groups = connected_groups(neighbours, 6)
    saving = savings(groups, count, drawn)
    proved = best_partition(groups, saving, councils=count)
    prices = proved.prices
    for group, worth in zip(rows(groups, count), saving.tolist(), strict=True):
        tolls = [
            toll
            for triple, toll in zip(prices.triples.tolist(), prices.tolls.tolist(), strict=True)
            if len(set(triple) & set(group)) >= 2
        ]
        assert worth <= int(prices.councils[list(group)].sum()) + sum(tolls)
    assert proved.best.saving <= prices.bound


@settings(deadline=None, max_examples=40)
@given(maps(), st.lists(st.integers(-5, 20), min_size=64, max_size=64), st.permutations(range(6)))
def test_relabelling_the_councils_changes_no_saving(
    neighbours: list[list[int]], drawn: list[int], order: list[int]
) -> None:
    """Each group keeps its saving under its members' new places."""
    count = len(neighbours)
    order = [at for at in order if at < count]
    place = {old: new for new, old in enumerate(order)}
    moved = [[place[other] for other in neighbours[old]] for old in order]
    groups, others = connected_groups(neighbours, 6), connected_groups(moved, 6)
    saving = savings(groups, count, drawn)
    of = {frozenset(row): each for row, each in zip(rows(groups, count), saving, strict=True)}
    same = np.array([of[frozenset(order[at] for at in row)] for row in rows(others, count)])
    best = best_partition(groups, saving, councils=count).best
    found = best_partition(others, same, councils=count).best
    assert found.saving == best.saving
    assert sum(of[frozenset(order[at] for at in group)] for group in found.groups) == best.saving


def test_three_councils_any_two_of_whom_save_need_a_toll() -> None:
    """Prices alone bound three pairs that save 10 each by 15; only one pair can form."""
    triangle = [[1, 2], [0, 2], [0, 1]]
    groups = connected_groups(triangle, 2)
    saving = np.where((groups < 3).sum(axis=1) == 2, 1_000, 0)
    proved = best_partition(groups, saving, councils=3)
    assert proved.best.saving == 1_000
    assert proved.prices.bound == 1_000


def test_nobody_shares_where_sharing_costs_more() -> None:
    groups = connected_groups(RING, 3)
    saving = np.where((groups < 5).sum(axis=1) == 1, 0, -5)
    proved = best_partition(groups, saving, councils=5, alternatives=3)
    assert not proved.best.shares
    assert proved.best.groups == ((0,), (1,), (2,), (3,), (4,))
    assert proved.next_best == ()


def test_every_council_alone_must_be_a_candidate() -> None:
    with pytest.raises(ValueError, match="alone is a candidate"):
        best_partition(np.array([[0, 2]], dtype=np.int16), np.array([0]), councils=2)


def test_a_group_that_a_part_would_leave_is_not_chosen() -> None:
    """Three in a triangle save 11 together, but any two of them 10: whatever the split of 11, two
    of them get less than 10. The best that holds is a pair."""
    triangle = [[1, 2], [0, 2], [0, 1]]
    groups = connected_groups(triangle, 3)
    saving = np.array([0, 1_000, 1_100])[(groups < 3).sum(axis=1) - 1]
    assert best_partition(groups, saving, councils=3).best.groups == ((0, 1, 2),)
    stable = stable_groups(groups, saving, councils=3)
    held = best_partition(groups, saving, councils=3, stable=stable, alternatives=5)
    assert held.best.saving == 1_000
    assert [each.saving for each in held.next_best] == [1_000, 1_000, 0]


@settings(deadline=None, max_examples=40)
@given(maps(), st.lists(st.integers(-20, 99), min_size=7, max_size=31))
def test_the_best_stable_partition_is_the_best_of_the_stable(
    neighbours: list[list[int]], drawn: list[int]
) -> None:
    count = len(neighbours)
    groups = connected_groups(neighbours, 6)
    saving = savings(groups, count, drawn)
    stable = stable_groups(groups, saving, councils=count)
    holds = stable(np.arange(len(groups)))
    useful = {
        group: worth
        for group, worth, held in zip(rows(groups, count), saving.tolist(), holds, strict=True)
        if len(group) == 1 or (worth > 0 and held)
    }
    every = sorted(every_partition(useful, frozenset(range(count))), reverse=True)
    proved = best_partition(groups, saving, councils=count, stable=stable, alternatives=2)
    assert [p.saving for p in (proved.best, *proved.next_best)] == every[:3]


def test_the_cost_of_a_group_by_hand() -> None:
    """Volumes 4 and 5 at a root: alone 100 + 10 x 2 and 100 + 10 x 2.236; together 100 + 10 x 3,
    7 to coordinate, 1 + 2 retained, 3 each to integrate and 2 for each of 111.19 km."""
    model = CostModel(fixed=100, unit=10, exponent=0.5, coordination=7, distance=2.0, integration=3)
    operations = [
        Operation(volume=4, retained=1, latitude=51.0, longitude=0.0),
        Operation(volume=5, retained=2, latitude=52.0, longitude=0.0),
    ]
    groups = np.array([[0, 2], [1, 2], [0, 1]], dtype=np.int16)
    assert model.cost(operations, groups).tolist() == [120, 122, 100 + 30 + 7 + 3 + 6 + 222]
    assert model.saving(operations, groups).tolist() == [0, 0, 242 - 368]


def test_at_the_sceptics_exponent_only_the_fixed_cost_is_saved() -> None:
    model = CostModel(fixed=100, unit=10, exponent=1.0, coordination=30)
    operations = [Operation(volume=volume) for volume in (3, 50, 700)]
    groups = np.array([[0, 1, 3], [0, 1, 2]], dtype=np.int16)
    assert model.saving(operations, groups).tolist() == [70, 140]


@pytest.mark.parametrize("wrong", [{"fixed": -1}, {"exponent": 0.0}, {"distance": -1.0}])
def test_a_cost_model_has_no_negative_costs(wrong: dict[str, float]) -> None:
    right = {"fixed": 1, "unit": 1.0, "exponent": 1.0}
    with pytest.raises(ValueError):
        CostModel(**(right | wrong))  # type: ignore[arg-type]
    with pytest.raises(ValueError):
        Operation(volume=-1)


@settings(deadline=None, max_examples=60)
@given(
    maps(),
    st.lists(st.integers(-20, 99), min_size=7, max_size=31),
    st.builds(
        Work, rounds=st.integers(0, 3), candidates=st.integers(1, 20), nodes=st.integers(1, 2)
    ),
)
def test_with_little_work_the_answer_says_how_far_off_it_may_be(
    neighbours: list[list[int]], drawn: list[int], work: Work
) -> None:
    count = len(neighbours)
    groups = connected_groups(neighbours, 6)
    saving = savings(groups, count, drawn)
    best = best_partition(groups, saving, councils=count).best.saving
    limited = best_partition(groups, saving, councils=count, work=work, alternatives=2)
    assert limited.best.saving <= best <= limited.best.saving + limited.gap
    if limited.gap:
        assert (limited.next_best, limited.complete) == ((), False)


def test_an_instance_that_never_finishes_ends_with_a_bound() -> None:
    """Forty councils of which any neighbouring three save the same: the solver cannot tell the
    choices apart. At most thirteen threes fit."""
    count = 40
    neighbours = [
        sorted({(at + step) % count for step in (-7, -3, -2, -1, 1, 2, 3, 7)})
        for at in range(count)
    ]
    groups = connected_groups(neighbours, 3)
    size = (groups < count).sum(axis=1)
    saving = np.where(size == 3, 100_000, 0)
    proved = best_partition(groups, saving, councils=count, work=Work(nodes=1))
    assert proved.best.saving <= 1_300_000 <= proved.best.saving + proved.gap
    assert proved.best.saving >= 1_000_000
