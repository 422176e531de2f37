"""What was paid stands beside every yearly figure, files that bear none have none, and bodies are
called what they are."""

from dataclasses import replace

from tests.report import sample
from tests.report.reader import Reader

from tallystick.find.findings import Findings, Opportunity
from tallystick.report.document import Document, Table, text_of
from tallystick.report.find.document import findings_document
from tallystick.report.find.listing import NO_YEAR
from tallystick.report.find.paper import short_paper
from tallystick.report.web import render
from tallystick.words.council import Council, CouncilKind

BESIDE = ("Paid", "Pounds paid", "It paid", "Paid in these", "The two paid in those")


def tables_of(document: Document) -> list[Table]:
    return [each for each in document.blocks() if isinstance(each, Table)]


def cells(document: Document, id: str) -> list[list[str]]:
    (table,) = (each for each in tables_of(document) if each.id == id)
    return [[text_of(cell.words) for cell in row] for row in table.rows]


def weak() -> Findings:
    """The sample, of whose two councils the second bears no yearly figure."""

    def without(found: Opportunity) -> Opportunity:
        return replace(
            found,
            councils=tuple(
                replace(each, is_weak=each.council is sample.BECKMOOR) for each in found.councils
            ),
        )

    findings = sample.acted_on()
    return replace(
        findings,
        opportunities=tuple(map(without, findings.opportunities)),
        pairs=tuple(
            replace(each, is_weak=each.council == sample.BECKMOOR.code) for each in findings.pairs
        ),
        profiles=tuple(replace(each, is_weak=True) for each in findings.profiles),
        systems=tuple(replace(each, is_weak=True) for each in findings.systems),
    )


def of_kind(kind: CouncilKind) -> Findings:
    """The sample, its bodies of a kind and with names that hold no word for it."""

    def made(body: Council) -> Council:
        return replace(body, kind=kind, name=f"Office of {body.short_name}")

    findings = sample.acted_on()
    return replace(
        findings,
        coverage=tuple(replace(one, council=made(one.council)) for one in findings.coverage),
    )


def test_every_table_of_yearly_pounds_says_what_was_paid() -> None:
    # A contract's yearly value is what its register says: nothing was scaled.
    tables = [each for each in tables_of(findings_document(sample.acted_on())) if each.rows]
    checked = 0
    for table in tables:
        titles = [column.title for column in table.columns]
        yearly = any("ounds a year" in title or "Spent a year" in title for title in titles)
        if yearly and not table.id.endswith("-contracts"):
            assert any(title in BESIDE for title in titles), (table.id, titles)
            checked += 1
    assert checked > 9


def test_files_that_bear_no_yearly_figure_have_none_in_any_table() -> None:
    document = findings_document(weak())
    rows = {row[0]: row for row in cells(document, "opportunity-C1-councils")}
    assert rows["Alderbrook"][1:3] == ["£12,000", "£12,000"]
    assert rows["Beckmoor"][1:3] == ["£6,000", NO_YEAR]
    assert cells(document, "pairs")[1][2:] == ["2", "£5,175", NO_YEAR]
    code = sample.ALDERBROOK.code
    assert cells(document, f"council-{code}-beside")[0][3:5] == ["£9,000", NO_YEAR]
    assert cells(document, f"council-{code}-alone")[0][1:3] == ["£300", NO_YEAR]
    assert cells(document, f"council-{code}-systems")[0][-1] == NO_YEAR
    assert cells(document, "systems-table")[0][-1] == NO_YEAR


def test_a_council_sees_two_pictures_and_no_sum_of_both() -> None:
    text = Reader(render(findings_document(sample.acted_on()))).text
    assert (
        "Alderbrook pays outside firms for the own work of 1 function of its back office: £0 paid, "
        "which is £0 a year. Through these it buys for all its services: £9k paid, which is £12k a "
        "year."
    ) in text


def test_departments_are_called_departments_and_mixtures_bodies() -> None:
    departments = of_kind(CouncilKind.DEPARTMENT)
    text = Reader(render(findings_document(departments))).text
    assert "2 departments published" in text
    assert "The departments, each beside the others" in text
    assert "Bought by two or more departments" in text
    mixed = replace(
        departments,
        coverage=(
            departments.coverage[0],
            replace(
                departments.coverage[1],
                council=replace(departments.coverage[1].council, kind=CouncilKind.AGENCY),
            ),
        ),
    )
    paper = Reader(render(short_paper(mixed))).text
    assert "2 bodies published" in paper
    assert "How much of each body’s spending was seen" in paper
    # The words of the sample itself, which stand for names and remarks.
    for said in (text, paper):
        bare = said.replace("Not all councils cover", "").replace("Both councils buy", "")
        bare = bare.replace("English councils from", "")
        assert "council" not in bare.lower()
