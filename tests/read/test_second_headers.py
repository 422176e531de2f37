"""A header that stands again below the first, in other words or of another width; and lines that
were lost, counted with their pounds."""

from pathlib import Path

import pytest
from tests.read.files import read_lines

FIRST = [
    "Ref,Paid,Vendor,Type,Service,Value",
    *(f"{n},0{n}/06/2021,Oakrise Homecare Ltd,Firm,Adults,{n}00.50" for n in range(1, 7)),
]
PENCE = [10050, 20050, 30050, 40050, 50050, 60050]


@pytest.mark.parametrize(
    ("header", "line"),
    [
        ("Payee,Payment Date,Net Amount", "Fen Books,1{n}/07/2021,7{n}.25"),
        ("Vendor,Value,Paid", "Fen Books,7{n}.25,1{n}/07/2021"),
        ("A Note,Ref,Paid,Cost Centre,Vendor,Type,Service,Value",
         "x,{n},1{n}/07/2021,Shops,Fen Books,Firm,Adults,7{n}.25"),
        ("Ref,Paid,Vendor,Service,Value,", "{n},1{n}/07/2021,Fen Books,Adults,7{n}.25,"),
        ('Ref,Paid,"Vendor",Service,"Value (£)"', '{n},1{n}/07/2021,"Books, Fen",Adults,7{n}.25'),
    ],
)  # fmt: skip
def test_lines_below_a_second_header_are_read_by_it(tmp_path: Path, header: str, line: str) -> None:
    second = [line.format(n=n) for n in range(5)]
    found = read_lines(tmp_path, *FIRST, header, *second)
    assert found.pence == [*PENCE, 7025, 7125, 7225, 7325, 7425]
    assert found.days[-1] == "2021-07-14"
    assert found.lines == [2, 3, 4, 5, 6, 7, 9, 10, 11, 12, 13]
    assert "Fen" in found.suppliers[-1]
    assert found.reasons == [(1, "header"), (8, "header")]
    assert "columns_moved" in found.codes


def test_three_headers_of_three_widths(tmp_path: Path) -> None:
    found = read_lines(
        tmp_path,
        *FIRST,
        "Vendor,Value,Paid",
        "Fen Books,10.00,01/07/2021",
        "Fen Books,11.00,02/07/2021",
        *FIRST,
        end="\r\n",
    )
    assert found.pence == [*PENCE, 1000, 1100, *PENCE]
    assert found.lines[-1] == 17


def test_the_same_header_again_moves_nothing(tmp_path: Path) -> None:
    found = read_lines(tmp_path, *FIRST, *FIRST)
    assert found.pence == [*PENCE, *PENCE]
    assert found.reasons == [(1, "header"), (8, "repeated_header")]
    assert found.codes == []


def test_a_line_with_a_day_and_an_amount_that_is_no_payment_is_counted(tmp_path: Path) -> None:
    found = read_lines(
        tmp_path,
        *FIRST,
        "7,07/06/2021,Fen Books,Firm,Adults,n/k 700.25",  # the figure stands among letters
        "8,08/06/2021,Fen Books,Firm,Adults,unknown",  # no figure at all
        "Vendors of June",
    )
    assert (found.record.lost_lines, found.record.lost_pence) == (1, 70025)
    assert "lost_lines" in found.codes


def test_a_loss_of_under_half_a_hundredth_is_said_by_another_code(tmp_path: Path) -> None:
    many = [f"{n},07/06/2021,Fen Books,Firm,Adults,{n}.50" for n in range(1000, 1300)]
    lost = "7,07/06/2021,Fen Books,Firm,Adults,n/k 700.25"
    found = read_lines(tmp_path, FIRST[0], *many, lost)
    assert (found.record.lost_lines, found.record.lost_pence) == (1, 70025)
    assert "few_lines_lost" in found.codes
    assert "lost_lines" not in found.codes
