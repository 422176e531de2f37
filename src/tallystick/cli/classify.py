"""tallystick classify: the store's lines, or a list of combinations, into functions."""

import getpass
from pathlib import Path

import click

from tallystick.cli.deferred import deferred
from tallystick.cli.options import json_option, store_option, unmask_options

GIVEN = ("supplier", "department", "description", "published_category")
"""Columns that a list has."""


@click.group("classify", invoke_without_command=True)
@click.option("--store", "folder", type=click.Path(path_type=Path), metavar="DIR")
@click.option("--lines", type=click.Path(path_type=Path), metavar="FILE.csv",
              help=f"A list instead of a store; columns {', '.join(GIVEN)}.")  # fmt: skip
@click.option("--out", type=click.Path(path_type=Path), metavar="FILE.csv",
              help="Where the classified list goes.")  # fmt: skip
@unmask_options
@json_option
@deferred
def command() -> None:
    """Tell which function and category each payment is for, in a store or in a list.

    \b
    tallystick classify --store DIR
    tallystick classify --lines FILE.csv --out FILE.csv

    \b
    A list comes back in its order, each row with the line of the list that it answers. Private
    persons, and texts that name one, are masked in it.
    """


@command.command("review", short_help="List the labels that are worth a person's look.")
@store_option
@click.option("--csv", "sheet", type=click.Path(path_type=Path), metavar="OUT", required=True,
              help="The list, with a column for your answers.")  # fmt: skip
@click.option("--most", default=200, show_default=True, type=click.IntRange(min=1),
              help="How many rows.")  # fmt: skip
@unmask_options
@deferred
def review_command() -> None:
    """List the combinations with most pounds and least confidence. No private person is listed.

    Answer with a category (agency_staff) in the first column. A cell that you empty stands for
    any: empty department and description, and the answer holds for all of the supplier. Texts that
    few suppliers share, or that name a person, are masked; the masks lead back to the texts when
    you return the list.
    """


@command.command("decide", short_help="Keep a reviewer's answers.")
@store_option
@click.argument("answers", type=click.Path(path_type=Path), metavar="FILE.csv")
@click.option("--by", default=getpass.getuser, show_default="your user name", metavar="NAME",
              help="Who decided.")  # fmt: skip
@deferred
def decide_command() -> None:
    """Keep the answers of a reviewed list. They outrank all evidence, now and in every later run.

    Rows without an answer are passed over.
    """


@command.command("learn", short_help="Learn from the answers how much evidence counts.")
@store_option
@deferred
def learn_command() -> None:
    """Learn from this store's answers how much each kind of evidence counts, for this store.

    It begins from the weights that ship. No word and no name is learnt.
    """
