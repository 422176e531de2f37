"""tallystick why: on what a join and a category rest."""

import click

from tallystick.cli.deferred import deferred
from tallystick.cli.options import json_option, store_option


@click.command("why")
@click.argument("mark", metavar="MARK")
@store_option
@json_option
@deferred
def command() -> None:
    """Say why payments stand where they stand: how their supplier was told, and their category.

    MARK: 16 letters that a report or a local page shows beside a payment.
    """
