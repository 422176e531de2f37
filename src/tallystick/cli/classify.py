"""tallystick classify: the store's lines, or a list of combinations, into functions."""

from dataclasses import asdict
from pathlib import Path

import click

from tallystick.classify import Classified, Combination, classify
from tallystick.classify.keep import classify_store
from tallystick.cli.common import (
    json_option,
    known_councils,
    opened,
    print_json,
    shown_progress,
)
from tallystick.cli.tables import read_table, write_table
from tallystick.match.keep import match_store
from tallystick.words.mistakes import UserMistake

GIVEN = ("supplier", "department", "description", "published_category")
ADDED = ("label", "confidence", "proclass", "reasons")


@click.command("classify")
@click.option("--store", "folder", type=click.Path(path_type=Path), metavar="DIR")
@click.option("--lines", type=click.Path(path_type=Path), metavar="FILE.csv",
              help=f"A list instead of a store; columns {', '.join(GIVEN)}.")  # fmt: skip
@click.option("--out", type=click.Path(path_type=Path), metavar="FILE.csv",
              help="Where the classified list goes.")  # fmt: skip
@json_option
def command(folder: Path | None, lines: Path | None, out: Path | None, as_json: bool) -> None:
    """Tell which function and category each payment is for, in a store or in a list.

    \b
    tallystick classify --store DIR
    tallystick classify --lines FILE.csv --out FILE.csv
    """
    if lines is not None and (out is not None or as_json) and folder is None:
        _classify_list(lines, out, as_json)
    elif folder is not None and lines is None and out is None:
        _classify_store(folder, as_json)
    else:
        raise UserMistake(
            "classify works on a store or on a list.",
            "Give --store DIR, or --lines FILE.csv with --out FILE.csv.",
        )


def _classify_store(folder: Path, as_json: bool) -> None:
    with opened(folder) as store, shown_progress() as progress:
        match_store(store, councils=known_councils(), progress=progress)
        fresh = classify_store(store, progress=progress)
    if as_json:
        print_json({"classified": fresh})
    else:
        click.echo(f"{fresh:,} combinations of supplier and texts were new and are classified.")


def _classify_list(lines: Path, out: Path | None, as_json: bool) -> None:
    rows = [row for _line, row in read_table(lines, needs=GIVEN)]
    answers = classify(
        [
            Combination(**{name: row[name] for name in GIVEN}, council=row.get("council", ""))
            for row in rows
        ]
    )
    if out is not None:
        header = (*(rows[0] if rows else GIVEN), *ADDED)
        write_table(
            out,
            header,
            [(*row.values(), *_added(answer)) for row, answer in zip(rows, answers, strict=True)],
        )
    if as_json:
        print_json([{**row, **asdict(answer)} for row, answer in zip(rows, answers, strict=True)])
    else:
        click.echo(f"{len(answers):,} combinations are classified: {out}")


def _added(answer: Classified) -> tuple[str, ...]:
    return (
        str(answer.label),
        f"{answer.confidence:.4f}",
        answer.proclass or "",
        "; ".join(answer.reasons),
    )
