"""tallystick run recharge: a period's bill, to the penny."""

from pathlib import Path

import click

from tallystick.cli.deferred import deferred
from tallystick.cli.options import json_option

PAPERS = ("html", "docx", "pdf", "xlsx")


@click.command("recharge", short_help="Work out what each partner pays, line by line.")
@click.argument("agreement", type=click.Path(path_type=Path), metavar="AGREEMENT.yml")
@click.option(
    "--ledger",
    required=True,
    type=click.Path(path_type=Path),
    metavar="F",
    help="The host's ledger lines of the period: CSV or XLSX.",
)
@click.option(
    "--volumes",
    required=True,
    type=click.Path(path_type=Path),
    metavar="F",
    help="What each council used: period,council,driver,value,source.",
)
@click.option("--period", required=True, metavar="P", help="2026-10, 2026-27Q1 or 2026/27.")
@click.option("--control-total", metavar="N", help="Pounds that the ledger must add up to.")
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Write run.json, the statements, the journals and the files read: all or none.",
)
@click.option(
    "--paper",
    "forms",
    multiple=True,
    type=click.Choice(PAPERS),
    default=("html",),
    show_default=True,
    help="A form of the statements; give it again for further ones.",
)
@json_option
@deferred
def recharge_command() -> None:
    """Share the cost of a period out by an agreement.

    Ledger lines are drawn into pools, overheads passed on, each pool shared by its basis or price;
    every penny is charged once, and every line says what it rests on.
    """
