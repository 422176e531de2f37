"""What must hold of every split, whatever the game."""

from itertools import permutations
from math import inf

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tallystick.form.split import coalitions
from tallystick.form.split.core import Blocking, core_test
from tallystick.form.split.game import Game, GameKind, game_from
from tallystick.form.split.rules import Rule, propensity_to_disrupt, shapley, split
from tallystick.form.split.sampled import sample_shapley
from tallystick.words.mistakes import UserMistake

THREE = {"A": 100, "B": 60, "C": 40, "A+B": 140, "A+C": 125, "B+C": 85, "A+B+C": 168}
MAJORITY = {"1+2": 1, "1+3": 1, "2+3": 1, "1+2+3": 1}


def three() -> Game:
    return game_from("ABC", THREE, kind="cost", source="test")


@st.composite
def games(draw: st.DrawFn) -> Game:
    players = draw(st.integers(1, 4))
    count = (1 << players) - 1
    numbers = draw(st.lists(st.integers(0, 1000), min_size=count, max_size=count))
    return Game(tuple("ABCD"[:players]), np.array([0.0, *numbers]), draw(st.sampled_from(GameKind)))


@settings(deadline=None)
@given(games(), st.sampled_from(Rule))
def test_shares_add_up_to_the_total(game: Game, rule: Rule) -> None:
    try:
        shares = split(game, rule).shares
    except UserMistake:
        assert rule in (Rule.PROPORTIONAL, Rule.SCRB, Rule.TAU)  # the others always answer
    else:
        assert shares.sum() == pytest.approx(game.total, abs=1e-6)


@settings(deadline=None)
@given(games())
def test_shapley_is_the_mean_over_all_orders_of_joining(game: Game) -> None:
    orders = list(permutations(range(game.size)))
    added = np.zeros(game.size)
    for order in orders:
        joined = 0
        for player in order:
            added[player] += game.worths[joined | 1 << player] - game.worths[joined]
            joined |= 1 << player
    assert shapley(game) == pytest.approx(added / len(orders), abs=1e-9)


@settings(deadline=None)
@given(games(), st.sampled_from(Rule), st.permutations(range(4)))
def test_relabelling_the_players_permutes_the_shares(
    game: Game, rule: Rule, order: list[int]
) -> None:
    order = [at for at in order if at < game.size]
    moved = np.array(
        [
            game.worths[sum(1 << order[at] for at in coalitions.members(group, game.size))]
            for group in range(1 << game.size)
        ]
    )
    other = Game(tuple(game.players[at] for at in order), moved, game.kind)
    try:
        expected = split(game, rule).shares
    except UserMistake:
        with pytest.raises(UserMistake, match="has no answer"):
            split(other, rule)
    else:
        assert split(other, rule).shares == pytest.approx(expected[order], abs=1e-6)


@settings(deadline=None)
@given(games(), st.integers(0, 50))
def test_a_partner_who_changes_nothing_changes_no_shapley_share(game: Game, own: int) -> None:
    wider = Game((*game.players, "null"), np.append(game.worths, game.worths + own), game.kind)
    assert shapley(wider) == pytest.approx([*shapley(game), own], abs=1e-9)


@settings(deadline=None)
@given(games())
def test_a_cost_and_the_value_that_mirrors_it_are_split_alike(game: Game) -> None:
    other = GameKind.VALUE if game.kind is GameKind.COST else GameKind.COST
    mirror = Game(game.players, -game.worths, other)
    for rule in (Rule.SHAPLEY, Rule.ENSC, Rule.NUCLEOLUS, Rule.EQUAL_SAVING):
        assert split(mirror, rule).shares == pytest.approx(-split(game, rule).shares, abs=1e-6)


def test_scrb_makes_all_as_ready_to_disrupt() -> None:
    """A and B bring 17 each and C 12, which is 14 more than the 32 that there are to take."""
    game = three()
    score = propensity_to_disrupt(game, split(game, Rule.SCRB).shares)
    assert score == pytest.approx([14 / 32] * 3, abs=1e-12)


