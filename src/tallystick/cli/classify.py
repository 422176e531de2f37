"""tallystick classify: the store's lines, or a list of combinations, into functions."""

import getpass
from dataclasses import asdict
from datetime import date
from pathlib import Path

import click

from tallystick.classify import Classified, Combination, classify, load_categories
from tallystick.classify.corrections import Correction
from tallystick.classify.persist import classify_store, is_classified, keep_corrections
from tallystick.classify.taught import learn_from_corrections
from tallystick.cli.common import (
    json_option,
    known_councils,
    opened,
    print_json,
    settled,
    shown_progress,
    store_option,
)
from tallystick.cli.tables import read_table, write_table
from tallystick.engine.questions.combinations import Doubtful, doubtful_combinations
from tallystick.engine.snapshot import Snapshot
from tallystick.engine.store import Store
from tallystick.match.persist import is_matched, match_store
from tallystick.words.mistakes import UserMistake
from tallystick.words.progress import Progress

REVIEW = (
    *("answer", "supplier", "department", "description", "published_category"),
    *("now", "confidence", "pounds", "why"),
)
ANSWERED = REVIEW[:5]
GIVEN = ("supplier", "department", "description", "published_category")
ADDED = ("label", "confidence", "proclass", "reasons")


@click.group("classify", invoke_without_command=True)
@click.option("--store", "folder", type=click.Path(path_type=Path), metavar="DIR")
@click.option("--lines", type=click.Path(path_type=Path), metavar="FILE.csv",
              help=f"A list instead of a store; columns {', '.join(GIVEN)}.")  # fmt: skip
@click.option("--out", type=click.Path(path_type=Path), metavar="FILE.csv",
              help="Where the classified list goes.")  # fmt: skip
@json_option
@click.pass_context
def command(
    context: click.Context, folder: Path | None, lines: Path | None, out: Path | None, as_json: bool
) -> None:
    """Tell which function and category each payment is for, in a store or in a list.

    \b
    tallystick classify --store DIR
    tallystick classify --lines FILE.csv --out FILE.csv
    """
    if context.invoked_subcommand is not None:
        return
    if lines is not None and (out is not None or as_json) and folder is None:
        _classify_list(lines, out, as_json)
    elif folder is not None and lines is None and out is None:
        _classify_store(folder, as_json)
    else:
        raise UserMistake(
            "classify works on a store or on a list.",
            "Give --store DIR, or --lines FILE.csv with --out FILE.csv.",
        )


@command.command("review", short_help="List the labels that are worth a person's look.")
@store_option
@click.option("--csv", "sheet", type=click.Path(path_type=Path), metavar="OUT", required=True,
              help="The list, with a column for your answers.")  # fmt: skip
@click.option("--most", default=200, show_default=True, type=click.IntRange(min=1),
              help="How many rows.")  # fmt: skip
def review_command(folder: Path, sheet: Path, most: int) -> None:
    """List the combinations with most pounds and least confidence. No private person is listed.

    Answer with a category (agency_staff) in the first column. A cell that you empty stands for
    any: empty department and description, and the answer holds for all of the supplier.
    """
    with settled(folder, _is_settled, _settle) as snapshot:
        rows = doubtful_combinations(snapshot, most)
    write_table(sheet, REVIEW, [_review_row(row) for row in rows])
    click.echo(f"{len(rows):,} combinations to review.")


@command.command("decide", short_help="Keep a reviewer's answers.")
@store_option
@click.argument("answers", type=click.Path(path_type=Path), metavar="FILE.csv")
@click.option("--by", default=getpass.getuser, show_default="your user name", metavar="NAME",
              help="Who decided.")  # fmt: skip
def decide_command(folder: Path, answers: Path, by: str) -> None:
    """Keep the answers of a reviewed list. They outrank all evidence, now and in every later run.

    Rows without an answer are passed over.
    """
    decided = [
        _correction(row, f"{answers}, line {line}")
        for line, row in read_table(answers, needs=ANSWERED)
        if row["answer"].strip()
    ]
    with opened(folder) as store, shown_progress() as progress:
        keep_corrections(store, decided, by=by, on=date.today())
        classify_store(store, progress=progress)
    click.echo(f"{len(decided):,} answer{'' if len(decided) == 1 else 's'} kept.")


@command.command("learn", short_help="Learn from the answers how much evidence counts.")
@store_option
def learn_command(folder: Path) -> None:
    """Learn from this store's answers how much each kind of evidence counts, for this store.

    It begins from the weights that ship. No word and no name is learnt.
    """
    with opened(folder) as store, shown_progress() as progress:
        number = learn_from_corrections(store)
        classify_store(store, progress=progress)
    click.echo(f"Learnt from {number:,} answers; the store is classified again.")


def _review_row(row: Doubtful) -> tuple[str, ...]:
    pounds = f"{row.pence // 100}.{row.pence % 100:02}"
    texts = (row.supplier, row.department, row.description, row.category_text)
    told = (row.category, f"{row.confidence:.2f}", pounds, "; ".join(row.reasons))
    return ("", *texts, *told)


def _correction(row: dict[str, str], place: str) -> Correction:
    answer = row["answer"].strip().lower()
    try:
        return Correction(
            supplier=row["supplier"],
            department=row["department"],
            description=row["description"],
            published_category=row["published_category"],
            category=answer,
        )
    except ValueError as error:
        raise UserMistake(
            f"{place}: {error}.",
            f"Name a supplier or a text, and one of {', '.join(load_categories())}.",
        ) from error


def _settle(store: Store, progress: Progress) -> int:
    """Match and classify what is new; how many combinations were classified."""
    match_store(store, councils=known_councils(store.folder), progress=progress)
    return classify_store(store, progress=progress)


def _is_settled(snapshot: Snapshot) -> bool:
    return is_matched(snapshot) and is_classified(snapshot)


def _classify_store(folder: Path, as_json: bool) -> None:
    with opened(folder) as store, shown_progress() as progress:
        fresh = _settle(store, progress)
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
