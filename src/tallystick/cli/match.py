"""tallystick match: the store's spellings, or a list of names, into suppliers."""

import getpass
from pathlib import Path

import click

from tallystick.cli.deferred import deferred
from tallystick.cli.options import json_option, store_option, unmask_options


@click.group("match", invoke_without_command=True)
@click.option("--store", "folder", type=click.Path(path_type=Path), metavar="DIR")
@click.option("--names", type=click.Path(path_type=Path), metavar="FILE.csv",
              help="A list instead of a store; column name, optional lines, councils, "
              "company_number, vat_number.")  # fmt: skip
@click.option("--out", type=click.Path(path_type=Path), metavar="FILE.csv",
              help="Where the matched list goes.")  # fmt: skip
@unmask_options
@json_option
@deferred
def command() -> None:
    """Tell which spellings are one supplier, in a store or in a list of names.

    \b
    tallystick match --store DIR
    tallystick match --names FILE.csv --out FILE.csv

    \b
    A list comes back in its order, each row with the line of the list that it answers. Private
    persons are masked in it.
    """


@command.command("review", short_help="List the joins that are worth a person's look.")
@store_option
@click.option("--csv", "sheet", type=click.Path(path_type=Path), metavar="OUT",
              help="The list, with a column for your answers.")  # fmt: skip
@click.option("--html", "page", type=click.Path(path_type=Path), metavar="OUT",
              help="The list as a page.")  # fmt: skip
@click.option("--most", default=200, show_default=True, type=click.IntRange(min=1),
              help="How many pairs.")  # fmt: skip
@unmask_options
@json_option
@deferred
def review_command() -> None:
    """List the joins and near-joins that matter most in pounds and are least certain.

    Private persons are masked. Masks in the CSV lead back to their names when you return it.
    """


@command.command("decide", short_help="Keep a reviewer's answers.")
@store_option
@click.argument("answers", type=click.Path(path_type=Path), metavar="FILE.csv")
@click.option("--by", default=getpass.getuser, show_default="your user name", metavar="NAME",
              help="Who decided.")  # fmt: skip
@json_option
@deferred
def decide_command() -> None:
    """Keep the answers of a reviewed list: same, not same or same group.

    They outrank every score, now and in every later run. Rows without an answer are passed over.
    """


@command.command("explain", short_help="Say why two names are one supplier or not.")
@click.argument("a")
@click.argument("b")
@json_option
@deferred
def explain_command() -> None:
    """Say in words why two names are one supplier or not, judged by the names alone and the
    reference table of councils."""
