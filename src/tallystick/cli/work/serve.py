"""What tallystick serve does."""

from contextlib import closing
from datetime import date
from pathlib import Path

import click

from tallystick.classify import load_categories
from tallystick.cli.work.common import known_councils, known_products, settled
from tallystick.engine.questions.meaning import shown_texts
from tallystick.engine.questions.spending import supplier_names
from tallystick.engine.snapshot import Snapshot
from tallystick.engine.store import Store
from tallystick.find import Declared, Question, is_taken_in, look, take_in
from tallystick.find.evidence_lines import COMMON_TEXT
from tallystick.serve.local import HOST, make_app, serve
from tallystick.serve.pages import Shelf
from tallystick.serve.shelves import Shelves
from tallystick.words.mistakes import UserMistake
from tallystick.words.progress import Progress


def command(folder: Path, port: int) -> None:
    """Serve the pages until Ctrl+C. Raises UserMistake where there is no store."""
    councils = known_councils(folder)
    if not folder.is_dir():
        raise UserMistake(f"There is no store {folder}.", "Make it with `tallystick find`.")
    question = Question(on=date.today())

    def shelved(snapshot: Snapshot) -> Shelf:
        return Shelf(
            store=snapshot,
            councils=councils,
            categories=load_categories(),
            names=supplier_names(snapshot),
            common_texts=shown_texts(snapshot, COMMON_TEXT),
            on=question.on,
        )

    def settle(store: Store, progress: Progress) -> None:
        take_in(store, question, Declared(), councils=councils, progress=progress)

    with settled(folder, lambda held: is_taken_in(held, Declared()), settle):
        pass
    with closing(Shelves(folder, shelved)) as shelves:
        app = make_app(
            shelves.newest,
            findings=lambda shelf: look(
                shelf.store,
                question,
                councils=councils,
                products=known_products(shelf.store),
            ),
            on=question.on,
        )
        click.echo(f"Pages: http://{HOST}:{port}/  (Ctrl+C ends them)")
        serve(app, port=port)
