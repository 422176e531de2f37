"""What tallystick prove register and check do."""

from datetime import date
from pathlib import Path
from typing import Any

import click

from tallystick.classify import load_categories
from tallystick.cli.streams import print_json
from tallystick.cli.work.common import council_code, known_councils, opened
from tallystick.cli.work.papers import Papers, check_papers, write_one, write_papers
from tallystick.engine.snapshot import open_snapshot
from tallystick.prove import trip
from tallystick.prove.register.claims_file import ClaimsFile, read_claims
from tallystick.prove.register.register import Act
from tallystick.prove.register.sealed_file import Checked
from tallystick.prove.register.store import (
    check_register,
    load_register,
    save_register,
)
from tallystick.report.prove.register import register_document
from tallystick.report.prove.register_sheets import write_register_xlsx
from tallystick.words.mistakes import UserMistake


def register_command(
    claims: Path, folder: Path, by: str, why: str, on: str | None, as_json: bool
) -> None:
    """Enter the claims, and say what was entered and what refused."""
    known = known_councils(folder)
    found = read_claims(
        claims,
        council_code=lambda text: council_code(known, text),
        categories=set(load_categories()),
    )
    _refuse_problems(found)
    act = Act(by, day_of(on), why)
    with opened(folder) as store:
        before = load_register(store)
        made = trip.register_claims(
            store, before, found.partnerships, found.claims, act=act, councils=known
        )
        if made.fresh:
            save_register(store, made.register)
    answer = _answer(made)
    if as_json:
        print_json(answer)
        return
    click.echo(
        f"{len(answer['entered'])} claims entered, {len(answer['refused'])} refused; "
        f"{answer['claims']} claims stand."
    )
    for refused in answer["refused"]:
        click.echo(f"Refused: {refused['why']}", err=True)
    click.echo(f"Note this in the minutes: entry {answer['entries']}, hash {answer['head']}")


def check_command(
    folder: Path, head: str | None, xlsx: Path | None, as_json: bool, **papers: Path | None
) -> None:
    """Check the register. Raises UserMistake where it was tampered with."""
    check_papers(xlsx, *papers.values())
    with open_snapshot(folder) as store:
        found = check_register(store, noted=head)
    written = _written(folder, found, papers, xlsx)
    if as_json:
        print_json(
            {
                "entries": len(found.register.entries),
                "head": found.register.head,
                "faults": list(found.faults),
            }
        )
    if found.faults:
        raise UserMistake(
            "The register was tampered with: " + " ".join(found.faults),
            "Put back an untouched copy.",
        )
    if not as_json:
        click.echo(
            f"{len(found.register.entries)} entries, each following the one before. "
            f"Last hash {found.register.head}"
        )
        for out in written:
            click.echo(f"Report: {out}")


def _written(folder: Path, found: Checked, papers: Papers, xlsx: Path | None) -> list[Path]:
    """Write the register's papers and say where they are."""
    if not any((xlsx, *papers.values())):
        return []
    councils, on = known_councils(folder), date.today()

    def names(code: str) -> str:
        council = councils.by_code(code)
        return code if council is None else council.short_name

    written = write_papers(lambda: register_document(found, names=names, on=on), papers)
    if xlsx is not None:
        write_one(xlsx, lambda out: write_register_xlsx(found, out, names=names, on=on))
        written.append(xlsx)
    return written


def day_of(text: str | None) -> date:
    """A day as an option gives it, or today. Raises UserMistake."""
    try:
        return date.fromisoformat(text) if text else date.today()
    except ValueError as error:
        raise UserMistake(f"{text!r} is not a day.", "Write it as 2024-04-01.") from error


def _refuse_problems(found: ClaimsFile) -> None:
    if found.problems:
        raise UserMistake(
            "\n".join(found.problems), "Nothing was entered: mend the file and try again."
        )


def _answer(made: trip.Registration) -> dict[str, Any]:
    return {
        "entered": list(made.entered),
        "refused": [{"id": key, "why": why} for key, why in made.refused],
        "claims": len(made.register.claims),
        "entries": len(made.register.entries),
        "head": made.register.head,
    }
