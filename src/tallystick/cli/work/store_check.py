"""What tallystick store check does."""

import sys
from dataclasses import asdict
from pathlib import Path

import click

from tallystick.cli.streams import print_json
from tallystick.engine.check import Damage, check_store
from tallystick.engine.copies import COPIES
from tallystick.engine.manifest import is_store
from tallystick.engine.snapshot import no_store
from tallystick.words.phrases import counted


def check_command(folder: Path, as_json: bool) -> None:
    """Check, and end with status 2 where something is damaged. Raises UserMistake where there is
    no store."""
    refuse_no_store(folder)
    found = check_store(folder)
    if as_json:
        print_json(asdict(found))
    else:
        say_damage(found.damaged)
        if not found.damaged:
            click.echo(f"{folder}: {counted(found.files, 'file')}, all as they were written.")
        else:
            click.echo(f"Mend it: tallystick store rebuild --store {folder}")
    if found.damaged:
        sys.exit(2)


def refuse_no_store(folder: Path) -> None:
    """Raise UserMistake where there is no store, nor the copy of one's manifest."""
    if not is_store(folder) and not (folder / COPIES / "manifests").is_dir():
        raise no_store(folder)


def say_damage(damaged: tuple[Damage, ...]) -> None:
    """A line for each damaged file."""
    for each in damaged:
        of = f", from {each.path}" if each.path else ""
        click.echo(f"Damaged or lost: {each.file}{of}")
