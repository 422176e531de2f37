"""tallystick prove verdict: what was promised, and what spend shows of it."""

from pathlib import Path

import click

from tallystick.cli.deferred import deferred
from tallystick.cli.options import json_option, paper_options, store_option


@click.command("verdict", short_help="Tell whether a partnership's promised savings came.")
@store_option
@click.option("--partnership", required=True, metavar="ID", help="Its id in the register.")
@click.option(
    "--budget",
    type=click.Path(path_type=Path),
    metavar="CUTS.csv",
    help="Budget lines that fell: council, budget_code, period, reduction_pounds, source.",
)
@click.option("--on", metavar="YYYY-MM-DD", help="The day of the verdict; else today.")
@paper_options
@click.option("--xlsx", type=click.Path(path_type=Path), metavar="OUT", help="Write a workbook.")
@json_option
@deferred
def verdict_command() -> None:
    """Set the spending of a partnership's members against what would have happened otherwise.

    Members count as one, so that recharges between them cancel; councils that do not share the
    same spend are the comparison.
    """
