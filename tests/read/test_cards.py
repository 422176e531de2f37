"""A file that lists payments by purchase card and nothing else is known as such."""

from pathlib import Path

import pytest
from tests.read.files import read_lines

LINES = ["03/04/2023,Fen Books,5.00,x", "04/04/2023,Tern plc,6.00,y"]


@pytest.mark.parametrize(
    ("name", "header"),
    [
        ("GPC-April-2023.csv", "Date,Supplier,Amount,Note"),
        ("p-card_spend_2023_04.csv", "Date,Supplier,Amount,Note"),
        ("purchase cards 2023-04.csv", "Date,Supplier,Amount,Note"),
        ("2023-04.csv", "Date,Merchant,Amount,TT"),
        ("2023-04.csv", "Transaction Date,Merchant Name,Amount,MCC Description"),
    ],
)
def test_it_is_told_by_its_name_or_its_columns(tmp_path: Path, name: str, header: str) -> None:
    found = read_lines(tmp_path, header, *LINES, name=name)
    assert [payment["card"] for payment in found.payments] == [True, True]
    assert found.record.card_lines == 2
    assert "cards_only" in found.codes


def test_a_column_that_says_gpc_on_every_line(tmp_path: Path) -> None:
    lines = [line[:-1] + "GPC" for line in LINES]
    found = read_lines(tmp_path, "Date,Supplier,Amount,Payment Method", *lines)
    assert "cards_only" in found.codes


@pytest.mark.parametrize(
    "name", ["postcards-2023-04.csv", "spend-2023-04.csv", "Invoices and GPC 2023-04.csv"]
)
def test_other_files_are_not(tmp_path: Path, name: str) -> None:
    found = read_lines(tmp_path, "Date,Merchant,Amount,Note", *LINES, name=name)
    assert [payment["card"] for payment in found.payments] == [None, None]
    assert found.record.card_lines == 0


def test_payments_too_large_for_cards_are_none(tmp_path: Path) -> None:
    lines = [f"0{n}/04/2023,Fen Books,{n}5000.00,x" for n in range(3, 9)]
    found = read_lines(tmp_path, "Date,Supplier,Amount,Note", *lines, name="GPC-25k-2023-04.csv")
    assert "cards_only" not in found.codes
