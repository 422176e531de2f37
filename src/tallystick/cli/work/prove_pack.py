"""What tallystick prove pack and rebuild do."""

from datetime import date
from hashlib import sha256
from pathlib import Path

import click

from tallystick.cli.streams import print_json
from tallystick.cli.work.common import known_councils
from tallystick.cli.work.papers import Papers, check_papers, write_one, write_papers
from tallystick.cli.work.prove_register import day_of
from tallystick.engine.snapshot import open_snapshot
from tallystick.prove import trip
from tallystick.prove.register.store import load_register
from tallystick.prove.verdict.budget_file import read_budget
from tallystick.prove.verdict.pack import Rebuilt
from tallystick.report.prove.pack import pack_document
from tallystick.report.prove.pack_sheets import write_pack_xlsx
from tallystick.words.mistakes import UserMistake
from tallystick.words.whole_files import write_bytes


def pack_command(
    out: Path,
    folder: Path,
    partnership: str,
    budget: Path | None,
    on: str | None,
    xlsx: Path | None,
    **papers: Path | None,
) -> None:
    """Write the pack, and the papers of it that are asked for."""
    day = day_of(on)
    check_papers(xlsx, *papers.values())
    cuts = read_budget(budget) if budget else ()
    with open_snapshot(folder) as store:
        register = load_register(store)
        evidence = trip.gather_evidence(
            store, register, partnership, councils=known_councils(folder), cuts=cuts
        )
    data = trip.pack_evidence(register, partnership, evidence, on=day)
    write_one(out, lambda place: write_bytes(place, data))
    click.echo(
        f"Pack: {out}\nRebuild every figure with: tallystick prove rebuild {out}\n"
        f"Note this in the minutes: its sha256 is {sha256(data).hexdigest()}"
    )
    if any((xlsx, *papers.values())):
        found = trip.rebuild_pack(data, source=str(out))
        _show_written(_written(found, papers, xlsx, on=day))


def rebuild_command(
    pack_file: Path, xlsx: Path | None, as_json: bool, **papers: Path | None
) -> None:
    """Rebuild the pack. Raises UserMistake where it differs from what it says."""
    check_papers(xlsx, *papers.values())
    try:
        data = pack_file.read_bytes()
    except OSError as error:
        raise UserMistake(
            f"{pack_file} is not an evidence pack.", "Give a file that tallystick prove pack wrote."
        ) from error
    found = trip.rebuild_pack(data, source=str(pack_file))
    written = _written(found, papers, xlsx, on=date.today())
    if as_json:
        print_json(
            {
                "figures": found.plain,
                "differences": list(found.differences),
                "sha256": found.hash,
            }
        )
    if found.differences:
        raise UserMistake(
            f"{pack_file} does not hold: " + " ".join(found.differences),
            "Ask for the pack that was made at first.",
        )
    if not as_json:
        click.echo(
            f"{found.plain['name']}: {found.plain['verdict']}. Every hash and every figure is as "
            f"the pack says. Its sha256 is {found.hash}"
        )
        _show_written(written)


def _written(found: Rebuilt, papers: Papers, xlsx: Path | None, *, on: date) -> list[Path]:
    """Write the papers of a pack and say where they are."""
    written = write_papers(lambda: pack_document(found, on=on), papers)
    if xlsx is not None:
        write_one(xlsx, lambda out: write_pack_xlsx(found, out, on=on))
        written.append(xlsx)
    return written


def _show_written(written: list[Path]) -> None:
    for out in written:
        click.echo(f"Report: {out}")
