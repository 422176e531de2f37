"""What a split means for each player, as a sentence that a councillor can read out."""

from collections.abc import Callable
from functools import partial

from tallystick.form.split.coalitions import Table
from tallystick.form.split.core import CoreTest
from tallystick.form.split.game import Game, GameKind

Amount = Callable[[float], str]
"""How a number of a game is written."""


def figure(number: float, *, scale: float) -> str:
    """A number in the game's own unit, with two decimals; with four where its numbers are small."""
    text = f"{number:,.{2 if scale >= 10 else 4}f}"
    return text.removeprefix("-") if float(text.replace(",", "")) == 0 else text.replace("-", "−")


def explain(
    game: Game, shares: Table, test: CoreTest, *, amount: Amount | None = None
) -> tuple[str, ...]:
    """One sentence for each player: what it pays or gets under the shares, how that compares with
    being alone, whether a smaller group would do better, and what it carries.

    amount: how to write a number, as pounds; in the game's own unit where not given."""
    write = amount or partial(figure, scale=game.scale)
    carried = game.brought() - game.betterment(shares)
    return tuple(
        f"{player} {'pays' if game.kind is GameKind.COST else 'gets'} {write(float(shares[at]))}, "
        + "; ".join(
            said
            for said in (
                _against_alone(game, float(game.betterment(shares)[at]), write),
                _elsewhere(game, float(test.temptation[at]), write),
                _carried(game, carried, at, write),
            )
            if said
        )
        + "."
        for at, player in enumerate(game.players)
    )


def explain_core(game: Game, epsilon: float, *, amount: Amount | None = None) -> str:
    """Whether any split at all would keep every group, given the least core's epsilon."""
    near = game.near
    gap = (amount or partial(figure, scale=game.scale))(abs(epsilon))
    if game.size == 1:
        return "There is nobody to share with."
    if epsilon > near:
        return (
            f"No split keeps every group: under the best one, some group would still do {gap} "
            "better on its own. Do not form it so, or change what it covers."
        )
    if epsilon < -near:
        return (
            f"There are splits that nobody would leave; the best leaves each group {gap} to spare."
        )
    return "There is a split that nobody would leave, with nothing to spare."


def _against_alone(game: Game, better: float, write: Amount) -> str:
    if abs(better) <= game.near:
        return "the same as alone"
    return f"{write(abs(better))} {'less' if (better > 0) == _costs(game) else 'more'} than alone"


def _elsewhere(game: Game, tempted: float, write: Amount) -> str:
    if tempted > game.near:
        return f"a smaller group with it would do {write(tempted)} better on its own"
    return "could not do better in any smaller group"


def _costs(game: Game) -> bool:
    return game.kind is GameKind.COST


def _carried(game: Game, carried: Table, at: int, write: Amount) -> str:
    """What a player bears of what nobody adds by joining last, or what the others bear for it: the
    test of subsidy. '' where there is nothing to bear, or nobody else."""
    near = game.near
    own, everyone = float(carried[at]), float(carried.sum())
    if game.size == 1 or abs(own) <= near:
        return ""
    part = write(abs(own))
    if not _costs(game):
        return f"{'leaves' if own > 0 else 'takes'} {part} {_LEFT[own > 0]}"
    if own < 0:
        return f"the others carry {part} of what it adds"
    if carried.min() < -near:
        return f"carries {part} that others add"
    return f"carries {part} of the {write(abs(everyone))} that nobody adds by joining"


_LEFT = {True: "of what it adds to the others", False: "more than it adds"}
