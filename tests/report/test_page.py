"""What the page says, and what it must never do."""

import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from tests.report import sample

from tallystick.find.values import Findings
from tallystick.report import write_html
from tallystick.report.page import render
from tallystick.words.period import Month
from tallystick.words.rate import SavingRange

MOST_BYTES = 1_500_000


class Reader(HTMLParser):
    """The page as a reader's eyes and a browser's loader meet it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self._in_style = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._in_style = tag == "style"

    def handle_endtag(self, tag: str) -> None:
        self._in_style = False

    def handle_data(self, data: str) -> None:
        if not self._in_style:
            self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())


@pytest.fixture(scope="module")
def html() -> str:
    return render(sample.small())


@pytest.fixture(scope="module")
def text(html: str) -> str:
    return Reader(html).text


def test_the_answer_comes_first(text: str) -> None:
    assert "Where Alderbrook and Beckmoor buy the same back office" in text
    assert (
        "2 councils published 2,468 payment lines worth £5,000,000 in all months that the files "
        "hold. This report lists 1 back-office function that two or more of them run side by "
        "side, 1 kind of goods and services that they buy apart, and 1 supplier that they pay in "
        "common. If what they buy in common could be let again together, between £0 and £4.5k a "
        "year might be saved; the central figure is £1.8k."
    ) in text


def test_the_saving_is_a_range_with_its_condition(text: str) -> None:
    assert "£0 to £4.5k Central figure £1.8k." in text
    assert "only if the spend can be let again" in text
    assert "When the contracts end is not known from these files." in text


def test_the_parts_stand_in_the_order_of_the_argument(html: str) -> None:
    headings = re.findall(r'<h2 id="([a-z-]+)">', html)
    assert headings == [
        "cautions", "coverage", "overlap", "ladder", "opportunities", "method", "not-read",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "words",
    [
        "Alderbrook District Council 12 months: July 2021 to June 2022 none",
        "Beckmoor District Council 10 months: July 2021 to September 2021, December 2021 to "
        "June 2022 October 2021 to November 2021",
        "Beckmoor District Council 12 1,234 £2,500,000 gross every payment £125,000 5% £50,000 7 3",
        "Beckmoor publishes amounts with VAT.",
        "Not all councils cover the same months.",
    ],
)
def test_coverage_says_how_much_was_seen(text: str, words: str) -> None:
    assert words in text


def test_the_matrix_gives_pounds_and_suppliers_both_ways(text: str) -> None:
    assert "Alderbrook – the same council £13k 2 Beckmoor £6.9k 2 – the same council" in text
    assert "Alderbrook Beckmoor 2 £12,600" in text


def test_every_rung_stands_with_its_reason_and_unknown_stays_unknown(text: str) -> None:
    assert "Everything published £5,000,000 All lines in the window." in text
    assert "Back office £24,000 Without services for residents." in text
    assert "Ending soon enough to let together not known Not in these files." in text


@pytest.mark.parametrize(
    "words",
    [
        "C1 Software and licences IT 2 4 £18,000 £0 £1,800 £4,500",
        "S1 Courts Service Legal 2 1 £1,500 no rate no rate no rate",
        "Both councils buy software and licences, £18k a year between them. £0 to £4.5k a year "
        "might be saved , central figure £1.8k, if the spend can be let again.",
        "£18,000 a year in 12 payment lines of 2 councils to 4 named suppliers.",
        "Rate: 0% low, 10% central, 25% high, of the yearly cost of the systems in scope. "
        "Evidence: Two invented counties saved 23% by joining.",
        "No saving is claimed: the evidence supports no rate for this spending.",
        "The saving is that of the categories in it, each by its rate.",
        "Next step. Lay the contract registers side by side.",
        "Small purchases are seen only in Beckmoor.",
        "Alderbrook £12,000 0.48% 8 1 12 Beckmoor £6,000 0.24% 4 1 12",
        "Civica £10,000 4 Alderbrook and Beckmoor Civica · Civica LIMITED",
        "Published lines that this rests on (2 of 12 lines)",
        "Alderbrook Civica +Annual licence 12 March 2022 £1,234.56 Alderbrook/2022-03.xls, sheet "
        "March, line 41",
        "in/picture.csv in/picture.csv is a picture. Give the payments file.",
        "An invented report, 2020",
    ],
)
def test_an_opportunity_is_told_whole(text: str, words: str) -> None:
    assert words in text


def test_published_text_is_text(html: str, text: str) -> None:
    assert "<script" not in html
    assert sample.NASTY_NAME in text
    assert sample.FORMULA_NAME in text
    assert sample.LONG_NAME in text


@pytest.mark.parametrize("findings", [sample.small(), sample.empty()])
def test_the_page_fetches_nothing(findings: Findings) -> None:
    page = render(findings)
    loads = [
        value
        for tag, attributes in Reader(page).tags
        for name, value in attributes.items()
        if name in ("src", "srcset", "data", "poster", "action") or (name == "href" and tag != "a")
    ]
    assert loads == ["data:,"]
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


def test_every_link_inside_the_page_arrives(html: str) -> None:
    for page in (html, render(sample.empty()), render(sample.large(councils=3))):
        tags = Reader(page).tags
        places = [attributes["id"] for _, attributes in tags if "id" in attributes]
        assert len(places) == len(set(places))
        named = {
            str(attributes[name])
            for _, attributes in tags
            for name in ("href", "aria-labelledby")
            if name in attributes
        }
        inside = {name.removeprefix("#") for name in named if not name.startswith(("http", "data"))}
        assert inside <= set(places)


def test_nothing_to_compare_is_said_plainly() -> None:
    text = Reader(render(sample.empty())).text
    assert "The back office in the payments that Alderbrook published" in text
    assert "The evidence supports no saving figure for what they buy in common." in text
    assert "No function, kind of purchase or supplier was found in two or more" in text
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
    assert f"worth £5,000,000 {words}. This report" in Reader(render(findings)).text


def test_many_opportunities_stay_one_quick_page() -> None:
    findings = sample.large()
    page = render(findings)
    text = Reader(page).text
    assert len(page.encode()) < MOST_BYTES
    assert page.count('class="opportunity"') == 4 + 15 + 15
    assert "The first 15 are set out below." in text
    for found in findings.opportunities:  # those without a section are listed all the same
        assert found.title in text
    assert "(36 of 1,800 lines)" in text
    assert "too wide for paper" in text


def test_more_councils_than_a_cell_holds_are_counted() -> None:
    text = Reader(render(sample.large(councils=9, categories=1, suppliers=0))).text
    assert "Longmarsh-under-Edge 5 and 3 more" in text


def test_a_wide_matrix_turns_the_paper() -> None:
    assert '<section aria-labelledby="overlap" class="sideways">' in render(
        sample.large(councils=14, categories=1, suppliers=0)
    )


def test_a_council_with_more_credits_than_payments_breaks_nothing() -> None:
    findings = replace(
        sample.small(), coverage=(sample.coverage(sample.ALDERBROOK, pence=-5, redacted_pence=0),)
    )
    assert (
        "Alderbrook District Council 12 1,234 £0 net £500 £0 not known"
        in Reader(render(findings)).text
    )


def test_the_same_findings_give_the_same_bytes(tmp_path: Path) -> None:
    first, second = tmp_path / "a.html", tmp_path / "b.html"
    write_html(sample.small(), first)
    write_html(sample.small(), second)
    assert first.read_bytes() == second.read_bytes()
    assert sorted(tmp_path.iterdir()) == [first, second]


def test_no_back_office_rung_no_headline() -> None:
    findings = replace(sample.small(), ladder=(), saving=SavingRange(0, 0, 0))
    text = Reader(render(findings)).text
    assert "Back office, a year" not in text
    assert "The evidence supports no saving figure" in text
