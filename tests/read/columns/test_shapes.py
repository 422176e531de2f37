"""What a column looks like and which role that suits, of columns small enough to count by eye."""

from typing import Any

import pytest

from tallystick.read.columns.shapes import Shape, shape_of, suits
from tallystick.words.roles import Role

LIKE_NOTHING: dict[str, Any] = dict.fromkeys(Shape.__dataclass_fields__, 0.0)


def shape(**shares: float) -> Shape:
    """A filled column of 30 distinct cells that looks like these things alone."""
    return Shape(**LIKE_NOTHING | {"filled": 1.0, "distinct": 1.0, "values": 30} | shares)


def looks(cell: str) -> set[str]:
    """What a column of this cell alone looks like."""
    found = shape_of([cell])
    apart = ("filled", "distinct", "values")
    return {name for name in LIKE_NOTHING if name not in apart and getattr(found, name) == 1}


@pytest.mark.parametrize(
    ("cell", "what"),
    [
        ("12.50", {"amount", "pennies", "code"}),
        ("125", {"amount", "code"}),
        ("(12.50)", {"amount", "pennies", "negative"}),
        ("-125", {"amount", "negative", "code"}),
        ("14/05/2024", {"date", "code"}),
        ("03-Dec", {"text", "date", "code"}),
        ("########", {"destroyed"}),
        ("April", {"text", "period"}),
        ("P07 2019/20", {"period"}),
        ("20240514", {"amount", "date", "packed_date", "company_number", "code"}),
        ("45426", {"amount", "date", "packed_date", "code"}),
        ("Stone", {"text"}),
        ("Dry stone", {"text", "spaced"}),
        ("Dry", {"text"}),
        ("Do", set()),
        ("Stone Ltd", {"text", "spaced", "firm"}),
        ("STONE LIMITED", {"text", "spaced", "firm"}),
        ("Limitedness", {"text"}),
        ("INV/7", {"text", "code"}),
        ("AB", {"code"}),
        ("https://stone.example", {"text", "link"}),
        ("HTTP://stone.example", {"text", "link"}),
        ("GB 123 4567 89", {"vat_number"}),
        ("SC123456", {"company_number", "code"}),
        ("yes", {"text", "flag"}),
        ("Y", {"flag", "code"}),
        ("Purchase card", {"text", "spaced", "flag"}),
        ("Rev", {"text", "capital", "fund"}),
        ("Capital", {"text", "capital", "fund"}),
        ("Capital works", {"text", "spaced", "capital"}),
        ("B", {"capital", "code"}),
    ],
)
def test_what_a_cell_looks_like(cell: str, what: set[str]) -> None:
    assert looks(cell) == what


def test_shares_are_of_the_filled_cells_and_blanks_and_dashes_are_not_filled() -> None:
    """Of ten cells four are filled: 1.50 twice, 7 and a word."""
    found = shape_of(["1.50", " 1.50 ", "7", "stone", "", " ", "-", "£-", "–", ""])
    assert (found.filled, found.values, found.distinct) == (0.4, 3, 0.75)
    assert (found.amount, found.pennies, found.text) == (0.75, 0.5, 0.25)


def test_nothing_at_all() -> None:
    for cells in ([], ["", "-"]):
        found = shape_of(cells)
        assert (found.filled, found.distinct, found.values, found.amount) == (0, 0, 0, 0)


def test_the_first_two_hundred_distinct_cells_are_enough() -> None:
    """200 words, then a number: the number is counted as a value, and not looked at."""
    words = [f"stone {chr(97 + at // 26)}{chr(97 + at % 26)}" for at in range(200)]
    assert shape_of([*words, "7"]).amount == 0
    assert shape_of([*words, "7"]).values == 201
    assert shape_of([*words[1:], "7"]).amount == 1 / 200


def test_a_long_cell_is_judged_by_its_first_hundred_characters() -> None:
    assert shape_of(["x" * 100 + " y"]).spaced == 0
    assert shape_of(["x" * 99 + " y"]).spaced == 1


def test_an_empty_column_hardly_suits_and_only_what_is_often_left_empty() -> None:
    empty = shape(filled=0.0, text=1.0)
    often = {
        *(Role.COMPANY_NUMBER, Role.CHARITY_NUMBER, Role.VAT_NUMBER, Role.CATEGORY),
        *(Role.CATEGORY_CODE, Role.NARRATIVE, Role.INVOICE_REF, Role.VAT, Role.CARD),
        Role.SUPPLIER_REF,
    }
    assert {role for role in Role if 0 < suits(role, empty) < 0.5} == often
    assert {role for role in Role if suits(role, empty) == 0} == set(Role) - often


