"""What the report says, and what it must never do."""

import re
from dataclasses import replace

import pytest
from tests.report import sample
from tests.report.reader import Reader

from tallystick.find.findings import Findings
from tallystick.report.document import Document, Table, text_of
from tallystick.report.find.document import findings_document, leaves
from tallystick.report.pdf import render_pdf
from tallystick.report.web import render, render_leaves
from tallystick.report.word import render_docx
from tallystick.words.period import Month
from tallystick.words.rate import SavingRange

MOST_BYTES = 2_000_000


def page_of(findings: Findings) -> str:
    return render(findings_document(findings))


def table_of(document: Document, id: str) -> Table:
    return next(each for each in document.blocks() if isinstance(each, Table) and each.id == id)


def rows_of(document: Document, id: str) -> list[list[str]]:
    return [[text_of(cell.words) for cell in row] for row in table_of(document, id).rows]


@pytest.fixture(scope="module")
def html() -> str:
    return page_of(sample.small())


@pytest.fixture(scope="module")
def text(html: str) -> str:
    return Reader(html).text


@pytest.fixture(scope="module")
def full() -> Document:
    return findings_document(sample.acted_on())


def test_the_answer_comes_first(text: str) -> None:
    assert "Where Alderbrook and Beckmoor buy the same back office" in text
    assert (
        "2 councils published 2,468 payment lines worth £5,000,000 in all months that the files "
        "hold. This report lists 1 opportunity to act on together, no pound of saving twice: 1 "
        "kind of goods or services. If what they buy in common could be let again "
        "together, between £0 and £4.5k a year might be saved; the central figure is £1.8k."
    ) in text


def test_the_saving_is_a_range_with_its_condition(text: str) -> None:
    assert "£0 to £4.5k Central figure £1.8k." in text
    assert "only if the spend can be let again" in text


def test_the_parts_stand_in_the_order_of_the_argument(full: Document) -> None:
    assert [part.id for part in full.parts] == [
        "opportunities", "opportunity-C1", "opportunity-P1", "fallen", "views", "ladder",
        "councils",
        f"council-{sample.ALDERBROOK.code}", "overlap", "systems", "coverage", "method",
        "not-read",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "words",
    [
        "Alderbrook District Council 12 months: July 2021 to June 2022 none",
        "Beckmoor District Council 10 months: July 2021 to September 2021, December 2021 to "
        "June 2022 October 2021 to November 2021",
        "Beckmoor gross every payment 12 1,234 £2,500,000 £125,000 5% £50,000 7 0 £0 3",
        "Beckmoor publishes amounts with VAT.",
        "Not all councils cover the same months.",
    ],
)
def test_coverage_says_how_much_was_seen(text: str, words: str) -> None:
    assert words in text


def test_the_square_gives_pounds_and_suppliers_both_ways(text: str) -> None:
    assert "Alderbrook – £9.5k 2 Beckmoor £5.2k 2 –" in text
    assert "Alderbrook Beckmoor 2 £9,450 £12,600" in text


def test_every_rung_stands_with_its_reason_and_unknown_stays_unknown(text: str) -> None:
    assert "Everything published £3,750,000 £5,000,000 All lines in the window." in text
    assert "Back office £18,000 £24,000 Without services for residents." in text
    assert "Ending soon enough to let together not known not known Not in these files." in text


@pytest.mark.parametrize(
    "words",
    [
        "C1 1 Software and licences IT 2 £18,000 £18,000 £18,000 £13,500 paid £0 £1,800 £4,500",
        "S1 Courts Service Legal 2 £1,500 £1,500 not known no rate no rate no rate",
        "Both councils buy software and licences, £18k a year between them.",
        "Might be saved a year £0 to £4.5k Central £1.8k, if it can be let again.",
        "Rate: 0% low, 10% central, 25% high, of the yearly cost of the systems in scope.",
        "Evidence: Two invented counties saved 23% by joining.".removeprefix("Evidence: "),
        "Next step. Lay the contract registers side by side.",
        "Small purchases are seen only in Beckmoor.",
        "Alderbrook £12,000 £12,000 0.48% 8 1 12 Beckmoor £6,000 £6,000 0.24% 4 1 12 All "
        "£18,000 £18,000 12 4",
        "Civica £10,000 £10,000 4 Alderbrook and Beckmoor Civica · and 1 more",
        "C1: published lines (2 of 12 lines)",
        "Alderbrook Civica +Annual licence 12 March 2022 Alderbrook/2022-03.xls, sheet March, "
        "line 41 £1,234.56",
        "picture.csv picture.csv is a picture. Give the payments file.",
        "An invented report, 2020",
    ],
)
def test_an_opportunity_is_told_whole(text: str, words: str) -> None:
    assert words in text


