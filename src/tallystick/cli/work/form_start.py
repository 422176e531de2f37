"""What tallystick form start does."""

from datetime import date, datetime
from pathlib import Path

import click

from tallystick.cli.work.common import council_code, known_councils
from tallystick.cli.work.papers import write_one
from tallystick.engine.snapshot import open_snapshot
from tallystick.form import trip
from tallystick.form.plan.first import usual_start
from tallystick.form.plan.returns import NOTHING, read_returns
from tallystick.words.labels import Label
from tallystick.words.mistakes import UserMistake
from tallystick.words.whole_files import write_page

FUNCTIONS = {str(label): label for label in Label if label.is_back_office}


def start(
    folder: Path,
    councils: str,
    functions: str,
    begins: datetime | None,
    returns: Path | None,
    out: Path | None,
) -> None:
    """Print the plan, or write it where it is asked for."""
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
    write_one(out, lambda place: write_page(place, plan))
    click.echo(f"Plan: {out}")


def _function(name: str) -> Label:
    if name not in FUNCTIONS:
        raise UserMistake(
            f"There is no back-office function {name!r}.", f"Choose from {', '.join(FUNCTIONS)}."
        )
    return FUNCTIONS[name]
