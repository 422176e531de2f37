"""The meaning of a split for each player, as remarks that a councillor can read out."""

from collections.abc import Callable
from functools import partial

from tallystick.form.split.coalitions import Table
from tallystick.form.split.core import CoreTest
from tallystick.form.split.game import Game, GameKind
from tallystick.words.remarks import Remark, remark

Amount = Callable[[float], str]
"""How a number of a game is written."""


def figure(number: float, *, scale: float) -> str:
    """A number in the game's own unit, with two decimals; with four where its numbers are small."""
    text = f"{number:,.{2 if scale >= 10 else 4}f}"
    return text.removeprefix("-") if float(text.replace(",", "")) == 0 else text.replace("-", "−")


def explain(
    game: Game, shares: Table, test: CoreTest, *, amount: Amount | None = None
) -> tuple[Remark, ...]:
    """One remark for each player: what it pays or gets under the shares, how that compares with
    being alone, whether a smaller group would do better, and what it carries. Players stand as the
    councils of the remarks.

    amount: how to write a number, as pounds; in the game's own unit where not given."""
    write = amount or partial(figure, scale=game.scale)
    better = game.betterment(shares)
    carried = game.brought() - better
    return tuple(
        remark(
            "player_pays" if _costs(game) else "player_gets",
            councils=(player,),
            amount=write(float(shares[at])),
            beside=tuple(
                said
                for said in (
                    _against_alone(game, float(better[at]), write),
                    _elsewhere(game, float(test.temptation[at]), write),
                    _carried(game, carried, at, write),
                )
                if said
            ),
        )
        for at, player in enumerate(game.players)
    )


def explain_core(game: Game, epsilon: float, *, amount: Amount | None = None) -> Remark:
    """Whether any split at all would keep every group, given the least core's epsilon."""
    near = game.near
    gap = (amount or partial(figure, scale=game.scale))(abs(epsilon))
    if game.size == 1:
        return remark("nobody_to_share_with")
    if epsilon > near:
        return remark("no_split_keeps_all", amount=gap)
    if epsilon < -near:
        return remark("splits_nobody_leaves", amount=gap)
    return remark("split_nothing_to_spare")


def _against_alone(game: Game, better: float, write: Amount) -> Remark:
    if abs(better) <= game.near:
        return remark("same_as_alone")
    less = (better > 0) == _costs(game)
    return remark("less_than_alone" if less else "more_than_alone", amount=write(abs(better)))


def _elsewhere(game: Game, tempted: float, write: Amount) -> Remark:
    if tempted > game.near:
        return remark("better_elsewhere", amount=write(tempted))
    return remark("not_better_elsewhere")


def _costs(game: Game) -> bool:
    return game.kind is GameKind.COST


def _carried(game: Game, carried: Table, at: int, write: Amount) -> Remark | None:
    """What a player bears of what nobody adds by joining last, or what the others bear for it: the
    test of subsidy. None where there is nothing to bear, or nobody else."""
    near = game.near
    own, everyone = float(carried[at]), float(carried.sum())
    if game.size == 1 or abs(own) <= near:
        return None
    part = write(abs(own))
    if not _costs(game):
        return remark("leaves_to_others" if own > 0 else "takes_more", amount=part)
    if own < 0:
        return remark("others_carry", amount=part)
    if carried.min() < -near:
        return remark("carries_of_others", amount=part)
    return remark("carries_of_all", amount=part, all=write(abs(everyone)))
