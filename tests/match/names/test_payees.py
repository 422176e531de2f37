"""What decides alone that a person is paid, wherever it stands; invented names."""

import pytest

from tallystick.match import SupplierKind, kind_of
from tallystick.match.names.kinds import is_told, name_probability
from tallystick.match.names.payee_parts import is_clients, is_code, parts_of
from tallystick.match.names.payees import Given, given_of

MASKED = {SupplierKind.PERSON, SupplierKind.REDACTED}


@pytest.mark.parametrize("surname", ["Quillbury", "Taylor", "Church", "Fothergill"])
@pytest.mark.parametrize(
    "way",
    [
        "{} 61200",
        "61200 {}",
        "{} (61200)",
        "{}/61200",
        "61200-{}",
        "{} SW61200",
        "Account 61200 {}",
        "Mosaic ID 61200 - {}",
        "{} C 61200",
        "Swift No 61200 {} P",
        "61200 {} da Cruzeta",
        "Joan {} ref 61200",
    ],
)
def test_a_number_beside_a_surname_is_a_clients(way: str, surname: str) -> None:
    assert kind_of(way.format(surname)) is SupplierKind.PERSON


@pytest.mark.parametrize(
    "name",
    [
        "PHB-Quillbury",
        "DP/Fothergill",
        "Taylor Managed Acct",
        "Direct Pay Taylor",
        "PHB 61200",
        "DP 61200",
        "Taylor J Pers Budget",
        "Family & Friends Carer Joan Taylor",
        "Short Breaks Taylor",
        "Respite Care Joan Taylor",
        "Connected Carers J Taylor",
        "Executrix of Taylor",
        "14 Oak Road Mr Taylor",
        "Mr Church",
        "Marsh Foster Carer",
        "Dr CE Quillbury",
        "Miss Ramsbottom",
        "Foster Carer Joan Ramsbottom",
    ],
)
def test_budgets_carers_and_titles_decide_alone(name: str) -> None:
    assert kind_of(name) in MASKED


@pytest.mark.parametrize(
    "name",
    [
        "Quillworks Ltd 61200",
        "Travis Perkins 61200",
        "Respite Association",
        "Quill Road Surgery 61200",
        "Residents Association 61200",
        "Marsh",
        "Quillworks Software 389755508",
    ],
)
def test_firms_with_numbers_and_care_words_stay_firms(name: str) -> None:
    assert kind_of(name) is SupplierKind.ORGANISATION


def test_the_parts_of_a_name_say_what_stood_beside_it() -> None:
    (part,) = parts_of("dp 61200 mrs quillbury")
    assert (part.core, part.titled, part.told, part.code) == (["quillbury"], True, True, "61200")
    assert [part.core for part in parts_of("joan quillbury t/a bright stripes")] == [
        ["joan", "quillbury"],
        ["bright", "stripes"],
    ]


def test_a_number_of_four_digits_is_a_code_and_one_of_seven_at_most_a_clients() -> None:
    assert [is_code(word) for word in ("123", "1234", "sw61200", "quill")] == [
        False,
        True,
        True,
        False,
    ]
    assert [is_clients(code) for code in ("1234567", "12345678", "sw61200", "")] == [
        True,
        False,
        False,
        False,
    ]


def test_given_names_are_told_apart_by_whether_many_bear_them() -> None:
    assert given_of("threlkeldson quillbury") is Given.NONE
    assert given_of("joan quillbury") is Given.SOME
    assert given_of("jr and al quillbury") is Given.SOME
    assert given_of("w taylor") is Given.MANY_BEAR_IT


def test_a_name_that_nothing_tells_has_a_probability_and_a_told_one_needs_none() -> None:
    assert is_told("Foster Carer W Quillbury")
    assert not is_told("Joan Taylor")
    assert name_probability("Joan Taylor") > 0.8 > 0.2 > name_probability("Quillworks Ltd")
