"""One document, three forms: what each of them holds, and what none of them may do."""

import io
import re
import zipfile
from datetime import date

import docx
import pytest
from docx.oxml.ns import qn

from tallystick.report.charts import Span, spans
from tallystick.report.document import (
    Cell,
    Column,
    Document,
    Figure,
    Figures,
    Heading,
    Holds,
    Look,
    Note,
    Paragraph,
    Part,
    Picture,
    Piece,
    Points,
    Table,
    Terms,
    Tone,
    columns,
    table,
    text_of,
    with_links,
)
from tallystick.report.pdf import render_pdf
from tallystick.report.web import Leaf, render, render_leaves
from tallystick.report.widths import widths
from tallystick.report.word import render_docx

NASTY = "<script>alert(1)</script> & =cmd \x01#panic \udc80 \U0001f4a9"

PAYS = table(
    "pays",
    "What each pays",
    columns=(Column("Council"), Column("Pounds", Holds.FIGURE), Column("", Holds.BAR)),
    rows=[("Ash", "£12", Cell(bar=100)), (Cell("Beck", note="with VAT"), "£6", Cell(bar=50))],
    total=("Both", "£18", Cell()),
)
WIDE = table(
    "wide",
    "Fourteen columns",
    columns=columns(("Council",), [f"Year {at}" for at in range(13)]),
    rows=[("Ash", *["£1"] * 13)],
)
DRAWN = Picture("drawn", "Drawn", "Ash pays twice what Beck pays", spans([Span("A", 0, 12, "12")]))
SQUARE = Table(
    id="square",
    caption="Who shares with whom",
    columns=columns(("",), ("Ash", "Beck")),
    rows=((Cell("Ash"), Cell("–"), Cell("£5", shade=4)), (Cell("Beck"), Cell("£2"), Cell("–"))),
    look=Look.TURNED,
)


def document(*, nasty: str = "") -> Document:
    """A document with every kind of block."""
    return Document(
        title=f"A paper {nasty}".strip(),
        made_on=date(2026, 11, 23),
        opening=(
            Paragraph("The answer first.", Tone.LEAD),
            Figures((Figure("Councils", "2"), Figure("Saved", "£5", "If all comes"))),
            Note("mind", "Before you use these", ("One thing.",)),
        ),
        parts=(
            Part(
                id="first",
                title="The first part",
                blocks=(
                    Paragraph((Piece("See "), Piece("the drawing", to="#drawn"), Piece("."))),
                    Paragraph((Piece("Lost ", to="#nowhere"), Piece(nasty or "x"))),
                    PAYS,
                    Heading("Below it", id="below"),
                    Points(("a point", with_links("of https://www.example.org/a."))),
                    Terms((("A term", ("is explained.",)),)),
                    WIDE,
                    SQUARE,
                ),
            ),
            Part(id="under", title="Under it", blocks=(DRAWN,), level=2, new_page=True),
            Part(
                id="secret", title="Appendix", blocks=(Points((nasty or "y",)),), exempt="Not yet."
            ),
        ),
        closing="Made by a test.",
    )


@pytest.fixture(scope="module")
def opened() -> docx.document.Document:
    return docx.Document(io.BytesIO(render_docx(document())))


def test_a_row_has_a_cell_for_each_column() -> None:
    with pytest.raises(ValueError, match="sums"):
        table("sums", "Sums", columns=columns(("One", "Two")), rows=[("a",)])


def test_addresses_become_links_and_the_words_stay() -> None:
    words = with_links("see https://www.example.org/a, or ask")
    assert words == (
        Piece("see "),
        Piece("example.org/a", to="https://www.example.org/a"),
        Piece(", or ask"),
    )
    assert with_links("no address") == "no address"
    assert text_of(words) == "see example.org/a, or ask"


def test_figures_are_never_narrower_than_they_are() -> None:
    wide, narrow = widths(PAYS, bars=True), widths(PAYS, bars=False)
    assert wide[1] >= len("Pounds") and wide[2] > 0
    assert narrow[2] == 0 and narrow[:2] == wide[:2]
    assert widths(WIDE, bars=False)[0] >= len("Council")


def test_the_page_holds_every_block_and_no_dead_link() -> None:
    page = render(document())
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'(?:href="#|aria-labelledby=")([^"]+)"', page)) <= set(ids)
    assert "#nowhere" not in page
    assert '<a href="#drawn">the drawing</a>' in page
    assert "<h1>A paper</h1>" in page and '<h2 id="first">' in page and '<h3 id="under">' in page
    foot = '<tfoot><tr><th scope="row" class="long">Both</th><td class="n key" data-t="Pounds">£18'
    assert foot in page
    assert 'alt="Ash pays twice what Beck pays"' in page
    assert '<p class="exempt"><strong>Not yet.</strong></p>' in page


