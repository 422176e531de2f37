"""Filters, whole lists for other programs, searches with a slip, a line with its file, and the
report that is made behind. The world is that of conftest.py: two councils, each paying £1,000 and
£500 a month of 2024."""

import csv
import io
import json
import re
from contextlib import closing
from datetime import date
from html import unescape
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from tests.serve.conftest import COUNCILS, EVIL, ON

from tallystick.cli.work.serve import shelved
from tallystick.engine.questions.pages import Cut, sum_of
from tallystick.engine.snapshot import open_snapshot
from tallystick.find import Question, look
from tallystick.report.find.folder import write_folder
from tallystick.serve.lists import as_csv, as_json
from tallystick.serve.local import make_app
from tallystick.serve.prepared import keep_written
from tallystick.serve.shelf import Shelf
from tallystick.serve.shelves import Shelves
from tallystick.serve.spelling import Spelling


def paid(page: str) -> str:
    found = re.search(r"<dt>Paid</dt><dd>(?:<a[^>]*>)?([^<]*)", page)
    assert found is not None
    return unescape(found[1])


@pytest.mark.parametrize(
    ("asked", "said"),
    [("/", "£36k"), ("/?month=2024-05", "£3k"), ("/?council=X10000001", "£18k"),
     ("/?label=it", "£36k"), ("/?label=hr", "£0"), ("/category/software?month=2024-05", "£3k"),
     ("/function/it?month=2024-05&council=X10000001", "£1.5k"), ("/lines?month=2024-05", "£3k"),
     ("/?month=&council=&label=", "£36k")],
)  # fmt: skip
def test_a_page_is_of_what_its_filter_leaves(writer: FlaskClient, asked: str, said: str) -> None:
    assert paid(writer.get(asked).text) == said


def test_the_filter_holds_what_it_was_asked_for(writer: FlaskClient) -> None:
    page = writer.get("/lines?month=2024-05&category=software").text
    assert '<option value="2024-05" selected>May 2024</option>' in page
    assert '<input type="hidden" name="category" value="software">' in page


def rows_of(writer: FlaskClient, address: str) -> list[dict[str, str]]:
    answer = writer.get(address)
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(answer.text.removeprefix("\ufeff"), newline="")))


def test_all_lines_come_as_csv_and_json_alike(writer: FlaskClient, folder: Path) -> None:
    rows = rows_of(writer, "/lines.csv")
    told = json.loads(writer.get("/lines.json").text)
    assert len(rows) == len(told) == 48
    assert {row["pounds"] for row in rows} == {"1000.00", "500.00"}
    assert [row["mark"] for row in rows] == [each["mark"] for each in told]
    assert {row["as_published"] for row in rows} == {
        "Harrowgate Systems Limited", "HARROWGATE SYSTEMS LTD", EVIL,
    }  # fmt: skip
    with open_snapshot(folder) as snapshot:
        assert sum_of(snapshot, Cut()).pence == sum(
            round(float(row["pounds"]) * 100) for row in rows
        )
    assert len(rows_of(writer, "/lines.csv?month=2024-05")) == 4


@pytest.mark.parametrize(
    ("what", "names"),
    [("councils", {"Wendlemere County Council", "Pellgrave District Council"}),
     ("functions", {"IT"}), ("categories", {"Software and licences"})],
)  # fmt: skip
def test_every_list_of_sums_comes_whole(writer: FlaskClient, what: str, names: set[str]) -> None:
    rows = rows_of(writer, f"/{what}.csv")
    assert {row["name"] for row in rows} == names
    assert sum(float(row["pounds"]) for row in rows) == 36_000
    assert sum(int(row["lines"]) for row in rows) == 48
    assert len(json.loads(writer.get(f"/{what}.json").text)) == len(names)


