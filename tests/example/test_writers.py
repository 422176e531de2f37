"""What the writers put down, other people's readers pick up unchanged."""

import csv
import io
import re
import zipfile
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from tallystick.example.write.archive import write_zip
from tallystick.example.write.biff8 import write_biff8
from tallystick.example.write.delimited import Dialect, write_delimited
from tallystick.example.write.ods import write_ods
from tallystick.example.write.xlsx import write_xlsx

_WORKBOOKS = (write_biff8, write_ods, write_xlsx)
_TEXT = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zs")), min_size=1)
_CELLS = st.one_of(
    _TEXT.filter(lambda text: not text.startswith("=") and not re.match(r"\w+:", text)),
    st.integers(-(10**9), 10**9).map(lambda pence: pence / 100),
    st.dates(date(2000, 1, 1), date(2049, 12, 31)),
)


def _read(book: bytes, sheet: str) -> list[list[object]]:
    found = CalamineWorkbook.from_filelike(io.BytesIO(book)).get_sheet_by_name(sheet)
    return found.to_python(skip_empty_area=False)


@pytest.mark.parametrize("write", _WORKBOOKS)
def test_a_workbook_keeps_sheets_rows_and_kinds_of_cells(write):
    grid = [["Title"], [""], ["Day", "Name", "£"], [date(2024, 2, 29), "Dew & Sons <1>", -12.34]]
    book = write({"April 2023": grid, "Notes": [["only this"]]})
    assert CalamineWorkbook.from_filelike(io.BytesIO(book)).sheet_names == ["April 2023", "Notes"]
    assert _read(book, "April 2023") == [
        ["Title", "", ""],
        ["", "", ""],
        ["Day", "Name", "£"],
        [date(2024, 2, 29), "Dew & Sons <1>", -12.34],
    ]
    assert _read(book, "Notes") == [["only this"]]


@pytest.mark.parametrize("write", _WORKBOOKS)
@settings(max_examples=40, deadline=None)
@given(row=st.lists(_CELLS, min_size=1, max_size=6), copies=st.integers(1, 300))
def test_any_cells_come_back(write, row, copies):
    assert _read(write({"S": [row] * copies}), "S") == [row] * copies


def test_an_xls_too_long_for_one_allocation_table_is_still_whole():
    grid = [[f"row {number}", number / 4] for number in range(20_000)]
    assert _read(write_biff8({"Data": grid}), "Data") == grid


def test_an_xls_beyond_its_header_is_refused():
    with pytest.raises(ValueError, match="7 MB"):
        write_biff8({"Data": [["x" * 4000]] * 1000})


@given(
    rows=st.lists(
        st.lists(st.text("ab,\t\"' \n", max_size=5), min_size=2, max_size=4), min_size=1, max_size=8
    ),
    ends=st.sampled_from([("\r\n",), ("\n",), ("\r",), ("\r\n", "\n")]),
    delimiter=st.sampled_from([",", "\t"]),
)
def test_delimited_text_comes_back_and_rows_start_where_it_says(rows, ends, delimiter):
    data, starts = write_delimited(rows, Dialect(ends=ends, delimiter=delimiter))
    lines = re.findall(r"[^\r\n]*(?:\r\n|\n|\r)", data.decode())
    reader = csv.reader(lines, delimiter=delimiter)
    at = 1
    for row, start in zip(rows, starts, strict=True):
        assert next(reader) == row
        assert start == at
        at = reader.line_num + 1


def test_line_ends_are_taken_in_turn():
    data, starts = write_delimited([["a"], ["b"], ["c"]], Dialect(ends=("\r\n", "\n")))
    assert (data, starts) == (b"a\r\nb\nc\r\n", [1, 2, 3])


def test_an_archive_bears_no_trace_of_the_clock_or_the_machine():
    with zipfile.ZipFile(io.BytesIO(write_zip({"a.csv": b"1", "b.csv": b"2"}))) as archive:
        assert archive.namelist() == ["a.csv", "b.csv"]
        assert {entry.date_time for entry in archive.infolist()} == {(2025, 4, 30, 9, 0, 0)}
        assert {entry.create_system for entry in archive.infolist()} == {0}
