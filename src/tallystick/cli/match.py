"""tallystick match: the store's spellings, or a list of names, into suppliers."""

from dataclasses import asdict
from pathlib import Path

import click

from tallystick.cli.common import (
    json_option,
    known_councils,
    opened,
    print_json,
    shown_progress,
)
from tallystick.cli.tables import read_table, write_table
from tallystick.engine import distinct
from tallystick.match import Matched, Spelling, match_spellings
from tallystick.match.keep import match_store
from tallystick.words.mistakes import UserMistake

COLUMNS = ("name", "supplier_id", "supplier_name", "group_id", "score", "reasons")


@click.command("match")
@click.option("--store", "folder", type=click.Path(path_type=Path), metavar="DIR")
@click.option("--names", type=click.Path(path_type=Path), metavar="FILE.csv",
              help="A list instead of a store; column name, optional lines, councils, "
              "company_number, vat_number.")  # fmt: skip
@click.option("--out", type=click.Path(path_type=Path), metavar="FILE.csv",
              help="Where the matched list goes.")  # fmt: skip
@json_option
def command(folder: Path | None, names: Path | None, out: Path | None, as_json: bool) -> None:
    """Tell which spellings are one supplier, in a store or in a list of names.

    \b
    tallystick match --store DIR
    tallystick match --names FILE.csv --out FILE.csv
    """
    if names is not None and (out is not None or as_json) and folder is None:
        _match_list(names, out, as_json)
    elif folder is not None and names is None and out is None:
        _match_store(folder, as_json)
    else:
        raise UserMistake(
            "match works on a store or on a list.",
            "Give --store DIR, or --names FILE.csv with --out FILE.csv.",
        )


def _match_store(folder: Path, as_json: bool) -> None:
    with opened(folder) as store, shown_progress() as progress:
        spellings = match_store(store, councils=known_councils(), progress=progress)
        suppliers = distinct.count_suppliers(store)
    if as_json:
        print_json({"spellings": spellings, "suppliers": suppliers})
    else:
        click.echo(f"{spellings:,} spellings are {suppliers:,} suppliers.")


def _match_list(names: Path, out: Path | None, as_json: bool) -> None:
    spellings = [_spelling(row, names, line) for line, row in read_table(names, needs=("name",))]
    matched = match_spellings(spellings, councils=known_councils())
    if out is not None:
        rows = [_out_row(*pair) for pair in zip(spellings, matched, strict=True)]
        write_table(out, COLUMNS, rows)
    if as_json:
        print_json(
            [
                {"name": spelling.name, **asdict(answer)}
                for spelling, answer in zip(spellings, matched, strict=True)
            ]
        )
    else:
        suppliers = len({each.supplier_id for each in matched})
        click.echo(f"{len(matched):,} spellings are {suppliers:,} suppliers: {out}")


def _spelling(row: dict[str, str], names: Path, line: int) -> Spelling:
    lines = row.get("lines", "").strip()
    if lines and not lines.isdigit():
        raise UserMistake(
            f"{names}, line {line}: lines is {lines!r}, not a whole number.",
            "Correct it or leave it empty.",
        )
    return Spelling(
        name=row["name"],
        lines=int(lines) if lines else 1,
        councils=tuple(part for part in row.get("councils", "").split("|") if part),
        company_number=row.get("company_number") or None,
        vat_number=row.get("vat_number") or None,
    )


def _out_row(spelling: Spelling, answer: Matched) -> tuple[str, ...]:
    return (
        spelling.name,
        answer.supplier_id,
        answer.supplier_name,
        answer.group_id or "",
        f"{answer.score:.4f}",
        "; ".join(answer.reasons),
    )
