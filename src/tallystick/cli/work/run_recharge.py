"""What tallystick run recharge does."""

import shutil
from collections.abc import Mapping
from pathlib import Path

import click

from tallystick.cli.streams import print_pieces
from tallystick.cli.work.papers import check_folder, writer_of
from tallystick.example import EXAMPLE_COUNCILS
from tallystick.reference.councils import load_councils
from tallystick.report.run.statement import statement_document, statement_sheets
from tallystick.report.sheets import write_tables
from tallystick.run.recharge.bill import Run
from tallystick.run.recharge.folder import INPUTS, KEPT, RUN, is_ours
from tallystick.run.recharge.journals import journal_rows, journals
from tallystick.run.recharge.plain import json_pieces
from tallystick.run.recharge.trip import recharge
from tallystick.words.cells import csv_text
from tallystick.words.mistakes import UserMistake, unwritten
from tallystick.words.money import pounds_and_pence
from tallystick.words.period import Period, parse_period
from tallystick.words.whole_files import write_page, write_whole
from tallystick.words.whole_folders import write_together


def recharge_command(
    agreement: Path,
    ledger: Path,
    volumes: Path,
    period: str,
    control_total: str | None,
    out: Path | None,
    forms: tuple[str, ...],
    as_json: bool,
) -> None:
    """Work the bill out, write its papers, and show what each pays."""
    check_folder(out)
    run = recharge(
        agreement,
        ledger=ledger,
        volumes=volumes,
        period=_period(period),
        control_total=_pence(control_total),
    )
    if out is not None:
        _write(run, out, (agreement, ledger, volumes), forms)
    if as_json:
        print_pieces(json_pieces(run))
        return
    _show(run, out)


def _period(text: str) -> Period:
    try:
        return parse_period(text)
    except ValueError as error:
        raise UserMistake(
            f"--period: {text!r} is not a period.", "Write 2026-10, 2026-27Q1 or 2026/27."
        ) from error


def _pence(text: str | None) -> int | None:
    """Pounds of the control total as pence."""
    if text is None:
        return None
    bare = text.replace(",", "").removeprefix("£")
    pounds, _, pence = bare.removeprefix("-").partition(".")
    if not pounds.isdecimal() or not (pence.isdecimal() or not pence) or len(pence) > 2:
        raise UserMistake(
            f"--control-total: {text!r} is not an amount.", "Write pounds as 1234567.89."
        )
    sign = -1 if bare.startswith("-") else 1
    return sign * (int(pounds) * 100 + int(pence.ljust(2, "0")))


def _write(run: Run, out: Path, inputs: tuple[Path, ...], forms: tuple[str, ...]) -> None:
    """All papers of a run, or none."""
    names = _names(run)

    def write(folder: Path) -> None:
        write_whole(folder / RUN, lambda part: _write_json(run, part))
        for given, kept in zip(inputs, INPUTS, strict=True):
            shutil.copyfile(given, folder / f"{KEPT}{kept}{given.suffix.lower()}")
        for council in run.charged.totals:
            _write_statement(run, council, names, folder, forms)
        _write_journals(run, folder)

    try:
        write_together(out, write, lambda: _earlier(out))
    except OSError as error:
        raise unwritten(out, error) from error


def _earlier(out: Path) -> list[str]:
    """Papers of an earlier run in the same folder, which shall go."""
    held = out.iterdir() if out.is_dir() else ()
    return [each.name for each in held if is_ours(each.name)]


def _names(run: Run) -> Mapping[str, str]:
    known = load_councils().with_extra(EXAMPLE_COUNCILS)
    found = {code: known.by_code(code) for code in run.charged.totals}
    return {code: council.short_name for code, council in found.items() if council}


def _write_json(run: Run, part: Path) -> None:
    with part.open("w", encoding="ascii", newline="\n") as page:
        page.writelines(json_pieces(run))


def _write_statement(
    run: Run, council: str, names: Mapping[str, str], folder: Path, forms: tuple[str, ...]
) -> None:
    document = statement_document(run, council, names)
    for form in dict.fromkeys(forms):
        place = folder / f"statement-{council}.{form}"
        if form == "xlsx":
            write_tables(place, document.title, statement_sheets(run, council), on=run.period.end)
        else:
            writer_of(form)(document, place)


def _write_journals(run: Run, folder: Path) -> None:
    entries = journals(run)
    for body in sorted({each.body for each in entries}):
        rows = journal_rows(run, [each for each in entries if each.body == body])
        write_page(folder / f"journal-{body}.csv", csv_text(rows))


def _show(run: Run, out: Path | None) -> None:
    click.echo(f"{run.agreed.agreement.name}, {run.period}\n")
    for council, pence in run.charged.totals.items():
        rest = run.true_up.get(council)
        owed = "" if rest is None else f"   of which not yet billed {pounds_and_pence(rest)}"
        click.echo(f"  {council}{pounds_and_pence(pence):>18}{owed}")
    click.echo(f"  {'All':<9}{pounds_and_pence(run.total):>18}")
    for pool, pence in run.charged.balance.items():
        told = "more than it billed" if pence >= 0 else "less than it billed"
        click.echo(f"\n{pool} cost {pounds_and_pence(abs(pence))} {told}.")
    unmapped = run.drawn.unmapped
    if len(unmapped):
        pence = int(run.extract.pence[unmapped].sum())
        click.echo(
            f"\n{len(unmapped)} ledger lines of {pounds_and_pence(pence)} fit no pool and are not "
            f"charged: the first is line {run.extract.lines[unmapped[0]]}.",
        )
    if out is not None:
        click.echo(f"\nWritten: {out}")
