"""Cells in the dress that some programs put on them."""

from pathlib import Path

import pytest
from tests.read.files import HEADER, LINES, PENCE, read_lines

from tallystick.read.files.quoting import find_dress

LINE = "03/04/2023,Oakrise,7.50"


@pytest.mark.parametrize(
    ("dressed", "bare"),
    [
        ('="03/04/2023",Oakrise,="7.50"', '"03/04/2023",Oakrise,"7.50"'),
        ('"=""03/04/2023""",Oakrise,7.50', '"03/04/2023",Oakrise,7.50'),
        ('"03/04/2023", "Oakrise, Ltd", "7.50"', '"03/04/2023","Oakrise, Ltd","7.50"'),
        ('"03/04/2023,""Oakrise, Ltd"",7.50"', '03/04/2023,"Oakrise, Ltd",7.50'),
        ("'03/04/2023';'O''ak; \"the\" Ltd';''", '"03/04/2023";"O\'ak; ""the"" Ltd";""'),
    ],
)
def test_each_dress_is_taken_off(dressed: str, bare: str) -> None:
    text = f"{dressed}\r\n{dressed}\r\n".encode()
    assert find_dress(text).take_off(text) == f"{bare}\r\n{bare}\r\n".encode()


@pytest.mark.parametrize(
    "line",
    [
        LINE,
        '"03/04/2023","Oakrise, ""the"" Ltd","7.50"',
        '"a, ",b',
        '"one cell"',
        "'a",
        "O'Hare,'b'",
        "",
    ],
)
def test_what_is_not_dressed_stays_as_it_is(line: str) -> None:
    text = f"{line}\n{line}\n{line}\n".encode()
    assert (find_dress(text).told, find_dress(text).take_off(text)) == ("", text)


def test_a_dressed_file_is_read_and_said_to_be(tmp_path: Path) -> None:
    dressed = ['="' + line.replace(",", '",="') + '"' for line in LINES]
    found = read_lines(tmp_path, HEADER, *dressed)
    assert (found.pence, found.codes) == (PENCE, ["dressed"])
    assert found.payments[0]["transaction_ref"] == "T1"
