"""tallystick read: published files into the store, or an explanation of how one is read."""

from pathlib import Path

import click

from tallystick.cli.deferred import deferred
from tallystick.cli.options import bodies_option, json_option


@click.command("read")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--store",
    "folder",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="The folder where what was read is kept; made when it is not there.",
)
@click.option("--council", metavar="CODE", help="Whose files these are, where they do not say.")
@click.option(
    "--corrections",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="A YAML of what you settled about these files; remembered for their council's later ones.",
)
@bodies_option
@click.option("--explain", is_flag=True, help="Keep nothing; say what was decided about one file.")
@click.option(
    "--page",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="With --explain: where to write the page (explained.html).",
)
@json_option
@deferred
def command() -> None:
    """Read files or folders of published payments: CSV, xlsx, xls, xlsb, ods, zip, gz.

    Each content is read once. A corrected file replaces the one whose place or name it takes.
    What is not a payment is kept too, with the reason.
    """
