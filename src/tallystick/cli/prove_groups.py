"""tallystick prove groups: an effect for each group of joiners on each date, and their means."""

from pathlib import Path
from typing import Any, get_args

import click

from tallystick.cli.common import json_option, print_json
from tallystick.prove import trip
from tallystick.prove.counterfactual.group_time import Aggregate, GroupTime, How
from tallystick.prove.panel.file import Columns, read_adoption, read_covariates, read_panel
from tallystick.prove.panel.panel import Panel


@click.command("groups", short_help="Tell an effect for each group of joiners on each date.")
@click.argument("panel_file", type=click.Path(path_type=Path), metavar="PANEL.csv")
@click.option("--unit", required=True, metavar="COL", help="The column that names the council.")
@click.option("--time", required=True, metavar="COL", help="The column of dates.")
@click.option("--outcome", required=True, metavar="COL", help="The column of spending.")
@click.option(
    "--adoption",
    required=True,
    type=click.Path(path_type=Path),
    metavar="FILE.csv",
    help="Who joined when: a file with the columns unit and start.",
)
@click.option(
    "--how",
    default="dr",
    show_default=True,
    type=click.Choice(get_args(How)),
    help="Doubly robust, outcome regression, or inverse probability weights.",
)
@click.option("--not-yet", is_flag=True, help="Compare with those that join later, too.")
@click.option("--covariates", default="", metavar="COL,COL", help="What councils differ in.")
@json_option
def groups_command(
    panel_file: Path,
    unit: str,
    time: str,
    outcome: str,
    adoption: Path,
    how: How,
    not_yet: bool,
    covariates: str,
    as_json: bool,
) -> None:
    """Tell what each group that joined on one date changed on each date, against those that had
    not joined (Callaway and Sant'Anna 2021), and the means over groups and dates.

    Dates before a group joined are there to be looked at: nothing should be seen on them.
    """
    columns = Columns(unit, time, outcome)
    panel = read_panel(panel_file, columns, starts=read_adoption(adoption), starts_in=adoption)
    names = [name.strip() for name in covariates.split(",") if name.strip()]
    held = None
    if names:
        numbers = read_covariates(panel_file, columns, names, panel)
        held = trip.Covariates(numbers, f"{panel_file}: {covariates}")
    found = trip.estimate_group_effects(panel, how=how, not_yet=not_yet, covariates=held)
    if as_json:
        print_json(
            {
                "effects": [_effect(panel, each) for each in found.effects],
                "means": {each.kind: _mean(panel, each) for each in found.means},
            }
        )
        return
    click.echo(f"{'joined':<12}{'date':<12}{'effect':>12}{'se':>12}")
    for each in found.effects:
        joined, date = panel.times[each.group], panel.times[each.time]
        click.echo(f"{joined:<12}{date:<12}{each.effect:>12.4g}{each.se:>12.4g}")
    for mean in found.means:
        click.echo(f"Mean, {mean.kind}: {mean.overall:.4g} (se {mean.overall_se:.4g})")


def _effect(panel: Panel, found: GroupTime) -> dict[str, Any]:
    return {
        "joined": panel.times[found.group],
        "date": panel.times[found.time],
        "effect": found.effect,
        "se": found.se,
    }


def _mean(panel: Panel, found: Aggregate) -> dict[str, Any]:
    """Keys as dates, and for the dynamic mean as dates since joining."""
    parts = [
        {
            "key": key if found.kind == "dynamic" else panel.times[key],
            "effect": effect,
            "se": se,
        }
        for key, effect, se in zip(found.keys, found.effects, found.ses, strict=True)
    ]
    return {"effect": found.overall, "se": found.overall_se, "parts": parts}
