"""Corrections from the local pages: the figures change with them, and nobody else can send one."""

import re
import threading
from html import unescape
from pathlib import Path

import pytest
from filelock import FileLock
from flask import Flask
from flask.testing import FlaskClient
from playwright.sync_api import sync_playwright
from tests.serve.conftest import EVIL, TOKEN
from werkzeug.serving import make_server

from tallystick.engine.locking import LOCK
from tallystick.engine.questions.pages import Cut, mark_of
from tallystick.engine.questions.why import why_of
from tallystick.engine.snapshot import open_snapshot
from tallystick.serve.keys import Keys

ORIGIN = "http://localhost"


def mark_for(folder: Path, spelling: str) -> str:
    with open_snapshot(folder) as snapshot:
        told = why_of(snapshot, Cut(), most=50)
    return next(mark_of(each.wording) for each in told if each.spelling == spelling)


def fields_of(page: str, form: str) -> dict[str, str]:
    """The hidden fields of a form of a page."""
    body = page.split(f'id="{form}"')[1].split("</form>", maxsplit=1)[0]
    hidden = re.findall(r'type="hidden" name="([^"]*)" value="([^"]*)"', body)
    return {name: unescape(value) for name, value in hidden}


def category_form(writer: FlaskClient, mark: str) -> dict[str, str]:
    page = writer.get(f"/{TOKEN}/why?wording={mark}").text
    return fields_of(page, "category-form") | {"category": "agency_staff", "reach": "supplier"}


def paid_for(writer: FlaskClient, slug: str) -> str:
    """Pounds that the page of a category says were paid."""
    page = writer.get(f"/category/{slug}")
    found = re.search(r"<dt>Paid</dt><dd>(?:<a[^>]*>)?([^<]*)", page.text)
    return unescape(found[1]) if found else "nothing"


def test_a_category_that_is_corrected_changes_the_figures(
    writer: FlaskClient, folder: Path
) -> None:
    assert (paid_for(writer, "software"), paid_for(writer, "agency_staff")) == ("£36k", "nothing")
    mark = mark_for(folder, "Harrowgate Systems Limited")
    sent = writer.post(
        f"/{TOKEN}/correct/category",
        data=category_form(writer, mark),
        headers={"Origin": ORIGIN},
    )
    assert (sent.status_code, sent.headers["Location"]) == (
        303,
        f"/{TOKEN}/why?wording={mark}&kept=1",
    )
    assert "Kept. These figures count it." in writer.get(sent.headers["Location"]).text
    assert (paid_for(writer, "software"), paid_for(writer, "agency_staff")) == ("£12k", "£24k")


def test_two_names_are_parted_and_joined_again(writer: FlaskClient, folder: Path) -> None:
    names = ("Harrowgate Systems Limited", "HARROWGATE SYSTEMS LTD")
    mark = mark_for(folder, names[0])
    held = suppliers(folder)
    assert held[names[0]] == held[names[1]]
    page = writer.get(f"/{TOKEN}/why?wording={mark}").text
    for form, more, alike in (
        ("apart-form", {"other": names[1]}, False),
        ("together-form", {"other": names[1], "verdict": "same"}, True),
    ):
        data = fields_of(page, form) | more
        headers = {"Origin": ORIGIN}
        sent = writer.post(f"/{TOKEN}/correct/supplier", data=data, headers=headers)
        assert sent.status_code == 303
        held = suppliers(folder)
        assert (held[names[0]] == held[names[1]]) is alike


def suppliers(folder: Path) -> dict[str, str]:
    with open_snapshot(folder) as snapshot:
        return {each.spelling: each.supplier_id for each in why_of(snapshot, Cut(), most=50)}


ATTACKS = {
    "no token": {"root": ""},
    "a wrong token": {"root": "/another-token"},
    "no key of the form": {"key": None},
    "a wrong key of the form": {"key": "0" * 64},
    "a key of another form": {"key": Keys().of_form("/correct/category")},
    "a key that is no ASCII": {"key": "ключ"},
    "no Origin": {"origin": None},
    "a foreign Origin": {"origin": "http://elsewhere.example"},
    "an Origin that is hidden": {"origin": "null"},
    "the Origin of another port": {"origin": "http://localhost:9999"},
    "a browser that says it comes from elsewhere": {"site": "cross-site"},
    "another host": {"host": "elsewhere.example"},
}


@pytest.mark.parametrize("attack", ATTACKS.values(), ids=list(ATTACKS))
def test_nothing_is_kept_of_what_may_not_be_sent(
    writer: FlaskClient, folder: Path, attack: dict[str, str | None]
) -> None:
    data = category_form(writer, mark_for(folder, "Harrowgate Systems Limited"))
    if "key" in attack:
        data = {name: value for name, value in data.items() if name != "key"}
        data |= {"key": attack["key"]} if attack["key"] else {}
    headers = {
        "Origin": attack.get("origin", ORIGIN),
        "Sec-Fetch-Site": attack.get("site"),
        "Host": attack.get("host"),
    }
    before = manifests(folder)
    sent = writer.post(
        f"{attack.get('root', f'/{TOKEN}')}/correct/category",
        data=data,
        headers={name: value for name, value in headers.items() if value},
    )
    assert sent.status_code in (403, 404)
    assert manifests(folder) == before
    assert paid_for(writer, "software") == "£36k"


