"""tallystick serve: the store as pages on this machine."""

import click

from tallystick.cli.deferred import deferred
from tallystick.cli.options import store_option


@click.command("serve")
@store_option
@click.option("--port", type=click.IntRange(1024, 65535), default=8650, show_default=True,
              help="Where on this machine.")  # fmt: skip
@deferred
def command() -> None:
    """Show what the store holds as pages on this machine: search by supplier, category and
    council, every figure down to its lines. Nobody else can reach them.
    """
