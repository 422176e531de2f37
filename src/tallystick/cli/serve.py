"""tallystick serve: the store as pages on this machine."""

import getpass

import click

from tallystick.cli.deferred import deferred
from tallystick.cli.options import store_option


@click.command("serve")
@store_option
@click.option("--port", type=click.IntRange(1024, 65535), default=8650, show_default=True,
              help="Where on this machine.")  # fmt: skip
@click.option("--by", default=getpass.getuser, show_default="your user name", metavar="NAME",
              help="Who corrects.")  # fmt: skip
@deferred
def command() -> None:
    """Show what the store holds as pages on this machine: search by supplier, category and
    council, every figure down to its lines. No other machine can reach them.

    The address that is printed may also be used to correct a join or a category: keep it to
    yourself.
    """
