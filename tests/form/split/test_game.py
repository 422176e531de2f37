"""Games whose figures are done by hand: what leaves, who insists, and how a rule says no."""

from decimal import Decimal
from math import isnan

import numpy as np
import pytest

from tallystick.form.split.airport import Airport, split_airport
from tallystick.form.split.core import Blocking, core_test
from tallystick.form.split.game import Game, GameKind, game_from, voting_game
from tallystick.form.split.nucleolus import least_core_epsilon
from tallystick.form.split.rules import Rule, propensity_to_disrupt, split
from tallystick.form.split.sampled import sample_shapley
from tallystick.words.mistakes import UserMistake

THREE = game_from(
    "ABC",
    {"A": 100, "B": 60, "C": 40, "A+B": 140, "A+C": 125, "B+C": 85, "A+B+C": 168},
    kind="cost",
    source="test",
)


def valued(players: str, **worths: float) -> Game:
    """A game of values; a group that is not given is worth nothing."""
    held = np.zeros(1 << len(players))
    for group, worth in worths.items():
        held[sum(1 << players.index(player) for player in group)] = worth
    return Game(tuple(players), held, GameKind.VALUE)


def no_answer(game: Game, rule: Rule) -> tuple[str, str]:
    with pytest.raises(UserMistake) as mistake:
        split(game, rule)
    return mistake.value.sentence, mistake.value.next_step


def test_a_split_says_of_which_game_and_by_which_rule_it_is() -> None:
    found = split(THREE, Rule.EQUAL)
    assert (found.game, found.rule) == (THREE, Rule.EQUAL)


def test_a_single_player_may_be_one_of_the_groups_that_leave() -> None:
    """A is asked for 150 and pays 100 alone; with C 125 instead of 158, with B 140 of 160."""
    test = core_test(THREE, np.array([150.0, 10.0, 8.0]))
    assert test.blocking == (
        Blocking(("A",), 50.0),
        Blocking(("A", "C"), 33.0),
        Blocking(("A", "B"), 20.0),
    )
    assert list(test.temptation) == [50.0, 20.0, 33.0]


def test_of_many_groups_twenty_are_listed() -> None:
    """Every group of five would pay nothing alone: 30 of them, the four together best off."""
    costs = np.zeros(32)
    costs[-1] = 5
    test = core_test(Game(tuple("ABCDE"), costs, GameKind.COST), np.ones(5))
    assert (len(test.blocking), test.blocking_count) == (20, 30)
    assert [len(each.members) for each in test.blocking] == [4] * 5 + [3] * 10 + [2] * 5
    assert test.blocking[0] == Blocking(("A", "B", "C", "D"), 4.0)


def test_a_rule_without_an_answer_says_why_and_what_to_do() -> None:
    """Any two of three can do all there is, so the third brings nothing, and 1 is to share out."""
    majority = valued("ABC", AB=1, AC=1, BC=1, ABC=1)
    step = "Use the nucleolus or Shapley."
    assert no_answer(majority, Rule.PROPORTIONAL) == (
        "The rule proportional to stand-alone has no answer to this game: the players' own "
        "figures give no ratio.",
        step,
    )
    assert no_answer(majority, Rule.SCRB) == (
        "The rule SCRB has no answer to this game: no player, coming last, saves the others "
        "anything.",
        step,
    )
    assert no_answer(majority, Rule.TAU) == (
        "The rule tau has no answer to this game: the players can insist on more than there is "
        "to share.",
        step,
    )
    with pytest.raises(UserMistake) as mistake:
        split_airport(Airport(types=("A",), costs=(Decimal(5),), users=(1,)), Rule.EQUAL)
    assert mistake.value.sentence == "The rule equal is not worked out for an airport."
    assert mistake.value.next_step == (
        "Use shapley or nucleolus, or give every coalition its cost."
    )


def test_proportions_need_own_figures_none_below_nothing() -> None:
    assert no_answer(valued("AB", A=3, B=-1, AB=4), Rule.PROPORTIONAL)
    assert list(split(valued("AB", A=1, AB=4), Rule.PROPORTIONAL).shares) == [4, 0]


def test_one_pair_that_insists_on_more_than_it_can_hope_for_is_enough_to_refuse_tau() -> None:
    """Of 12, A and B bring 1 each, C and D 10 each. A and B are worth 3 together, so that each can
    insist on 2 where it can hope for 1; that the four insist on 4 of the 12 does not help."""
    game = valued("ABCD", AB=3, BCD=11, ACD=11, ABD=2, ABC=2, ABCD=12)
    assert "can insist on more" in no_answer(game, Rule.TAU)[0]


def test_tau_where_what_they_insist_on_is_all_they_hope_for() -> None:
    """A and B can hope for 6 and 4 of the 10, and as a pair they can insist on just that."""
    assert list(split(valued("ABC", AB=10, AC=6, BC=4, ABC=10), Rule.TAU).shares) == [6, 4, 0]


def test_where_nobody_loses_there_is_no_readiness_to_disrupt() -> None:
    game = game_from("AB", {"A": 3, "B": 4, "A+B": 7}, kind="cost", source="test")
    assert all(isnan(score) for score in propensity_to_disrupt(game, np.array([3.0, 4.0])))


def test_a_vote_may_be_by_weights_that_are_no_whole_numbers_and_names() -> None:
    game = voting_game(1.0, [0.5, 0.5, 0.25], players=["x", "y", "z"])
    assert game.players == ("x", "y", "z")
    assert list(game.worths) == [0, 0, 0, 1, 0, 0, 0, 1]


def test_a_single_player_has_no_group_to_leave() -> None:
    assert least_core_epsilon(valued("A", A=5)) == 0
    alone = Airport(types=("A",), costs=(Decimal(5),), users=(1,))
    assert split_airport(alone, Rule.NUCLEOLUS) == (5,)


def test_what_two_can_do_the_third_cannot_block() -> None:
    """10 for three and 6 for any two: 10/3 each leaves each pair 2/3 and each one 10/3 to spare;
    with 9 for any two they want 3 x 9 / 2, a pair is 7/3 short of its 9."""
    assert least_core_epsilon(valued("ABC", AB=6, AC=6, BC=6, ABC=10)) == pytest.approx(-2 / 3)
    assert least_core_epsilon(valued("ABC", AB=9, AC=9, BC=9, ABC=10)) == pytest.approx(7 / 3)


def test_the_error_of_two_pairs_is_half_of_their_difference() -> None:
    """Any two of three make 1, so who comes second brings it, in an order and its reverse alike.
    Of two pairs whose second players differ, each brought 1 and 0: a half, give or take a half."""
    met = set()
    for seed in range(10):
        found = sample_shapley(3, lambda group: float(len(group) > 1), orders=4, seed=seed)
        pairs = tuple(zip(found.shares.tolist(), found.standard_errors.tolist(), strict=True))
        met.add(tuple(sorted(pairs)))
    half, none, all_ = (0.5, 0.5), (0.0, 0.0), (1.0, 0.0)
    assert met == {(none, half, half), (none, none, all_)}


@pytest.mark.parametrize(("orders", "drawn"), [(3, 4), (4, 4), (5, 6)])
def test_orders_are_drawn_in_whole_pairs(orders: int, drawn: int) -> None:
    found = sample_shapley(2, lambda group: float(len(group)), orders=orders, seed=1)
    assert (found.orders, list(found.shares)) == (drawn, [1, 1])
