"""tallystick form start: a first plan."""

from datetime import date, datetime
from pathlib import Path

import click

from tallystick.cli.common import council_code, known_councils, store_option
from tallystick.cli.papers import write_one
from tallystick.engine.snapshot import open_snapshot
from tallystick.form import trip
from tallystick.form.plan.first import usual_start
from tallystick.form.plan.returns import NOTHING, read_returns
from tallystick.words.labels import Label
from tallystick.words.mistakes import UserMistake

FUNCTIONS = {str(label): label for label in Label if label.is_back_office}


@click.command("start")
@store_option
@click.option("--councils", required=True, metavar="A,B,...", help="Whose plan, by code or name.")
@click.option("--functions", default="", metavar="hr,it,...", help="What it is about.")
@click.option(
    "--start",
    "begins",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    help="First day of sharing; without it the first 1 April that is half a year off.",
)
@click.option(
    "--returns",
    type=click.Path(path_type=Path),
    metavar="FILE.yml",
    help="What councils have returned already, in the shape of a plan.",
)
@click.option("--out", type=click.Path(path_type=Path), metavar="PLAN.yml", help="Write it there.")
def start(
    folder: Path,
    councils: str,
    functions: str,
    begins: datetime | None,
    returns: Path | None,
    out: Path | None,
) -> None:
    """Print a first plan for these councils: what the store and the reference tables know of
    them, what they have returned, and the rest marked as blank.

    \b
    tallystick form start --store DIR --councils A,B,C > plan.yml
    """
    known = known_councils(folder)
    codes = [council_code(known, each) for each in councils.split(",") if each.strip()]
    chosen = [council for code in dict.fromkeys(codes) if (council := known.by_code(code))]
    given = NOTHING if returns is None else read_returns(returns, councils=codes)
    with open_snapshot(folder) as store:
        plan = trip.start(
            store,
            chosen,
            first_day=begins.date() if begins else usual_start(date.today()),
            functions=[_function(each.strip()) for each in functions.split(",") if each.strip()],
            returns=given,
        )
    if out is None:
        click.echo(plan, nl=False)
        return
    write_one(out, lambda place: place.write_text(plan, encoding="utf-8"))
    click.echo(f"Plan: {out}")


def _function(name: str) -> Label:
    if name not in FUNCTIONS:
        raise UserMistake(
            f"There is no back-office function {name!r}.", f"Choose from {', '.join(FUNCTIONS)}."
        )
    return FUNCTIONS[name]
