"""What a split means for each player, as a sentence that a councillor can read out."""

from tallystick.form.split.core import CoreTest
from tallystick.form.split.game import Game, Kind
from tallystick.form.split.rules import Split


def figure(number: float, *, scale: float) -> str:
    """A number in the game's own unit, with two decimals; with four where its numbers are small."""
    text = f"{number:,.{2 if scale >= 10 else 4}f}"
    return text.removeprefix("-") if float(text.replace(",", "")) == 0 else text.replace("-", "−")


def explain(split: Split, test: CoreTest) -> tuple[str, ...]:
    """One sentence for each player: what it pays or gets, how that compares with being alone, and
    whether a smaller group would do better."""
    return tuple(_sentence(split, test, at) for at in range(split.game.size))


def explain_core(game: Game, epsilon: float) -> str:
    """Whether any split at all would keep every group, given the least core's epsilon."""
    near = 1e-9 * game.scale
    gap = figure(abs(epsilon), scale=game.scale)
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


def _sentence(split: Split, test: CoreTest, at: int) -> str:
    game = split.game
    near = 1e-9 * game.scale
    share = figure(split.shares[at], scale=game.scale)
    better = float(game.betterment(split.shares)[at])
    amount = figure(abs(better), scale=game.scale)
    cost = game.kind is Kind.COST
    if abs(better) <= near:
        against = "the same as alone"
    else:
        against = f"{amount} {'less' if (better > 0) == cost else 'more'} than alone"
    tempted = float(test.temptation[at])
    if tempted > near:
        gain = figure(tempted, scale=game.scale)
        elsewhere = f"a smaller group with it would do {gain} better on its own"
    else:
        elsewhere = "could not do better in any smaller group"
    said = [f"{against}", elsewhere, _carried(split, at)]
    told = "; ".join(each for each in said if each)
    return f"{game.players[at]} {'pays' if cost else 'gets'} {share}, {told}."


def _carried(split: Split, at: int) -> str:
    """What a player bears of what nobody adds by joining last, or what the others bear for it: the
    test of subsidy. '' where there is nothing to bear, or nobody else."""
    game, near = split.game, 1e-9 * split.game.scale
    carried = game.brought() - game.betterment(split.shares)
    own, everyone = float(carried[at]), float(carried.sum())
    if game.size == 1 or abs(own) <= near:
        return ""
    amount, whole = (figure(abs(each), scale=game.scale) for each in (own, everyone))
    if game.kind is Kind.VALUE:
        return f"{'leaves' if own > 0 else 'takes'} {amount} {_LEFT[own > 0]}"
    if own < 0:
        return f"the others carry {amount} of what it adds"
    if carried.min() < -near:
        return f"carries {amount} that others add"
    return f"carries {amount} of the {whole} that nobody adds by joining"


_LEFT = {True: "of what it adds to the others", False: "more than it adds"}
