"""Amounts whose sign, or part of them, stands in another column."""

from datetime import date
from pathlib import Path

import pytest
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


SAP = "BUKRS;LIFNR;NAME1;BELNR;BUDAT;BLDAT;AUGDT;SHKZG;DMBTR;KOSTL;HKONT;SGTXT"


@pytest.mark.parametrize(("paid", "back"), [("S", "H"), ("H", "S")])
def test_a_ledgers_own_field_names_and_sides(tmp_path: Path, paid: str, back: str) -> None:
    def line(side: str, amount: str) -> str:
        return f"10;100234;Oakrise Ltd;51001;20240403;20240401;20240405;{side};{amount};23;4401;Ink"

    lines = (line(paid, "1.250,00"), line(back, "340,00"), line(paid, "99,50"))
    found = read_lines(tmp_path, SAP, *lines)
    assert found.pence == [125000, -34000, 9950]
    assert {row["paid_on"] for row in found.payments} == {date(2024, 4, 5)}
    assert {(row["supplier"], row["supplier_ref"]) for row in found.payments} == {
        ("Oakrise Ltd", "100234")
    }


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


@pytest.mark.parametrize("header", ["Amount £000", "Amount (£'000s)", "Amount £k", "Amount (000)"])
def test_thousands_of_pounds_are_read_as_pounds(tmp_path: Path, header: str) -> None:
    lines = ("03/04/2023,Oakrise Ltd,5.2555", "04/04/2023,Tern plc,(1.5)", "05/04/2023,Marl,.004")
    found = read_lines(tmp_path, f"Date,Supplier,{header}", *lines, "Total,,3.7595")
    assert (found.pence, found.codes) == ([525550, -150000, 400], ["thousands"])
    assert found.record.total_pence == found.record.published_total_pence == 375950


def test_a_net_amount_in_thousands_beside_a_gross_one_in_pounds(tmp_path: Path) -> None:
    lines = ("03/04/2023,Oakrise Ltd,5.25,6300.00", "04/04/2023,Tern plc,1.5,1800.00")
    found = read_lines(tmp_path, "Date,Supplier,Net Amount £000,Gross Amount", *lines)
    assert found.pence == [525000, 150000]
    assert [payment["gross_pence"] for payment in found.payments] == [630000, 180000]


@pytest.mark.parametrize(
    ("header", "codes"), [("Amount £000", ["thousands_doubted"]), ("Amount (£000.00)", [])]
)
def test_pounds_stay_pounds_whatever_the_header_says(
    tmp_path: Path, header: str, codes: list[str]
) -> None:
    lines = ("03/04/2023,Oakrise Ltd,525.25", "04/04/2023,Tern plc,1200.00")
    found = read_lines(tmp_path, f"Date,Supplier,{header}", *lines)
    assert (found.pence, found.codes) == ([52525, 120000], codes)
