"""tallystick serve: the store as pages on this machine."""

from datetime import date
from pathlib import Path

import click

from tallystick.classify import load_categories
from tallystick.classify.persist import classify_store
from tallystick.cli.common import known_councils, opened, shown_progress, store_option
from tallystick.engine import browse, facts
from tallystick.example import EXAMPLE_PRODUCTS
from tallystick.find import Question, look
from tallystick.match.persist import match_store
from tallystick.reference.products import load_products
from tallystick.serve.local import HOST, make_app, serve
from tallystick.serve.pages import Shelf
from tallystick.words.mistakes import UserMistake


@click.command("serve")
@store_option
@click.option("--port", type=click.IntRange(1024, 65535), default=8650, show_default=True,
              help="Where on this machine.")  # fmt: skip
def command(folder: Path, port: int) -> None:
    """Show what the store holds as pages on this machine: search by supplier, category and
    council, every figure down to its lines. Nobody else can reach them.
    """
    councils = known_councils()
    if not folder.is_dir():
        raise UserMistake(f"There is no store {folder}.", "Make it with `tallystick find`.")
    with opened(folder) as store:
        with shown_progress() as progress:
            match_store(store, councils=councils, progress=progress)
            classify_store(store, progress=progress)
        browse.prepare(store)
        shelf = Shelf(
            store=store,
            councils=councils,
            categories=load_categories(),
            names=facts.supplier_names(store),
            on=date.today(),
        )
        question = Question(on=shelf.on)
        products = load_products().with_extra(EXAMPLE_PRODUCTS)
        app = make_app(
            shelf,
            findings=lambda: look(store, question, councils=councils, products=products),
        )
        click.echo(f"Pages: http://{HOST}:{port}/  (Ctrl+C ends them)")
        serve(app, port=port)
