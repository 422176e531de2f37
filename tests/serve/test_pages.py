"""Local pages: every sum is that of the lines behind it, every link leads somewhere, and no page
names a private person."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from datetime import date
from html import unescape

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask.testing import FlaskClient
from playwright.sync_api import sync_playwright
from tests.engine import oracle
from tests.engine.oracle import World
from tests.engine.worlds import fill, made_world

from tallystick.classify import load_categories
from tallystick.engine.questions.meaning import shown_texts
from tallystick.engine.questions.pages import Cut, count_open_lines, lines_of, sum_of, sums_by
from tallystick.engine.questions.spending import supplier_names
from tallystick.engine.store import open_store
from tallystick.example import EXAMPLE_COUNCILS
from tallystick.find import Question, look
from tallystick.reference.councils import load_councils
from tallystick.serve import pages
from tallystick.serve.local import make_app
from tallystick.serve.shelf import Shelf
from tallystick.words.mistakes import UserMistake

OPEN = ("organisation", "public_body")
COUNCILS = load_councils().with_extra(EXAMPLE_COUNCILS)


@pytest.fixture(scope="module")
def world() -> World:
    """Three councils, firms and persons, gaps of every kind."""
    return made_world(2, lines=600)


@pytest.fixture(scope="module")
def shelf(world: World, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shelf]:
    with open_store(tmp_path_factory.mktemp("served") / "store") as store:
        fill(store, world)
        yield Shelf(
            store=store,
            councils=COUNCILS,
            categories=load_categories(),
            names=supplier_names(store),
            common_texts=shown_texts(store, 5),
            on=date(2024, 8, 1),
        )


def client_of(shelf: Shelf, findings: Callable[[Shelf], object]) -> FlaskClient:
    """A browser at the pages of one shelf."""
    app = make_app(lambda: nullcontext(shelf), findings=findings, on=date(2024, 8, 1), patience=60)
    return app.test_client()


@pytest.fixture(scope="module")
def client(shelf: Shelf) -> FlaskClient:
    def findings(of: Shelf) -> object:
        return look(of.store, Question(on=of.on), councils=COUNCILS)

    return make_app(
        lambda: nullcontext(shelf), findings=findings, on=date(2024, 8, 1), patience=60
    ).test_client()


def paid(world: World, **chosen: str) -> list[tuple[int, str]]:
    """(pence, kind) of every line of a cut, by the plain walk."""
    found = []
    for row in world.payments:
        said = {**oracle.meaning(world, row), "council": row["council"]}
        if all(said[column] == value for column, value in chosen.items()):
            found.append((row["amount_pence"], said["kind"]))
    return found


CUTS = (
    {},
    {"council": "X06000001"},
    {"label": "it"},
    {"category": "software", "council": "X06000002"},
    {"supplier_id": "firm 0"},
    {"supplier_id": "firm 2", "category": "agency_staff"},
)


@pytest.mark.parametrize("chosen", CUTS, ids=str)
def test_a_sum_is_that_of_the_lines_it_stands_for(
    shelf: Shelf, world: World, chosen: dict[str, str]
) -> None:
    whole = sum_of(shelf.store, Cut(**chosen))
    behind = paid(world, **chosen)
    assert (whole.pence, whole.lines) == (sum(pence for pence, _ in behind), len(behind))


@pytest.mark.parametrize("chosen", CUTS, ids=str)
def test_the_lines_of_a_cut_are_all_its_open_lines_page_by_page(
    shelf: Shelf, world: World, chosen: dict[str, str]
) -> None:
    listed: list[int] = []
    cut = Cut(**chosen)
    while page := lines_of(
        shelf.store, cut, skip=len(listed), most=70, common_texts=shelf.common_texts
    ):
        listed += [row.pence for row in page]
    shown = sorted((pence for pence, kind in paid(world, **chosen) if kind in OPEN), reverse=True)
    assert listed == shown
    assert count_open_lines(shelf.store, cut) == len(shown)


def test_parted_sums_come_to_the_whole(shelf: Shelf) -> None:
    whole = sum_of(shelf.store, Cut())
    for by in ("council", "label", "category"):
        parts = sums_by(shelf.store, Cut(), by=by, most=1_000)
        assert sum(row.pence for row in parts) == whole.pence
        assert sum(row.lines for row in parts) == whole.lines


def links(page: str) -> set[str]:
    return {unescape(to) for to in re.findall(r'href="(/[^"]*)"', page)}


def kind_of(address: str) -> str:
    """A page's route and the names of its choices."""
    path, _, asked = address.partition("?")
    return f"{path.split('/')[1]} {re.findall('([a-z_]+)=', asked)}"


