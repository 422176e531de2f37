"""Months in words and numbers, each read by hand as a clerk would."""

from datetime import date

import pytest

from tallystick.read.columns.periods import (
    Period,
    is_month_alone,
    month_named,
    read_period,
    year_column,
)


def day(month: str) -> date:
    return date.fromisoformat(f"{month}-01")


@pytest.mark.parametrize(
    ("first", "last", "months"),
    [
        ("2024-05", "2024-05", ["2024-05"]),
        ("2023-11", "2024-02", ["2023-11", "2023-12", "2024-01", "2024-02"]),
    ],
)
def test_the_months_within(first: str, last: str, months: list[str]) -> None:
    assert Period(day(first), day(last)).months() == [day(month) for month in months]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        # A month by name, its year before or behind, in four figures or two.
        ("January 2022", "2022-01", "2022-01"),
        ("  DEC_22 ", "2022-12", "2022-12"),
        ("Sept '14", "2014-09", "2014-09"),
        ("2014 July", "2014-07", "2014-07"),
        ("spend-june-2023.csv", "2023-06", "2023-06"),
        # By number.
        ("2014-09", "2014-09", "2014-09"),
        ("201409", "2014-09", "2014-09"),
        ("2014-09-30", "2014-09", "2014-09"),
        ("20140930", "2014-09", "2014-09"),
        ("09/2014", "2014-09", "2014-09"),
        # From one month to another, and each of several.
        ("Apr-Jun 2015", "2015-04", "2015-06"),
        ("June to June 2015", "2015-06", "2015-06"),
        ("November - February 2016", "2015-11", "2016-02"),
        ("apr-2022-jun-2022", "2022-04", "2022-06"),
        ("2022-04 2022-06", "2022-04", "2022-06"),
        # Of a financial year: April to December fall into its first calendar year.
        ("April 2019/20", "2019-04", "2019-04"),
        ("March 2019/20", "2020-03", "2020-03"),
        ("Dec 19/20", "2019-12", "2019-12"),
        ("2023/24", "2023-04", "2024-03"),
        ("2023-2024", "2023-04", "2024-03"),
        ("2099/00", "2099-04", "2100-03"),
        ("Q1 2023-24", "2023-04", "2023-06"),
        ("Quarter 3 2023/24", "2023-10", "2023-12"),
        ("qtr_4 23/24", "2024-01", "2024-03"),
        ("Q2 2023", "2023-07", "2023-09"),
        # Accounting periods count from April; those after the twelfth correct March.
        ("P1 2019/20", "2019-04", "2019-04"),
        ("Period 9 2019/20", "2019-12", "2019-12"),
        ("per10 2019/20", "2020-01", "2020-01"),
        ("2019/20 Month 12", "2020-03", "2020-03"),
        ("P16 19/20", "2020-03", "2020-03"),
        ("P07 2019", "2019-10", "2019-10"),
        ("01 2019/20", "2019-04", "2019-04"),
        ("M7 2019/20", "2019-10", "2019-10"),
        ("M7 2019", "2019-07", "2019-07"),  # a month of a calendar year
        ("17 2019/20", "2019-04", "2020-03"),  # there is no such period
        ("2019-20 16", "2020-03", "2020-03"),
        ("2019001", "2019-04", "2019-04"),
        ("2019010", "2020-01", "2020-01"),
        ("2019016", "2020-03", "2020-03"),
        # The edges of what is believed.
        ("Jan 2005", "2005-01", "2005-01"),
        ("Dec 2079", "2079-12", "2079-12"),
        ("x" * 192 + " 2023/24", "2023-04", "2024-03"),
    ],
)
def test_a_text_that_states_months(text: str, first: str, last: str) -> None:
    assert read_period(text) == Period(day(first), day(last))


@pytest.mark.parametrize(
    "text",
    [
        "Dec 2004",
        "Jan 2080",
        "2023/25",
        "23/24",
        "Q1",
        "2014-13",
        "2019017",
        "March 1999/00",  # before 2005 no council published
        "Janet 22",
        "x" * 193 + " 2023/24",
    ],
)
def test_a_text_that_states_none(text: str) -> None:
    assert read_period(text) is None


@pytest.mark.parametrize(
    ("text", "month"),
    [("April", 4), ("sheet JAN", 1), ("December spend", 12), ("sept", 9), ("Marching", None),
     ("xmay", None), ("", None)],
)  # fmt: skip
def test_a_month_without_a_year(text: str, month: int | None) -> None:
    assert month_named(text) == month


@pytest.mark.parametrize(
    ("cell", "alone"),
    [(" April ", True), ("4", True), ("04", True), ("P01", True), ("Month 12", True), ("13", True),
     ("14", False), ("0", False), ("April 2019", False), ("", False)],
)  # fmt: skip
def test_a_cell_that_is_a_month_alone(cell: str, alone: bool) -> None:
    assert is_month_alone(cell) is alone


MONTHS = ["April"] * 9 + ["none"]
YEARS = ["2019/20"] * 9 + ["x"]


@pytest.mark.parametrize("header", ["Year", "Financial YEAR", " FY ", "yr"])
@pytest.mark.parametrize("year", ["2019", "2019/20", "2019-2020", "FY2019", "fy 19/20"])
def test_years_beside_months(header: str, year: str) -> None:
    columns = [["a"], ["April"], [year]]
    assert year_column(["Supplier", "Period", header], columns, 1) == 2


def test_nine_tenths_of_the_filled_cells_are_enough() -> None:
    headers = ["Year", "Month"]
    assert year_column(headers, [YEARS, MONTHS], 1) == 0
    assert year_column(headers, [[*YEARS, " "], [*MONTHS, ""]], 1) == 0
    assert year_column(headers, [YEARS, [*MONTHS[1:], "none"]], 1) is None
    assert year_column(headers, [[*YEARS[1:], "x"], MONTHS], 1) is None


@pytest.mark.parametrize(
    ("headers", "columns"),
    [
        (["Month", "Supplier"], [["April"], ["2019"]]),  # not called a year
        (["Month", "Year"], [["April"], ["Tern"]]),  # no years in it
        (["Month", "Year"], [["April 2019"], ["2019"]]),  # the months need none
        (["Month", "Year"], [[""], ["2019"]]),  # no months
        (["Month of year"], [["4"]]),  # not its own
        (["Month", "Year"], [["April"], [""]]),
    ],
)
def test_no_column_of_years(headers: list[str], columns: list[list[str]]) -> None:
    assert year_column(headers, columns, 0) is None


def test_the_first_column_of_years_is_taken() -> None:
    columns = [["April"], ["Tern"], ["2019"], ["2020"]]
    assert year_column(["Month", "Year end", "Year", "FY"], columns, 0) == 2
