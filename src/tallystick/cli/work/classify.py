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
from tallystick.cli.work.masked_texts import ReviewedTexts, read_back, shown_line, shown_rows
from tallystick.cli.work.tables import read_table, write_table
from tallystick.cli.work.unmasking import list_mask, names_shown, returning_mask
from tallystick.engine.questions.combinations import Doubtful, doubtful_combinations
from tallystick.engine.snapshot import Snapshot
from tallystick.engine.store import Store
from tallystick.match.masks import TEXT, Mask
from tallystick.match.persist import is_matched, match_store
from tallystick.words.mistakes import UserMistake
from tallystick.words.progress import Progress

REVIEW = (
    *("answer", "supplier", "department", "description", "published_category"),
    *("now", "confidence", "pounds", "why"),
)
ANSWERED = REVIEW[:5]
ADDED = ("label", "confidence", "proclass", "reasons", "line")
"""line: of the list that was given, since private persons are masked."""


def command(
    folder: Path | None,
    lines: Path | None,
    out: Path | None,
    unmask: bool,
    by: str | None,
    reason: str | None,
    as_json: bool,
) -> None:
    """Classify a store or a list. Raises UserMistake where it is not told which."""
    if lines is not None and (out is not None or as_json) and (folder is None or unmask):
        what = f"classify --lines {lines.name}"
        mask = list_mask(folder, unmask=unmask, by=by, reason=reason, what=what)
        _classify_list(lines, out, as_json, mask)
    elif folder is not None and lines is None and out is None and not unmask:
        _classify_store(folder, as_json)
    else:
        raise UserMistake(
            "classify works on a store or on a list.",
            "Give --store DIR, or --lines FILE.csv with --out FILE.csv.",
        )


def review_command(
    folder: Path, sheet: Path, most: int, unmask: bool, by: str | None, reason: str | None
) -> None:
    """Write the list of doubtful combinations."""
    names = names_shown(folder, by=by, reason=reason, what="classify review") if unmask else None
    with settled(folder, _is_settled, _settle) as snapshot:
        mask = names or returning_mask(folder, of=TEXT)
        rows = shown_rows(snapshot, doubtful_combinations(snapshot, most), mask)
    write_table(sheet, REVIEW, [_review_row(row) for row in rows])
    click.echo(f"{len(rows):,} combinations to review.")


def decide_command(folder: Path, answers: Path, by: str) -> None:
    """Keep the answers, and classify again."""
    given = [
        (f"{answers}, line {line}", row)
        for line, row in read_table(answers, needs=ANSWERED)
        if row["answer"].strip()
    ]
    with opened(folder) as store, shown_progress() as progress:
        texts = read_back(store, folder, [(place, _texts(row)) for place, row in given])
        decided = [
            _correction(row["answer"], meant, place)
            for (place, row), meant in zip(given, texts, strict=True)
        ]
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


def _texts(row: dict[str, str]) -> ReviewedTexts:
    return ReviewedTexts(**{name: row[name] for name in ReviewedTexts._fields})


def _correction(answer: str, texts: ReviewedTexts, place: str) -> Correction:
    try:
        return Correction(**texts._asdict(), category=answer.strip().lower())
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


def _classify_list(lines: Path, out: Path | None, as_json: bool, mask: Mask) -> None:
    given = list(read_table(lines, needs=GIVEN))
    answers = classify(
        [
            Combination(**{name: row[name] for name in GIVEN}, council=row.get("council", ""))
            for _line, row in given
        ]
    )
    rows = [(line, shown_line(row, mask)) for line, row in given]
    told = list(zip(rows, answers, strict=True))
    if out is not None:
        header = (*(rows[0][1] if rows else GIVEN), *ADDED)
        cells = [(*row.values(), *_added(answer, line)) for (line, row), answer in told]
        write_table(out, header, cells)
    if as_json:
        print_json([{**row, **asdict(answer), "line": line} for (line, row), answer in told])
    else:
        click.echo(f"{len(answers):,} combinations are classified: {out}")


def _added(answer: Classified, line: int) -> tuple[str, ...]:
    return (
        str(answer.label),
        f"{answer.confidence:.4f}",
        answer.proclass or "",
        "; ".join(answer.reasons),
        str(line),
    )
