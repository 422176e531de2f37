"""What tallystick form case and form exit do."""

from datetime import date, datetime
from pathlib import Path

import click

from tallystick.cli.streams import print_json
from tallystick.cli.work.common import council_code, councils_of_plan
from tallystick.cli.work.papers import check_papers, write_one, write_papers
from tallystick.engine.kept_files import read_kept
from tallystick.form import trip
from tallystick.form.agreement.exit_paper import exit_answer
from tallystick.form.agreement.file import read_agreement
from tallystick.form.case.paper import Paper, answer, cautions, own_sentences, worth
from tallystick.form.case.sharing import sharing_remarks
from tallystick.form.case.terms import read_terms
from tallystick.form.plan.file import read_plan
from tallystick.report.form.case import case_document
from tallystick.report.form.case_fair import bill_basis
from tallystick.report.form.case_sheets import write_case_xlsx
from tallystick.report.form.exit import exit_document
from tallystick.report.form.plain import case_as_plain, exit_as_plain
from tallystick.sharing.track_record import TRACK_RECORD, TrackRecord, read_track_record
from tallystick.words.mistakes import UserMistake
from tallystick.words.money import pounds
from tallystick.words.phrases import listed
from tallystick.words.remarks import say_all


def case(
    path: Path,
    xlsx: Path | None,
    about: str | None,
    folder: Path | None,
    as_json: bool,
    **papers: Path | None,
) -> None:
    """Make the case, write the papers, and show the answer."""
    on = date.today()
    check_papers(xlsx, *papers.values())
    plan = read_plan(path, councils=councils_of_plan(path))
    terms = read_terms(path, plan)
    own = None if folder is None else _track_record(folder)
    paper = trip.make_business_case(plan, terms, on=on, about=about or "", own=own)
    written = write_papers(lambda: case_document(paper, on=on), papers)
    if xlsx is not None:
        write_one(xlsx, lambda out: write_case_xlsx(paper, out, on=on))
        written.append(xlsx)
    if as_json:
        print_json(case_as_plain(paper))
    else:
        _show(paper, written)


def exit(path: Path, leaver: str, notice: datetime, as_json: bool, **papers: Path | None) -> None:
    """Work out what leaving costs, write the papers, and show the answer."""
    check_papers(*papers.values())
    councils = councils_of_plan(path)
    plan = read_plan(path, councils=councils)
    agreement = read_agreement(path, plan)
    code = council_code(councils, leaver)
    paper = trip.leave_agreement(plan, agreement, code, notice=notice.date())
    written = write_papers(lambda: exit_document(paper, on=date.today()), papers)
    if as_json:
        print_json(exit_as_plain(paper))
        return
    for sentence in (*say_all(exit_answer(paper), plan.names), *paper.gaps):
        click.echo(sentence)
    for out in written:
        click.echo(f"Report: {out}")


def _track_record(folder: Path) -> TrackRecord:
    """The record in a store's folder. Raises UserMistake where the folder has no table of closed
    partnerships, or a line of it does not fit."""
    text = read_kept(folder, TRACK_RECORD)
    if text is None:
        raise UserMistake(
            f"{folder} has no {TRACK_RECORD}, the table of closed partnerships.",
            "Make it first: tallystick prove formation --store DIR.",
        )
    return read_track_record(text, source=str(folder / TRACK_RECORD))


def _show(paper: Paper, written: list[Path]) -> None:
    names = paper.case.plan.names
    for sentence in (*say_all(answer(paper), names), *own_sentences(paper)):
        click.echo(sentence)
    for option in paper.case.options:
        click.echo(f"  {pounds(worth(option.group)):>14}  {option.option.name}")
    for effect in paper.shared.councils:
        name = paper.case.plan.member(effect.council).name
        paid = f"has paid back in {effect.paid_in}" if effect.paid_in else "never pays back"
        click.echo(f"  {pounds(worth(effect)):>14}  {name}: {paid}")
    _show_who_shares(paper)
    for sentence in say_all(cautions(paper), names):
        click.echo(f"Bear in mind: {sentence}")
    for out in written:
        click.echo(f"Report: {out}")


def _show_who_shares(paper: Paper) -> None:
    names = paper.case.plan.names
    for sentence in say_all(sharing_remarks(paper.case.plan, paper.case.sharings), names):
        click.echo(sentence)
    for fairness in paper.fairness:
        who = listed([paper.case.plan.member(code).name for code in fairness.councils])
        basis = bill_basis(fairness.basis)
        click.echo(f"{fairness.function.heading} of {who}, {basis}:")
        for sentence in say_all(fairness.said, names):
            click.echo(f"  {sentence}")
