"""tallystick wrong: a person corrects a join or a category."""

import getpass

import click

from tallystick.cli.deferred import deferred
from tallystick.cli.options import json_option, store_option


@click.command("wrong")
@click.argument("mark", metavar="MARK")
@store_option
@click.option("--category", metavar="NAME", help="What these payments are for: agency_staff.")
@click.option("--for", "reach", default="words", show_default=True,
              type=click.Choice(["words", "supplier", "texts"]),
              help="The category holds for the same supplier with the same texts, for all that the "
              "supplier is paid, or for the same texts whoever is paid.")  # fmt: skip
@click.option("--same", metavar="NAME", help="Another name of the same supplier.")
@click.option("--not-same", metavar="NAME", help="A spelling that is another supplier.")
@click.option("--same-group", metavar="NAME", help="Another supplier of the same group.")
@click.option("--by", default=getpass.getuser, show_default="your user name", metavar="NAME",
              help="Who says so.")  # fmt: skip
@json_option
@deferred
def command() -> None:
    """Keep that payments stand in the wrong place, and work the store out again by it.

    MARK: 16 letters that a report or a local page shows beside a payment. What is kept outranks
    all evidence, now and in every later run. `tallystick why MARK` says what is concluded now.

    \b
    tallystick wrong MARK --store DIR --category agency_staff
    tallystick wrong MARK --store DIR --not-same "NAME"
    """