def test_who_gains_nothing_disrupts_without_end() -> None:
    score = propensity_to_disrupt(three(), np.array([100.0, 28.0, 40.0]))
    assert score[0] == inf and score[2] == inf
    assert score[1] == pytest.approx((17 - 32) / 32)  # it brings 17 and takes 32


@pytest.mark.parametrize("rule", [Rule.PROPORTIONAL, Rule.TAU, Rule.SCRB])
def test_a_rule_without_an_answer_says_so(rule: Rule) -> None:
    """Any two of three can do all there is, so the third brings nothing."""
    game = game_from("123", MAJORITY, kind="value", source="test")
    with pytest.raises(UserMistake, match="has no answer to this game"):
        split(game, rule)


def test_a_game_without_any_gain_leaves_each_where_it_was() -> None:
    game = game_from("AB", {"A": 3, "B": 4, "A+B": 7}, kind="cost", source="test")
    for rule in (rule for rule in Rule if rule is not Rule.EQUAL):
        assert split(game, rule).shares == pytest.approx([3, 4], abs=1e-9)


def test_a_group_that_would_leave_is_named() -> None:
    """Sharing 168 equally asks 56 of C, who pays 40 alone, and 112 of B and C, who pay 85."""
    test = core_test(three(), np.array([56.0, 56.0, 56.0]))
    assert not test.in_core
    assert test.blocking == (Blocking(("B", "C"), 27.0), Blocking(("C",), 16.0))
    assert test.blocking_count == 2
    assert list(test.temptation) == [-13.0, 27.0, 27.0]  # A and C together would pay 13 more


def test_only_the_worst_blocking_groups_are_listed_and_all_are_counted() -> None:
    test = core_test(three(), np.array([0.0, 84.0, 84.0]), most=1)
    assert test.blocking == (Blocking(("B", "C"), 83.0),)
    assert test.blocking_count == 3


def test_a_core_split_tempts_nobody() -> None:
    test = core_test(three(), np.array([84.0, 50.4, 33.6]))
    assert test.in_core and test.blocking == ()


def test_sampled_shares_lie_within_their_errors_and_add_up() -> None:
    """A cost with an exact answer at any size: a fixed 30 shared by all, and the square of a
    group's volume, of which each adds its own square and half of what it makes with others."""
    volume = np.arange(1.0, 31.0)

    def cost(group: frozenset[int]) -> float:
        return (30.0 if group else 0.0) + sum(volume[at] for at in group) ** 2

    exact = 1.0 + volume * volume.sum()
    sample = sample_shapley(30, cost, orders=400, seed=7)
    assert sample.orders == 400
    assert sample.shares.sum() == pytest.approx(30 + volume.sum() ** 2)
    assert (np.abs(sample.shares - exact) <= 5 * sample.standard_errors + 1e-9).all()
    again = sample_shapley(30, cost, orders=400, seed=7)
    assert list(again.shares) == list(sample.shares)


def test_a_sampled_error_is_about_the_spread_of_independent_samples() -> None:
    game = three()

    def cost(group: frozenset[int]) -> float:
        return float(game.worths[sum(1 << at for at in group)])

    runs = [sample_shapley(3, cost, orders=100, seed=seed) for seed in range(200)]
    spread = np.std([run.shares for run in runs], axis=0)
    told = np.mean([run.standard_errors for run in runs], axis=0)
    assert told == pytest.approx(spread, rel=0.25)
    assert np.mean([run.shares for run in runs], axis=0) == pytest.approx(shapley(game), abs=0.1)


def test_a_sample_too_small_to_tell_its_error_is_refused() -> None:
    with pytest.raises(ValueError, match="two pairs"):
        sample_shapley(2, lambda group: float(len(group)), orders=2, seed=1)


def test_coalitions_are_read_from_bits() -> None:
    assert coalitions.members(0b101, 3) == (0, 2)
    assert list(coalitions.sizes(2)) == [0, 1, 1, 2]
    assert list(coalitions.totals(np.array([1.0, 10.0]))) == [0.0, 1.0, 10.0, 11.0]
    assert coalitions.incidence(np.array([0b10]), 2).tolist() == [[0.0, 1.0]]
