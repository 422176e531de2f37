"""Whose file it is: by code, by body, by file name, by folder, in that order."""

from pathlib import Path

import pytest
from tests.read.files import Finder

from tallystick.read.paying_council import find_council
from tallystick.reference.councils import load_councils
from tallystick.words.mistakes import UserMistake

FILE = Path("/data/Wendlemere/2023-04.csv")


def test_the_code_that_is_given_settles_it() -> None:
    assert find_council(FILE, given="X2", councils=Finder(), bodies=["Depot 18"]) == "X2"
    with pytest.raises(UserMistake, match="not the code of a council"):
        find_council(FILE, given="X9", councils=Finder(), bodies=[])


def test_the_body_on_most_lines_beats_the_folder() -> None:
    bodies = ["Wendlemere Homes Ltd", *["Eastwold Council"] * 3]
    assert find_council(FILE, given=None, councils=Finder(), bodies=bodies) == "X2"


def test_the_file_name_beats_the_folder_and_the_folder_tells_in_the_end() -> None:
    named = FILE.with_name("Eastwold-April.csv")
    assert find_council(named, given=None, councils=Finder(), bodies=[]) == "X2"
    assert find_council(FILE, given=None, councils=Finder(), bodies=["18"]) == "X1"


def test_what_cannot_be_told_is_asked_for() -> None:
    with pytest.raises(UserMistake, match="cannot tell which council"):
        find_council(Path("/data/2023-04.csv"), given=None, councils=Finder(), bodies=[])


def test_the_given_code_never_overrides_what_the_file_says() -> None:
    named = FILE.with_name("Eastwold-April.csv")
    with pytest.raises(UserMistake) as caught:
        find_council(named, given="X1", councils=Finder(), bodies=[])
    assert "Eastwold (X2)" in caught.value.sentence
    assert "Wendlemere (X1)" in caught.value.sentence
    # The remedy works: the code that it names is taken.
    assert "--council X2" in caught.value.next_step
    assert find_council(named, given="X2", councils=Finder(), bodies=[]) == "X2"
    assert find_council(named, given=None, councils=Finder(), bodies=[]) == "X2"


def test_a_folder_says_nothing_of_the_file_itself() -> None:
    assert find_council(FILE, given="X2", councils=Finder(), bodies=["18"]) == "X2"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("northtyneside", "E08000022"),
        ("north_tyneside", "E08000022"),
        ("NTC spend", "E08000022"),
        ("NTC_Spend_Over_500_May_2019", "E08000022"),
        ("southkesteven-2019-05", "E07000141"),
        ("bathandnortheastsomersetcouncil spend", "E06000022"),
        ("NTC", None),
        ("etc", None),
        ("NDC spend", None),  # North Devon, North Dorset
    ],
)
def test_names_that_run_on_and_letters(text: str, code: str | None) -> None:
    found = load_councils().recognise(text)
    assert (found.code if found else None) == code