def test_a_search_is_a_list_as_well(writer: FlaskClient) -> None:
    assert [row["pounds"] for row in rows_of(writer, "/search.csv?q=harrowgate")] == ["24000.00"]
    assert len(rows_of(writer, "/suppliers.csv")) == 2


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", " =", "\r\n@"])
def test_no_cell_of_a_list_is_a_formula(start: str) -> None:
    text = "".join(as_csv([("name", "pounds"), (f"{start}cmd|' /C calc'!A0", 1)]))
    (row,) = csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    assert row["name"].startswith("'")


def test_an_empty_list_is_a_list() -> None:
    assert json.loads("".join(as_json([("a", "b")]))) == []
    assert "".join(as_csv([("a", "b")])) == "\ufeffa,b\r\n"


NAMES = {"1": "Civica UK Ltd", "2": "Capita plc", "3": "Idox Software Ltd", "4": "Arvato"}


@pytest.mark.parametrize(
    ("typed", "found"),
    [("civca", {"1"}), ("Ciivca", {"1"}), ("civica uk", {"1"}), ("civca ukk", set()),
     ("sofware", {"3"}), ("idox sofwtare", {"3"}), ("idx", set()), ("capiat", {"2"}), ("", set()),
     ("nothing", set())],
)  # fmt: skip
def test_a_word_with_a_slip_finds_its_name(typed: str, found: set[str]) -> None:
    assert Spelling(NAMES).near(typed) == found


def test_a_search_with_a_slip_says_so(writer: FlaskClient) -> None:
    page = writer.get("/search?q=harowgate").text
    assert "No supplier is spelt so; these are nearly." in page
    assert "/supplier/" in page
    assert "nearly" not in writer.get("/search?q=harrowgate").text


def test_a_line_is_shown_with_its_file(writer: FlaskClient) -> None:
    listed = writer.get("/lines?label=it").text
    address = unescape(re.findall(r'href="(/line/[^"]+)"', listed)[0])
    page = writer.get(address).text
    assert re.search(r"(Wendlemere|Pellgrave)\.csv, line \d+", page)
    assert "£1,000.00" in page
    assert "Computer Software" not in page  # beside two suppliers alone: it may name a person
    assert "not shown: these words stand beside few suppliers" in page


def findings_of(shelf: Shelf) -> object:
    return look(shelf.store, Question(on=shelf.on), councils=COUNCILS)


def test_the_report_is_made_behind_and_kept_for_the_next_start(folder: Path) -> None:
    with closing(Shelves(folder, shelved(COUNCILS, ON))) as shelves:
        app = make_app(shelves.newest, findings=findings_of, on=ON, keep=folder, patience=0)
        first = app.test_client().get("/report/index.html")
        assert "The report is being made" in first.text
        assert '<meta http-equiv="refresh" content="1">' in first.text
        app.extensions["report"].finish(within=60)
        made = app.test_client().get("/report/index.html").text
        assert "being made" not in made

    def never(_shelf: Shelf) -> object:
        raise AssertionError("it was kept")

    with closing(Shelves(folder, shelved(COUNCILS, ON))) as shelves:
        app = make_app(shelves.newest, findings=never, on=ON, keep=folder, patience=0)
        assert app.test_client().get("/report/index.html").text == made


def test_the_report_that_find_wrote_is_there_at_once(folder: Path, tmp_path: Path) -> None:
    with open_snapshot(folder) as snapshot:
        findings = look(snapshot, Question(on=ON), councils=COUNCILS)
        commit = snapshot.manifest.number
    write_folder(findings, tmp_path / "report")
    keep_written(folder, tmp_path / "report", commit=commit, on=ON)
    later = date(2025, 2, 1)
    with closing(Shelves(folder, shelved(COUNCILS, later))) as shelves:
        app = make_app(shelves.newest, findings=findings_of, on=later, keep=folder, patience=0)
        client = app.test_client()
        assert "31 January 2025" in client.get("/report/index.html").text
        app.extensions["report"].finish(within=60)
        assert "1 February 2025" in client.get("/report/index.html").text
        pages = [client.get(f"/report/{name}").text for name in ("index.html", "coverage.html")]
        assert all("Tallystick" in page for page in pages)
