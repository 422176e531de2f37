"""tallystick prove pack and rebuild: every figure for anybody to work out again."""

from pathlib import Path

import click

from tallystick.cli.deferred import deferred
from tallystick.cli.options import json_option, paper_options, store_option


@click.command("pack", short_help="Write all that a verdict rests on, with hashes.")
@click.argument("out", type=click.Path(path_type=Path), metavar="OUT.zip")
@store_option
@click.option("--partnership", required=True, metavar="ID", help="Its id in the register.")
@click.option(
    "--budget",
    type=click.Path(path_type=Path),
    metavar="CUTS.csv",
    help="Budget lines that fell, as for verdict.",
)
@click.option("--on", metavar="YYYY-MM-DD", help="The day of the verdict; else today.")
@paper_options
@click.option("--xlsx", type=click.Path(path_type=Path), metavar="OUT", help="Write a workbook.")
@deferred
def pack_command() -> None:
    """Write the evidence behind a verdict to one file, from which anybody can rebuild it offline.

    It holds monthly sums, not payment lines: nobody's name but those that the register names. A
    paper says what it holds, and whether every figure was worked out again to the same.
    """


@click.command("rebuild", short_help="Work the figures of a pack out again, offline.")
@click.argument("pack_file", type=click.Path(path_type=Path), metavar="PACK.zip")
@paper_options
@click.option("--xlsx", type=click.Path(path_type=Path), metavar="OUT", help="Write a workbook.")
@json_option
@deferred
def rebuild_command() -> None:
    """Check every hash of an evidence pack and work every figure out again, without a store.

    Exit status 2 when a hash or a figure differs from what the pack says.
    """
