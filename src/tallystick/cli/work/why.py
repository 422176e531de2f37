"""What tallystick why does."""

from pathlib import Path

import click

from tallystick.cli.work.common import print_json
from tallystick.engine.questions.pages import mark_of
from tallystick.engine.snapshot import open_snapshot
from tallystick.find import evidence_for
from tallystick.words.labels import Label
from tallystick.words.money import pounds
from tallystick.words.phrases import counted


def command(mark: str, folder: Path, as_json: bool) -> None:
    """Say why. Raises UserMistake where the store has no such mark."""
    with open_snapshot(folder) as snapshot:
        told = evidence_for(snapshot, mark)
    if as_json:
        print_json({"mark": mark_of(told.wording), **told._asdict()})
        return
    click.echo(f"{told.spelling}: {counted(told.lines, 'line')}, {pounds(told.pence)}.")
    joined = "; ".join(told.joined) or "the name stands alone"
    click.echo(f"Supplier: {told.supplier}, {told.score:.0%} sure: {joined}.")
    texts = [text for text in (told.department, told.description, told.category_text) if text]
    click.echo(f"Texts: {'; '.join(texts) or 'none'}.")
    reasons = "; ".join(told.reasons) or "no word told"
    label = Label(told.label).heading
    click.echo(
        f"Category: {told.category or 'none'} ({label}), {told.confidence:.0%} sure: {reasons}."
    )
