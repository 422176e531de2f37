"""The paper for the meeting: twelve sheets at most, whatever it is of; the rest is its appendix."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from tests.report import sample

from tallystick.find.findings import Findings
from tallystick.report.document import Document, text_of
from tallystick.report.find.document import findings_document
from tallystick.report.find.paper import PAGES, appendix, short_paper
from tallystick.report.pdf import render_pdf
from tallystick.report.word import render_docx
from tallystick.words.mistakes import Skipped


def sheets(made: bytes) -> int:
    """The pages of a PDF: the largest count of its trees of pages."""
    return max(int(count) for count in re.findall(rb"/Type/Pages/Count (\d+)", made))


@pytest.mark.parametrize(
    "findings",
    [sample.small(), sample.acted_on(), sample.empty(), sample.large()],
    ids=["two councils", "to act on", "nothing", "60 councils"],
)
def test_the_paper_has_at_most_twelve_sheets(findings: Findings) -> None:
    assert 1 <= sheets(render_pdf(short_paper(findings))) <= PAGES


def test_the_letters_are_in_the_paper_itself() -> None:
    made = render_pdf(short_paper(sample.small()))
    named = set(re.findall(rb"/FontName/[A-Z]{6}\+([A-Za-z-]+)", made))
    assert named == {b"LiberationSans", b"LiberationSans-Bold"}
    assert made.count(b"/FontFile2") >= 2 or made.count(b"/FontFile3") >= 2


def test_the_appendix_holds_all_that_the_report_holds() -> None:
    findings = sample.acted_on()
    assert appendix(findings).parts == findings_document(findings).parts
    assert appendix(findings).title.startswith("Appendix: where ")


def words(document: Document) -> str:
    """All that a document says, as it is written in JSON: every text of every block."""
    return repr([block for block in document.blocks()])


def test_no_paper_names_a_folder_of_this_machine(tmp_path: Path) -> None:
    folder = tmp_path / "home" / "somebody"
    file = folder / "may 2024.csv"
    skipped = Skipped(str(file), f"{file} holds no payments.", f"Open {file} and look.")
    findings = replace(sample.acted_on(), skipped=(skipped,))
    for document in (short_paper(findings), appendix(findings), findings_document(findings)):
        assert str(folder) not in words(document)
    assert "may 2024.csv holds no payments." in words(appendix(findings))


def test_word_has_the_same_parts() -> None:
    assert render_docx(short_paper(sample.acted_on())).startswith(b"PK")
    titles = [part.title for part in short_paper(sample.acted_on()).parts]
    assert titles[0] == "What to act on, ranked"
    assert titles[-2:] == [
        "How much of each council’s spending was seen",
        "What stands behind these figures",
    ]
    assert text_of(titles[0]) == titles[0]
