"""What is refused, with one sentence that names the file and a next step."""

import io
import struct
import zipfile
import zlib
from pathlib import Path

import pytest
import xlsxwriter
from tests.read.files import HEADER, LINES, read, read_bytes, read_lines

from tallystick.read import find_files, load_corrections, read_file
from tallystick.words.mistakes import UserMistake


def refusal(folder: Path, content: bytes, name: str = "spend.csv") -> str:
    """The sentence with which a file of these bytes is refused."""
    with pytest.raises(UserMistake) as caught:
        read_bytes(folder, content, name)
    assert name in caught.value.sentence
    assert caught.value.next_step.endswith(".")
    return caught.value.sentence


def zipped(members: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return packed.getvalue()


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


def test_a_zip_that_leads_outside(tmp_path: Path) -> None:
    content = "\n".join((HEADER, *LINES)).encode()
    assert "leads outside" in refusal(tmp_path, zipped({"../spend.csv": content}), "a.zip")


def test_a_zip_bomb(tmp_path: Path) -> None:
    assert "bomb" in refusal(tmp_path, zipped({"a.csv": b"0" * (80 << 20)}), "a.zip")


def test_archives_within_archives_within_archives(tmp_path: Path) -> None:
    content = zipped({"a.csv": b"x"})
    for _ in range(3):
        content = zipped({"a.zip": content})
    assert "within archives" in refusal(tmp_path, content, "a.zip")


def test_a_locked_zip(tmp_path: Path) -> None:
    content = bytearray(zipped({"a.csv": b"hello"}))
    central = content.find(b"PK\x01\x02")
    struct.pack_into("<H", content, central + 8, 1)
    assert "password" in refusal(tmp_path, bytes(content), "a.zip")


def test_an_encrypted_workbook(tmp_path: Path) -> None:
    content = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "EncryptedPackage".encode("utf-16-le")
    )
    assert "password" in refusal(tmp_path, content, "spend.xlsx")


def test_an_entity_bomb_in_a_workbook(tmp_path: Path) -> None:
    path = tmp_path / "spend.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        book.add_worksheet().write(0, 0, "x")
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    members["xl/sharedStrings.xml"] = (
        b'<!DOCTYPE x [<!ENTITY a "aa">]>' + members["xl/sharedStrings.xml"]
    )
    assert "entities" in refusal(tmp_path, zipped(members), "spend.xlsx")


def test_a_cell_at_the_end_of_the_world(tmp_path: Path) -> None:
    path = tmp_path / "spend.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        sheet.write(0, 0, "x")
        sheet.write(1048575, 16383, "y")
    with pytest.raises(UserMistake, match="larger than"):
        read(path)


def test_a_damaged_workbook(tmp_path: Path) -> None:
    garbage = zlib.compress(b"x" * 500)
    content = zipped({"xl/workbook.xml": garbage, "xl/worksheets/sheet1.xml": garbage})
    assert "damaged workbook" in refusal(tmp_path, content, "spend.xlsx")


@pytest.mark.parametrize("filler", [b"x", b",", b'","'])
def test_a_line_without_end_or_of_millions_of_cells(tmp_path: Path, filler: bytes) -> None:
    content = b"Date,Supplier,Amount\n" + filler * (16 << 20) + b"\n03/04/2023,Tern plc,1.00\n"
    assert "a megabyte" in refusal(tmp_path, content)


def test_formulas_and_links_to_other_workbooks_are_read_as_last_worked_out(tmp_path: Path) -> None:
    path = tmp_path / "spend.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Date", "Supplier", "Amount"])
        sheet.write_row(1, 0, ["03/04/2023", "Tern Transport plc"])
        sheet.write_formula(1, 2, "='http://127.0.0.1:9/[other.xlsx]Sheet1'!A1", value=20.5)
        sheet.write_row(2, 0, ["04/04/2023", "Marl LLP"])
        sheet.write_formula(2, 2, '=WEBSERVICE("http://127.0.0.1:9/")&1', value="1.50")
    assert read(path).pence == [2050, 150]


def test_a_row_of_sixteen_thousand_cells_is_cut_to_the_table(tmp_path: Path) -> None:
    path = tmp_path / "spend.xlsx"
    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Date", "Supplier", "Amount"])
        sheet.write_row(1, 0, ["03/04/2023", "Tern Transport plc", 20.5])
        sheet.write_row(2, 0, ["04/04/2023", "Marl LLP", 1.5, *["x"] * 16_000])
    assert read(path).pence == [2050, 150]


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


def _compound(*streams: str, records: bytes = b"") -> bytes:
    """An old Office file that holds streams of these names."""
    names = b"".join(f"{name}\0".encode("utf-16-le").ljust(128, b"\0") for name in streams)
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504 + names + records


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (_compound("Root Entry", "WordDocument"), "spend.xls is an Office document"),
        (
            # the first record of an old workbook, one of two bytes, then FILEPASS
            _compound(
                "Book", records=bytes.fromhex("0908080000050500bb0dcc07 860002000000 2f000400")
            ),
            "spend.xls is locked with a password.",
        ),
    ],
)
def test_old_office_files(tmp_path: Path, content: bytes, said: str) -> None:
    assert said in refusal(tmp_path, content, "spend.xls")


def test_a_locked_opendocument_workbook(tmp_path: Path) -> None:
    members = {
        "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
        "content.xml": b"\x91\x17scrambled",
        "META-INF/manifest.xml": b"<manifest:encryption-data/>",
    }
    said = "spend.ods is locked with a password."
    assert said in refusal(tmp_path, zipped(members), "spend.ods")
