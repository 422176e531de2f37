"""Published text made harmless: for a spreadsheet, for XML, for a reader's eye and ear."""

import csv
import io
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallystick.report.guard import no_formula, readable

ANY = st.text(st.characters())


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Civica Ltd", "Civica Ltd"),
        ("A\x00B\x08C", "A\ufffdB\ufffdC"),
        ("line\r\nend\rhere", "line\nend\nhere"),
        ("half \ud83d pair", "half \ufffd pair"),
        ("turned \u202egnp.exe", "turned \ufffdgnp.exe"),
        ("private \ue000 unassigned \u0378", "private \ufffd unassigned \ufffd"),
        ("Łódź £5 – 中文", "Łódź £5 – 中文"),
    ],
)
def test_what_cannot_be_seen_is_shown_as_such(text: str, shown: str) -> None:
    assert readable(text) == shown


@pytest.mark.parametrize(
    "text", ["=1+1", "+44 1", "-5+1", "@SUM(A1)", " =1", "\t=1", "\x00=1", "\n@x", "\u00a0=1"]
)
def test_what_looks_like_a_formula_is_guarded(text: str) -> None:
    assert no_formula(text) == f"'{readable(text)}"


@pytest.mark.parametrize("text", ["Civica", "5-a-side", "a=b", "", "-5"])
def test_other_text_stays_as_it_is(text: str) -> None:
    assert no_formula(text) == text


@given(ANY)
def test_no_text_begins_a_formula(text: str) -> None:
    shown = no_formula(text).strip("\ufffd \t\n\u00a0")
    assert not shown.startswith(("=", "+", "-", "@")) or shown[1:2].isdigit()  # "-5" is a figure


@given(ANY)
def test_all_text_can_stand_in_xml_and_in_a_file(text: str) -> None:
    shown = readable(text)
    element = ElementTree.Element("a")
    element.text = shown
    assert (ElementTree.fromstring(ElementTree.tostring(element)).text or "") == shown
    held = io.StringIO()
    csv.writer(held).writerow([shown])
    assert held.getvalue().encode("utf-8")


@given(ANY)
def test_guarding_twice_changes_nothing(text: str) -> None:
    assert readable(readable(text)) == readable(text)
