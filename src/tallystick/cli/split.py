"""tallystick split: who pays what, and whether anybody would leave."""

from pathlib import Path

import click

from tallystick.cli.deferred import deferred
from tallystick.cli.options import json_option

RULES = (
    *("equal", "proportional", "equal-saving", "shapley"),
    *("scrb", "tau", "ensc", "nucleolus"),
)
"""The engine's choices, stated here because its modules import numpy."""


@click.command("split")
@click.argument("path", type=click.Path(path_type=Path), metavar="GAME.json")
@click.option("--rule", type=click.Choice(RULES), help="One rule only.")
@json_option
@deferred
def command() -> None:
    """Split what all players pay together (or are worth together) by each rule or by one.

    GAME.json gives players, kind (cost or value) and a number for every group of players:

    \b
    {"players": ["A", "B"], "kind": "cost",
     "coalitions": {"A": 11, "B": 7, "A+B": 15}}
    {"kind": "weighted_voting", "quota": 3, "weights": [2, 1, 1]}
    {"kind": "airport", "types": ["small", "large"],
     "movements": [900, 100], "annual_cost": [65000, 98000]}
    """