def manifests(folder: Path) -> set[str]:
    return {path.name for path in (folder / "manifests").iterdir()}


def test_a_correction_is_sent_and_never_fetched(writer: FlaskClient) -> None:
    for address in ("/correct/category", "/correct/supplier"):
        assert writer.get(f"/{TOKEN}{address}?category=software").status_code == 405


def test_a_form_is_shown_only_to_whoever_came_by_the_token(
    writer: FlaskClient, folder: Path
) -> None:
    address = f"/why?wording={mark_for(folder, 'Harrowgate Systems Limited')}"
    bare = writer.get(address).text
    assert "This is wrong" not in bare
    assert TOKEN not in bare
    page = writer.get(f"/{TOKEN}{address}").text
    assert page.count("This is wrong") == 3
    assert set(re.findall(r'(?:href|action)="/([^/"]*)', page)) == {TOKEN}


@pytest.mark.parametrize(
    ("form", "changed", "status"),
    [("category", {"category": "no_such"}, 409), ("category", {"category": "../x"}, 409),
     ("category", {"reach": "everything"}, 400), ("category", {"mark": "f" * 16}, 409),
     ("category", {"mark": "../../etc/passwd"}, 409), ("supplier", {"other": "Nobody Ltd"}, 409),
     ("supplier", {"other": "../../etc/passwd"}, 409), ("supplier", {"verdict": "maybe"}, 400)],
)  # fmt: skip
def test_what_cannot_be_is_refused_in_a_sentence(
    writer: FlaskClient, folder: Path, form: str, changed: dict[str, str], status: int
) -> None:
    page = writer.get(f"/{TOKEN}/why?wording={mark_for(folder, EVIL)}").text
    named = {"category": "category-form", "supplier": "together-form"}[form]
    data = {**fields_of(page, named), "category": "software", "reach": "words"}
    data = {**data, "other": "HARROWGATE SYSTEMS LTD", "verdict": "same", **changed}
    before = manifests(folder)
    sent = writer.post(f"/{TOKEN}/correct/{form}", data=data, headers={"Origin": ORIGIN})
    assert sent.status_code == status
    assert "Traceback" not in sent.text
    assert manifests(folder) == before


def test_a_name_that_is_an_attack_is_text_on_every_page(writer: FlaskClient, folder: Path) -> None:
    mark = mark_for(folder, EVIL)
    number = next(iter(re.findall(r"/line/(\d+/\d+)", writer.get("/lines").text)))
    pages = ("/lines", "/why", f"/why?wording={mark}", "/search?q=Quillworks", f"/line/{number}")
    for address in pages:
        page = writer.get(f"/{TOKEN}{address}").text
        assert "<script" not in page, address
    assert "&lt;script&gt;" in writer.get(f"/{TOKEN}/why?wording={mark}").text


@pytest.mark.parametrize(
    "address",
    ["/report/..%2f..%2fetc%2fpasswd", "/report/../store/store.lock", "/line/1/1?sheet=../../x",
     "/line/99999999999999999999/1", "/lines.exe", "/..%2fstore.lock.csv", "/etc/passwd.json",
     "/why?wording=../../x", "/lines?month=2024-13", "/lines?month=2024-05%27--"],
)  # fmt: skip
def test_no_address_leads_out_of_the_pages(app: Flask, folder: Path, address: str) -> None:
    app.config["PROPAGATE_EXCEPTIONS"] = False
    assert app.test_client().get(address).status_code in (404, 500 if "report" in address else 404)


def test_where_another_process_writes_a_sentence_says_so_and_pages_are_read(
    writer: FlaskClient, folder: Path
) -> None:
    data = category_form(writer, mark_for(folder, "Harrowgate Systems Limited"))
    with FileLock(folder / LOCK):
        sent = writer.post(f"/{TOKEN}/correct/category", data=data, headers={"Origin": ORIGIN})
        assert sent.status_code == 409
        assert "Another run is writing to this store just now, so nothing was kept." in sent.text
        assert paid_for(writer, "software") == "£36k"


@pytest.mark.browser
def test_a_person_corrects_in_a_real_browser(app: Flask, folder: Path) -> None:
    mark = mark_for(folder, "Harrowgate Systems Limited")
    server = make_server("127.0.0.1", 0, app, threaded=True)
    at = threading.Thread(target=server.serve_forever)
    at.start()
    try:
        with sync_playwright() as playwright:
            chromium = playwright.chromium.launch(
                executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"]
            )
            page = chromium.new_page()
            page.goto(f"http://127.0.0.1:{server.port}/{TOKEN}/why?wording={mark}")
            page.get_by_label("What they are for").select_option("agency_staff")
            page.get_by_label("For which lines").select_option("supplier")
            page.get_by_role("button", name="Keep this").click()
            page.get_by_text("Kept. These figures count it.").wait_for()
            assert "Agency and temporary staff" in page.content()
            chromium.close()
    finally:
        server.shutdown()
        at.join()
