"""What tallystick read does."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from tallystick.cli.streams import print_json
from tallystick.cli.work.bodies import keep_bodies
from tallystick.cli.work.common import (
    council_code,
    known_councils,
    opened,
    shown_progress,
    tell_skipped,
)
from tallystick.cli.work.papers import write_one
from tallystick.read import find_files, load_corrections
from tallystick.read.explain import as_page, as_text, explain_file
from tallystick.read.persist import Intake, read_into_store
from tallystick.reference.councils import Councils
from tallystick.words.mistakes import UserMistake
from tallystick.words.money import pounds
from tallystick.words.whole_files import write_page


def command(
    paths: tuple[Path, ...],
    folder: Path | None,
    council: str | None,
    corrections: Path | None,
    bodies: Path | None,
    explain: bool,
    page: Path | None,
    as_json: bool,
) -> None:
    """Read into the store, or explain one file. Raises UserMistake where no store is named."""
    councils = known_councils(folder, bodies)
    code = council_code(councils, council) if council else None
    if explain:
        _explain(paths, councils, code, corrections, page or Path("explained.html"))
        return
    if folder is None:
        raise UserMistake("No store was named.", "Name the folder to read into with --store DIR.")
    with opened(folder) as store, shown_progress() as progress:
        keep_bodies(folder, bodies)
        intake = read_into_store(
            store,
            paths,
            councils=councils,
            council=code,
            corrections=corrections,
            progress=progress,
        )
    if as_json:
        print_json(list(intake.records))
    else:
        _tell(intake)
    tell_skipped(intake.skipped)


def _tell(intake: Intake) -> None:
    for record in intake.records:
        click.echo(_line(record))
        for warning in record["warnings"]:
            click.echo(f"    {warning}")
    click.echo(f"Files read: {intake.fresh}; known already: {intake.known}.")


def _line(record: dict[str, Any]) -> str:
    return (
        f"{record['file']}: {record['lines']:,} payments, "
        f"{pounds(record['total_pence'])}, lines set aside: {record['rejected']:,}"
    )


def _explain(
    paths: Sequence[Path],
    councils: Councils,
    council: str | None,
    corrections: Path | None,
    page: Path,
) -> None:
    files = find_files(paths)
    if len(files) != 1:
        raise UserMistake(f"{len(files)} files were given to explain.", "Give one file at a time.")
    explanation = explain_file(
        files[0],
        councils=councils,
        council=council,
        corrections=load_corrections(corrections) if corrections else None,
    )
    write_one(page, lambda out: write_page(out, as_page(explanation)))
    click.echo(as_text(explanation), nl=False)
    click.echo(f"The same as a page: {page}")
