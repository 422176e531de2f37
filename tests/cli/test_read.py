"""tallystick read as a user runs it: into a store, as JSON, explained, corrected."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, sync_playwright
from tests.cli.conftest import Run

KEYS = ["file", "sha256", "council", "format", "encoding", "tables", "lines", "lines_with_date"]
KEYS += ["lines_with_supplier", "rejected", "total_pence", "published_total_pence"]
KEYS += ["first_paid_on", "last_paid_on", "warnings"]
TABLE_KEYS = ["sheet", "header_line", "columns", "date_format", "amount_basis", "sign_convention"]
LEDGER = """Wendlemere County Council spend over £500,,,
Date,Supplier,Amount,Order Value
03/04/2024,Oakrise Ltd,100.00,7.00
04/04/2024,Ann Example,see note,8.00
05/04/2024,Tern Transport plc,20.00,9.00
Total,,120.00,
Queries to Ben Example,,,
"""


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """A small invented file with a title, a broken amount, a total and a note."""
    path = tmp_path / "april.csv"
    path.write_text(LEDGER, encoding="utf-8")
    return path


def test_json_is_one_record_a_file(tallystick: Run, ledger: Path) -> None:
    done = tallystick("read", ledger, "--store", "store", "--json")
    (record,) = json.loads(done.stdout)
    assert [key for key in record if key in KEYS] == KEYS
    (table,) = record["tables"]
    assert [key for key in table if key in TABLE_KEYS] == TABLE_KEYS
    assert (table["header_line"], table["columns"]["amount"]) == (2, "Amount")
    assert (record["lines"], record["total_pence"]) == (2, 12_000)
    assert (record["published_total_pence"], record["rejected"]) == (12_000, 5)


def test_an_explanation_names_columns_and_masks_people(tallystick: Run, ledger: Path) -> None:
    done = tallystick("read", ledger, "--explain", "--page", "page.html")
    page = ledger.with_name("page.html").read_text(encoding="utf-8")
    for text in (done.stdout, page):
        assert "bad amount" in text
        assert "04/04/2024,xxx xxxxxxx,xxx xxxx,8.00" in text
        assert "Example" not in text and "see note" not in text
        assert "supplier: Supplier" in text and "header_line: 2" in text
        assert "for 3 April 2019" in text and "£120.00" in text
    assert not ledger.with_name("store").exists()


def test_what_is_settled_wins_and_is_remembered(tallystick: Run, ledger: Path) -> None:
    ledger.with_name("settled.yaml").write_text("columns: {amount: Order Value}")
    tallystick("read", ledger, "--store", "store", "--corrections", "settled.yaml")
    may = ledger.with_name("may.csv")
    may.write_text(LEDGER.replace("/04/", "/05/"), encoding="utf-8")
    (record,) = json.loads(tallystick("read", may, "--store", "store", "--json").stdout)
    assert record["total_pence"] == 2_400


def test_a_slip_is_told_in_one_sentence(tallystick: Run, ledger: Path) -> None:
    for arguments, said in (
        ((ledger,), "--store DIR"),
        ((ledger, ledger.parent / "no.csv", "--explain"), "is not there"),
        ((ledger, "--store", "s", "--corrections", "no.yaml"), "not a file of corrections"),
    ):
        done = tallystick("read", *arguments)
        assert done.returncode == 2
        assert said in done.stderr and "Traceback" not in done.stderr


@pytest.fixture
def page(tallystick: Run, ledger: Path) -> Iterator[Page]:
    """The explanation in Debian's chromium, without its sandbox because tests may run as root."""
    tallystick("read", ledger, "--explain", "--page", "page.html")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"]
        )
        shown = browser.new_page()
        shown.goto(ledger.with_name("page.html").as_uri())
        yield shown
        browser.close()


@pytest.mark.browser
@pytest.mark.parametrize("width", [1280, 320])
def test_the_page_has_no_barrier_and_never_scrolls_sideways(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    found = Axe().run(page).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []
    assert page.evaluate("document.documentElement.scrollWidth") == width
