"""The scrutiny page and the workbook: every figure is there, nothing typed becomes markup."""

import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest
from python_calamine import load_workbook
from tests.prove.claim_world import ACT, VALE, claim
from tests.prove.service_world import evidence, register

from tallystick.prove.register.register import ClaimRegister, put
from tallystick.prove.verdict.findings import PartnershipFinding
from tallystick.prove.verdict.service import judge_partnership
from tallystick.report.prove_page import render_prove, write_prove_html
from tallystick.report.prove_picture import lines
from tallystick.report.prove_workbook import write_prove_xlsx
from tallystick.words.money import pounds
from tallystick.words.period import Month

TODAY = date(2025, 6, 1)
VOID = {"meta", "link", "br", "rect", "line", "path"}


def finding(held: ClaimRegister | None = None) -> PartnershipFinding:
    return judge_partnership(held or register(), "vale", evidence(), on=TODAY)


def test_the_page_says_every_total() -> None:
    found = finding()
    page = render_prove(found, made_on=TODAY)
    totals = found.totals
    for pence in (totals.promised, totals.rebased, totals.due, totals.delivered, totals.verified):
        assert pounds(pence) in page
    assert "not known" in page  # the cost to leave
    assert found.head in page
    assert not re.search(r"<script|src=|href=\"http|url\(", page)


def test_what_was_typed_is_escaped() -> None:
    named = replace(VALE, partnership=replace(VALE.partnership, name="<b>Vale</b>"))
    held = put(ClaimRegister(), [named], [claim(said={"source": "<i>", "on": "2024-01-01",
                                                 "pounds": "1"})], act=ACT)  # fmt: skip
    page = render_prove(finding(held), made_on=TODAY)
    assert "<b>Vale" not in page and "&lt;b&gt;Vale" in page and "&lt;i&gt;" in page


def test_a_claim_without_a_comparison_still_has_its_page() -> None:
    early = replace(VALE, start=Month.parse("2023-08"), leaving_pence=4_500_000)
    page = render_prove(finding(put(ClaimRegister(), [early], [claim()], act=ACT)), made_on=TODAY)
    assert "No comparison could be made." in page and "£45,000" in page
    assert "<svg" not in page


class _Balance(HTMLParser):
    """Keeps the open elements, every id and every id that is referred to."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.wanted: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = dict(attrs)
        self.ids += [held["id"] or ""] if "id" in held else []
        self.wanted += (held.get("aria-labelledby") or "").split()
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        pass

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_the_page_is_whole_and_labelled() -> None:
    page = _Balance()
    page.feed(render_prove(finding(), made_on=TODAY))
    assert page.open == []
    assert len(set(page.ids)) == len(page.ids)
    assert set(page.wanted) <= set(page.ids)


def test_the_same_finding_gives_the_same_bytes(tmp_path: Path) -> None:
    found = finding()
    for write, name in ((write_prove_html, "a.html"), (write_prove_xlsx, "a.xlsx")):
        write(found, tmp_path / name, made_on=TODAY)
        first = (tmp_path / name).read_bytes()
        write(found, tmp_path / name, made_on=TODAY)
        assert (tmp_path / name).read_bytes() == first


def test_the_workbook_holds_the_claims(tmp_path: Path) -> None:
    found = finding()
    write_prove_xlsx(found, tmp_path / "a.xlsx", made_on=TODAY)
    book = load_workbook(tmp_path / "a.xlsx")
    assert book.sheet_names == ["Claims", "Variance", "Months", "Weights", "Guards"]
    row = book.get_sheet_by_name("Claims").to_python()[4]
    assert row[:5] == ["C1", "supported", 40_000.0, 26_400.0, 26_400.0]
    _, first, now, delivered, whole, *parts = book.get_sheet_by_name("Variance").to_python()[4]
    assert (first, now) == (40_000.0, 26_400.0)
    assert whole == pytest.approx(sum(parts)) == pytest.approx(delivered - first)


def test_the_page_says_why_delivered_and_promised_differ() -> None:
    page = render_prove(finding(), made_on=TODAY)
    assert "Why delivered and first promised differ" in page
    assert page.count("−£13,600") == 1  # the promise was lowered by so much


def test_a_picture_spans_from_nought_to_the_most() -> None:
    """Two months, £0 and £100: the line runs from the bottom left to the top right."""
    april, may = Month.parse("2024-04"), Month.parse("2024-05")
    drawn = lines((april, may), (0, 10_000), (10_000, 10_000), start=may)
    assert drawn.actual == "M52 176L632 10"
    assert re.findall(r" (\d+)", drawn.expected) == ["10", "10"]
    assert [mark.text for mark in drawn.levels] == ["£100", "£0"]
    assert [mark.text for mark in drawn.dates] == ["2024-04", "2024-05"]
