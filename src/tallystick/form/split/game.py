"""A game: what every group of councils would pay, or be worth, on its own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import isfinite

import numpy as np

from tallystick.form.split import coalitions
from tallystick.form.split.coalitions import LARGEST, Table
from tallystick.words.mistakes import UserMistake

JOIN = "+"
"""What stands between the players in the name of a coalition."""


class GameKind(StrEnum):
    """Whether the numbers are what a coalition pays or what it is worth."""

    COST = "cost"
    VALUE = "value"


@dataclass(frozen=True, slots=True, eq=False)
class Game:
    """Players and one number for each coalition of them.

    worths: shape (2^n,), indexed by the bits of the coalition; the empty one holds 0. They may
    be in any unit of money; shares come back in the same. grain: the least amount that counts, as
    a penny, where there is one. Raises ValueError when made wrongly.
    """

    players: tuple[str, ...]
    worths: Table
    kind: GameKind
    grain: float = 0.0

    def __post_init__(self) -> None:
        if not 1 <= len(self.players) <= LARGEST or len(set(self.players)) < len(self.players):
            raise ValueError(f"A game has 1 to {LARGEST} players of different names.")
        if self.worths.shape != (1 << len(self.players),) or self.worths[0] != 0:
            raise ValueError("A game has a number for each coalition, and 0 for the empty one.")
        if not np.isfinite(self.worths).all():
            raise ValueError("A game's numbers are finite.")
        self.worths.setflags(write=False)

    @property
    def size(self) -> int:
        """How many players there are."""
        return len(self.players)

    @property
    def total(self) -> float:
        """What all of them pay, or are worth, together."""
        return float(self.worths[-1])

    @property
    def alone(self) -> Table:
        """What each player pays, or is worth, alone, shape (n,)."""
        return self.worths[[1 << at for at in range(self.size)]]

    @property
    def scale(self) -> float:
        """The largest number of the game, against which nearness is judged; 1 if all are 0."""
        return float(np.abs(self.worths).max()) or 1.0

    @property
    def near(self) -> float:
        """The tolerance for equality: the grain, or 1e-9 of the largest number."""
        return max(self.grain, 1e-9 * self.scale)

    def gains(self) -> Table:
        """What each coalition gains over its members alone, shape (2^n,): the savings of a cost
        game, the surplus of a game of values. A split shares out the last of them."""
        apart = coalitions.totals(self.alone)
        return apart - self.worths if self.kind is GameKind.COST else self.worths - apart

    def shares(self, gains: Table) -> Table:
        """What each player pays, or gets, when it gains so much over being alone."""
        return self.alone - gains if self.kind is GameKind.COST else self.alone + gains

    def betterment(self, shares: Table) -> Table:
        """The gain of each player under the shares compared with being alone, shape (n,)."""
        return self.alone - shares if self.kind is GameKind.COST else shares - self.alone

    def brought(self) -> Table:
        """The marginal contribution of each player to the grand coalition (its gain minus that of
        all others), shape (n,)."""
        gains = self.gains()
        everyone = len(gains) - 1
        without = gains[[everyone - (1 << at) for at in range(self.size)]]
        return np.asarray(gains[-1] - without, dtype=np.float64)

    def excesses(self, shares: Table) -> Table:
        """How much better each coalition would do on its own than under the shares, (2^n,)."""
        apart = coalitions.totals(shares)
        return apart - self.worths if self.kind is GameKind.COST else self.worths - apart


def game_from(
    players: Sequence[str], numbers: Mapping[str, object], *, kind: str, source: str
) -> Game:
    """A game from a table of coalitions written 'A+B', in any order of players.

    numbers: all coalitions; in a game of values a player's own worth may be left out, and is then
    0; the empty one, '', may be there and is 0. source: the file or form that it came from, for
    the sentence. Raises UserMistake naming the source and the field.
    """
    if kind not in set(GameKind):
        raise UserMistake(
            f"{source}, kind: {kind!r} is not a kind of game.",
            f"Write {' or '.join(repr(str(each)) for each in GameKind)}.",
        )
    _check_players(players, source)
    worths = np.full(1 << len(players), np.nan)
    worths[0] = 0
    bit_of = {player.strip(): 1 << at for at, player in enumerate(players)}
    for name, number in numbers.items():
        if not name.strip():
            _check_nobody(name, number, source)
            continue
        coalition = _coalition(name, bit_of, source)
        if not np.isnan(worths[coalition]):
            raise UserMistake(f"{source}, coalitions: {name!r} is given twice.", "Keep one.")
        worths[coalition] = _number(name, number, source)
    if kind == GameKind.VALUE:
        own = 1 << np.arange(len(players))
        worths[own] = np.nan_to_num(worths[own])
    game_kind = GameKind(kind)
    _check_whole(players, worths, source)
    return Game(tuple(players), worths, game_kind)


def voting_game(quota: float, weights: Sequence[float], *, players: Sequence[str] = ()) -> Game:
    """The game worth 1 to every coalition whose weights together reach the quota.

    players: their names, else 1, 2, ... in the order of the weights. Raises ValueError for more
    weights than Game takes."""
    if not 1 <= len(weights) <= LARGEST:
        raise ValueError(f"A game has 1 to {LARGEST} players.")
    names = tuple(players) or tuple(str(at) for at in range(1, len(weights) + 1))
    won = coalitions.totals(np.array(weights, dtype=np.float64)) >= quota
    won[0] = False
    return Game(names, won.astype(np.float64), GameKind.VALUE)


def _check_players(players: Sequence[str], source: str) -> None:
    if not players:
        raise UserMistake(f"{source}, players: there are none.", "List the players by name.")
    if len(players) > LARGEST:
        raise UserMistake(
            f"{source}, players: {len(players)} are too many to look at every coalition.",
            f"Give at most {LARGEST}.",
        )
    for at, player in enumerate(players):
        if not player.strip() or JOIN in player:
            raise UserMistake(
                f"{source}, players: {player!r} cannot be a player's name.",
                f"A name is not empty and has no {JOIN!r} in it.",
            )
        if player.strip() in map(str.strip, players[:at]):
            raise UserMistake(f"{source}, players: {player!r} is there twice.", "Name each once.")


def _coalition(name: str, bit_of: Mapping[str, int], source: str) -> int:
    coalition = 0
    for player in map(str.strip, name.split(JOIN)):
        bit = bit_of.get(player, 0)
        if not bit:
            raise UserMistake(
                f"{source}, coalitions: {name!r} names {player!r}, who is not a player.",
                f"Write coalitions as players joined by {JOIN!r}.",
            )
        if coalition & bit:
            raise UserMistake(
                f"{source}, coalitions: {name!r} names {player!r} twice.", "Name each once."
            )
        coalition |= bit
    return coalition


def _check_nobody(name: str, number: object, source: str) -> None:
    if _number(name, number, source) != 0:
        raise UserMistake(
            f"{source}, coalitions: the empty coalition holds {number}, and nobody costs nothing.",
            "Take it out, or add a fixed cost to every other coalition.",
        )


def _number(name: str, number: object, source: str) -> float:
    if isinstance(number, int | float) and not isinstance(number, bool):
        try:
            if isfinite(number):
                return float(number)
        except OverflowError:
            pass  # a whole number too long for a float is as useless as an infinite one
    raise UserMistake(
        f"{source}, coalitions: {name!r} holds {str(number)[:40]!r}, which is not a number.",
        "Give its cost or value as a plain number.",
    )


def _check_whole(players: Sequence[str], worths: Table, source: str) -> None:
    holes = np.flatnonzero(np.isnan(worths))
    if holes.size:
        smallest = min(holes.tolist(), key=lambda each: (each.bit_count(), each))
        name = JOIN.join(players[at] for at in coalitions.members(smallest, len(players)))
        others = f", and {holes.size - 1:,} others" if holes.size > 1 else ""
        raise UserMistake(
            f"{source}, coalitions: {name!r} is missing{others}.",
            "Give a number for every group of players.",
        )
