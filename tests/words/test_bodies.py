"""Words about councils, told of other bodies."""

import pytest

from tallystick.words.bodies import BODY, COUNCIL, DEPARTMENT, Noun, noun_of
from tallystick.words.council import CouncilKind


@pytest.mark.parametrize(
    ("kinds", "noun"),
    [
        ([], COUNCIL),
        ([CouncilKind.DISTRICT, CouncilKind.COUNTY], COUNCIL),
        ([CouncilKind.DEPARTMENT, CouncilKind.DEPARTMENT], DEPARTMENT),
        ([CouncilKind.DEPARTMENT, CouncilKind.AGENCY], BODY),
        ([CouncilKind.DEPARTMENT, CouncilKind.DISTRICT], BODY),
        ([CouncilKind.POLICE], BODY),
    ],
)
def test_bodies_are_called_by_what_all_of_them_are(kinds: list[CouncilKind], noun: Noun) -> None:
    assert noun_of(kinds) == noun


def test_words_keep_their_number_and_their_capital() -> None:
    said = "Councils that stand: each council’s part, and what a council pays."
    assert DEPARTMENT.of(said) == (
        "Departments that stand: each department’s part, and what a department pays."
    )
    assert BODY.of("two or more councils") == "two or more bodies"
    assert COUNCIL.of(said) is said


def test_things_of_councils_stay_what_they_are() -> None:
    for said in ("council tax", "council housing", "a council company", "councillors"):
        assert DEPARTMENT.of(said) == said