def test_leaves_link_to_the_leaf_that_holds_the_place() -> None:
    whole = document()
    pages = render_leaves(
        whole,
        [
            Leaf("index.html", whole.title, whole.opening, whole.parts[:1]),
            Leaf("under.html", "Under it", (), whole.parts[1:2]),
        ],
    )
    assert list(pages) == ["index.html", "under.html"]
    assert '<a href="under.html#drawn">the drawing</a>' in pages["index.html"]
    assert '<h1 id="under">Under it</h1>' in pages["under.html"]
    assert '<a href="index.html">A paper</a>' in pages["under.html"]


def test_word_has_real_headings_and_its_properties(opened: docx.document.Document) -> None:
    styled = [(line.style.name, line.text) for line in opened.paragraphs]
    assert ("Title", "A paper") in styled
    assert ("Heading 1", "The first part") in styled
    assert ("Heading 2", "Below it") in styled
    assert ("Heading 2", "Under it") in styled
    about = opened.core_properties
    assert (about.title, about.author, about.language) == ("A paper", "Tallystick", "en-GB")
    assert about.created == about.modified
    assert about.created is not None and about.created.date() == date(2026, 11, 23)
    languages = {each.get(qn("w:val")) for each in opened.styles.element.iter(qn("w:lang"))}
    assert languages == {"en-GB"}


def test_words_tables_say_what_they_are(opened: docx.document.Document) -> None:
    first = opened.tables[0]
    assert [[cell.text for cell in row.cells] for row in first.rows] == [
        ["Council", "Pounds"], ["Ash", "£12"], ["Beck\nwith VAT", "£6"], ["Both", "£18"],
    ]  # fmt: skip
    for each in opened.tables:
        assert each.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        about = each._tbl.tblPr
        assert about.find(qn("w:tblCaption")).get(qn("w:val"))
    captions = [line.text for line in opened.paragraphs if line.style.name == "Caption"]
    assert captions == ["What each pays", "Fourteen columns", "Who shares with whom", "Drawn"]


def test_words_pictures_have_words(opened: docx.document.Document) -> None:
    (shape,) = opened.inline_shapes
    assert shape._inline.docPr.get("descr") == "Ash pays twice what Beck pays"


def test_word_turns_wide_tables_and_marks_what_is_exempt(opened: docx.document.Document) -> None:
    turned = [section.page_width > section.page_height for section in opened.sections]
    assert turned == [False, True, False, False]
    heads = ["".join(line.text for line in each.header.paragraphs) for each in opened.sections]
    assert heads == ["", "", "", "EXEMPT: not for publication"]


def test_word_links_to_places_that_are_there(opened: docx.document.Document) -> None:
    body = opened.element.body
    marks = {each.get(qn("w:name")) for each in body.iter(qn("w:bookmarkStart"))}
    links = [each.get(qn("w:anchor")) for each in body.iter(qn("w:hyperlink"))]
    assert {link for link in links if link} <= marks
    outside = [each.get(qn("r:id")) for each in body.iter(qn("w:hyperlink"))]
    assert [opened.part.rels[id].target_ref for id in outside if id] == [
        "https://www.example.org/a"
    ]


def test_the_pdf_says_that_it_can_be_read_aloud() -> None:
    made = render_pdf(document())
    assert b"<pdfuaid:part>1</pdfuaid:part>" in made
    assert b"/Lang" in made and b"en-GB" in made
    assert b"/MarkInfo" in made


@pytest.mark.parametrize("write", [render_pdf, render_docx])
def test_the_same_document_gives_the_same_bytes(write: object) -> None:
    assert callable(write)
    assert write(document()) == write(document())


@pytest.mark.parametrize("nasty", [NASTY, "\u0378 unassigned", "中文", "]#panic()[", "\x00\x08"])
def test_published_text_breaks_no_form_and_runs_nowhere(nasty: str) -> None:
    given = document(nasty=nasty)
    assert render_pdf(given).startswith(b"%PDF-")
    with zipfile.ZipFile(io.BytesIO(render_docx(given))) as parts:
        text = parts.read("word/document.xml").decode()
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f]", text)
    assert "<script" not in text and "<script" not in render(given)
    assert docx.Document(io.BytesIO(render_docx(given))).paragraphs
