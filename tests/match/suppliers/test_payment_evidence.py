"""What is paid tells a firm from a person of the same kind of name; invented names."""

import pytest

from tallystick.match import Spelling, SupplierKind, match_spellings
from tallystick.match.suppliers.payment_evidence import features, is_firm, log_odds

MANY = ("E06000001", "E06000002", "E06000003", "E06000004", "E06000005")
TWO_SURNAMES = "Threlkeldson Quillbury"
LARGE = 2_000_000_00
SMALL = 1_200_00


def kind_of_paid(name: str, *, councils: int, lines: int, pence: int) -> SupplierKind:
    (answer,) = match_spellings([Spelling(name, lines, pence, MANY[:councils])])
    return answer.kind


def test_the_features_are_of_all_spellings_together() -> None:
    one = Spelling("Quillbury", 20, 3_000_00, ("E1", "E2"), vat_number="GB 980 7806 84")
    other = Spelling("QUILLBURY", 15, -8_000_00, ("E2", "E3"))
    assert features([one, other]) == [
        "councils 3",
        "lines 30",
        "pounds",
        "pounds 10000",
        "VAT number",
    ]


def test_more_councils_lines_and_pounds_speak_for_a_firm_and_nothing_known_for_none() -> None:
    few = Spelling(TWO_SURNAMES, 2, SMALL, MANY[:1])
    assert log_odds([few]) > 0 > log_odds([few._replace(councils=MANY)])
    assert log_odds([few._replace(lines=400)]) < log_odds([few])
    assert log_odds([few._replace(pence=LARGE)]) < log_odds([few])
    assert log_odds([Spelling(TWO_SURNAMES, 400, LARGE)]) == 0
    assert log_odds([Spelling(TWO_SURNAMES, 9000, LARGE, MANY)]) >= -4.0


def test_two_surnames_that_many_councils_pay_are_a_firm() -> None:
    assert kind_of_paid(TWO_SURNAMES, councils=1, lines=2, pence=SMALL) is SupplierKind.PERSON
    paid = kind_of_paid(TWO_SURNAMES, councils=5, lines=400, pence=LARGE)
    assert paid is SupplierKind.ORGANISATION


@pytest.mark.parametrize(
    "name",
    [
        "Mr W Quillbury",
        "Foster Carer Joan Quillbury",
        "Quillbury Threlkeldson 61200",
        "D P Quill ****1234",
        "Direct Payment Quillbury Threlkeldson",
        "Exors of Quillbury",
        "J Taylor",
        "Joan Taylor",
    ],
)
def test_what_tells_a_person_is_never_outweighed(name: str) -> None:
    assert kind_of_paid(name, councils=5, lines=9000, pence=LARGE) is not SupplierKind.ORGANISATION


@pytest.mark.parametrize("name", ["Joan Threlkeldson", "W Quillbury", "JR & AL Quillbury"])
def test_one_council_that_pays_a_forename_or_initials_much_pays_a_person(name: str) -> None:
    assert not is_firm([Spelling(name, 900, LARGE, MANY[:1])])


def test_one_spelling_that_tells_a_person_tells_it_of_all() -> None:
    plain = Spelling(TWO_SURNAMES, 400, LARGE, MANY)
    assert is_firm([plain])
    assert not is_firm([plain, plain._replace(name=f"{TWO_SURNAMES} (Mr)")])
