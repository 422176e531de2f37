"""Lists that people open in a spreadsheet and send back: no formula, and nothing changed."""

import csv
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallystick.cli.work.tables import read_table, write_table

ROWS = st.lists(st.lists(st.text(), min_size=2, max_size=2))


@pytest.mark.parametrize("text", ["=HYPERLINK(1)", "＝1+1", "\t=1", "  @SUM(A1)", "-1+1", "'=1"])
def test_a_list_for_a_spreadsheet_holds_no_formula(tmp_path: Path, text: str) -> None:
    path = tmp_path / "review.csv"
    write_table(path, ("name", "pounds"), [(text, "-12.50")])
    with path.open(newline="", encoding="utf-8-sig") as stream:
        assert [*csv.reader(stream)][1] == ["'" + text, "-12.50"]
    assert [row for _line, row in read_table(path, needs=("name",))] == [
        {"name": text, "pounds": "-12.50"}
    ]


@given(ROWS)
def test_every_list_comes_back_as_it_was(rows: list[list[str]]) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "list.csv"
        write_table(path, ("one", "two"), rows)
        back = [[row["one"], row["two"]] for _line, row in read_table(path, needs=("one",))]
    assert back == rows
