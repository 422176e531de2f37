"""Which spelling a supplier is called by. Names invented."""

import pytest

from tallystick.match.names.naming import best_name
from tallystick.match.spellings import Spelling


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        ({"QUILLWORKS LTD": 3, "Quillworks Limited": 3}, "Quillworks Limited"),
        ({"QUILLWORKS TRAINING SERV": 9, "Quillworks Training Services": 1},
         "Quillworks Training Services"),
        ({"Quillworks": 2, "QUILLWORKS LTD": 2}, "QUILLWORKS LTD"),
        ({"QUILLWORKS LTD": 9, "Quillworks Limited": 1}, "QUILLWORKS LTD"),
        ({"Sumup *quillworks": 4, "Quillworks": 4}, "Quillworks"),
        ({"Quillworks": 1}, "Quillworks"),
        ({"Quill": 9, "Quill & Co": 1, "Quill-Works": 1}, "Quill"),
        ({"QUILLWORKS UNIT 1": 9, "Quillworks Unit (Leeds)": 1, "Quillworks Unit 12": 2},
         "Quillworks Unit 12"),
    ],
)  # fmt: skip
def test_the_full_name_in_small_letters_is_shown(lines: dict[str, int], name: str) -> None:
    spellings = [Spelling(spelling, count) for spelling, count in lines.items()]
    assert best_name(spellings) == best_name(spellings[::-1]) == name


def test_the_commonest_name_is_shown_however_many_ways_it_is_written_in() -> None:
    marked = {f"QUILLWORKS*ORDER{number}": 1 for number in range(9)}
    spellings = [Spelling(name) for name in (*marked, "Quillworks Leisure Ltd")]
    assert best_name(spellings, [1] * 9 + [2]) == "QUILLWORKS*ORDER0"
    with_number = [Spelling("QUILLWORKS 2231", 3), Spelling("Quillworks", 2)]
    assert best_name(with_number, [1, 1]) == "Quillworks"
