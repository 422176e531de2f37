"""No text of a CSV is taken for a formula, and every text comes back as it was."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallystick.words.cells import csv_text, guarded, guarded_row, unguarded

TEXTS = st.text() | st.text(alphabet="'=+-@ \t\r\n\0＝－＠£1.,k\ufeff\u200b\"")


@pytest.mark.parametrize(
    "text",
    [
        *("=1+1", "+SUM(A1)", "-2+3", "@SUM(1)", "  =1", "\t=1", "\r=1", "\ttext", "\rtext"),
        *("＝1+1", "＋1", "－1+1", "＠a", "﹦1", "\ufeff=1", "\u200b=1", "\N{NO-BREAK SPACE}=1"),
        *("\0=1", "-1+cmd|' /C calc'!A0", "−1+1", "'=1", "''=1", "\ufffd=1", "-", "-x", "--1"),
        *("\n=1", "-1-1", "=", "-1,-2", "- 5", "\u2028=1"),
    ],
)
def test_what_a_spreadsheet_could_take_for_a_formula_is_guarded(text: str) -> None:
    assert guarded(text) == "'" + text
    assert unguarded("'" + text) == text


@pytest.mark.parametrize(
    "text",
    [
        *("", "Acme Ltd", "1=1", "a-b", "'tis", "'a=1", "-12.50", "-1,234.00", "12", "-5%"),
        *("−£1,234", "£5", "-£3.4m", " Acme", "(=1)", '"=1"', "'", "''"),
    ],
)
def test_other_text_and_figures_stay_as_they_are(text: str) -> None:
    assert guarded(text) == text
    assert unguarded(text) == text


@given(TEXTS)
def test_every_text_comes_back_as_it_was(text: str) -> None:
    assert unguarded(guarded(text)) == text


@given(TEXTS)
def test_what_is_guarded_needs_no_second_guard_to_be_safe(text: str) -> None:
    sent = guarded(text)
    assert sent == text or sent.startswith("'")


@given(st.lists(TEXTS, min_size=2))
def test_a_row_comes_back_through_a_csv(row: list[str]) -> None:
    page = io.StringIO(newline="")
    csv.writer(page).writerow(guarded_row(row))
    page.seek(0)
    assert [list(map(unguarded, cells)) for cells in csv.reader(page)] == [row]


def test_numbers_of_a_row_are_left_alone() -> None:
    assert guarded_row(("=a", -5, None, 1.5)) == ["'=a", -5, None, 1.5]


@given(st.lists(TEXTS, min_size=2))
def test_a_row_with_plain_line_ends_comes_back_too(row: list[str]) -> None:
    page = io.StringIO(csv_text([row]), newline="")
    assert [list(map(unguarded, cells)) for cells in csv.reader(page)] == [row]
