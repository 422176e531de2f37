"""tallystick prove register and check: promised pounds on record, and nobody at the record."""

from pathlib import Path

import click

from tallystick.cli.deferred import deferred
from tallystick.cli.options import json_option, paper_options, store_option


@click.command("register", short_help="Put promised savings on record, before they are due.")
@click.argument("claims", type=click.Path(path_type=Path), metavar="CLAIMS")
@store_option
@click.option("--by", required=True, metavar="NAME", help="Who enters this.")
@click.option("--why", default="Registered.", show_default=True, help="Why, in a sentence.")
@click.option("--on", metavar="YYYY-MM-DD", help="The day; today where it is not given.")
@json_option
@deferred
def register_command() -> None:
    """Enter the claims of a YAML or CSV file in the store's register.

    What was entered once stays: the same file again adds nothing, a changed claim adds an entry.
    A pound that is claimed twice is refused. docs/store.md lists the fields.
    """


@click.command("check", short_help="Find any tampering with the register.")
@store_option
@click.option("--head", metavar="HASH", help="A hash noted earlier, which the history must hold.")
@paper_options
@click.option("--xlsx", type=click.Path(path_type=Path), metavar="OUT", help="Write a workbook.")
@json_option
@deferred
def check_command() -> None:
    """Find entries that were changed, removed, moved or cut off. Exit status 2 when there are.

    As a paper the register is laid out: who shares, what is promised, what was refused and every
    entry; of one that was tampered with, what is wrong and the entries.
    """
