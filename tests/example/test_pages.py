"""The pieces that house styles are made of, on worlds of a few lines."""

import random
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallystick.example.publish import columns as col
from tallystick.example.publish import quirks, texts
from tallystick.example.publish.pages import Entry, RowKind, rows_of
from tallystick.example.publish.periods import by_month, by_quarter, by_year
from tallystick.example.publish.press import Press
from tallystick.example.world.county_nouns import Line, PayeeKind, Supplier
from tallystick.words.labels import Label

DEW = Supplier("dew", "Dew & Sons Building Contractors Limited", PayeeKind.FIRM, ("Dew",))
ANN = Supplier("ann", "Ms Ann Oakapple", PayeeKind.INDIVIDUAL, ("Ms Ann Oakapple",))
COLUMNS = (
    col.paid_on("Date", texts.slashes),
    col.supplier("Supplier"),
    col.amount("Amount", texts.plain),
)


def line(pence: int, *, day: date = date(2024, 4, 2), who: Supplier = DEW) -> Line:
    return Line(
        "ashcombe-vale", day, pence, 0, who, who.name, "1", "cleaning", Label.PROPERTY, "cleaning",
        "Place", "Cleaning", "", f"R{pence}",
    )  # fmt: skip


def entry(pence: int, **at: date) -> Entry:
    paid = line(pence, **at)
    return Entry(paid, paid.spelling, paid.paid_on)


ENTRIES = [entry(100_00), entry(-20_50), entry(7_00, day=date(2024, 5, 1))]


def cells(rows) -> list[tuple[object, ...]]:
    return [row.cells for row in rows]


def test_a_table_is_a_header_and_a_row_an_entry():
    assert cells(rows_of(COLUMNS, ENTRIES[:2])) == [
        ("Date", "Supplier", "Amount"),
        ("02/04/2024", DEW.name, "100.00"),
        ("02/04/2024", DEW.name, "-20.50"),
    ]


def test_a_total_stands_under_the_amounts():
    total = quirks.with_total(rows_of(COLUMNS, ENTRIES), COLUMNS)[-1]
    assert (total.kind, total.cells, total.pence) == (RowKind.TOTAL, ("Total", "", "86.50"), 8650)
    bare = quirks.with_total(rows_of(COLUMNS, ENTRIES), COLUMNS, "")[-1]
    assert bare.cells == ("", "", "86.50")


def test_subtotals_close_each_month():
    rows = quirks.with_monthly_subtotals(rows_of(COLUMNS, ENTRIES), COLUMNS)
    assert [
        (place, row.cells) for place, row in enumerate(rows) if row.kind is RowKind.SUBTOTAL
    ] == [
        (3, ("Total for April 2024", "", "79.50")),
        (5, ("Total for May 2024", "", "7.00")),
    ]
    assert quirks.with_monthly_subtotals([], COLUMNS) == []


def test_the_header_comes_again_but_not_after_the_last_line():
    rows = quirks.with_repeated_header(rows_of(COLUMNS, ENTRIES[:2]), every=1)
    assert [row.kind for row in rows] == ["header", "payment", "repeated_header", "payment"]
    assert rows[2].cells == rows[0].cells


def test_blank_rows_keep_their_separators():
    rows = quirks.with_blank_rows(rows_of(COLUMNS, ENTRIES[:1]), every=1)
    assert cells(rows)[1::2] == [("", "", ""), ("", "", "")]


def test_what_stands_above_and_below():
    rows = quirks.with_preamble(rows_of(COLUMNS, []), ["Title", ""])
    rows = quirks.with_footer(rows, ["End"])
    assert [row.kind for row in rows] == ["preamble", "blank", "header", "footer"]
    two = quirks.with_two_row_header(rows_of(COLUMNS, []), ("Payment", "", ""))
    assert [row.kind for row in two] == ["header", "header"]
    assert quirks.without_header(two) == []


def test_one_comma_too_many_on_data_lines_only():
    rows = quirks.with_trailing_commas(rows_of(COLUMNS, ENTRIES[:1]))
    assert [len(row.cells) for row in rows] == [3, 4]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        (texts.iso, "2023-04-03"),
        (texts.iso_with_time, "2023-04-03 00:00:00"),
        (texts.slashes, "03/04/2023"),
        (texts.dots, "03.04.2023"),
        (texts.month_name, "03-Apr-23"),
        (texts.excel_serial, "45019"),
        (texts.quarter_in_words, "Quarter 1 2023/24"),
    ],
)
def test_days(text, day):
    assert text(date(2023, 4, 3)) == day


def test_the_last_quarter_belongs_to_the_year_before():
    assert texts.quarter_in_words(date(2024, 3, 31)) == "Quarter 4 2023/24"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (texts.plain, "-1234.05"),
        (texts.thousands, "-1,234.05"),
        (texts.with_pound, "-£1,234.05"),
        (texts.padded, "    -1,234.05 "),
        (texts.brackets, "(1,234.05)"),
        (texts.trailing_minus, "£1,234.05-"),
    ],
)
def test_credits(text, shown):
    assert text(-1234_05) == shown


def test_noise_is_what_a_spreadsheet_makes():
    assert texts.noisy(3736_07, 747_21) == repr(4483.28 - 747.21)


@given(st.integers(-(10**11), 10**11))
def test_noise_never_moves_a_penny(pence):
    assert round(float(texts.noisy(pence, pence // 5)) * 100) == pence


def test_the_press_leaves_out_cuts_and_hides():
    press = Press(threshold_pence=100_00, redacted_as=("GONE",), hidden=1.0, cut_at=35)
    shown = press.entries([line(99_99), line(-100_00), line(500_00, who=ANN)], random.Random(1))
    assert [(one.supplier, one.redacted) for one in shown] == [
        ("Dew & Sons Building Contractors Lim", False),
        ("GONE", True),
    ]


def test_the_press_writes_in_order_of_day_and_number():
    later, sooner = line(600_00, day=date(2024, 4, 9)), line(700_00, day=date(2024, 4, 8))
    assert [one.line for one in Press().entries([later, sooner], random.Random(1))] == [
        sooner,
        later,
    ]


def test_years_are_mistyped_on_front_line_lines_only():
    press = Press(wrong_years=1.0)
    (shown,) = press.entries([line(600_00)], random.Random(1))
    assert shown.paid_on == shown.line.paid_on


def test_periods():
    paid = [line(1, day=date(2024, 3, 31)), line(2, day=date(2024, 4, 1))]
    assert list(by_month(paid)) == ["2024-03", "2024-04"]
    assert list(by_quarter(paid)) == [("2023-24", 4), ("2024-25", 1)]
    assert list(by_year(reversed(paid))) == ["2023-24", "2024-25"]
