"""What tallystick find does."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

import click

from tallystick.cli.streams import print_json
from tallystick.cli.work.bodies import are_bodies_kept, keep_bodies
from tallystick.cli.work.common import (
    council_code,
    known_councils,
    known_products,
    settled,
    shown_progress,
    tell_skipped,
)
from tallystick.cli.work.papers import (
    Papers,
    check_folder,
    check_papers,
    write_one,
    write_papers,
)
from tallystick.engine.snapshot import Snapshot
from tallystick.engine.store import Store
from tallystick.find import (
    Findings,
    OverlapKind,
    Question,
    is_taken_in,
    look,
    read_declared,
    take_in,
)
from tallystick.find.declared.forms import empty_forms
from tallystick.reference.councils import Councils
from tallystick.report.find.csvfiles import write_csv
from tallystick.report.find.document import findings_document
from tallystick.report.find.folder import FIRST, write_folder
from tallystick.report.find.initiatives import initiatives_text
from tallystick.report.find.paper import appendix, short_paper
from tallystick.report.find.plain import as_plain
from tallystick.report.find.workbook import write_xlsx
from tallystick.serve.prepared import keep_written
from tallystick.words.labels import Label
from tallystick.words.mistakes import Skipped, UserMistake, unwritten
from tallystick.words.money import short_pounds
from tallystick.words.period import Month
from tallystick.words.progress import Progress
from tallystick.words.remarks import say
from tallystick.words.whole_files import write_bytes, write_page

Step = Callable[[], list[Path]]
"""Writes a report and says where it is."""

SHOWN = 8
"""Opportunities that the summary on the terminal lists."""


def write_forms(context: click.Context, _option: click.Parameter, folder: Path | None) -> None:
    """Write the empty forms and end: nothing is read, so no store is asked for."""
    if folder is None:
        return
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in empty_forms().items():
            write_bytes(folder / name, text.encode("utf-8-sig"))
            click.echo(f"Form: {folder / name}")
    except OSError as error:
        raise unwritten(folder, error) from error
    context.exit()


def command(
    paths: tuple[Path, ...],
    folder: Path,
    council: str | None,
    councils: str | None,
    functions: str | None,
    first: str | None,
    last: str | None,
    contracts: tuple[Path, ...],
    returns: tuple[Path, ...],
    bodies: Path | None,
    initiatives: Path | None,
    out: Path | None,
    xlsx: Path | None,
    csv: Path | None,
    as_json: bool,
    **papers: Path | None,
) -> None:
    """Find, write the reports that are asked for, and say what was found."""
    check_papers(xlsx, csv, initiatives, *papers.values())
    check_folder(out)
    known = known_councils(folder, bodies)
    question = Question(
        on=date.today(),
        paths=paths,
        council=council_code(known, council) if council else None,
        councils=tuple(council_code(known, each) for each in _parts(councils)),
        functions=_functions(functions),
        first=_month(first),
        last=_month(last),
        contracts=contracts,
        returns=returns,
    )
    findings, commit = _found(folder, question, councils=known, bodies=bodies)
    steps = _steps(findings, papers, xlsx=xlsx, csv=csv, folder=out, initiatives=initiatives)
    written = _written(steps)
    if out is not None and _is_whole(question):
        keep_written(folder, out, commit=commit, on=question.on)
    _tell(findings, written, as_json=as_json)


def _is_whole(question: Question) -> bool:
    """True of what the local pages ask as well: all that the store holds."""
    return replace(question, paths=(), council=None, contracts=()) == Question(on=question.on)


def _written(steps: Sequence[Step]) -> list[Path]:
    """Write the reports, and say on a terminal how many are written."""
    written: list[Path] = []
    with shown_progress() as progress:
        for number, step in enumerate(steps):
            progress("Writing the report", number, len(steps))
            written += step()
        if steps:
            progress("Writing the report", len(steps), len(steps))
    return written


def _found(
    folder: Path, question: Question, *, councils: Councils, bodies: Path | None
) -> tuple[Findings, int]:
    """What FIND finds, and the number of the commit that it is of.

    The store is written to only where something is new; whoever writes to it later is not kept
    waiting while the answer is worked out.
    """
    declared = read_declared(question, councils)
    skipped: list[Skipped] = []

    def settle(store: Store, progress: Progress) -> None:
        keep_bodies(store.folder, bodies)
        skipped.extend(take_in(store, question, declared, councils=councils, progress=progress))

    def is_settled(held: Snapshot) -> bool:
        is_new = bool(question.paths) or not are_bodies_kept(folder, bodies)
        return not is_new and is_taken_in(held, declared)

    with (
        settled(folder, is_settled, settle) as snapshot,
        shown_progress() as progress,
    ):
        progress("Finding overlaps", 0, 1)
        findings = look(
            snapshot,
            question,
            councils=councils,
            products=known_products(snapshot),
            declared=declared,
        )
        progress("Finding overlaps", 1, 1)
        commit = snapshot.manifest.number
    return replace(findings, skipped=tuple(skipped)), commit


def _steps(
    findings: Findings,
    papers: Papers,
    *,
    xlsx: Path | None,
    csv: Path | None,
    folder: Path | None,
    initiatives: Path | None,
) -> list[Step]:
    """What writes each report that is asked for, and says where it is."""
    steps: list[Step] = []
    for name, out in papers.items():
        if out is None:
            continue
        if name == "html":
            steps.append(partial(write_papers, partial(findings_document, findings), {name: out}))
        else:
            apart = {name: appendix_of(out)}
            steps.append(partial(write_papers, partial(short_paper, findings), {name: out}))
            steps.append(partial(write_papers, partial(appendix, findings), apart))
    for write, path in ((write_xlsx, xlsx), (write_csv, csv)):
        if path is not None:
            steps.append(partial(_write, path, partial(write, findings), path))
    if folder is not None:
        steps.append(partial(_write, folder, partial(write_folder, findings), folder / FIRST))
    if initiatives is not None:
        write = partial(_write_initiatives, findings)
        steps.append(partial(_write, initiatives, write, initiatives))
    return steps


def _write(out: Path, write: Callable[[Path], object], first: Path) -> list[Path]:
    write_one(out, write)
    return [first]


def appendix_of(paper: Path) -> Path:
    """Where the appendix of a paper goes: beside it."""
    return paper.with_name(f"{paper.stem}-appendix{paper.suffix}")


def _write_initiatives(findings: Findings, path: Path) -> None:
    write_page(path, initiatives_text(findings))


def _tell(findings: Findings, written: Sequence[Path], *, as_json: bool) -> None:
    if as_json:
        print_json(as_plain(findings))
    else:
        _summarise(findings, written)
    tell_skipped(findings.skipped)


def _summarise(findings: Findings, written: Sequence[Path]) -> None:
    number, read = len(findings.compared), len(findings.coverage)
    if findings.first_month and findings.last_month:
        click.echo(f"Compared: {findings.first_month} to {findings.last_month}.")
    click.echo(
        f"{number} council{'' if number == 1 else 's'}"
        f"{f' (of {read} read)' if read > number else ''}, {findings.lines:,} payments, "
        f"{short_pounds(findings.pence)}."
    )
    if number == 1:
        click.echo("One council has nobody to share with: read the files of another as well.")
    else:
        _say_what_is_shared(findings)
    for out in written:
        click.echo(f"Report: {out}")


def _say_what_is_shared(findings: Findings) -> None:
    _say_what_is_with_others(findings)
    counts = {kind: len(findings.of_kind(kind)) for kind in OverlapKind}
    click.echo(
        f"Bought or run in parallel: functions {counts[OverlapKind.FUNCTION]}, "
        f"bought for everybody {counts[OverlapKind.BOUGHT]}, "
        f"categories {counts[OverlapKind.CATEGORY]}, systems {counts[OverlapKind.PRODUCT]}, "
        f"suppliers {counts[OverlapKind.SUPPLIER]}."
    )
    for one in findings.weak:
        click.echo(say(one, findings.names))
    saving = findings.saving
    if saving.high <= 0 and findings.weak:
        _list_first(findings)
        return
    click.echo(
        "If all of it could be let again together: "
        f"{short_pounds(saving.low)} to {short_pounds(saving.high)} a year, "
        f"central figure {short_pounds(saving.central)}."
    )
    for part in findings.headline:
        click.echo(
            f"  {part.key.heading}: central {short_pounds(part.saving.central)} a year, of "
            f"{short_pounds(part.pence)} paid."
        )
    _list_first(findings)


def _list_first(findings: Findings) -> None:
    for number, each in enumerate(findings.to_act_on[:SHOWN], start=1):
        click.echo(f"  {number}. {say(each.sentence, findings.names)}")


def _say_what_is_with_others(findings: Findings) -> None:
    """What is shared already, and what one firm runs, where there is any."""
    shared, run = findings.shared, findings.run_by_firms
    if shared:
        paid = short_pounds(sum(each.pence for each in shared))
        number = len({(each.council, each.supplier_id) for each in shared})
        click.echo(f"Shared already with other bodies: {number} arrangements, {paid} paid.")
    for each in run:
        click.echo(say(each.sentence, findings.names))


def _parts(text: str | None) -> list[str]:
    return [part for part in (text or "").split(",") if part.strip()]


def _functions(text: str | None) -> tuple[Label, ...]:
    back_office = tuple(label for label in Label if label.is_back_office)
    chosen = []
    for part in _parts(text):
        if part.strip().lower() not in {str(label) for label in back_office}:
            raise UserMistake(
                f"There is no back-office function {part.strip()!r}.",
                f"Choose from {', '.join(back_office)}.",
            )
        chosen.append(Label(part.strip().lower()))
    return tuple(chosen) or back_office


def _month(text: str | None) -> Month | None:
    if text is None:
        return None
    try:
        return Month.of(date.fromisoformat(text if len(text) > 7 else f"{text}-01"))
    except ValueError as error:
        raise UserMistake(f"{text!r} is not a month.", "Write it as 2024-04.") from error