def test_an_opportunity_to_act_on_says_why_when_with_whom_and_what_is_in_the_way(
    full: Document,
) -> None:
    text = Reader(render(full)).text
    for words in (
        "One firm to meet. A wide gap a head. All that is left.",
        "Ask: the heads of IT and the section 151 officers.",
        "From when. One contract could serve both from 1 April 2027.",
        "Alderbrook should not extend now.",
        "What stands in the way No contract register was given.",
        "Bought here Without all else. Not known of 1 council. £13,500 £18,000",
        "By councils that stand Nothing drops out here. £9,000 £12,000",
        "Ending soon No register was given. not known",
        "Alderbrook and Beckmoor One publishes with VAT. Each borders another of them. £13,500 "
        "£18,000 £0 to £4.5k",
        "Alderbrook Civica =Ledger 31 March 2027, extended 31 March 2029 registers/contracts.csv, "
        "line 9 £12,000",
        "Might be saved a year no figure The evidence supports no rate.",
        "C2 Printing Alderbrook ended in 2023. 2 £18,000 £18,000",
    ):
        assert words in text, words


def test_the_list_to_act_on_counts_every_pound_once(full: Document) -> None:
    assert [(row[0], row[1], row[7], row[8]) for row in rows_of(full, "act-on")] == [
        ("C1", "1", "£18,000", "£12,000"),
        ("P1", "2", "£6,000", "£6,000"),
    ]
    total = table_of(full, "act-on").total
    assert total is not None
    assert [cell.words for cell in total[-5:]] == ["", "£18,000", "£0", "£1,800", "£4,500"]


def test_a_council_sees_where_it_stands(full: Document) -> None:
    id = f"council-{sample.ALDERBROOK.code}"
    text = Reader(render(full)).text
    assert rows_of(full, f"{id}-beside") == [
        ["Software and licences", "IT", "above all others", "£9,000", "£12,000", "£0.12", "1",
         "£0.06",
         "£0.06", "£0.06"],
    ]  # fmt: skip
    assert rows_of(full, f"{id}-alone") == [["Hosting", "£300", "£400", "£0.00"]]
    assert rows_of(full, f"{id}-opportunities") == [
        ["1", "Software and licences", "1", "£12,000", "£12,000", "£18,000", "£0 to £4.5k"]
    ]
    assert rows_of(full, f"{id}-systems") == [
        ["Ledger", "Ledger One", "sure: a line names it", "£12,000", "£12,000"]
    ]
    assert "Alderbrook ends on 1 April 2028." in text
    assert "Most like it. Beckmoor (a neighbour)." in text
    assert "£3m for central services in 2023/24, £30.00 a head, of £9m in all." in text


def test_what_is_not_known_of_systems_is_left_out(full: Document) -> None:
    assert rows_of(full, "systems-table") == [
        ["Ledger", "Ledger One", "1: Alderbrook", "sure", "£12,000", "£12,000"]
    ]


def test_published_text_is_text(html: str, text: str) -> None:
    assert "<script" not in html
    assert sample.NASTY_NAME in text
    assert sample.FORMULA_NAME in text


@pytest.mark.parametrize("findings", [sample.small(), sample.empty(), sample.acted_on()])
def test_the_page_fetches_nothing(findings: Findings) -> None:
    page = page_of(findings)
    loads = [
        str(value)
        for tag, attributes in Reader(page).tags
        for name, value in attributes.items()
        if name in ("src", "srcset", "data", "poster", "action") or (name == "href" and tag != "a")
    ]
    assert all(load.startswith("data:") for load in loads)
    assert "url(" not in page
    assert "@import" not in page
    assert not any(
        name.startswith("on") for _, attributes in Reader(page).tags for name in attributes
    )


