"""What tallystick export does."""

from dataclasses import asdict
from datetime import date
from pathlib import Path

import click

from tallystick.cli.streams import print_json
from tallystick.cli.work.common import check_writable, known_councils, settled
from tallystick.engine.manifest import is_store
from tallystick.engine.questions.flat import flat_batches
from tallystick.engine.snapshot import no_store
from tallystick.engine.store import Store
from tallystick.find import Declared, Question, is_taken_in, take_in
from tallystick.find.evidence_lines import COMMON_TEXT
from tallystick.find.shown_words import without_persons
from tallystick.report.export.export import Exported, export_payments, place_of
from tallystick.words.mistakes import unwritten
from tallystick.words.money import pounds
from tallystick.words.progress import Progress

_OWN_WORDS = ("department", "description")  # columns that hold what councils wrote


def command(folder: Path, form: str, out: Path, as_json: bool) -> None:
    """Export, and say what was written. Raises UserMistake as `export` does."""
    written = export(folder, form, out)
    if as_json:
        print_json(
            asdict(written) | {"file": str(written.file), "descriptor": str(written.descriptor)}
        )
        return
    click.echo(f"{written.file}: {written.rows:,} payments, {pounds(written.pence)}.")
    click.echo(f"Its columns, licence and publishers: {written.descriptor}")


def export(folder: Path, form: str, out: Path) -> Exported:
    """Export the store in `folder`; what is new in it is matched and classified first.

    Raises UserMistake where there is no store or the file cannot be written.
    """
    if not is_store(folder):
        raise no_store(folder)
    file = place_of(out, form)
    check_writable(file)
    councils = known_councils(folder)
    question = Question(on=date.today())

    def settle(store: Store, progress: Progress) -> None:
        take_in(store, question, Declared(), councils=councils, progress=progress)

    with settled(folder, lambda held: is_taken_in(held, Declared()), settle) as snapshot:
        names = [(council.code, council.name) for council in councils]
        try:
            return export_payments(
                file,
                form,
                without_persons(flat_batches(snapshot, names, least=COMMON_TEXT), _OWN_WORDS),
                councils={council.code: council for council in councils},
            )
        except OSError as error:
            raise unwritten(file, error) from error
