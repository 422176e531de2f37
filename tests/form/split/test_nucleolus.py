"""The nucleolus is what its definition asks for, and stands under every change that should not
move it."""

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from tallystick.form.split import coalitions
from tallystick.form.split.coalitions import Table
from tallystick.form.split.game import Game, GameKind
from tallystick.form.split.nucleolus import least_core_epsilon, nucleolus, prenucleolus


@st.composite
def games(draw: st.DrawFn, largest: int = 5) -> Game:
    """Small games of whole numbers, so full of ties."""
    players = draw(st.integers(1, largest))
    numbers = draw(
        st.lists(st.integers(-9, 30), min_size=(1 << players) - 1, max_size=(1 << players) - 1)
    )
    kind = draw(st.sampled_from(list(GameKind)))
    return Game(tuple("ABCDE"[:players]), np.array([0.0, *numbers]), kind)


def kohlberg_holds(game: Game, shares: Table) -> bool:
    """Kohlberg's criterion (SIAM J. Applied Mathematics 20, 1971) for the prenucleolus: at every
    height, the groups whose excess is at least so high have a balancing weight that is positive
    on each of them. Slow, and independent of how we find it."""
    excess = game.excesses(shares)[1:-1]
    near = 1e-7 * game.scale
    for height in np.unique(excess.round(6)):
        high = np.flatnonzero(excess >= height - near) + 1
        balance = linprog(
            c=np.zeros(len(high) + 1),
            A_eq=np.column_stack([coalitions.incidence(high, game.size).T, -np.ones(game.size)]),
            b_eq=np.zeros(game.size),
            bounds=[(1, None)] * len(high) + [(None, None)],
        )
        if balance.status != 0:
            return False
    return True


@settings(max_examples=40, deadline=None)
@given(games())
def test_the_prenucleolus_meets_kohlbergs_criterion(game: Game) -> None:
    shares = prenucleolus(game)
    assert shares.sum() == pytest.approx(game.total, abs=1e-7)
    assert game.size == 1 or kohlberg_holds(game, shares)


@settings(max_examples=40, deadline=None)
@given(games())
def test_no_group_fares_worse_than_the_least_core_says(game: Game) -> None:
    epsilon = least_core_epsilon(game)
    worst = game.excesses(prenucleolus(game))[1:-1]
    assert game.size == 1 or worst.max() == pytest.approx(epsilon, abs=1e-7)


@st.composite
def games_with_a_core(draw: st.DrawFn) -> Game:
    """Games around a split that keeps every group: each group would do no better on its own than
    under it, many just as well."""
    players = draw(st.integers(2, 5))
    kept = np.array(
        draw(st.lists(st.integers(-9, 30), min_size=players, max_size=players)), dtype=float
    )
    spare = draw(st.lists(st.integers(0, 12), min_size=1 << players, max_size=1 << players))
    spare[0] = spare[-1] = 0
    kind = draw(st.sampled_from(list(GameKind)))
    sign = 1 if kind is GameKind.COST else -1
    worths = coalitions.totals(kept) + sign * np.array(spare)
    return Game(tuple("ABCDE"[:players]), worths, kind)


@settings(max_examples=60, deadline=None)
@given(games_with_a_core())
def test_where_a_core_is_the_nucleolus_lies_in_it(game: Game) -> None:
    assert least_core_epsilon(game) <= 1e-7
    assert game.excesses(nucleolus(game)).max() <= 1e-7


@settings(max_examples=40, deadline=None)
@given(games())
def test_nobody_loses_by_a_union_that_gains(game: Game) -> None:
    assume(game.gains()[-1] >= 0)
    assert game.betterment(nucleolus(game)).min() >= -1e-7


@settings(max_examples=30, deadline=None)
@given(games(), st.randoms(use_true_random=False))
def test_names_and_their_order_do_not_matter(game: Game, random: np.random.Generator) -> None:
    order = list(range(game.size))
    random.shuffle(order)
    moved = np.empty_like(game.worths)
    for group in range(1 << game.size):
        moved[sum(1 << order.index(at) for at in coalitions.members(group, game.size))] = (
            game.worths[group]
        )
    other = Game(tuple(game.players[at] for at in order), moved, game.kind)
    assert nucleolus(other) == pytest.approx(nucleolus(game)[order], abs=1e-7)


@settings(max_examples=30, deadline=None)
@given(games(), st.lists(st.integers(-20, 20), min_size=5, max_size=5))
def test_what_each_bears_anyway_changes_only_its_own_share(game: Game, own: list[int]) -> None:
    extra = np.array(own[: game.size], dtype=float)
    other = Game(game.players, game.worths + coalitions.totals(extra), game.kind)
    assert nucleolus(other) == pytest.approx(nucleolus(game) + extra, abs=1e-7)


def test_kohlbergs_criterion_tells_the_nucleolus_from_its_neighbours() -> None:
    """The oracle itself can fail: a hundredth moved from one player to another breaks it."""
    worths = np.zeros(16)
    worths[[0b0011, 0b0101, 0b1001, 0b0111, 0b1011, 0b1101, 0b1111]] = [4, 3, 2, 6, 5, 5, 10]
    game = Game(tuple("ABCD"), worths, GameKind.VALUE)
    shares = nucleolus(game)
    assert kohlberg_holds(game, shares)
    assert not kohlberg_holds(game, shares + np.array([0.01, -0.01, 0, 0]))


def test_twenty_players_are_no_harder_than_four() -> None:
    """Twenty councils alike but for one that saves nobody anything."""
    size = coalitions.sizes(19).astype(float)
    costs = np.concatenate([np.sqrt(size) * 10, np.sqrt(size) * 10 + 7])
    game = Game(tuple(f"council {at}" for at in range(20)), costs, GameKind.COST)
    shares = nucleolus(game)
    assert shares == pytest.approx([10 * 19**0.5 / 19] * 19 + [7], abs=1e-9 * game.scale)
