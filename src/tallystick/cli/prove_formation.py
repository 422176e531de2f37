"""tallystick prove formation: services that councils chose, beside those directed from above."""

from pathlib import Path

import click

from tallystick.cli.deferred import deferred
from tallystick.cli.options import json_option


@click.command("formation", short_help="Compare services chosen locally with those directed.")
@click.option(
    "--store",
    "folder",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    metavar="DIR",
    help="Let the closed claims of this store's register join the published cases.",
)
@click.option("--on", metavar="YYYY-MM-DD", help="The day of the verdicts; else today.")
@json_option
@deferred
def formation_command() -> None:
    """Compare what services delivered of their promise by who decided to share: the councils, or
    somebody above them. Says so when the cases are too few to tell.

    A partnership of your own is closed, and joins them, when all that it promised is due and
    spending can tell of each claim; delivery_ratios.csv in the store then holds it for form case.
    """
