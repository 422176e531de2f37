"""tallystick split: who pays what, and whether anybody would leave."""

from pathlib import Path

import click

from tallystick.cli.common import json_option, print_json
from tallystick.form.split.airport import Airport, split_airport
from tallystick.form.split.airport import least_core_epsilon as airport_epsilon
from tallystick.form.split.core import CoreTest, core_test
from tallystick.form.split.game import Game, GameKind
from tallystick.form.split.game_file import read_game
from tallystick.form.split.nucleolus import least_core_epsilon
from tallystick.form.split.rules import Rule, Split, split
from tallystick.form.split.wording import explain, explain_core, figure
from tallystick.words.mistakes import UserMistake

Tested = tuple[Split, CoreTest]
Unanswered = tuple[Rule, UserMistake]


@click.command("split")
@click.argument("path", type=click.Path(path_type=Path), metavar="GAME.json")
@click.option("--rule", type=click.Choice([str(rule) for rule in Rule]), help="One rule only.")
@json_option
def command(path: Path, rule: str | None, as_json: bool) -> None:
    """Split what all players pay together (or are worth together) by each rule or by one.

    GAME.json gives players, kind (cost or value) and a number for every group of players:

    \b
    {"players": ["A", "B"], "kind": "cost",
     "coalitions": {"A": 11, "B": 7, "A+B": 15}}
    {"kind": "weighted_voting", "quota": 3, "weights": [2, 1, 1]}
    {"kind": "airport", "types": ["small", "large"],
     "movements": [900, 100], "annual_cost": [65000, 98000]}
    """
    game = read_game(path)
    if isinstance(game, Airport):
        _airport(game, [Rule(rule)] if rule else [Rule.SHAPLEY, Rule.NUCLEOLUS], as_json=as_json)
        return
    tested, unanswered = _split_by([Rule(rule)] if rule else list(Rule), game)
    if rule and unanswered:
        raise unanswered[0][1]
    epsilon = least_core_epsilon(game)
    if as_json:
        plain = [_plain(each, epsilon) for each in tested]
        print_json(plain[0] if rule else [*plain, *map(_without_answer, unanswered)])
        return
    _show_table(game, tested)
    answer, test = tested[-1]  # of all rules that is the nucleolus, which always has an answer
    click.echo(f"By the rule {answer.rule}:")
    for sentence in explain(game, answer.shares, test):
        click.echo(f"  {sentence}")
    click.echo(explain_core(game, epsilon))
    for _rule, mistake in unanswered:
        click.echo(mistake.sentence)


def _split_by(rules: list[Rule], game: Game) -> tuple[list[Tested], list[Unanswered]]:
    """The splits with their tests, and why the other rules have none."""
    tested: list[Tested] = []
    unanswered: list[Unanswered] = []
    for rule in rules:
        try:
            answer = split(game, rule)
        except UserMistake as mistake:
            unanswered.append((rule, mistake))
        else:
            tested.append((answer, core_test(game, answer.shares)))
    return tested, unanswered


def _plain(tested: Tested, epsilon: float) -> dict[str, object]:
    answer, test = tested
    return {
        "rule": str(answer.rule),
        "shares": dict(zip(answer.game.players, answer.shares.tolist(), strict=True)),
        "in_core": test.in_core,
        "least_core_epsilon": epsilon,
    }


def _without_answer(unanswered: Unanswered) -> dict[str, object]:
    """A rule that has no answer to the game, in the shape of one that has, and why."""
    rule, mistake = unanswered
    nothing = {"shares": None, "in_core": None, "least_core_epsilon": None}
    return {"rule": str(rule), **nothing, "why": mistake.sentence}


def _airport(airport: Airport, rules: list[Rule], *, as_json: bool) -> None:
    """What one user of each type pays, by each rule."""
    split_by = {rule: [float(each) for each in split_airport(airport, rule)] for rule in rules}
    epsilon = float(airport_epsilon(airport))
    if as_json:
        plain = [
            {
                "rule": str(rule),
                "shares": dict(zip(airport.types, shares, strict=True)),
                "in_core": True,
                "least_core_epsilon": epsilon,
            }
            for rule, shares in split_by.items()
        ]
        print_json(plain if len(plain) > 1 else plain[0])
        return
    _print_rows(
        [["each user pays", "users", "alone", *map(str, split_by)]]
        + [
            [name, f"{users:,}", f"{cost:,.2f}"]
            + [f"{each[at]:,.2f}" for each in split_by.values()]
            for at, (name, users, cost) in enumerate(
                zip(airport.types, airport.users, airport.costs, strict=True)
            )
        ]
    )
    click.echo(
        f"There are splits that nobody would leave; the best leaves each group {-epsilon:,.2f} "
        "to spare."
    )


def _show_table(game: Game, tested: list[Tested]) -> None:
    heading = "pays" if game.kind is GameKind.COST else "gets"
    rows = [[heading, "alone", *(str(answer.rule) for answer, _test in tested)]]
    for at, player in enumerate(game.players):
        numbers = [game.alone[at], *(answer.shares[at] for answer, _test in tested)]
        rows.append([player, *(figure(number, scale=game.scale) for number in numbers)])
    kept = ["yes" if test.in_core else "no" for _answer, test in tested]
    rows.append(["nobody would leave", "", *kept])
    _print_rows(rows)


def _print_rows(rows: list[list[str]]) -> None:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for first, *others in rows:
        cells = (cell.rjust(width) for cell, width in zip(others, widths[1:], strict=True))
        click.echo("  ".join((first.ljust(widths[0]), *cells)))