WORDS, ALL = {"text": 1.0}, {"amount": 1.0}


@pytest.mark.parametrize(
    ("role", "best_first"),
    [
        (Role.PAID_ON, ({"date": 1}, {"date": 0.8, "destroyed": 0.2}, {"destroyed": 1}, {})),
        # Whole numbers, nearly all of them different, are more likely serial numbers.
        (Role.NET, ({**ALL, "distinct": 0.95}, ALL, {"amount": 0.5})),
        (Role.NET, ({**ALL, "values": 20}, {**ALL, "values": 21})),
        (Role.GROSS, ({**ALL, "pennies": 0.01}, ALL)),
        # VAT may be one number over and over, a rate or a code.
        (Role.VAT, (ALL, {"values": 3}, {"values": 4})),
        (Role.VAT, ({"values": 3}, {"values": 3, "link": 0.1})),
        (Role.VAT, ({"values": 3, "amount": 0.9, "distinct": 0.1}, {"values": 3, "amount": 0.5})),
        # A name is words; one or two on every line of many are hardly those of suppliers.
        (Role.SUPPLIER, (WORDS, {"text": 0.7}, {"text": 0.4}, {"text": 0.39})),
        (
            Role.SUPPLIER,
            ({**WORDS, "values": 3, "distinct": 0.09}, {**WORDS, "values": 2, "distinct": 0.09}),
        ),
        (
            Role.SUPPLIER,
            ({**WORDS, "values": 2, "distinct": 0.1}, {**WORDS, "values": 2, "distinct": 0.09}),
        ),
        (
            Role.SUPPLIER,
            (
                {**WORDS, "values": 2, "distinct": 0.09, "filled": 0.9},
                {**WORDS, "values": 2, "distinct": 0.09},
                {"text": 0.5, "values": 2, "distinct": 0.09},
            ),
        ),
        # A number is neither words alone, nor words in a row, nor pennies, nor days.
        (
            Role.SUPPLIER_REF,
            ({"text": 0.91, "code": 0.1}, {"text": 0.91, "code": 0.09}, {"spaced": 1}),
        ),
        (Role.SUPPLIER_REF, ({"text": 0.9}, {"text": 0.91})),
        (Role.TRANSACTION_REF, ({}, {"date": 1}, {"spaced": 1}, {"pennies": 1})),
        (Role.TRANSACTION_REF, ({"pennies": 1}, {"spaced": 1, "pennies": 1})),
        (Role.INVOICE_REF, ({}, {"spaced": 1}, {"pennies": 1}, {"spaced": 1, "pennies": 1})),
        (Role.INVOICE_REF, ({"spaced": 1}, {"spaced": 1, "date": 1})),
        (Role.TRANSACTION_REF, ({"date": 0.7}, {"date": 0.71})),
        (Role.TRANSACTION_REF, ({"date": 0.8, "packed_date": 0.7}, {"date": 0.8})),
        (
            Role.COMPANY_NUMBER,
            ({"company_number": 1}, {"company_number": 0.5}, {}, {"spaced": 0.5}),
        ),
        (Role.VAT_NUMBER, ({"vat_number": 1}, {"vat_number": 0.5}, {}, {"spaced": 0.5})),
        (Role.CHARITY_NUMBER, ({}, {"spaced": 0.25}, {"spaced": 1})),
        # Words in general; "Revenue" and "Capital" alone say little.
        (Role.DEPARTMENT, (WORDS, {"text": 0.5}, {}, {**WORDS, "link": 1})),
        (Role.CATEGORY, ({**WORDS, "fund": 0.9}, {**WORDS, "fund": 0.91}, {})),
        (Role.DESCRIPTION, ({**WORDS, "link": 0.5}, {**WORDS, "link": 0.51})),
        (Role.DESCRIPTION, ({**WORDS, "pennies": 0.7}, {**WORDS, "pennies": 0.71})),
        (Role.DESCRIPTION, ({**WORDS, "date": 0.7}, {**WORDS, "date": 0.71})),
        (Role.DESCRIPTION, ({**WORDS, "date": 0.8, "packed_date": 0.7}, {**WORDS, "date": 0.8})),
        (Role.NARRATIVE, (WORDS, {**WORDS, "link": 1})),
        (Role.CATEGORY_CODE, ({"fund": 0.9}, {"spaced": 0.5}, {"fund": 0.91})),
        (
            Role.CARD,
            ({"flag": 1, "values": 12}, {"flag": 0.5, "values": 12}, {"flag": 1, "values": 13}),
        ),
        (
            Role.CAPITAL_REVENUE,
            (
                {"capital": 1, "values": 12},
                {"capital": 0.5, "values": 12},
                {"capital": 1, "values": 13},
            ),
        ),
        # A month, a quarter or a year; what is unlike all of them may be a code of a period.
        (Role.PERIOD, ({"period": 0.51}, {"period": 0.5}, {"date": 0.51}, {"spaced": 0.51})),
        (Role.PERIOD, ({"spaced": 0.5}, {"spaced": 0.51})),
        (Role.PERIOD, ({"pennies": 0.2}, {"pennies": 0.21})),
        (Role.PERIOD, ({"date": 0.5}, {"date": 0.51}, {"date": 0.51, "pennies": 0.21})),
        # The body that publishes: words, one or few of them; not a link or a code.
        (
            Role.BODY,
            (
                {"text": 0.9, "values": 60, "distinct": 0.89},
                {"text": 0.9, "values": 1, "link": 0.51},
                {"text": 0.9, "values": 61, "distinct": 0.89},
            ),
        ),
        (Role.BODY, ({"text": 0.9, "values": 1}, {"text": 0.9, "values": 60, "distinct": 0.9})),
        (
            Role.BODY,
            ({"text": 0.9, "values": 1, "code": 0.5}, {"text": 0.9, "values": 1, "code": 0.51}),
        ),
        (
            Role.BODY,
            ({"text": 0.9, "values": 1, "link": 0.5}, {"text": 0.9, "values": 1, "link": 0.51}),
        ),
    ],
)
def test_what_suits_a_role_better(role: Role, best_first: tuple[dict[str, float], ...]) -> None:
    held = [suits(role, shape(**of)) for of in best_first]
    assert held == sorted(set(held), reverse=True)


