"""tallystick run audit: a sample for the auditor."""

from pathlib import Path

import click

from tallystick.cli.deferred import deferred
from tallystick.cli.options import json_option


@click.command("audit", short_help="Draw lines for the auditor, each with all it rests on.")
@click.argument("folder", type=click.Path(path_type=Path), metavar="OUT")
@click.option("--sample", "size", required=True, type=int, metavar="N", help="Pence to draw.")
@click.option("--seed", required=True, metavar="S", help="The same seed draws the same lines.")
@json_option
@deferred
def audit_command() -> None:
    """Draw lines of a run by monetary unit: the larger a line, the likelier it is drawn.

    Each comes with its place in the agreement, its drivers and its ledger lines.
    """
