"""What is refused, with one sentence that names the file and a next step."""

import os
from pathlib import Path

import pytest
from tests.read.files import HEADER, LINES, read, read_lines, refusal

from tallystick.read import find_files, load_corrections, read_file
from tallystick.words.mistakes import UserMistake


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UserMistake, match="is not there"):
        read(tmp_path / "no.csv")
    with pytest.raises(UserMistake, match="is not there"):
        find_files([tmp_path / "no"])


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b" \r\n,,\r\n", "empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "picture"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"<!DOCTYPE html><html></html>", "web page"),
        (b'{"payments": []}', "JSON"),
        (bytes(range(256)) * 8, "not text"),
        (b"\x09\x04\x06\x00\x00\x00\x10\x00" + bytes(90), "workbook of Excel 4"),
        (b'ID;PSCALC3\nC;X1;Y1;K"Date"\n', "SYLK"),
        (b'TABLE\r\n0,1\r\n""\r\n', "DIF"),
        (b"\xfd7zXZ\x00\x00\x04", "xz archive"),
        (bytes(257) + b"ustar\x00" + bytes(249), "tar archive"),
        (b"PK\x03\x04 broken", "damaged archive"),
    ],
)
def test_what_is_no_table(tmp_path: Path, content: bytes, said: str) -> None:
    assert said in refusal(tmp_path, content)


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (
            "Contract Title,Supplier,Start Date,End Date,Contract Value\n"
            "Cleaning,Oakrise Ltd,01/04/2023,31/03/2026,90000\n",
            "register of contracts",
        ),
        ("Name,Job Title,Grade,Salary\nA Person,Director,CO1,120000\n", "list of salaries"),
        ("UPRN,Asset Name,Tenure,Easting\n1,Town Hall,Freehold,5\n", "property"),
        ("Service,Original Budget,Forecast,Variance\nAdults,5,6,1\n", "budget"),
        ("colour,shape\nred,round\n", "no column"),
    ],
)
def test_other_kinds_of_file_are_called_by_name(tmp_path: Path, lines: str, said: str) -> None:
    assert said in refusal(tmp_path, lines.encode())


@pytest.mark.parametrize("filler", [b"x", b",", b'","'])
def test_a_line_without_end_or_of_millions_of_cells(tmp_path: Path, filler: bytes) -> None:
    content = b"Date,Supplier,Amount\n" + filler * (16 << 20) + b"\n03/04/2023,Tern plc,1.00\n"
    assert "a megabyte" in refusal(tmp_path, content)


def test_a_council_that_cannot_be_told(tmp_path: Path) -> None:
    path = tmp_path / "spend.csv"
    path.write_text("\n".join((HEADER, *LINES)))
    with pytest.raises(UserMistake, match=r"cannot tell which council.*--council CODE"):
        read_file(path, councils=None, sink=lambda *_: None)


def test_files_are_found_once_and_in_order(tmp_path: Path) -> None:
    for name in (
        "b.csv",
        "a.xlsx",
        ".hidden.csv",
        "~$a.xlsx",
        "c.csv.part",
        "sub/d.zip",
        "notes.pdf",
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    found = find_files([tmp_path, tmp_path / "b.csv"])
    assert [path.name for path in found] == ["a.xlsx", "b.csv", "d.zip"]


def test_a_folder_that_links_to_itself_and_a_pipe(tmp_path: Path) -> None:
    (tmp_path / "a.csv").touch()
    (tmp_path / "again").symlink_to(tmp_path)
    os.mkfifo(tmp_path / "pipe.csv")
    assert [path.name for path in find_files([tmp_path])] == ["a.csv"]
    with pytest.raises(UserMistake, match="is no file"):
        find_files([tmp_path / "pipe.csv"])


def test_a_corrections_file(tmp_path: Path) -> None:
    path = tmp_path / "fix.yaml"
    path.write_text("columns: {supplier: Creditor}\nheader_line: 2\n")
    assert load_corrections(path).header_line == 2
    path.write_text("supplier: Creditor\n")
    with pytest.raises(UserMistake, match="not a file of corrections"):
        load_corrections(path)


def test_the_header_line_a_person_gives(tmp_path: Path) -> None:
    path = tmp_path / "fix.yaml"
    path.write_text("header_line: 2")
    file = tmp_path / "spend.csv"
    file.write_text("\n".join((HEADER.upper(), HEADER, *LINES)))
    assert read(file, load_corrections(path)).record.tables[0].header_line == 2
    assert len(read_lines(tmp_path, HEADER, *LINES).payments) == 3