def test_every_link_leads_to_a_page(client: FlaskClient) -> None:
    seen: set[str] = set()
    kinds: Counter[str] = Counter()
    waiting = {"/", "/search?q=firm", "/search?q=software"}
    while waiting:
        address = min(waiting, key=lambda each: (len(each), each))
        waiting.remove(address)
        seen.add(address)
        kinds[kind_of(address)] += 1
        if kinds[kind_of(address)] > 3:
            continue  # three of a kind are alike
        answer = client.get(address)
        assert answer.status_code == 200, address
        waiting |= links(answer.text) - seen
    assert {"/council/X06000001", "/supplier/firm%200", "/category/software"} <= seen
    assert any(address.startswith("/lines?") for address in seen)


def test_nobody_private_is_named_on_any_page(client: FlaskClient, world: World) -> None:
    private = [each["name"] for each in world.suppliers.values() if each["kind"] not in OPEN]
    assert private
    for address in ("/", "/council/X06000001", "/search?q=firm", "/lines", "/lines?label=hr"):
        page = client.get(address).text
        assert not [name for name in private if re.search(rf"{name}\b", page)], address
    for supplier_id, each in world.suppliers.items():
        status = client.get(f"/supplier/{supplier_id}").status_code
        assert status == (200 if each["kind"] in OPEN else 404)


def test_lines_of_a_private_person_cannot_be_asked_for(client: FlaskClient, world: World) -> None:
    person = next(key for key, each in world.suppliers.items() if each["kind"] == "person")
    page = client.get(f"/lines?supplier_id={person}").text
    assert "No lines of 0" in page
    assert world.suppliers[person]["name"] not in page


@pytest.mark.parametrize(
    "address",
    ["/council/E99", "/category/no", "/lines?label=no", "/lines?at=-1", "/lines?at=x",
     "/report/no.html", "/no"],
)  # fmt: skip
def test_an_address_that_is_not_there_is_answered_with_a_page(
    client: FlaskClient, address: str
) -> None:
    answer = client.get(address)
    assert answer.status_code == 404
    assert "There is no such page" in answer.text


def test_a_report_that_cannot_be_made_says_why(shelf: Shelf) -> None:
    def findings(_of: Shelf) -> object:
        raise UserMistake("The store holds no payments yet.", "Give find some files.")

    answer = (
        make_app(lambda: nullcontext(shelf), findings=findings, on=date(2024, 8, 1), patience=60)
        .test_client()
        .get("/report/index.html")
    )
    assert answer.status_code == 409
    assert "The store holds no payments yet. Give find some files." in answer.text


def test_what_is_searched_for_is_shown_as_text(client: FlaskClient) -> None:
    page = client.get("/search?q=%3Cscript%3Ealert(1)%3C/script%3E").text
    assert "<script>" not in page
    assert "Nothing is called so" in page


def test_a_name_that_points_here_from_elsewhere_is_refused(client: FlaskClient) -> None:
    assert client.get("/", headers={"Host": "elsewhere.example"}).status_code == 403
    assert client.get("/", headers={"Host": "localhost:8650"}).status_code == 200


def test_nothing_can_be_sent(client: FlaskClient) -> None:
    assert client.post("/").status_code == 405
    assert client.post("/correct/category").status_code == 405


def test_a_page_of_lines_says_what_it_leaves_out(shelf: Shelf, world: World) -> None:
    document = pages.lines(shelf, Cut(), at=0)
    hidden = sum(kind not in OPEN for _, kind in paid(world))
    said = [getattr(block, "words", "") for block in document.opening]
    assert (
        f"{hidden} lines of private persons or withheld names are in the sum and not listed."
        in said
    )


@pytest.mark.browser
def test_no_page_has_a_barrier_or_scrolls_sideways(client: FlaskClient) -> None:
    shown = {
        address: client.get(address).text
        for address in ("/", "/council/X06000001", "/lines?label=it", "/search?q=firm", "/no")
    }
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"]
        )
        page = chromium.new_page()
        for address, html in shown.items():
            page.set_content(html)
            for width in (1280, 375):
                page.set_viewport_size({"width": width, "height": 900})
                found = Axe().run(page).response["violations"]
                said = [(one["id"], one["nodes"][0]["html"]) for one in found]
                assert said == [], address
                assert page.evaluate("document.documentElement.scrollWidth") == width, address
        chromium.close()
