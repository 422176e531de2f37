"""tallystick prove groups: an effect for each group of joiners on each date, and their means."""

from pathlib import Path

import click

from tallystick.cli.deferred import deferred
from tallystick.cli.options import json_option

HOW = ("dr", "reg", "ipw")
"""The engine's choices, stated here because its modules import numpy."""


@click.command("groups", short_help="Tell an effect for each group of joiners on each date.")
@click.argument("panel_file", type=click.Path(path_type=Path), metavar="PANEL.csv")
@click.option("--unit", required=True, metavar="COL", help="The column that names the council.")
@click.option("--time", required=True, metavar="COL", help="The column of dates.")
@click.option("--outcome", required=True, metavar="COL", help="The column of spending.")
@click.option(
    "--adoption",
    required=True,
    type=click.Path(path_type=Path),
    metavar="FILE.csv",
    help="Who joined when: a file with the columns unit and start.",
)
@click.option(
    "--how",
    default="dr",
    show_default=True,
    type=click.Choice(HOW),
    help="Doubly robust, outcome regression, or inverse probability weights.",
)
@click.option("--not-yet", is_flag=True, help="Compare with those that join later, too.")
@click.option("--covariates", default="", metavar="COL,COL", help="What councils differ in.")
@json_option
@deferred
def groups_command() -> None:
    """Tell what each group that joined on one date changed on each date, against those that had
    not joined (Callaway and Sant'Anna 2021), and the means over groups and dates.

    Dates before a group joined are there to be looked at: nothing should be seen on them.
    """