@pytest.mark.parametrize(
    ("role", "of"),
    [
        (Role.PAID_ON, {"date": 1.0}),
        (Role.AMOUNT, {"amount": 1.0, "pennies": 1.0}),
        (Role.AMOUNT, {"amount": 1.0, "date": 0.5, "pennies": 0.19, "values": 9}),
        (Role.AMOUNT, {"amount": 1.0, "date": 1.0, "pennies": 0.2}),
        (Role.VAT, {"amount": 1.0, "pennies": 1.0}),
        (Role.SUPPLIER, {"text": 1.0}),
        (Role.SUPPLIER, {"text": 1.0, "link": 0.5, "date": 0.5}),
        (Role.SUPPLIER_REF, {"code": 1.0}),
        (Role.TRANSACTION_REF, {"code": 1.0}),
        (Role.INVOICE_REF, {"code": 1.0}),
        (Role.CHARITY_NUMBER, {"code": 1.0}),
        (Role.COMPANY_NUMBER, {"company_number": 1.0}),
        (Role.VAT_NUMBER, {"vat_number": 1.0}),
        (Role.DEPARTMENT, {"text": 1.0}),
        (Role.NARRATIVE, {"text": 1.0}),
        (Role.CATEGORY_CODE, {"code": 1.0}),
        (Role.PERIOD, {"period": 1.0}),
        (Role.CARD, {"flag": 1.0, "values": 2}),
        (Role.CAPITAL_REVENUE, {"capital": 1.0, "values": 2}),
        (Role.BODY, {"text": 1.0, "values": 1}),
    ],
)
def test_what_suits_a_role_wholly(role: Role, of: dict[str, float]) -> None:
    assert suits(role, shape(**of)) == 1


@pytest.mark.parametrize(
    ("role", "of"),
    [
        (Role.PAID_ON, {"text": 1.0}),
        (Role.AMOUNT, {"amount": 0.49, "pennies": 0.49}),
        (Role.AMOUNT, {"amount": 1.0, "date": 0.51, "pennies": 0.19}),
        (Role.VAT, {"text": 1.0}),
        (Role.SUPPLIER, {"code": 1.0}),
        (Role.SUPPLIER, {"text": 1.0, "link": 0.51}),
        (Role.SUPPLIER, {"text": 1.0, "date": 0.51}),
        (Role.TRANSACTION_REF, {"spaced": 1.0, "pennies": 1.0}),
        (Role.CHARITY_NUMBER, {"spaced": 1.0}),
        (Role.DESCRIPTION, {"text": 1.0, "link": 0.51}),
        (Role.DESCRIPTION, {"text": 1.0, "pennies": 0.71}),
        (Role.CARD, {"flag": 1.0, "values": 13}),
        (Role.CAPITAL_REVENUE, {"capital": 1.0, "values": 13}),
    ],
)
def test_what_does_not_suit_a_role_at_all(role: Role, of: dict[str, float]) -> None:
    assert suits(role, shape(**of)) == 0
