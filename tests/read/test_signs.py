"""Amounts whose sign, or part of them, stands in another column."""

from pathlib import Path

from tests.read.files import read_lines


def test_money_out_and_money_in(tmp_path: Path) -> None:
    lines = ("03/04/2023,Oakrise Ltd,5.00,", "04/04/2023,Tern plc,,2.50")
    found = read_lines(tmp_path, "Date,Supplier,Money Out,Money In", *lines)
    assert found.pence == [500, -250]


def test_a_column_of_plus_and_minus_whatever_it_is_called(tmp_path: Path) -> None:
    lines = ("03/04/2023,Oakrise Ltd,+,5.00", "04/04/2023,Tern plc,-,2.50")
    assert read_lines(tmp_path, "Date,Supplier,+/-,Amount", *lines).pence == [500, -250]


def test_dashes_alone_are_no_signs(tmp_path: Path) -> None:
    lines = ("03/04/2023,Oakrise Ltd,-,5.00", "04/04/2023,Tern plc,-,2.50")
    assert read_lines(tmp_path, "Date,Supplier,Contract,Amount", *lines).pence == [500, 250]


def test_revenue_and_capital_in_two_columns(tmp_path: Path) -> None:
    lines = [f"0{day}/04/2023,Oakrise Ltd,{day}.00," for day in range(1, 6)]
    capital = ("06/04/2023,Tern plc,,70.50", "07/04/2023,Tern plc,,-80.25")
    found = read_lines(tmp_path, "Date,Supplier,Revenue £,Capital £", *lines, *capital)
    assert found.pence == [100, 200, 300, 400, 500, 7050, -8025]
    assert found.reasons == [(1, "header")]


def test_a_column_filled_beside_the_amount_is_not_its_rest(tmp_path: Path) -> None:
    lines = ("03/04/2023,Oakrise Ltd,5.00,7.00", "04/04/2023,Tern plc,,2.50", "05/04/2023,A,1.00,")
    found = read_lines(tmp_path, "Date,Supplier,Amount,Discount", *lines, *lines)
    assert found.pence == [500, 100] * 2


def test_thousands_in_the_header_are_warned_of(tmp_path: Path) -> None:
    found = read_lines(tmp_path, "Date,Supplier,Amount £000", "03/04/2023,Oakrise Ltd,5.25")
    assert (found.pence, found.codes) == ([525], ["thousands"])
