"""The rules for splitting a cost or a worth, each from its published formula.

All rules except `equal` and `proportional` split the gain of cooperation: each player's share is
its stand-alone amount, improved by its part of the gain.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from math import factorial

import numpy as np

from tallystick.form.split import coalitions
from tallystick.form.split.coalitions import Table
from tallystick.form.split.game import Game
from tallystick.form.split.nucleolus import nucleolus
from tallystick.words.mistakes import UserMistake

_NOTHING = 1e-12  # of a game's largest number: below it a sum of floats is noise


class Rule(StrEnum):
    """The rules by name, in the order in which they are shown."""

    EQUAL = "equal"
    PROPORTIONAL = "proportional"
    EQUAL_SAVING = "equal-saving"
    SHAPLEY = "shapley"
    SCRB = "scrb"
    TAU = "tau"
    ENSC = "ensc"
    NUCLEOLUS = "nucleolus"


@dataclass(frozen=True, slots=True, eq=False)
class Split:
    """What each player pays (cost) or gets (value) by a rule: shares has shape (n,)."""

    game: Game
    rule: Rule
    shares: Table


def split(game: Game, rule: Rule) -> Split:
    """The game's total split by the rule.

    Raises UserMistake where the rule has no answer to this game, and says which has.
    """
    return Split(game, rule, _RULES[rule](game))


def equal(game: Game) -> Table:
    """The same for each."""
    return np.full(game.size, game.total / game.size)


def proportional(game: Game) -> Table:
    """In proportion to what each pays, or is worth, alone. Raises UserMistake where that adds up
    to nothing or a player's is below zero: there is no proportion to take."""
    alone = game.alone
    if alone.min() < 0 or alone.sum() <= 0:
        raise _no_answer("proportional to stand-alone", "the players' own figures give no ratio")
    part: Table = alone / alone.sum()
    return game.total * part


def equal_saving(game: Game) -> Table:
    """Every player gains the same amount compared with being alone."""
    return game.shares(np.full(game.size, game.gains()[-1] / game.size))


def shapley(game: Game) -> Table:
    """The mean of what each adds, over all orders of joining (Shapley 1953)."""
    gains = game.gains()
    count = game.size
    weight_of_size = np.array(
        [factorial(s) * factorial(count - s - 1) / factorial(count) for s in range(count)]
    )
    weights = weight_of_size[coalitions.sizes(count - 1)]
    parts = np.empty(count)
    for player in range(count):
        by_player = gains.reshape(-1, 2, 1 << player)  # [.., without or with the player, ..]
        parts[player] = weights @ (by_player[:, 1] - by_player[:, 0]).ravel()
    return game.shares(parts)


def scrb(game: Game) -> Table:
    """Separable costs, remaining benefits: each pays what it adds to the rest, and the remainder
    goes by what is left of its stand-alone cost. The same split gives every player the same
    propensity to disrupt (Straffin & Heaney, Int. J. Game Theory 10, 1981). Raises UserMistake
    where no player brings the others anything, yet there is a gain."""
    brought = game.brought()
    gain = game.gains()[-1]
    if abs(brought.sum()) <= _NOTHING * game.scale:
        if abs(gain) <= _NOTHING * game.scale:
            return game.alone.copy()
        raise _no_answer("SCRB", "no player, coming last, saves the others anything")
    return game.shares(brought * (gain / brought.sum()))


def ensc(game: Game) -> Table:
    """Equal shares of the non-separable cost: each pays what it adds to the rest, and all share
    the remainder equally."""
    brought = game.brought()
    return game.shares(brought + (game.gains()[-1] - brought.sum()) / game.size)


def tau(game: Game) -> Table:
    """The point between the least a player can insist on and the most it can hope for (Tijs
    1981). Raises UserMistake where the least is more than the most, or all the least together
    are more than there is, or all the most less: the game is not quasi-balanced."""
    gains = game.gains()
    most = game.brought()
    left_over = gains - coalitions.totals(most)  # to a group that pays its members all they hope
    least = np.array(
        [left_over.reshape(-1, 2, 1 << at)[:, 1].max() + most[at] for at in range(game.size)]
    )
    near = 1e-9 * game.scale
    if (least > most + near).any() or not (least.sum() - near <= gains[-1] <= most.sum() + near):
        raise _no_answer("tau", "the players can insist on more than there is to share")
    room = float((most - least).sum())
    part = (gains[-1] - least.sum()) / room if room > near else 0.0
    return game.shares(least + part * (most - least))


def propensity_to_disrupt(game: Game, shares: Table) -> Table:
    """What the others would lose for each unit that the player would, if it left: shape (n,).

    Gately's score (Int. Economic Review 15, 1974): above 1 the player hurts the others more than
    itself by walking out. Infinite where only the others lose; nan where nobody does.
    """
    own = game.betterment(shares)
    others = game.brought() - own  # all the others' betterment, less their gain without the player
    for side in (own, others):
        side[np.abs(side) <= _NOTHING * game.scale] = 0.0
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(others / own, dtype=np.float64)


def _no_answer(rule: str, why: str) -> UserMistake:
    return UserMistake(
        f"The rule {rule} has no answer to this game: {why}.", "Use the nucleolus or Shapley."
    )


_RULES: dict[Rule, Callable[[Game], Table]] = {
    Rule.EQUAL: equal,
    Rule.PROPORTIONAL: proportional,
    Rule.EQUAL_SAVING: equal_saving,
    Rule.SHAPLEY: shapley,
    Rule.SCRB: scrb,
    Rule.TAU: tau,
    Rule.ENSC: ensc,
    Rule.NUCLEOLUS: nucleolus,
}
