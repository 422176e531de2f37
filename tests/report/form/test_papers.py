"""The papers of FORM: what they say, how they reconcile, and that nobody is shut out."""

from collections.abc import Iterator
from datetime import date
from html import escape
from pathlib import Path

import docx
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, sync_playwright
from python_calamine import CalamineWorkbook
from tests.form import case_world as world
from tests.report.reader import Reader

from tallystick.form.agreement.exit_paper import ExitPaper, make_exit_paper
from tallystick.form.agreement.file import read_agreement
from tallystick.form.case.options import make_case
from tallystick.form.case.paper import Paper, answer, make_paper, worth
from tallystick.reference.appraisal import load_discount_schedule
from tallystick.reference.case import load_case_settings
from tallystick.report.document import Table
from tallystick.report.form.case import case_document
from tallystick.report.form.case_sheets import write_case_xlsx
from tallystick.report.form.exit import exit_document
from tallystick.report.form.plain import case_as_plain, exit_as_plain
from tallystick.report.pdf import render_pdf
from tallystick.report.web import render, write_html
from tallystick.report.word import render_docx
from tallystick.words.money import pounds
from tallystick.words.remarks import say_all

ON = date(2026, 11, 23)
NOTICE = date(2026, 11, 30)


@pytest.fixture(scope="module")
def plan_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    text = world.changed("source: Payroll, grade: A", 'source: "<b>Payroll</b> & co", grade: A')
    return world.written(tmp_path_factory.mktemp("plan"), text)


@pytest.fixture(scope="module")
def paper(plan_file: Path) -> Paper:
    plan, terms = world.read(plan_file)
    case = make_case(
        plan, terms, settings=load_case_settings(), schedule=load_discount_schedule(ON)
    )
    return make_paper(case, about="lead")


@pytest.fixture(scope="module")
def exit_paper(plan_file: Path) -> ExitPaper:
    plan, _terms = world.read(plan_file)
    return make_exit_paper(plan, read_agreement(plan_file, plan), world.HUNTS, notice=NOTICE)


def test_the_five_cases_stand_in_their_order(paper: Paper) -> None:
    tags = Reader(render(case_document(paper, on=ON))).tags
    assert [attrs["id"] for tag, attrs in tags if tag == "h2"] == [
        "cautions", "recommended", "strategic", "economic", "fair", "risk", "commercial",
        "financial", "management", "assumptions", "exempt",
    ]  # fmt: skip


def test_the_answer_stands_first_and_every_option_is_there(paper: Paper) -> None:
    text = Reader(render(case_document(paper, on=ON))).text
    assert " ".join(say_all(answer(paper), paper.case.plan.names)) in text
    for option in paper.case.options:
        assert option.option.name in text
        assert pounds(worth(option.group)) in text


def test_every_figure_of_the_case_says_what_it_rests_on(paper: Paper) -> None:
    html = render(case_document(paper, on=ON))
    for line in paper.shared.lines:
        assert escape(line.because, quote=False).replace("'", "&#39;") in html.replace("&#34;", '"')
    assert "Not for publication until the monitoring officer has decided." in html
    for sentence in ("Equality Act 2010, section 149", "Of those who leave 25% are 55 or over"):
        assert sentence in html


def test_what_a_plan_says_is_escaped(paper: Paper, exit_paper: ExitPaper) -> None:
    html = render(case_document(paper, on=ON))
    assert "<b>Payroll" not in html and "&lt;b&gt;Payroll&lt;/b&gt; &amp; co" in html
    for page in (html, render(exit_document(exit_paper, on=ON))):
        assert "<script" not in page and "default-src 'none'" in page


def test_a_payback_after_the_reorganisation_is_a_caution(paper: Paper) -> None:
    text = Reader(render(case_document(paper, on=ON))).text
    assert "and a reorganisation comes on 1 April 2030." in text


def test_plain_values_add_up(paper: Paper) -> None:
    plain = case_as_plain(paper)
    assert [each["option"] for each in plain["options"]][:2] == ["nothing", "minimum"]
    for option in plain["options"]:
        for field in ("cash_releasing", "not_releasing", "once", "yearly", "net"):
            years = zip(*(each[field] for each in option["councils"]), strict=True)
            assert [sum(year) for year in years] == option["group"][field]
    counted = [sum(year) for year in zip(*(e["counted"] for e in plain["lines"]
               if e["kind"] == "one-off cost"), strict=True)]  # fmt: skip
    lead = next(each for each in plain["options"] if each["option"] == "lead")
    assert counted == lead["group"]["once"]
    assert plain["odds"][-1]["council"] == "" and plain["odds"][-1]["late"] is not None


def test_the_workbook_holds_every_line(paper: Paper, tmp_path: Path) -> None:
    out = tmp_path / "case.xlsx"
    write_case_xlsx(paper, out, on=ON)
    book = CalamineWorkbook.from_path(out)
    assert book.sheet_names == [
        "Options", "Budgets", "Fairness", "Ways", "Odds", "Tornado", "Lines",
        "Cautions", "Assumptions",
    ]  # fmt: skip
    rows = book.get_sheet_by_name("Lines").to_python()[4:]
    # Headings and the total stand above and below the lines.
    assert len([row for row in rows if row[3]]) == len(paper.shared.lines)
    first = out.read_bytes()
    write_case_xlsx(paper, out, on=ON)
    assert out.read_bytes() == first


