"""A column that a header names is the one that is read, or none is; marks of other currencies."""

from pathlib import Path

import pytest
from tests.read.files import read_bytes, read_lines, refusal

FIRMS = ("Oakrise Homecare Ltd", "Pennyweight Pay", "Dunnock IT Ltd", "Marl Works", "Fen Books")


def sheet(header: str, cells: str, *, lines: int = 12) -> bytes:
    """A file of lines with these cells, {n} and {firm} filled in."""
    rows = [cells.format(n=number, firm=FIRMS[number % 5]) for number in range(10, 10 + lines)]
    return "\n".join([header, *rows, ""]).encode()


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        ("Payment Date,Site,Vendor,Net Value", "{n}/05/2019,{n},{firm},?{n}7.50p"),
        ("Payment Date,Score,Vendor,Amount", "{n}/05/2019,{n}.25,{firm},see invoice"),
        ("Payment Date;Vendor;Amount Paid;VAT", "{n}/05/2019;{firm};EX{n}00.00;{n}.00"),
        ("Payment Date\tVendor\tInvoice Value\tAmount", "{n}/05/2019\t{firm}\t{n}.00\tZ{n}0.0.0"),
    ],
)
def test_nothing_stands_in_for_an_amount_that_does_not_read(
    tmp_path: Path, header: str, cells: str
) -> None:
    said = refusal(tmp_path, sheet(header, cells))
    assert "but holds none that can be read" in said


def test_an_empty_amount_leaves_the_net_amount_in_its_place(tmp_path: Path) -> None:
    found = read_bytes(
        tmp_path, sheet("Date,Vendor,Amount,Net Amount", "{n}/05/2019,{firm},,{n}.10")
    )
    assert found.columns["amount"] == "Net Amount"
    assert found.pence[0] == 1010


@pytest.mark.parametrize("mark", ["${n}.50", "$ {n}.50", "({n}.50$)", "-${n}.50"])
def test_dollars_are_read_as_pounds_with_a_caution(tmp_path: Path, mark: str) -> None:
    found = read_bytes(tmp_path, sheet("Date,Vendor,Amount", "{n}/05/2019,{firm}," + mark))
    assert abs(found.pence[0]) == 1050
    assert "currency_mark" in found.codes
    assert found.record.currency == "GBP"
    assert "“$”" in found.record.warnings[0].text


@pytest.mark.parametrize(
    ("mark", "code"),
    [("€{n}.50", "EUR"), ("EUR {n}.50", "EUR"), ("{n}.50 USD", "USD"), ("US${n}.50", "USD"),
     ("CHF{n}.50", "CHF")],
)  # fmt: skip
def test_another_currency_is_told(tmp_path: Path, mark: str, code: str) -> None:
    found = read_bytes(tmp_path, sheet("Date,Vendor,Amount", "{n}/05/2019,{firm}," + mark))
    assert (found.record.currency, found.pence[0]) == (code, 1050)
    assert "other_currency" in found.codes


def test_a_line_in_euros_among_pounds_is_left_out(tmp_path: Path) -> None:
    found = read_lines(
        tmp_path,
        "Date,Vendor,Amount",
        "01/05/2019,Oakrise Homecare Ltd,£100.00",
        "02/05/2019,Fen Books,€900.00",
        "03/05/2019,Dunnock IT Ltd,300.00",
    )
    assert found.pence == [10000, 30000]
    assert found.reasons == [(1, "header"), (3, "other_currency")]
    assert found.record.currency == "GBP"


def test_without_a_column_of_suppliers_none_is_guessed(tmp_path: Path) -> None:
    header = "Date,Body,Expense Area,Expense Type,Voucher,Amount"
    areas = ["Community Services", "Estates Group", "Care Homes", "Trust Offices"]
    rows = [f"{n}/05/2019,Fen Board,{areas[n % 4]},Fees,{n}77,{n}.25" for n in range(10, 26)]
    found = read_lines(tmp_path, header, *rows)
    assert set(found.suppliers) == {None}
    assert found.codes == ["names_no_suppliers"]


def test_a_supplier_column_of_one_firm_wins_over_the_type_of_supplier(tmp_path: Path) -> None:
    header = "Date,Supplier Name,Supplier Type,Amount"
    kinds = ["Company", "Care Group", "Trust", "School Services"]
    rows = [f"{n % 19 + 10}/05/2019,Fen Books Ltd,{kinds[n % 4]},{n}.25" for n in range(10, 60)]
    found = read_lines(tmp_path, header, *rows)
    assert set(found.suppliers) == {"Fen Books Ltd"}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (sheet("Vendor Name,Amount", "{n}44,{n}.00"), "names its suppliers “Vendor Name”"),
        (b"Metadata element,Value\nTitle,Spend\nLicence,Open\nDate,01/02/2020\nBy,Fen\n",
         "looks like a description of a data set"),
        (sheet("Contract Number,Date,Vendor,Amount", ",{n}/05/2019,{firm},n{n}n"),
         "names its amounts “Amount”"),
    ],
)  # fmt: skip
def test_a_refusal_says_what_is_wrong(tmp_path: Path, content: bytes, said: str) -> None:
    assert said in refusal(tmp_path, content)


def test_a_question_mark_in_place_of_the_pound_sign(tmp_path: Path) -> None:
    content = sheet("Date,Vendor,Amount", '{n}/05/2019,{firm},"?1,{n}0.50"')
    assert read_bytes(tmp_path, content).pence[0] == 110050


def test_a_header_below_pages_of_notes(tmp_path: Path) -> None:
    notes = [f"Note on words of kind {'x' * (n % 7)},what they mean" for n in range(90)]
    rows = [f"{n},0{n}/05/2019,Books,{n}.25" for n in range(1, 9)]
    found = read_lines(tmp_path, *notes, "Ref,Transaction Date,Merchant Category,Amount", *rows)
    assert found.columns["amount"] == "Amount"
    assert found.pence == [n * 100 + 25 for n in range(1, 9)]
