"""Numbers are checked before they are believed."""

import pytest

from tallystick.match.spellings import Spelling
from tallystick.match.suppliers.identifiers import (
    charity_number,
    company_number,
    sharing,
    vat_number,
)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("01234567", "01234567"),
        ("1234567", "01234567"),
        (" sc123456 ", "SC123456"),
        ("OC 300001", "OC300001"),
        ("N/A", None),
        ("00000000", None),
        ("123", None),
        (None, None),
    ],
)
def test_company_numbers(text: str | None, number: str | None) -> None:
    assert company_number(text) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("GB 980 7806 84", "980780684"),  # the check digits of HMRC's own worked example
        ("980780685", None),
        ("000000000", None),
        ("not given", None),
    ],
)
def test_vat_numbers(text: str, number: str | None) -> None:
    assert vat_number(text) == number


def test_charity_numbers() -> None:
    assert charity_number("1 234 567") == "1234567"
    assert charity_number("12") is None


def test_sharing_pairs_each_number_once() -> None:
    spellings = [
        (4, Spelling("a", supplier_refs=("E1:77",))),
        (2, Spelling("b", supplier_refs=("E1:77", "E2:77"))),
        (9, Spelling("c", supplier_refs=("E2:0",))),
    ]
    assert sharing(spellings) == {(2, 4): ("council's own supplier number", 2)}
