"""tallystick example: the made-up county."""

from pathlib import Path

import click

from tallystick.cli.deferred import deferred
from tallystick.cli.options import json_option


@click.command("example")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@json_option
@deferred
def command() -> None:
    """Make the published files of an invented county in FOLDER, with the truth beside them.

    The same files every time. Nothing in them is real: no council, no firm, no person.
    """
