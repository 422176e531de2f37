"""tallystick find: from files to opportunities."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from tallystick.cli.common import (
    check_writable,
    council_code,
    json_option,
    known_councils,
    opened,
    print_json,
    shown_progress,
    store_option,
)
from tallystick.find import Findings, Kind, Question, find
from tallystick.report import as_plain, write_csv, write_html, write_xlsx
from tallystick.words.labels import Label
from tallystick.words.mistakes import UserMistake
from tallystick.words.money import short_pounds
from tallystick.words.period import Month

SHOWN = 8
"""Opportunities that the summary on the terminal lists."""


@click.command("find")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@store_option
@click.option("--council", metavar="CODE", help="Whose files these are, whatever they say.")
@click.option("--councils", metavar="A,B,...", help="Compare only these, by code or name.")
@click.option("--function", "functions", metavar="hr,it,...",
              help="Look only at these back-office functions.")  # fmt: skip
@click.option(
    "--from",
    "first",
    metavar="YYYY-MM",
    help="First month to compare; without --from and --to those that most councils cover.",
)
@click.option("--to", "last", metavar="YYYY-MM", help="Last month to compare.")  # fmt: skip
@click.option("--html", type=click.Path(path_type=Path), metavar="OUT", help="Write the report.")
@click.option("--xlsx", type=click.Path(path_type=Path), metavar="OUT", help="Write a workbook.")
@click.option("--csv", type=click.Path(path_type=Path), metavar="OUT",
              help="Write plain tables; the evidence goes beside OUT.")  # fmt: skip
@json_option
def command(
    paths: tuple[Path, ...],
    folder: Path,
    council: str | None,
    councils: str | None,
    functions: str | None,
    first: str | None,
    last: str | None,
    html: Path | None,
    xlsx: Path | None,
    csv: Path | None,
    as_json: bool,
) -> None:
    """Find where councils run or buy the same thing, in files or folders of published payments.

    Reads what is new, then looks at everything that the store holds; without PATHS it only looks.
    """
    outputs = [(write_html, html), (write_xlsx, xlsx), (write_csv, csv)]
    for _, out in outputs:
        check_writable(out)
    known = known_councils()
    question = Question(
        on=date.today(),
        paths=paths,
        council=council_code(known, council) if council else None,
        councils=tuple(council_code(known, each) for each in _parts(councils)),
        functions=_functions(functions),
        first=_month(first),
        last=_month(last),
    )
    with opened(folder) as store, shown_progress() as progress:
        findings = find(store, question, councils=known, progress=progress)
    written = []
    for write, out in outputs:
        if out is not None:
            write(findings, out)
            written.append(out)
    if as_json:
        print_json(as_plain(findings))
    else:
        _summarise(findings, written)
    for skipped in findings.skipped:
        click.echo(f"Not read: {skipped.sentence} {skipped.next_step}", err=True)


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
    counts = {kind: len(findings.of_kind(kind)) for kind in Kind}
    click.echo(
        f"Bought or run in parallel: functions {counts[Kind.FUNCTION]}, "
        f"categories {counts[Kind.CATEGORY]}, suppliers {counts[Kind.SUPPLIER]}."
    )
    saving = findings.saving
    click.echo(
        "If all of it could be let again together: "
        f"{short_pounds(saving.low)} to {short_pounds(saving.high)} a year, "
        f"central figure {short_pounds(saving.central)}."
    )
    shown = [each for each in findings.opportunities if each.kind is not Kind.FUNCTION][:SHOWN]
    for number, each in enumerate(shown, start=1):
        click.echo(f"  {number}. {each.sentence}")


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
