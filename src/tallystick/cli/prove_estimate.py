"""tallystick prove estimate: the spending of councils that share, against the rest."""

from pathlib import Path

import click

from tallystick.cli.deferred import deferred
from tallystick.cli.options import json_option

METHODS = ("learned", "sdid", "did", "sc", "dsc", "ascm", "mc")
"""The engine's choices, the default first; stated here because its modules import numpy."""


@click.command("estimate", short_help="Set spending against what would have happened.")
@click.argument("panel_file", type=click.Path(path_type=Path), metavar="PANEL.csv")
@click.option("--unit", required=True, metavar="COL", help="The column that names the council.")
@click.option(
    "--time",
    required=True,
    metavar="COL",
    help="The column of dates: years, financial years, quarters, months or numbers.",
)
@click.option("--outcome", required=True, metavar="COL", help="The column of spending.")
@click.option("--treated", metavar="A,B", help="Those that share, by the names of the file.")
@click.option("--start", metavar="T", help="Their first date with the shared service.")
@click.option(
    "--adoption",
    type=click.Path(path_type=Path),
    metavar="FILE.csv",
    help="Instead, for several start dates: a file with the columns unit and start.",
)
@click.option(
    "--method", default=METHODS[0], show_default=True, type=click.Choice((*METHODS, "all"))
)
@click.option(
    "--claimed",
    type=click.FloatRange(min=0, min_open=True),
    metavar="PERCENT",
    help="The saving that is claimed, for the verdict to judge.",
)
@click.option("--leave-out", metavar="C,D", help="Councils that share too, so are no comparison.")
@click.option(
    "--placebos",
    default=200,
    show_default=True,
    type=click.IntRange(min=20),
    metavar="N",
    help="How often councils that never joined pretend that they did.",
)
@click.option(
    "--workings",
    "workings_file",
    type=click.Path(path_type=Path),
    metavar="OUT.csv",
    help="Write every weight and the picture's values, to rebuild the figure by hand.",
)
@json_option
@deferred
def estimate_command() -> None:
    """Set the spending of councils that share against what would have happened otherwise.

    A name with a comma in it stands in double quotes.

    \b
    tallystick prove estimate PANEL.csv --unit council --time month --outcome pounds \\
        --treated Ashby,Belford --start 2021-04
    """
