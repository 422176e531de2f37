"""What tallystick classify does."""

from dataclasses import asdict
from datetime import date
from pathlib import Path

import click

from tallystick.classify import Classified, Combination, classify, load_categories
from tallystick.classify.corrections import Correction
from tallystick.classify.persist import classify_store, is_classified, keep_corrections
from tallystick.classify.taught import learn_from_corrections
from tallystick.cli.classify import GIVEN
from tallystick.cli.streams import print_json
from tallystick.cli.work.common import known_councils, opened, settled, shown_progress
from tallystick.cli.work.tables import read_table, write_table
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
ADDED = ("label", "confidence", "proclass", "reasons")


def command(folder: Path | None, lines: Path | None, out: Path | None, as_json: bool) -> None:
    """Classify a store or a list. Raises UserMistake where it is not told which."""
    if lines is not None and (out is not None or as_json) and folder is None:
        _classify_list(lines, out, as_json)
    elif folder is not None and lines is None and out is None:
        _classify_store(folder, as_json)
    else:
        raise UserMistake(
            "classify works on a store or on a list.",
            "Give --store DIR, or --lines FILE.csv with --out FILE.csv.",
        )


def review_command(folder: Path, sheet: Path, most: int) -> None:
    """Write the list of doubtful combinations."""
    with settled(folder, _is_settled, _settle) as snapshot:
        rows = doubtful_combinations(snapshot, most)
    write_table(sheet, REVIEW, [_review_row(row) for row in rows])
    click.echo(f"{len(rows):,} combinations to review.")


def decide_command(folder: Path, answers: Path, by: str) -> None:
    """Keep the answers, and classify again."""
    decided = [
        _correction(row, f"{answers}, line {line}")
        for line, row in read_table(answers, needs=ANSWERED)
        if row["answer"].strip()
    ]
    with opened(folder) as store, shown_progress() as progress:
        keep_corrections(store, decided, by=by, on=date.today())
        classify_store(store, progress=progress)
    click.echo(f"{len(decided):,} answer{'' if len(decided) == 1 else 's'} kept.")


def learn_command(folder: Path) -> None:
    """Learn the weights, and classify again."""
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
