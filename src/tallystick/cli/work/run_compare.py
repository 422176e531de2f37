"""What tallystick run compare does."""

from pathlib import Path
from typing import Any

import click

from tallystick.cli.streams import print_json
from tallystick.run.recharge.compare import Cause, Difference, compare
from tallystick.run.recharge.folder import rebuild
from tallystick.words.money import pounds_and_pence


def compare_command(first: Path, second: Path, as_json: bool) -> None:
    """Work both runs out again from what they keep, and tell them apart."""
    one, other = rebuild(first), rebuild(second)
    found = compare(one, other)
    if as_json:
        print_json(_plain(str(one.period), str(other.period), found))
        return
    changed = [each for each in found if any(each.causes.values())]
    if not changed:
        click.echo("The two runs charge the same.")
    for each in changed:
        because = ", ".join(
            f"{cause} {pounds_and_pence(pence)}" for cause, pence in each.causes.items() if pence
        )
        click.echo(
            f"{each.council}, {each.pool}: {pounds_and_pence(each.before)} -> "
            f"{pounds_and_pence(each.after)}, {pounds_and_pence(each.pence)}: {because}"
        )
    for council, pence in _totals(found).items():
        click.echo(f"{council} in all: {pounds_and_pence(pence)}")


def _totals(found: tuple[Difference, ...]) -> dict[str, int]:
    totals: dict[str, int] = {}
    for each in sorted(found, key=lambda one: one.council):
        totals[each.council] = totals.get(each.council, 0) + each.pence
    return totals


def _plain(one: str, other: str, found: tuple[Difference, ...]) -> dict[str, Any]:
    return {
        "from": one,
        "to": other,
        "lines": [
            {
                "council": each.council,
                "pool": each.pool,
                "before": each.before,
                "after": each.after,
                "difference": each.pence,
                "causes": {str(cause): pence for cause, pence in each.causes.items()},
            }
            for each in found
        ],
        "totals": _totals(found),
        "causes": {str(cause): sum(each.causes[cause] for each in found) for cause in Cause},
    }
