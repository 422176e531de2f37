"""What tallystick prove formation does."""

from datetime import date
from pathlib import Path
from typing import Any

import click

from tallystick.cli.streams import print_json
from tallystick.cli.work.common import known_councils
from tallystick.cli.work.prove_register import day_of
from tallystick.engine.kept_files import write_kept
from tallystick.engine.snapshot import open_snapshot
from tallystick.prove import trip
from tallystick.prove.register.store import load_register
from tallystick.prove.verdict.formation import FormationComparison, Group
from tallystick.sharing.track_record import (
    TRACK_RECORD,
    ClosedPartnership,
    track_record_text,
)


def formation_command(folder: Path | None, on: str | None, as_json: bool) -> None:
    """Compare the two ways, keep the own cases, and show the answer."""
    own = _own_cases(folder, day_of(on)) if folder else ()
    found = trip.compare_formations(own)
    if folder:
        write_kept(folder, TRACK_RECORD, track_record_text(own))
    if as_json:
        print_json(_plain(found))
        return
    for group in (found.chosen, found.directed, found.unknown):
        _show(group)
    click.echo(found.sentence)


def _own_cases(folder: Path, day: date) -> tuple[ClosedPartnership, ...]:
    with open_snapshot(folder) as store:
        register = load_register(store)
        evidence = {
            each: trip.gather_evidence(store, register, each, councils=known_councils(folder))
            for each in sorted(register.partnerships)
        }
    return trip.closed_partnerships(register, evidence, on=day)


def _show(group: Group) -> None:
    click.echo(f"{group.formation.capitalize()}: {len(group.cases)}")
    for case in group.cases:
        shown = f"{'at most ' if case.at_most else ''}{float(case.ratio):.2f}"
        click.echo(f"  {shown:>12}  {case.name}{' (your register)' if case.own else ''}")
    if len(group.cases) > 1:
        middle, low, high = (float(each or 0) for each in (group.middle, group.low, group.high))
        click.echo(
            f"  median {middle:.2f}; {low:.2f} to {high:.2f} holds that of such services with "
            f"probability {float(group.sure):.0%}"
        )


def _plain(found: FormationComparison) -> dict[str, Any]:
    return {
        **{
            str(group.formation): {
                "cases": [
                    {
                        "name": case.name,
                        "ratio": round(float(case.ratio), 4),
                        "at_most": case.at_most,
                        "own": case.own,
                    }
                    for case in group.cases
                ],
                "median": _number(group.middle),
                "interval": [_number(group.low), _number(group.high)],
                "interval_sure": _number(group.sure),
            }
            for group in (found.chosen, found.directed, found.unknown)
        },
        "chance": _number(found.chance),
        "least_chance": _number(found.least_chance),
        "too_thin": found.is_too_thin,
        "sentence": found.sentence,
    }


def _number(value: Any) -> float | None:
    return None if value is None else round(float(value), 4)
