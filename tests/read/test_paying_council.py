"""Whose file it is: by code, by body, by file name, by folder, in that order."""

from pathlib import Path

import pytest
from tests.read.files import Finder

from tallystick.read.paying_council import find_council
from tallystick.words.mistakes import UserMistake

FILE = Path("/data/Wendlemere/2023-04.csv")


def test_the_code_that_is_given_settles_it() -> None:
    assert find_council(FILE, given="X2", councils=Finder(), bodies=["Wendlemere"]) == "X2"
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
