"""Credits told from debits: by a column of their own, by a mark, or by the rest of the amounts."""

from decimal import Decimal

import pyarrow as pa
import pytest

from tallystick.read.columns.cells import Cells
from tallystick.read.columns.signs import Signs, find_signs, signed_amounts

SUPPLIER = ["Tern plc", "Heron Ltd", "Wren & Co"]


def test_without_an_amount_there_are_no_signs() -> None:
    assert find_signs(["Debit", "Credit"], [["1"], ["2"]], None) == Signs()
    assert Signs().columns == (None, None, None)


def test_money_out_beside_money_in() -> None:
    columns = [SUPPLIER, ["5", "", "7"], ["", "6", ""]]
    found = find_signs(["Supplier", "Debit", "Credit"], columns, 1)
    assert found == Signs(credits=2)
    assert found.columns == (2, None, None)


@pytest.mark.parametrize(
    ("headers", "amount"),
    [
        (["Supplier", "Amount", "Credit"], 1),  # not called a debit
        (["Supplier", "Debit", "Amount"], 1),  # no credits
        (["Supplier", "Debit", "Credit"], 2),  # the credits are what is compared
    ],
)
def test_one_of_the_two_alone_says_nothing(headers: list[str], amount: int) -> None:
    assert find_signs(headers, [SUPPLIER, ["5", "4", "7"], ["1", "6", "2"]], amount) == Signs()


@pytest.mark.parametrize("marks", [["D", "C", "d "], ["Debit", "credit", ""], ["dr", "CR", "dr"]])
def test_a_column_of_marks(marks: list[str]) -> None:
    found = find_signs(["Amount", "Dr/Cr"], [["5", "6", "7"], marks], 0)
    assert (found.marks, found.columns) == (1, (None, 1, None))
    assert {"c", "cr", "credit", "-"} <= found.back
    assert not found.back & {"d", "dr", "debit", "+", ""}


def test_marks_need_a_name_unless_they_are_plus_and_minus() -> None:
    amounts = ["5", "6", "7"]
    assert find_signs(["Amount", "Type"], [amounts, ["D", "C", "D"]], 0) == Signs()
    assert find_signs(["Amount", "Type"], [amounts, ["+", "-", ""]], 0).marks == 1
    assert find_signs(["Amount", "Type"], [amounts, ["-", "-", "-"]], 0) == Signs()
    assert find_signs(["Amount", "Dr/Cr"], [amounts, ["-", "-", "-"]], 0).marks == 1
    assert find_signs(["Amount", "Dr/Cr"], [amounts, ["", " ", ""]], 0) == Signs()
    assert find_signs(["Amount", "Dr/Cr"], [amounts, ["D", "C", "X"]], 0) == Signs()


@pytest.mark.parametrize(
    ("marks", "back"),
    [(["s", "s", "h"], "h"), (["H", "h", "s"], "s"), (["s", "h", ""], "h")],
)
def test_of_a_ledgers_two_sides_the_rarer_is_money_back(marks: list[str], back: str) -> None:
    found = find_signs(["Amount", "Dr/Cr"], [["5", "6", "7"], marks], 0)
    assert found.back & {"s", "h"} == {back}


def blanks(blank: int, lines: int) -> tuple[list[str], list[str]]:
    """Amounts of so many lines, the first of them blank; and those of the blank ones."""
    return (
        [""] * blank + ["5.00"] * (lines - blank),
        ["7.00"] * blank + [""] * (lines - blank),
    )


@pytest.mark.parametrize(
    ("blank", "lines", "found"),
    [(2, 3, 1), (1, 3, None), (2, 100, 1), (2, 101, None), (3, 101, 1), (3, 150, 1)],
)
def test_the_rest_is_sought_where_two_lines_and_a_fiftieth_are_blank(
    blank: int, lines: int, found: int | None
) -> None:
    assert find_signs(["Revenue", "Capital"], list(blanks(blank, lines)), 0) == Signs(rest=found)


@pytest.mark.parametrize(
    "rest",
    [
        ["7.00", "", ""],  # a blank line without its amount
        ["7.00", "8.00", "9.00"],  # filled beside an amount too
        ["7", "8.00", ""],  # without pence it may be a number of something
        ["7.00", "a.b", ""],  # no money
    ],
)
def test_what_is_not_the_rest(rest: list[str]) -> None:
    assert find_signs(["Amount", "Other"], [["", " ", "5.00"], rest], 0) == Signs()


def test_the_rest_may_stand_on_either_side() -> None:
    columns = [["7.00", "8.00", ""], ["", " ", "5.00"]]
    assert find_signs(["Capital", "Amount"], columns, 1) == Signs(rest=0)
    assert find_signs(["Capital", "Amount"], columns, 1).columns == (None, None, 0)


def arrow(*columns: list[str]) -> list[Cells]:
    return [pa.array(column) for column in columns]


def signed(signs: Signs, *columns: list[str]) -> list[int | None]:
    plain = signed_amounts(arrow(*columns), 0, signs).pence.to_pylist()
    coded = signed_amounts([column.dictionary_encode() for column in arrow(*columns)], 0, signs)
    assert coded.pence.to_pylist() == plain
    return list(plain)


def test_amounts_may_carry_their_own_sign() -> None:
    assert signed(Signs(), ["5.00", "-6.00", "(7.00)", "x"]) == [500, -600, -700, None]


def test_credits_are_taken_off_whichever_sign_they_have() -> None:
    paid, back = ["5.00", "", "9.00", ""], ["", "6.00", "-1.00", ""]
    assert signed(Signs(credits=1), paid, back) == [500, -600, 800, None]


def test_a_marked_amount_is_a_credit_whichever_sign_it_has() -> None:
    amounts, marks = ["5.00", "6.00", "-7.00", "-8.00"], ["D", " C ", "c", "d"]
    assert signed(Signs(marks=1), amounts, marks) == [500, -600, -700, -800]
    assert signed(Signs(marks=1, back=frozenset("s")), ["5.00", "6.00"], ["S", "H"]) == [-500, 600]


def test_the_rest_fills_what_is_blank_and_keeps_its_fractions() -> None:
    """Half a penny of £7.005 in brackets goes away from nothing: £7.01 back."""
    amounts, rest = ["5.00", "", "", "(1.001)"], ["", "6.00", "(7.005)", ""]
    assert signed(Signs(rest=1), amounts, rest) == [500, 600, -701, -100]
    found = signed_amounts(arrow(amounts, rest), 0, Signs(rest=1))
    assert {at: odd.pounds for at, odd in found.odd.items()} == {
        2: Decimal("-7.005"),
        3: Decimal("-1.001"),
    }
