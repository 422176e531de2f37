"""tallystick run compare: why two bills differ."""

from pathlib import Path

import click

from tallystick.cli.deferred import deferred
from tallystick.cli.options import json_option


@click.command("compare", short_help="Tell two runs apart, line by line and by cause.")
@click.argument("first", type=click.Path(path_type=Path), metavar="OUT1")
@click.argument("second", type=click.Path(path_type=Path), metavar="OUT2")
@json_option
@deferred
def compare_command() -> None:
    """Say of each line of two --out folders how it differs, and why: the ledger, the drivers, the
    rule (another version) or the agreement (a changed one)."""
