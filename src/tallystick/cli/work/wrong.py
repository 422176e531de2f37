"""What tallystick wrong does."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from tallystick.cli.streams import print_json
from tallystick.cli.work.common import known_councils, opened, shown_progress
from tallystick.engine.manifest import is_store
from tallystick.engine.snapshot import no_store
from tallystick.find import Amendment, OtherCategory, OtherSupplier, Reach, amend
from tallystick.match.spellings import Verdict
from tallystick.words.mistakes import UserMistake


def command(
    mark: str,
    folder: Path,
    category: str | None,
    reach: str,
    same: str | None,
    not_same: str | None,
    same_group: str | None,
    by: str,
    as_json: bool,
) -> None:
    """Keep a correction. Raises UserMistake where it is not told one thing."""
    names: dict[Verdict, str | None] = {
        "same": same,
        "not_same": not_same,
        "same_group": same_group,
    }
    wanted: list[Amendment] = [
        OtherSupplier(mark, name, verdict) for verdict, name in names.items() if name is not None
    ]
    if category is not None:
        wanted.append(OtherCategory(mark, category.strip().lower(), Reach(reach)))
    amendment = _the_one(wanted)
    if not is_store(folder):
        raise no_store(folder)
    with opened(folder) as store, shown_progress() as progress:
        said = amend(
            store,
            amendment,
            councils=known_councils(folder),
            by=by,
            on=date.today(),
            progress=progress,
        )
    if as_json:
        print_json({"kept": said})
    else:
        click.echo(said)


def _the_one(wanted: Sequence[Amendment]) -> Amendment:
    if len(wanted) != 1:
        raise UserMistake(
            "wrong keeps one correction at a time.",
            "Give --category NAME, --same NAME, --not-same NAME or --same-group NAME.",
        )
    return wanted[0]
