"""Months told in words and numbers: in a name, in a cell, and in a cell beside its year."""

from datetime import date
from pathlib import Path

import pytest
from tests.read.files import read_lines

from tallystick.read.columns.periods import Period, read_period


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Jan22", "2022-01", "2022-01"),
        ("DCCSpendingOver500_202107", "2021-07", "2021-07"),
        ("July 2010-September 2010", "2010-07", "2010-09"),
        ("Q3 19/20", "2019-10", "2019-12"),
        ("2024-25", "2024-04", "2025-03"),
        ("P07 2019/20", "2019-10", "2019-10"),
        ("2019/20 P12", "2020-03", "2020-03"),
        ("P13 2019/20", "2020-03", "2020-03"),
        ("2019/20-07", "2019-10", "2019-10"),
        ("2019007", "2019-10", "2019-10"),
        ("Jan 2019/20", "2020-01", "2020-01"),
        ("January 2020-21", "2021-01", "2021-01"),
        ("Page p2 May 2019", "2019-05", "2019-05"),
        ("9 2019", "2019-09", "2019-09"),
    ],
)
def test_periods_in_words(text: str, first: str, last: str) -> None:
    months = [date.fromisoformat(f"{month}-01") for month in (first, last)]
    assert read_period(text) == Period(*months)


@pytest.mark.parametrize("text", ["", "P7", "invoice 4471", "17"])
def test_no_period_without_a_year(text: str) -> None:
    assert read_period(text) is None


@pytest.mark.parametrize(
    ("header", "cells", "month"),
    [
        ("Month,Year", "April,2019", "2019-04"),
        ("Month,Financial Year", "February,2019/20", "2020-02"),
        ("Month,Year", "4,2019", "2019-04"),
        ("Period,Year", "4,2019/20", "2019-07"),
        ("Period,Financial Year", "4,2019", "2019-07"),
    ],
)
def test_a_month_and_its_year_in_two_columns(
    tmp_path: Path, header: str, cells: str, month: str
) -> None:
    lines = (f"{cells},Oakrise Ltd,{amount}" for amount in ("5.00", "7.25", "8.40"))
    found = read_lines(tmp_path, f"{header},Supplier,Amount", *lines)
    assert {str(payment["month"])[:7] for payment in found.payments} == {month}
    assert found.pence == [500, 725, 840]


def test_a_month_without_a_year_is_one_of_those_the_file_states(tmp_path: Path) -> None:
    lines = ("April,Oakrise Ltd,5.00", "January,Oakrise Ltd,7.00")
    found = read_lines(tmp_path, "Month,Supplier,Amount", *lines, name="spend-2019-20.csv")
    assert [str(payment["month"]) for payment in found.payments] == ["2019-04-01", "2020-01-01"]


def test_a_quarter_named_by_its_last_month_is_inside_its_period(tmp_path: Path) -> None:
    rows = [f"{1 + n % 28:02d}/0{4 + n % 3}/2016,Fen Books,{n}.50" for n in range(10, 40)]
    found = read_lines(tmp_path, "Date,Vendor,Amount", *rows, name="spend-2016-06.csv")
    assert "outside_period" not in found.codes


def test_a_month_with_lines_of_the_month_before_is_partly_outside_it(tmp_path: Path) -> None:
    rows = [f"{1 + n % 28:02d}/0{5 + n % 2}/2016,Fen Books,{n}.50" for n in range(10, 40)]
    found = read_lines(tmp_path, "Date,Vendor,Amount", *rows, name="spend-2016-06.csv")
    assert "outside_period" in found.codes
