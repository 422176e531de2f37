"""tallystick form case and form exit: what sharing is worth to each, and what it costs to leave."""

from pathlib import Path

import click

from tallystick.cli.deferred import deferred
from tallystick.cli.options import json_option, paper_options

OPTIONS = ("buy", "lead", "committee", "company")
"""Those of reference/case_settings.yaml that need partners, stated here because reading it takes as
long as the rest of --help."""

_plan = click.argument("path", type=click.Path(path_type=Path), metavar="PLAN.yml")


@click.command("case")
@_plan
@paper_options
@click.option("--xlsx", type=click.Path(path_type=Path), metavar="OUT", help="Write a workbook.")
@click.option(
    "--option",
    "about",
    type=click.Choice(OPTIONS),
    help="The way of working together to look at closely; without it, the one worth most.",
)
@click.option(
    "--store",
    "folder",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Count savings by what closed partnerships of this store's register delivered as well.",
)
@json_option
@deferred
def case() -> None:
    """Make the business case of a plan: every option from doing nothing to a company, for the group
    and for each council, with the odds and what would make it fail.

    With --store, what `tallystick prove formation --store DIR` found your own closed partnerships
    to have delivered stands beside the published cases; from eight closed claims on, it changes
    what is counted of a saving too, and the case says by how much.
    """


@click.command("exit")
@_plan
@click.option("--leaver", required=True, metavar="CODE", help="The council, by code or name.")
@click.option(
    "--notice",
    required=True,
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    help="The day on which it would give notice, as 2026-11-30.",
)
@paper_options
@json_option
@deferred
def exit() -> None:
    """Show what follows if a council gave notice: what it pays, what the others' bills become,
    and what the agreement leaves open."""
