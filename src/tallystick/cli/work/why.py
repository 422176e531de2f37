"""What tallystick why does."""

from pathlib import Path

import click

from tallystick.cli.streams import print_json
from tallystick.engine.questions.pages import mark_of
from tallystick.engine.questions.why import Why
from tallystick.engine.snapshot import Snapshot, open_snapshot
from tallystick.find import evidence_for
from tallystick.find.evidence_lines import as_shown
from tallystick.find.shown_words import shown_departments, shown_texts
from tallystick.words.labels import Label
from tallystick.words.money import pounds
from tallystick.words.phrases import counted


def command(mark: str, folder: Path, as_json: bool) -> None:
    """Say why. Raises UserMistake where the store has no such mark."""
    with open_snapshot(folder) as snapshot:
        told = _as_shown(snapshot, evidence_for(snapshot, mark))
    if as_json:
        print_json({"mark": mark_of(told.wording), **told._asdict()})
        return
    click.echo(f"{told.spelling}: {counted(told.lines, 'line')}, {pounds(told.pence)}.")
    joined = "; ".join(told.joined) or "the name stands alone"
    click.echo(f"Supplier: {told.supplier}, {told.score:.0%} sure: {joined}.")
    said = (told.department, told.description, told.category_text)
    texts = list(dict.fromkeys(text for text in said if text))
    click.echo(f"Texts: {'; '.join(texts) or 'none'}.")
    reasons = "; ".join(told.reasons) or "no word told"
    label = Label(told.label).heading
    click.echo(
        f"Category: {told.category or 'none'} ({label}), {told.confidence:.0%} sure: {reasons}."
    )


def _as_shown(snapshot: Snapshot, told: Why) -> Why:
    """The evidence without words that may name a person."""
    texts = shown_texts(snapshot)
    return told._replace(
        department=as_shown(told.department, shown_departments(snapshot)),
        description=as_shown(told.description, texts),
        category_text=as_shown(told.category_text, texts),
    )
