"""tallystick form start: a first plan."""

from pathlib import Path

import click

from tallystick.cli.deferred import deferred
from tallystick.cli.options import store_option


@click.command("start")
@store_option
@click.option("--councils", required=True, metavar="A,B,...", help="Whose plan, by code or name.")
@click.option("--functions", default="", metavar="hr,it,...", help="What it is about.")
@click.option(
    "--start",
    "begins",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    help="First day of sharing; without it the first 1 April that is half a year off.",
)
@click.option(
    "--returns",
    type=click.Path(path_type=Path),
    metavar="FILE.yml",
    help="What councils have returned already, in the shape of a plan.",
)
@click.option("--out", type=click.Path(path_type=Path), metavar="PLAN.yml", help="Write it there.")
@deferred
def start() -> None:
    """Print a first plan for these councils: what the store and the reference tables know of
    them, what they have returned, and the rest marked as blank.

    \b
    tallystick form start --store DIR --councils A,B,C > plan.yml
    """
