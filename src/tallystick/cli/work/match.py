"""What tallystick match does."""

from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Literal

import click

from tallystick.cli.streams import print_json
from tallystick.cli.work.common import known_councils, opened, settled, shown_progress
from tallystick.cli.work.tables import read_table, write_table
from tallystick.cli.work.unmasking import list_mask, names_shown, returning_mask
from tallystick.engine.questions.kept import count_suppliers
from tallystick.engine.questions.spellings import spellings_seen
from tallystick.engine.store import Store
from tallystick.match import (
    Decision,
    Matched,
    Spelling,
    SupplierKind,
    explain,
    match_spellings,
)
from tallystick.match.masks import Mask, open_names, ordinals, unmasked
from tallystick.match.persist import doubts, is_matched, keep_decisions, match_store
from tallystick.match.review import Doubt
from tallystick.reference.councils import load_councils
from tallystick.report.match_review import write_review_html
from tallystick.words.mistakes import UserMistake, unwritten
from tallystick.words.money import pounds
from tallystick.words.phrases import counted
from tallystick.words.progress import Progress

Verdict = Literal["same", "not_same", "same_group"]

ANSWERS: dict[str, Verdict] = {
    "same": "same",
    "not same": "not_same",
    "same group": "same_group",
}
"""What a reviewer may write -> how it is kept."""

REVIEW = ("answer", "a", "b", "now", "chance", "pounds", "why")
COLUMNS = ("name", "supplier_id", "supplier_name", "group_id", "score", "reasons", "line")
"""line: of the list that was given, since a private person's name is masked."""


def command(
    folder: Path | None,
    names: Path | None,
    out: Path | None,
    unmask: bool,
    by: str | None,
    reason: str | None,
    as_json: bool,
) -> None:
    """Match a store or a list. Raises UserMistake where it is not told which."""
    if names is not None and (out is not None or as_json) and (folder is None or unmask):
        what = f"match --names {names.name}"
        mask = list_mask(folder, unmask=unmask, by=by, reason=reason, what=what)
        _match_list(names, out, as_json, mask)
    elif folder is not None and names is None and out is None and not unmask:
        _match_store(folder, as_json)
    else:
        raise UserMistake(
            "match works on a store or on a list.",
            "Give --store DIR, or --names FILE.csv with --out FILE.csv.",
        )


def review_command(
    folder: Path,
    sheet: Path | None,
    page: Path | None,
    most: int,
    unmask: bool,
    by: str | None,
    reason: str | None,
    as_json: bool,
) -> None:
    """List the doubtful pairs, in files or on the terminal."""

    def settle(store: Store, progress: Progress) -> None:
        match_store(store, councils=known_councils(folder), progress=progress)

    with settled(folder, is_matched, settle) as snapshot:
        doubtful = doubts(snapshot, most=most)
    names = names_shown(folder, by=by, reason=reason, what="match review") if unmask else None
    if sheet is not None:
        mask = names or returning_mask(folder)
        write_table(sheet, REVIEW, [_review_row(doubt.shown(mask)) for doubt in doubtful])
    mask = names or ordinals()
    found = [doubt.shown(mask) for doubt in doubtful]
    if page is not None:
        _write_page(found, page)
    if as_json:
        print_json([_plain(doubt) for doubt in found])
    elif sheet is None and page is None:
        for doubt in found:
            click.echo(_in_words(doubt))
    else:
        click.echo(f"{counted(len(found), 'pair')} to review.")


def decide_command(folder: Path, answers: Path, by: str, as_json: bool) -> None:
    """Keep the answers, and match again."""
    rows = list(read_table(answers, needs=("answer", "a", "b")))
    mask = returning_mask(folder)
    with opened(folder) as store, shown_progress() as progress:
        spellings = [row.spelling for row in spellings_seen(store)]
        decided = [
            _decision(row, spellings, f"{answers}, line {line}", mask)
            for line, row in rows
            if row["answer"].strip()
        ]
        keep_decisions(store, decided, by=by, on=date.today())
        match_store(store, councils=known_councils(folder), progress=progress)
        suppliers = count_suppliers(store)
    if as_json:
        print_json({"decisions": len(decided), "suppliers": suppliers})
    else:
        kept = counted(len(decided), "answer")
        click.echo(f"{kept} kept. There are {suppliers:,} suppliers now.")


