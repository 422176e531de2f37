"""What tallystick run audit does."""

from pathlib import Path

import click

from tallystick.cli.streams import print_json
from tallystick.run.recharge.audit import bundle, draw_sample
from tallystick.run.recharge.folder import rebuild
from tallystick.words.money import pounds_and_pence


def audit_command(folder: Path, size: int, seed: str, as_json: bool) -> None:
    """Draw the sample and show it."""
    run = rebuild(folder)
    drawn = draw_sample(run, size, seed=seed)
    if as_json:
        lines = [bundle(run, each) for each in drawn]
        print_json({"period": str(run.period), "sample": size, "seed": seed, "lines": lines})
        return
    for each in drawn:
        line = each.line
        click.echo(
            f"{line.council}, {line.pool}: {pounds_and_pence(line.pence)} by {line.basis}, version "
            f"{line.versions[-1]}; {len(run.places_of(line)):,} ledger lines, "
            f"{len(line.volumes)} volumes, units drawn: {each.units}"
        )
