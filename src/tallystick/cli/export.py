"""tallystick export: every payment that counts as one flat table, for other programs."""

from pathlib import Path

import click

from tallystick.cli.deferred import deferred
from tallystick.cli.options import json_option, store_option


@click.command("export")
@store_option
@click.option("--to", "form", required=True,
              type=click.Choice(["parquet", "csv", "sqlite", "xlsx"]),
              help="The form of the file.")  # fmt: skip
@click.argument("out", type=click.Path(path_type=Path))
@json_option
@deferred
def command() -> None:
    """Write every payment that counts into one file, one row a payment line, with what is told of
    it: supplier, function, category. Private persons are not named.

    OUT is a file, or a folder that is there. A description of the columns and of the publishers,
    datapackage.json, is written beside the file.
    """
