"""What tallystick prove groups does."""

from pathlib import Path
from typing import Any

import click

from tallystick.cli.streams import print_json
from tallystick.prove import trip
from tallystick.prove.counterfactual.group_time import Aggregate, GroupTime, How
from tallystick.prove.panel.file import Columns, read_adoption, read_covariates, read_panel
from tallystick.prove.panel.panel import Panel


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
    """Estimate the effects of each group, and show them with their means."""
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