def explain_command(a: str, b: str, as_json: bool) -> None:
    """Compare two names."""
    found = explain(a, b, councils=load_councils())
    if as_json:
        print_json(asdict(found))
    else:
        click.echo(found.sentence)


def _plain(doubt: Doubt) -> dict[str, object]:
    said = asdict(doubt)
    del said["of_persons"]
    return said


def _review_row(doubt: Doubt) -> tuple[str, ...]:
    now = "joined" if doubt.joined else "apart"
    stake = f"{doubt.at_stake // 100}.{doubt.at_stake % 100:02}"
    return ("", doubt.a, doubt.b, now, f"{doubt.score:.3f}", stake, doubt.why)


def _in_words(doubt: Doubt) -> str:
    """A pair as a person reads it in a terminal: how it stands, then the two names, then why."""
    now = "Joined" if doubt.joined else "Apart"
    head = f"{now}, {doubt.score:.0%} likely one, {pounds(doubt.at_stake)} at stake: {doubt.why}"
    return f"{head}\n    {doubt.a}\n    {doubt.b}"


def _write_page(found: list[Doubt], page: Path) -> None:
    try:
        write_review_html(found, page)
    except OSError as error:
        raise unwritten(page, error) from error


def _decision(row: dict[str, str], spellings: list[str], place: str, mask: Mask) -> Decision:
    answer = row["answer"].strip().lower().replace("_", " ")
    if answer not in ANSWERS:
        raise UserMistake(
            f"{place}: the answer is {row['answer']!r}.", f"Write {', '.join(ANSWERS)} or nothing."
        )
    pair = [unmasked(row[side], spellings, mask=mask) for side in ("a", "b")]
    if pair[0] is None or pair[1] is None:
        raise UserMistake(
            f"{place}: the store has no such supplier name.",
            "Leave the names as `tallystick match review` wrote them.",
        )
    return Decision(pair[0], pair[1], ANSWERS[answer])


def _match_store(folder: Path, as_json: bool) -> None:
    with opened(folder) as store, shown_progress() as progress:
        spellings = match_store(store, councils=known_councils(folder), progress=progress)
        suppliers = count_suppliers(store)
    if as_json:
        print_json({"spellings": spellings, "suppliers": suppliers})
    else:
        click.echo(f"{spellings:,} spellings are {suppliers:,} suppliers.")


def _match_list(names: Path, out: Path | None, as_json: bool, mask: Mask) -> None:
    given = [
        (line, _spelling(row, names, line)) for line, row in read_table(names, needs=("name",))
    ]
    matched = match_spellings([spelling for _line, spelling in given], councils=load_councils())
    rows = [
        (line, *_as_shown(spelling.name, answer, mask))
        for (line, spelling), answer in zip(given, matched, strict=True)
    ]
    if out is not None:
        write_table(out, COLUMNS, [_out_row(*row) for row in rows])
    if as_json:
        print_json([{"name": name, "line": line, **said._asdict()} for line, name, said in rows])
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


def _as_shown(name: str, answer: Matched, mask: Mask) -> tuple[str, Matched]:
    """A name and its supplier as a reader may see them. A person's id would tell the name to
    whoever makes ids of a list of names, so it is masked as well."""
    if answer.kind is not SupplierKind.PERSON or mask is open_names:
        return name, answer
    said = mask(answer.supplier_id)
    return said, answer._replace(supplier_id=said, supplier_name=said, group_id=None, reasons=())


def _out_row(line: int, name: str, answer: Matched) -> tuple[str, ...]:
    return (
        name,
        answer.supplier_id,
        answer.supplier_name,
        answer.group_id or "",
        f"{answer.score:.4f}",
        "; ".join(answer.reasons),
        str(line),
    )
