"""tallystick split: who pays what, and whether anybody would leave."""

from pathlib import Path

import click

from tallystick.cli.common import json_option, print_json
from tallystick.form.split.core import CoreTest, core_test
from tallystick.form.split.game import Game, Kind
from tallystick.form.split.game_file import read_game
from tallystick.form.split.nucleolus import least_core_epsilon
from tallystick.form.split.rules import Rule, Split, split
from tallystick.form.split.wording import explain, explain_core, figure
from tallystick.words.mistakes import UserMistake

Tested = tuple[Split, CoreTest]


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
    """
    game = read_game(path)
    tested, unanswered = _split_by([Rule(rule)] if rule else list(Rule), game)
    if rule and unanswered:
        raise unanswered[0]
    epsilon = least_core_epsilon(game)
    if as_json:
        plain = [_plain(each, epsilon) for each in tested]
        print_json(plain[0] if rule else plain)
        return
    _show_table(game, tested)
    answer, test = tested[-1]  # of all rules that is the nucleolus, which always has an answer
    click.echo(f"By the rule {answer.rule}:")
    for sentence in explain(answer, test):
        click.echo(f"  {sentence}")
    click.echo(explain_core(game, epsilon))
    for mistake in unanswered:
        click.echo(mistake.sentence)


def _split_by(rules: list[Rule], game: Game) -> tuple[list[Tested], list[UserMistake]]:
    """The splits with their tests, and why the other rules have none."""
    tested, unanswered = [], []
    for rule in rules:
        try:
            answer = split(game, rule)
        except UserMistake as mistake:
            unanswered.append(mistake)
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


def _show_table(game: Game, tested: list[Tested]) -> None:
    heading = "pays" if game.kind is Kind.COST else "gets"
    rows = [[heading, "alone", *(str(answer.rule) for answer, _test in tested)]]
    for at, player in enumerate(game.players):
        numbers = [game.alone[at], *(answer.shares[at] for answer, _test in tested)]
        rows.append([player, *(figure(number, scale=game.scale) for number in numbers)])
    kept = ["yes" if test.in_core else "no" for _answer, test in tested]
    rows.append(["nobody would leave", "", *kept])
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for first, *others in rows:
        cells = (cell.rjust(width) for cell, width in zip(others, widths[1:], strict=True))
        click.echo("  ".join((first.ljust(widths[0]), *cells)))
