"""What tallystick serve does."""

from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path
from threading import Thread

import click

from tallystick.classify import load_categories
from tallystick.cli.work.common import known_councils, known_products, settled
from tallystick.engine.questions.spending import supplier_names
from tallystick.engine.snapshot import Snapshot
from tallystick.engine.store import Store, open_store
from tallystick.find import (
    Amendment,
    Declared,
    Findings,
    Question,
    amend,
    is_taken_in,
    look,
    take_in,
)
from tallystick.find.shown_words import shown_departments, shown_texts
from tallystick.reference.councils import Councils
from tallystick.serve.guarding import HOST
from tallystick.serve.keys import Keys
from tallystick.serve.local import Correct, Writing, make_app, serve
from tallystick.serve.shelf import Shelf
from tallystick.serve.shelves import Shelves
from tallystick.words.mistakes import UserMistake
from tallystick.words.progress import Progress


def command(folder: Path, port: int, by: str) -> None:
    """Serve the pages until Ctrl+C. Raises UserMistake where there is no store."""
    councils = known_councils(folder)
    if not folder.is_dir():
        raise UserMistake(f"There is no store {folder}.", "Make it with `tallystick find`.")
    question = Question(on=date.today())

    def settle(store: Store, progress: Progress) -> None:
        take_in(store, question, Declared(), councils=councils, progress=progress)

    def findings(shelf: Shelf) -> Findings:
        products = known_products(shelf.store)
        return look(shelf.store, question, councils=councils, products=products)

    with settled(folder, lambda held: is_taken_in(held, Declared()), settle):
        pass
    keys = Keys()
    writing = Writing(keys, corrector(folder, councils, by=by, on=question.on))
    with closing(Shelves(folder, shelved(councils, question.on))) as shelves:
        app = make_app(
            shelves.newest, findings=findings, on=question.on, writing=writing, keep=folder
        )
        click.echo(f"Pages: http://{HOST}:{port}/{keys.token}/  (Ctrl+C ends them)")
        click.echo("Whoever has this address may correct joins and categories, so keep it.")
        click.echo(f"Without its long part it can only be read: http://{HOST}:{port}/")
        Thread(target=app.extensions["report"].prepare, daemon=True).start()
        serve(app, port=port)


def shelved(councils: Councils, on: date) -> Callable[[Snapshot], Shelf]:
    """What prepares the shelf of a snapshot."""

    def prepare(snapshot: Snapshot) -> Shelf:
        return Shelf(
            store=snapshot,
            councils=councils,
            categories=load_categories(),
            names=supplier_names(snapshot),
            common_texts=shown_texts(snapshot),
            common_departments=shown_departments(snapshot),
            on=on,
        )

    return prepare


def corrector(folder: Path, councils: Councils, *, by: str, on: date) -> Correct:
    """What writes a correction to a store, unless another run does. by: who corrects."""

    def correct(amendment: Amendment) -> None:
        with open_store(folder, on_wait=_refuse_to_wait) as store:
            amend(store, amendment, councils=councils, by=by, on=on)

    return correct


def _refuse_to_wait(_sentence: str) -> None:
    raise UserMistake(
        "Another run is writing to this store just now, so nothing was kept.",
        "Send the form again when that run has finished.",
    )
