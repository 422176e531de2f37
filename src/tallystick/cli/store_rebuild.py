"""tallystick store rebuild: make what is damaged again."""

from pathlib import Path

import click

from tallystick.cli.deferred import deferred
from tallystick.cli.options import json_option, store_option


@click.command("rebuild", short_help="Make damaged files of a store again.")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@store_option
@click.option("--accept", multiple=True, metavar="NAME",
              help="Take this kept file (bodies.csv) as it is now: you changed it.")  # fmt: skip
@json_option
@deferred
def rebuild_command() -> None:
    """Make damaged files of a store again: from their second copies, and lines from the published
    files where these are still there. Says what could not be made again.

    PATHS: where published files are now, if they have moved since they were read.

    Exit status 0 when the store is whole, 2 when something is still damaged.
    """
