"""A small store that forms may be sent to, and its pages."""

import shutil
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tallystick.cli.work.serve import corrector, shelved
from tallystick.engine.store import open_store
from tallystick.example import EXAMPLE_COUNCILS
from tallystick.find import Declared, Question, take_in
from tallystick.reference.councils import load_councils
from tallystick.serve.keys import Keys
from tallystick.serve.local import Writing, make_app
from tallystick.serve.shelves import Shelves

COUNCILS = load_councils().with_extra(EXAMPLE_COUNCILS)
ON = date(2025, 1, 31)
EVIL = "<script>alert(1)</script> Quillworks\"'> Ltd"
TOKEN = "the-token-of-this-run"
HEADER = "Body Name,Payment Date,Supplier Name,Net Amount,Expense Type"


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    """A copy of the store, to write to."""
    return Path(shutil.copytree(made, tmp_path / "store"))


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of two councils: 12 lines of £1,000 each to one software house in two spellings, and
    12 of £500 to a supplier whose name is an attack."""
    tmp_path = tmp_path_factory.mktemp("served")
    for body, name in (
        ("Wendlemere County Council", "Harrowgate Systems Limited"),
        ("Pellgrave Borough Council", "HARROWGATE SYSTEMS LTD"),
    ):
        rows = [HEADER]
        for month in range(1, 13):
            rows.append(f"{body},03/{month:02}/2024,{name},1000.00,Computer Software")
            quoted = EVIL.replace('"', '""')
            rows.append(f'{body},04/{month:02}/2024,"{quoted}",500.00,Computer Software')
        file = tmp_path / f"{body.split()[0]}.csv"
        file.write_text("\n".join([*rows, ""]), encoding="utf-8")
    store = tmp_path / "store"
    with open_store(store) as held:
        take_in(held, Question(on=ON, paths=(tmp_path,)), Declared(), councils=COUNCILS)
    return store


@pytest.fixture
def app(folder: Path) -> Iterator[Flask]:
    """The pages of that store."""
    writing = Writing(Keys(TOKEN), corrector(folder, COUNCILS, by="tester", on=ON))
    with closing(Shelves(folder, shelved(COUNCILS, ON))) as shelves:
        yield make_app(shelves.newest, findings=_no_findings, on=ON, writing=writing)


def _no_findings(_shelf: object) -> object:
    raise AssertionError("the report is not asked for")


@pytest.fixture
def writer(app: Flask) -> FlaskClient:
    return app.test_client()
