"""The pages in a browser: no barrier, no sideways scrolling, and they print whole."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright
from tests.report import sample

from tallystick.report.find.document import findings_document, leaves
from tallystick.report.web import render_leaves, write_html

pytestmark = pytest.mark.browser

PAGES = {
    "small": sample.small(),
    "empty": sample.empty(),
    "acted on": sample.acted_on(),
    "county": sample.large(councils=14, categories=1, suppliers=1),
}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's own chromium, without its sandbox because tests may run as root."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"]
        )
        yield chromium
        chromium.close()


@pytest.fixture(scope="module", params=PAGES)
def address(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str:
    path: Path = tmp_path_factory.mktemp("page") / "report.html"
    write_html(findings_document(PAGES[request.param]), path)
    return path.as_uri()


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    page = browser.new_page()
    page.goto(address)
    yield page
    page.close()


@pytest.mark.parametrize("width", [1280, 375])
def test_axe_finds_no_barrier(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    found = Axe().run(page).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []


@pytest.mark.parametrize("width", [1280, 375, 320])
def test_the_page_never_scrolls_sideways(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_wide_tables_scroll_by_keyboard_and_say_what_they_are(page: Page) -> None:
    page.set_viewport_size({"width": 660, "height": 900})  # the narrowest that shows columns
    regions = page.get_by_role("region").and_(page.locator(".scroll"))
    assert regions.count() > 0
    assert regions.evaluate_all("all => all.every(one => one.tabIndex === 0)")
    wide = page.locator(".scroll").filter(has=page.locator("#coverage-figures"))
    wide.focus()
    page.keyboard.press("ArrowRight")
    assert wide.evaluate(
        "one => one.scrollLeft > 0 || new Promise(done => one.onscroll = () => done(true))"
    )


@pytest.mark.parametrize("width", [390, 320])
def test_the_column_that_matters_is_on_a_narrow_screen(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    out = page.locator("td.key").evaluate_all(
        "all => all.filter(one => one.getBoundingClientRect().right > innerWidth"
        " || one.getBoundingClientRect().left < 0).map(one => one.textContent)"
    )
    assert out == []
    told = "getComputedStyle(document.querySelector('td.key'), '::before').content.length > 2"
    assert page.locator("td.key").count() == 0 or page.evaluate(told)


def test_the_page_asks_the_network_for_nothing(browser: Browser, address: str) -> None:
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address)
    page.close()
    assert [url for url in asked if not url.startswith("data:")] == [address]


def test_it_fits_the_width_of_a4(page: Page) -> None:
    page.set_viewport_size({"width": 680, "height": 900})  # about the width of A4 in its margins
    page.emulate_media(media="print")
    assert page.evaluate("document.documentElement.scrollWidth") <= 680


def test_no_page_of_the_folder_shuts_anybody_out(browser: Browser, tmp_path: Path) -> None:
    document = findings_document(sample.acted_on())
    page = browser.new_page()
    for name, text in render_leaves(document, leaves(document)).items():
        (tmp_path / name).write_text(text, encoding="utf-8")
        page.goto((tmp_path / name).as_uri())
        found = Axe().run(page).response["violations"]
        assert [(name, one["id"], one["nodes"][0]["html"]) for one in found] == []
        for width in (1280, 390, 320):
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate("document.documentElement.scrollWidth") == width, name
    page.close()