def test_the_only_way_out_is_the_sources_of_the_rates(html: str) -> None:
    links = [attributes["href"] for tag, attributes in Reader(html).tags if tag == "a"]
    assert [link for link in links if not str(link).startswith("#")] == [
        "https://www.evidence.example/join"
    ]


@pytest.mark.parametrize(
    "findings",
    [sample.small(), sample.empty(), sample.acted_on(), sample.large(councils=3)],
    ids=["small", "empty", "acted on", "large"],
)
def test_every_link_arrives_on_one_page_and_on_many(findings: Findings) -> None:
    document = findings_document(findings)
    pages = render_leaves(document, leaves(document))
    assert set(pages) >= {"index.html", "method.html", "coverage.html"}
    places = {name: re.findall(r' id="([^"]+)"', page) for name, page in pages.items()}
    places[""] = re.findall(r' id="([^"]+)"', render(document))
    assert all(len(ids) == len(set(ids)) for ids in places.values())
    for name, page in {**pages, "": render(document)}.items():
        for to in re.findall(r'href="([^"]+)"', page):
            if not to.startswith(("http", "data:")):
                file, _, place = to.partition("#")
                assert place in {*places[file or name], "", "main"}, to
        assert set(re.findall(r'aria-labelledby="([^"]+)"', page)) <= set(places[name])


def test_every_page_can_be_reached_from_the_first() -> None:
    document = findings_document(sample.acted_on())
    pages = render_leaves(document, leaves(document))
    found, seen = ["index.html"], set[str]()
    while found:
        name = found.pop()
        seen.add(name)
        links = re.findall(r'href="([^"#]+\.html)', pages[name])
        found += [link for link in set(links) if link not in seen]
    assert seen == set(pages)


def test_nothing_to_compare_is_said_plainly() -> None:
    text = Reader(page_of(sample.empty())).text
    assert "The back office in the payments that Alderbrook published" in text
    assert "The evidence supports no saving figure for what they buy in common." in text
    assert "This report found nothing that two or more of them could act on together." in text
    assert "no month with a usual number of lines" in text
    assert "None: every file that was given was read." in text
    assert "No rate was used here." in text


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2021-07", "2022-06", "from July 2021 to June 2022"),
        ("2021-07", None, "from July 2021 on"),
        (None, "2022-06", "up to June 2022"),
    ],
)
def test_the_window_is_said(first: str | None, last: str | None, words: str) -> None:
    findings = replace(
        sample.small(),
        first_month=first and Month.parse(first),
        last_month=last and Month.parse(last),
    )
    assert f"worth £5,000,000 {words}. This report" in Reader(page_of(findings)).text


def test_many_opportunities_stay_one_page_and_no_council_is_lost() -> None:
    findings = sample.large()
    page = page_of(findings)
    text = Reader(page).text
    assert len(page.encode()) < MOST_BYTES
    assert page.count(' id="opportunity-') >= len(findings.to_act_on) > 30  # each has its page
    for found in findings.to_act_on:
        assert found.title in text
    assert "(7 of 1,800 lines)" in text
    assert "too wide for paper" in text
    assert "55 councils more" in text


def test_more_councils_than_a_cell_holds_are_counted() -> None:
    text = Reader(page_of(sample.large(councils=9, categories=1, suppliers=0))).text
    assert "Longmarsh-under-Edge 2 and 6 more" in text


def test_a_council_with_more_credits_than_payments_breaks_nothing() -> None:
    findings = replace(
        sample.small(), coverage=(sample.coverage(sample.ALDERBROOK, pence=-5, redacted_pence=0),)
    )
    assert "Alderbrook net £500 12 1,234 £0 £0 not known" in Reader(page_of(findings)).text


@pytest.mark.parametrize(
    "findings", [sample.small(), sample.empty(), sample.acted_on()], ids=["small", "empty", "full"]
)
def test_it_can_be_printed_by_word_and_read_aloud(findings: Findings) -> None:
    document = findings_document(findings)
    assert render_pdf(document) == render_pdf(findings_document(findings))
    assert render_docx(document) == render_docx(findings_document(findings))


def test_no_back_office_rung_no_headline() -> None:
    findings = replace(sample.small(), ladder=(), saving=SavingRange(0, 0, 0))
    text = Reader(page_of(findings)).text
    assert "Back office, a year" not in text
    assert "The evidence supports no saving figure" in text
