"""Other public bodies than councils: those of the table, and those of a user's own list."""

from datetime import date

import pytest

from tallystick.reference.bodies import as_text, read_bodies, with_bodies
from tallystick.reference.councils import Councils, load_councils
from tallystick.words.council import Council, CouncilKind
from tallystick.words.mistakes import UserMistake

LIST = """code,name,kind,start,names
OWN-WEND,Wendham Hospitals NHS Trust,other,2011-10-01,wendham hospitals|wht
OWN-ARUN,Arundale Waste Authority,other,,
"""


@pytest.fixture(scope="module")
def known() -> Councils:
    return load_councils()


def code_of(known: Councils, text: str) -> str | None:
    found = known.recognise(text)
    return found.code if found else None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("hm-treasury", "GOV-HMT"),
        ("DEFRA", "GOV-DEFRA"),
        ("department-for-environment-food-and-rural-affairs", "GOV-DEFRA"),
        ("Department for Business, Innovation and Skills", "GOV-BIS"),
        ("BIS monthly spend September 2012", "GOV-BIS"),
        ("Department of Health", "GOV-DH"),
        ("Department of Health and Social Care", "GOV-DHSC"),
        ("FCO", "GOV-FCO"),
        ("AHVLA-Over-25k-1205", "GOV-AHVLA"),
        ("Kent Police", "E23000032"),
        ("Police & Crime Commissioner for Kent", "E23000032"),
        ("Kent Fire & Rescue Service", "E31000022"),
        ("kent", "E10000016"),  # the place's name alone stays the county's
        ("Durham Constabulary", "E23000008"),
        ("Devon and Torbay Combined County Authority", "E47000015"),
        ("a mod of a game", None),
    ],
)
def test_a_body_is_known_by_its_names(known: Councils, text: str, code: str | None) -> None:
    assert code_of(known, text) == code


@pytest.mark.parametrize(
    ("code", "on", "after"),
    [
        ("GOV-DH", date(2018, 1, 8), ["GOV-DHSC"]),
        ("GOV-DECC", date(2017, 1, 1), ["GOV-BEIS"]),
        ("GOV-BIS", date(2024, 1, 1), ["GOV-DBT", "GOV-DESNZ", "GOV-DSIT"]),
        ("E23000005", date(2017, 5, 7), ["E23000005"]),
        ("E23000005", date(2017, 5, 8), ["E47000001"]),
        ("FIRE-LFEPA", date(2018, 4, 1), ["E31000046"]),
    ],
)
def test_its_successors_are_followed(
    known: Councils, code: str, on: date, after: list[str]
) -> None:
    assert [each.code for each in known.successors(code, on)] == after


def test_an_agency_names_the_department_that_answers_for_it(known: Councils) -> None:
    for body in known:
        if body.sponsor:
            sponsor = known.by_code(body.sponsor)
            assert sponsor is not None
            assert sponsor.kind is CouncilKind.DEPARTMENT, body.name


def test_unlike_bodies_are_not_set_side_by_side_per_head() -> None:
    unitary, county = CouncilKind.UNITARY, CouncilKind.COUNTY
    assert unitary.is_like(CouncilKind.METROPOLITAN)
    assert county.is_like(county)
    assert not county.is_like(CouncilKind.DISTRICT)
    assert not unitary.is_like(CouncilKind.POLICE)
    assert not CouncilKind.DEPARTMENT.is_like(CouncilKind.DEPARTMENT)
    assert not CouncilKind.OTHER.is_like(CouncilKind.OTHER)


def test_a_list_of_bodies_is_read_and_written_alike() -> None:
    read = read_bodies(LIST, file="ours.csv")
    assert read == (
        Council(
            code="OWN-ARUN",
            name="Arundale Waste Authority",
            short_name="Arundale Waste Authority",
            kind=CouncilKind.OTHER,
        ),
        Council(
            code="OWN-WEND",
            name="Wendham Hospitals NHS Trust",
            short_name="Wendham Hospitals NHS Trust",
            kind=CouncilKind.OTHER,
            start=date(2011, 10, 1),
            variants=("wendham hospitals", "wht"),
        ),
    )
    assert read_bodies(as_text(read), file="again.csv") == read


def test_a_body_of_the_list_is_found_in_texts(known: Councils) -> None:
    wider = with_bodies(known, read_bodies(LIST, file="ours.csv"), file="ours.csv")
    assert code_of(wider, "Wendham Hospitals NHS Trust") == "OWN-WEND"
    assert code_of(wider, "WHT spend May 2020") == "OWN-WEND"
    assert code_of(wider, "Manchester City Council") == "E08000003"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("code,name\nA,B\n", "there is no column 'kind'"),
        ("code,name,kind,colour\n", "'colour' is no column"),
        ("code,name,kind\nOWN-A,Arun,castle\n", "ours.csv, line 2: 'castle' is no kind"),
        ("code,name,kind,start\nOWN-A,Arun,other,May\n", "line 2: 'May' is not a day"),
        ("code,name,kind\n,Arun,other\n", "line 2: Council '' (Arun)"),
        ("code,name,kind\nA,One,other\nA,Two,other\n", "line 3: the code A stands already"),
    ],
)
def test_a_list_that_cannot_be_read_names_its_line(text: str, sentence: str) -> None:
    with pytest.raises(UserMistake) as caught:
        read_bodies(text, file="ours.csv")
    assert sentence in caught.value.sentence


def test_a_code_that_is_taken_is_refused(known: Councils) -> None:
    taken = read_bodies("code,name,kind\nGOV-HMT,Ours,other\n", file="ours.csv")
    with pytest.raises(UserMistake) as caught:
        with_bodies(known, taken, file="ours.csv")
    assert "GOV-HMT is the code of HM Treasury" in caught.value.sentence
