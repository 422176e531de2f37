"""Which council a text names, and which texts name none."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallystick.reference.council_names import normalise_name
from tallystick.reference.councils import Councils, load_councils
from tallystick.words.council import Council, CouncilKind


@pytest.fixture(scope="module")
def councils() -> Councils:
    return load_councils()


def code_of(councils: Councils, text: str) -> str | None:
    found = councils.recognise(text)
    return found.code if found else None


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("St. Helens Council", "st helens council"),
        ("King’s Lynn & West Norfolk", "kings lynn and west norfolk"),
        ("Ynys Môn", "ynys mon"),
        ("Stoke-on-Trent_Jan22.csv", "stoke on trent jan 22 csv"),
        ("  ", ""),
    ],
)
def test_names_are_compared_in_plain_words(text: str, plain: str) -> None:
    assert normalise_name(text) == plain


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Leeds City Council", "E08000035"),
        ("LEEDS CC", "E08000035"),
        ("The Borough of Calderdale", "E08000033"),
        ("Spend by Leeds City Council, final list", "E08000035"),
        ("Devon County Council", "E10000008"),
        ("Mid Devon District Council", "E07000042"),
        ("Mid Devon Council", "E07000042"),
        ("North Yorkshire County Council", "E10000023"),
        ("North Yorkshire Council", "E06000065"),
        ("Cambridgeshire and Peterborough Combined Authority", "E47000008"),
        ("Newcastle-under-Lyme Borough Council", "E07000195"),
        ("London Borough of Brent", "E09000005"),
        ("LB Brent", "E09000005"),
        ("Kings Lynn & West Norfolk BC", "E07000146"),
        ("Hants CC", "E10000014"),
        ("Bournemouth, Christchurch and Poole Council", "E06000058"),
        ("Caerphilly County Borough Council", "W06000018"),
        ("Reading Borough Council", "E06000038"),
        ("Newcastle Upon Tyne City Council", "E08000021"),
        ("Colchester City Council", "E07000071"),  # a borough in the table, a city since
        ("Torbay Borough Council", "E06000027"),
        ("Doncaster Metropolitan Council", "E08000017"),
        ("Cornwall County Council", "E06000052"),
    ],
)
def test_a_full_name_counts_wherever_it_stands(councils: Councils, text: str, code: str) -> None:
    assert code_of(councils, text) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("leeds", "E08000035"),
        ("devon", "E10000008"),
        ("mid-devon", "E07000042"),
        ("newcastle", "E08000021"),
        ("durham", "E06000047"),
        ("bedford", "E06000055"),
        ("Trafford September 2014.csv", "E08000009"),
        ("trafford-supplier-spend-2024-25.zip", "E08000009"),
        ("www.leeds.gov.uk", "E08000035"),
        ("reading", "E06000038"),
        ("somerset", "E06000066"),  # the council of 2023, not the county that it took over from
        ("north_yorkshire", "E06000065"),
        ("cardiff", "W06000015"),
        ("ynys môn", "W06000001"),
    ],
)
def test_a_place_name_counts_among_words_of_files(councils: Councils, text: str, code: str) -> None:
    assert code_of(councils, text) == code


@pytest.mark.parametrize(
    "text",
    [
        "http://statistics.data.gov.uk/doc/local-authority-district/00CY",
        "http://statistics.data.gov.uk/id/local-authority/00CY",
        "E08000033",
        "spend_E08000033_2021.csv",
        "00cy",
    ],
)
def test_a_code_counts_before_any_name(councils: Councils, text: str) -> None:
    assert code_of(councils, text) == "E08000033"


@pytest.mark.parametrize(
    "text",
    [
        "", "files", "published", "data", "downloads", "tmp", "spend", "payments over 500",
        "2021-07.csv", "Jan22.csv", "april-2019.csv", "jan-2026-mar-2026-cvs.csv",
        "HBC-Spend-OVER-250.00-Mar-22.csv", "DCCSpendingOver500_202107.csv", "HBC-Spend",
        "Council", "City Council", "County Council spend",
        "reading list.csv", "Reading data.csv", "down payments.csv", "bath invoices",
        "leeds united", "Boston Consulting", "greater manchester", "west midlands",
        "leeds and bradford spend", "Devon County Council and Exeter City Council",
        "E08000033 E08000035", "Newcastle Borough Council", "Derby County Council",
        "Devon District Council", "Barking and Dagenham CVS", "cld", "tes", "18", "leedsspend.csv",
    ],
)  # fmt: skip
def test_other_words_and_two_councils_name_none(councils: Councils, text: str) -> None:
    assert code_of(councils, text) is None


def test_every_council_is_known_by_its_own_name(councils: Councils) -> None:
    for council in councils:
        assert code_of(councils, council.name) == council.code


def test_every_council_that_stands_is_known_by_its_place(councils: Councils) -> None:
    for council in councils:
        if council.end is None and council.kind.is_of_place:
            assert code_of(councils, council.short_name) == council.code, council.name


def test_the_names_for_the_matcher_say_that_they_are_councils(councils: Councils) -> None:
    names = councils.names()
    assert names["leeds city council"] == "E08000035"
    assert names["hants cc"] == "E10000014"
    assert "leeds" not in names
    assert all(normalise_name(name) == name for name in names)


def test_a_name_held_twice_with_equal_right_is_nobodys() -> None:
    twins = Councils(
        Council(code=code, name=name, short_name="Wend", kind=CouncilKind.DISTRICT)
        for code, name in (("X1", "Wend Borough Council"), ("X2", "Wend District Council"))
    )
    assert twins.recognise("Wend Borough Council") == twins.by_code("X1")
    assert twins.recognise("Wend Council") is None
    assert twins.recognise("wend") is None


@given(st.text())
def test_any_text_is_read_and_plain_words_stay_plain(text: str) -> None:
    load_councils().recognise(text)
    assert normalise_name(normalise_name(text)) == normalise_name(text)


@pytest.mark.shared
def test_every_published_folder_is_recognised(councils: Councils, shared: Path) -> None:
    table = (shared / "README.md").read_text(encoding="utf-8").splitlines()
    cells = [[cell.strip() for cell in line.split("|")] for line in table if "| E" in line]
    expected = {row[1]: row[2] for row in cells}
    folders = sorted(path.name for path in (shared / "published").iterdir())
    assert len(folders) == 12
    assert {name: code_of(councils, name) for name in folders} == {
        name: expected[name] for name in folders
    }


@pytest.mark.shared
def test_no_published_file_name_tells_of_another_council(councils: Councils, shared: Path) -> None:
    for path in sorted((shared / "published").rglob("*.*")):
        assert code_of(councils, path.name) in (None, code_of(councils, path.parent.name)), path
