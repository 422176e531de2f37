"""tallystick form solve: who should share what with whom."""

from pathlib import Path

import click

from tallystick.cli.deferred import deferred
from tallystick.cli.options import json_option, paper_options


@click.command("solve")
@click.argument("path", type=click.Path(path_type=Path), metavar="PLAN.yml")
@click.option(
    "--thorough",
    is_flag=True,
    help="Take minutes rather than seconds where an answer is not proved to the last pound.",
)
@click.option("--stable", is_flag=True, help="Also the best that no part would gain by leaving.")
@paper_options
@click.option("--xlsx", type=click.Path(path_type=Path), metavar="OUT", help="Write a workbook.")
@json_option
@deferred
def solve() -> None:
    """Find who should share what with whom: for each function of the plan the best groups, proved
    best, the next best ten, and all functions together."""
