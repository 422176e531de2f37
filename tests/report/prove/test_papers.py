"""The papers of PROVE in every form: one document each, and nobody is shut out."""

import re
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
from axe_playwright_python.sync_playwright import Axe
from docx.oxml.ns import qn
from playwright.sync_api import Browser, sync_playwright
from tests.report.prove import world

from tallystick.report.document import Document, Picture, Table
from tallystick.report.pdf import render_pdf
from tallystick.report.prove.pack import pack_document
from tallystick.report.prove.register import register_document
from tallystick.report.prove.verdict import verdict_document
from tallystick.report.web import render, write_html
from tallystick.report.word import render_docx

PAPERS = ["verdict", "two-starts", "register", "tampered", "pack"]


@pytest.fixture(params=PAPERS)
def document(request: pytest.FixtureRequest, tmp_path: Path) -> Document:
    """Each paper in turn."""
    on = world.TODAY
    match request.param:
        case "verdict":
            return verdict_document(world.finding(), on=on)
        case "two-starts":
            return verdict_document(world.finding(world.joined_later()), on=on)
        case "register":
            return register_document(world.checked(), names=world.names, on=on)
        case "tampered":
            return register_document(world.tampered(), names=world.names, on=on)
    return pack_document(world.rebuilt(tmp_path), on=on)


def test_the_page_needs_no_script_and_fetches_nothing(document: Document) -> None:
    page = render(document)
    assert not re.search(r"<script|src=\"(?!data:)|href=\"http|url\(", page)
    assert "default-src 'none'" in page
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    wanted = re.findall(r'(?:href="#|aria-labelledby=")([^"]+)"', page)
    assert set(wanted) <= set(ids)
    assert page == render(document)


def test_the_pdf_can_be_read_aloud_and_is_the_same_each_time(document: Document) -> None:
    made = render_pdf(document)
    assert b"<pdfuaid:part>1</pdfuaid:part>" in made
    assert b"/MarkInfo" in made and b"en-GB" in made
    assert made == render_pdf(document)


def test_word_has_every_part_table_and_picture(document: Document, tmp_path: Path) -> None:
    (tmp_path / "out.docx").write_bytes(render_docx(document))
    opened = docx.Document(str(tmp_path / "out.docx"))
    headings = [line.text for line in opened.paragraphs if line.style.name == "Heading 1"]
    parts = [part.title for part in document.parts]
    assert [heading for heading in headings if heading in parts] == parts
    tables = [block for block in document.blocks() if isinstance(block, Table)]
    assert len(opened.tables) == len(tables)
    for held in opened.tables:
        assert held.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    alts = [block.alt for block in document.blocks() if isinstance(block, Picture)]
    assert [shape._inline.docPr.get("descr") for shape in opened.inline_shapes] == alts
    assert render_docx(document) == (tmp_path / "out.docx").read_bytes()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"]
        )
        yield chromium
        chromium.close()


@pytest.mark.browser
def test_nobody_is_shut_out(browser: Browser, document: Document, tmp_path: Path) -> None:
    out = tmp_path / "page.html"
    write_html(document, out)
    page = browser.new_page()
    page.goto(out.as_uri())
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    found = Axe().run(page).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []
    for width in (1280, 390, 320):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") == width
    page.close()