def test_who_pays_and_carries_what_is_shown(tmp_path: Path) -> None:
    """Three that would pay £1,000 each alone pay £1,200 together, in equal shares."""
    groups = f"case:\n  groups: {{hr: [[{world.CAMBRIDGE}, {world.HUNTS}, {world.SOUTH}]]}}\n"
    text = world.modelled(coordination=100).replace("case:\n", groups)
    text = text.replace("  hr:\n", "  hr:\n    basis: equal\n")
    plan, terms = world.read(world.written(tmp_path, text))
    settings, schedule = load_case_settings(), load_discount_schedule(ON)
    paper = make_paper(make_case(plan, terms, settings=settings, schedule=schedule))
    page = Reader(render(case_document(paper, on=ON))).text
    assert "billed in equal shares" in page
    assert "Cambridge pays £400, £600 less than alone; could not do better" in page
    assert "carries £300 of the £900 that nobody adds by joining" in page
    assert "What was put in is repaid first" in page and "not open" not in page
    plain = case_as_plain(paper)
    assert plain["groups"] == {"hr": [[world.CAMBRIDGE, world.HUNTS, world.SOUTH]]}
    assert [each["pays"] for each in plain["fairness"][0]["shares"]] == [40_000] * 3
    whole = next(e for e in plain["options"] if e["option"] == plain["shared"])["group"]["net"]
    for way in plain["ways"]:
        assert [sum(year) for year in zip(*way["net"].values(), strict=True)] == whole


def test_a_way_of_sharing_that_is_not_open_is_told(paper: Paper) -> None:
    page = Reader(render(case_document(paper, on=ON))).text
    assert "As the bill is split: not open, because the plan names no basis for the bill." in page
    assert "Whether anybody would do better elsewhere is not known" in page


def test_the_exit_page_shows_the_sums(exit_paper: ExitPaper) -> None:
    text = Reader(render(exit_document(exit_paper, on=ON))).text
    for words in (
        "If Huntingdonshire gave notice on 30 November 2026, it would be out on 30 November 2027 "
        "and would pay £100,000.00, the cap of the agreement, of £215,000.00 that is due.",
        "In the first year the others would bear £850,000.00 for HR, £100,000.00 of it cost",
        "£115,000.00 stays with the others.",
        "HR costs £1,000,000.00 a year today; divided, all together would pay £200,000.00 more.",
        "Termination clause 14",
        "Duration missing, and needed",
    ):
        assert words in text


def test_exit_values_for_programs(exit_paper: ExitPaper) -> None:
    plain = exit_as_plain(exit_paper)
    assert plain["pays"] + sum(plain["shortfall"].values()) == plain["due"]
    assert plain["clauses"]["duration"] is None
    assert plain["divisions"][0]["dearer"] == 20_000_000


def test_the_charge_of_a_leaver_is_exempt_until_decided(exit_paper: ExitPaper) -> None:
    exempt = [part for part in exit_document(exit_paper, on=ON).parts if part.exempt]
    assert [part.id for part in exempt] == ["charge"]
    (charges,) = (block for block in exempt[0].blocks if isinstance(block, Table))
    assert charges.total is not None
    assert charges.total[2].words == "£100,000.00"


def test_the_totals_of_the_case_are_the_sums_of_their_columns(paper: Paper) -> None:
    budgets = next(
        block for block in case_document(paper, on=ON).blocks()
        if isinstance(block, Table) and block.id == "budgets"
    )  # fmt: skip
    effects = [effect.budget for effect in paper.shared.councils]
    assert budgets.total is not None
    said = [cell.words for cell in budgets.total[1:-1]]
    assert said == [pounds(sum(year)) for year in zip(*effects, strict=True)]


@pytest.mark.parametrize("which", ["case", "exit"])
def test_paper_and_page_are_one_document(
    paper: Paper, exit_paper: ExitPaper, which: str, tmp_path: Path
) -> None:
    document = case_document(paper, on=ON) if which == "case" else exit_document(exit_paper, on=ON)
    assert render_pdf(document).startswith(b"%PDF-")
    (tmp_path / "out.docx").write_bytes(render_docx(document))
    opened = docx.Document(str(tmp_path / "out.docx"))
    headings = [line.text for line in opened.paragraphs if line.style.name == "Heading 1"]
    parts = [part.title for part in document.parts]
    assert [heading for heading in headings if heading in parts] == parts
    tables = [block for block in document.blocks() if isinstance(block, Table)]
    assert len(opened.tables) == len(tables)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"]
        )
        yield chromium
        chromium.close()


@pytest.mark.browser
@pytest.mark.parametrize("which", ["case", "exit"])
def test_nobody_is_shut_out(
    browser: Browser, paper: Paper, exit_paper: ExitPaper, which: str, tmp_path: Path
) -> None:
    out = tmp_path / "page.html"
    document = case_document(paper, on=ON) if which == "case" else exit_document(exit_paper, on=ON)
    write_html(document, out)
    page = browser.new_page()
    page.goto(out.as_uri())
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    found = Axe().run(page).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []
    for width in (1280, 320):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") == width
    page.close()
