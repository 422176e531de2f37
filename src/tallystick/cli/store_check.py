"""tallystick store check: whether every file of a store is what was written."""

import click

from tallystick.cli.deferred import deferred
from tallystick.cli.options import json_option, store_option


@click.command("check", short_help="Say which files of a store are damaged.")
@store_option
@json_option
@deferred
def check_command() -> None:
    """Look at every file of a store, and say which are damaged or lost and which published files
    they came from. Changes nothing.

    Exit status 0 when all are as they were written, 2 when one is not.
    """
