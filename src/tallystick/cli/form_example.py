"""tallystick form example: the made-up county, from its payments to a case and an exit."""

from pathlib import Path

import click

from tallystick.cli.deferred import deferred


@click.command("example")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.pass_context
@deferred
def example() -> None:
    """Take the made-up county all the way, in FOLDER: its payments, what its councils buy alike, a
    plan from what they returned, who should share, the business case, and what leaving costs.

    Each command is shown before it is run, as you would type it for your own councils.
    """
