"""Money cells, one by one and by the column, read by hand."""

from decimal import Decimal

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallystick.read.columns.amounts import Amount, read_amount, read_amounts, to_pence
from tallystick.read.columns.thousands import columns_in_thousands, in_pounds, says_thousands


@pytest.mark.parametrize(
    ("cell", "pounds", "sign"),
    [
        ("0", "0", ""),
        ("1234.5", "1234.5", ""),
        ("1,234.50", "1234.50", ""),
        (" £ 1,234.50 ", "1234.50", ""),
        ("GBP 5", "5", ""),
        ("5 gbp", "5", ""),
        ("+5", "5", ""),
        (".5", "0.5", ""),
        ("5.", "5", ""),
        ("1E3", "1000", ""),
        ("1.5e-1", "0.15", ""),
        ("(1,234.50)", "-1234.50", "brackets"),
        ("(-5)", "-5", "brackets"),
        ("-5", "-5", "minus"),
        ("−5", "-5", "minus"),
        ("£-5", "-5", "minus"),
        ("5-", "-5", "trailing minus"),
        ("5 CR", "-5", "CR"),
        ("cr 5", "-5", "CR"),
        ("5 DR", "5", ""),
        ("DR5", "5", ""),
        ("-", "0", ""),
        ("1.234,50", "1234.50", ""),  # as the Continent writes figures
        ("12,5", "12.5", ""),
        ("-12,50", "-12.50", "minus"),
        ("9999999999999.99", "9999999999999.99", ""),
        ("0" * 59 + "5", "5", ""),
    ],
)
def test_a_cell_with_a_figure(cell: str, pounds: str, sign: str) -> None:
    assert read_amount(cell) == Amount(Decimal(pounds), sign)


@pytest.mark.parametrize(
    "cell",
    ["", " ", "£", "abc", "--5", "(5", "1,23,456", "1.2.3", "5 5x", "10000000000000",
     "0" * 60 + "5", "()", "E5", "."],
)  # fmt: skip
def test_a_cell_without_one(cell: str) -> None:
    assert read_amount(cell) is None


@pytest.mark.parametrize(
    ("pounds", "pence"),
    [("0.005", 1), ("0.0049", 0), ("-0.005", -1), ("-0.0049", 0), ("1.015", 102), ("12.34", 1234)],
)
def test_half_a_penny_goes_away_from_nothing(pounds: str, pence: int) -> None:
    assert to_pence(Decimal(pounds)) == pence
    assert read_amounts(pa.array([pounds])).pence.to_pylist() == [pence]


CELLS = st.sampled_from(
    ["1.00", "-2.5", "3", ".5", "1,234.50", "£7", "(8.25)", "9 CR", "", " ", "x", "0.005",
     "-0.125", "1.234,50", "-", "99.999", "+4"]
)  # fmt: skip


@given(st.lists(CELLS, min_size=1, max_size=30))
def test_a_column_is_read_as_its_cells_are(cells: list[str]) -> None:
    column = read_amounts(pa.array(cells))
    amounts = [read_amount(cell) for cell in cells]
    pence = [None if each is None else to_pence(each.pounds) for each in amounts]
    assert column.pence.to_pylist() == pence
    everything = pa.array([True] * len(cells))
    exact = sum((each.pounds for each in amounts if each), Decimal(0)) * 100
    assert column.exact_pence(everything) == exact


def test_the_exact_sum_is_of_the_chosen_cells_alone() -> None:
    """0.5 and 0.4 of a penny, and £1 in brackets; the second is not chosen."""
    column = read_amounts(pa.array(["0.005", "0.004", "(1.001)"]))
    chosen = pa.array([True, False, True])
    assert column.pence.to_pylist() == [1, 0, -100]
    assert column.exact_pence(chosen) == Decimal("-99.6")
    assert column.exact_pence(pa.array([False, True, False])) == Decimal("0.4")
    assert column.exact_pence(pa.array([False] * 3)) == 0


@pytest.mark.parametrize(
    ("header", "said"),
    [
        ("Amount (£000)", True),
        ("Amount £'000s", True),
        ("Amount £k", True),
        ("in thousands", True),
        ("Amount (000s)", True),
        ("Amount £000.00", False),
        ("Amount £", False),
    ],
)
def test_a_header_that_says_thousands(header: str, said: bool) -> None:
    assert says_thousands(header) is said


@pytest.mark.parametrize(("typical", "found"), [("499.99", {1}), ("500", set()), ("-500", set())])
def test_thousands_are_believed_of_small_figures_alone(typical: str, found: set[int]) -> None:
    headers = ["Supplier", "Amount £000", "Net £000", "Gross"]
    columns = [["Tern plc"], [typical, "", typical], ["9"], ["9"]]
    assert columns_in_thousands(headers, columns, [None, 1, 3]) == found


def test_thousands_in_pounds_exactly() -> None:
    """5.2555 thousand are £5,255.50; 0.0000055 thousand are 0.55 of a penny, which is one."""
    held = in_pounds(read_amounts(pa.array(["5.2555", "(1.5)", "", "0.0000055"])))
    assert held.pence.to_pylist() == [525_550, -150_000, None, 1]
    assert held.exact_pence(pa.array([True] * 4)) == Decimal("375550.55")
    assert in_pounds(read_amounts(pa.array(["5.25", "1"]))).fractions is None
