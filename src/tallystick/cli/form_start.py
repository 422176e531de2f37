"""tallystick form start: a first plan."""

from datetime import date
from pathlib import Path

import click

from tallystick.cli.common import council_code, known_councils, opened, store_option
from tallystick.form.plan.first import first_plan, spending_of
from tallystick.words.mistakes import UserMistake


@click.command("start")
@store_option
@click.option("--councils", required=True, metavar="A,B,...", help="Whose plan, by code or name.")
def start(folder: Path, councils: str) -> None:
    """Print a first plan for these councils: what the store and the reference tables know of
    them, and the rest marked as blank.

    \b
    tallystick form start --store DIR --councils A,B,C > plan.yml
    """
    if not (folder / "catalogue.duckdb").is_file():
        raise UserMistake(
            f"{folder} is no store.", "Make one first: tallystick find FILES --store DIR."
        )
    known = known_councils()
    codes = [council_code(known, each) for each in councils.split(",") if each.strip()]
    chosen = [council for code in dict.fromkeys(codes) if (council := known.by_code(code))]
    with opened(folder) as store:
        spending = spending_of(store, codes)
    click.echo(first_plan(chosen, spending, on=date.today()), nl=False)
