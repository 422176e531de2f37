"""What tallystick split does."""

from itertools import starmap
from pathlib import Path

import click

from tallystick.cli.streams import print_json
from tallystick.form import trip
from tallystick.form.split.airport import Airport
from tallystick.form.split.game import GameKind
from tallystick.form.split.game_file import read_game
from tallystick.form.split.rules import Rule
from tallystick.form.split.wording import explain, explain_core, figure
from tallystick.words.mistakes import UserMistake
from tallystick.words.remarks import NO_NAMES, say, say_all


def command(path: Path, rule: str | None, as_json: bool) -> None:
    """Split the game by one rule or by all, and show who would leave."""
    game = read_game(path)
    only = Rule(rule) if rule else None
    if isinstance(game, Airport):
        _show_airport(trip.split_airport(game, only), as_json=as_json)
        return
    found = trip.split_game(game, only)
    if as_json:
        plain = [_plain(each, found.epsilon) for each in found.tested]
        print_json(plain[0] if rule else [*plain, *starmap(_without_answer, found.unanswered)])
        return
    _show_table(found)
    last = found.tested[-1]  # of all rules that is the nucleolus, which always has an answer
    click.echo(f"By the rule {last.split.rule}:")
    for sentence in say_all(explain(game, last.split.shares, last.core), NO_NAMES):
        click.echo(f"  {sentence}")
    click.echo(say(explain_core(game, found.epsilon), NO_NAMES))
    for _rule, mistake in found.unanswered:
        click.echo(mistake.sentence)


def _plain(tested: trip.TestedSplit, epsilon: float) -> dict[str, object]:
    answer = tested.split
    return {
        "rule": str(answer.rule),
        "shares": dict(zip(answer.game.players, answer.shares.tolist(), strict=True)),
        "in_core": tested.core.in_core,
        "least_core_epsilon": epsilon,
    }


def _without_answer(rule: Rule, mistake: UserMistake) -> dict[str, object]:
    """A rule that has no answer to the game, in the shape of one that has, and why."""
    nothing = {"shares": None, "in_core": None, "least_core_epsilon": None}
    return {"rule": str(rule), **nothing, "why": mistake.sentence}


def _show_airport(found: trip.AirportSplit, *, as_json: bool) -> None:
    """What one user of each type pays, by each rule."""
    airport, epsilon = found.airport, float(found.epsilon)
    split_by = {rule: [float(each) for each in pays] for rule, pays in found.each_pays.items()}
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


def _show_table(found: trip.GameSplit) -> None:
    game, answers = found.game, [each.split for each in found.tested]
    heading = "pays" if game.kind is GameKind.COST else "gets"
    rows = [[heading, "alone", *(str(answer.rule) for answer in answers)]]
    for at, player in enumerate(game.players):
        numbers = [game.alone[at], *(answer.shares[at] for answer in answers)]
        rows.append([player, *(figure(number, scale=game.scale) for number in numbers)])
    kept = ["yes" if each.core.in_core else "no" for each in found.tested]
    rows.append(["nobody would leave", "", *kept])
    _print_rows(rows)


def _print_rows(rows: list[list[str]]) -> None:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for first, *others in rows:
        cells = (cell.rjust(width) for cell, width in zip(others, widths[1:], strict=True))
        click.echo("  ".join((first.ljust(widths[0]), *cells)))
