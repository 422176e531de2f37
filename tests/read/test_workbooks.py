"""Workbooks of every kind: read right, in bounded memory, or refused."""

import zipfile
import zlib
from itertools import product
from pathlib import Path

import pytest
import xlsxwriter
from tests.read.files import HEADER, PENCE, read, read_bytes, refusal
from tests.read.workbooks import ROWS, compound, excel_5, record, xlsb, zipped

from tallystick.read.files import scratch, slicing, workbook

ODS = "application/vnd.oasis.opendocument.spreadsheet"
_SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def parts(folder: Path) -> dict[str, bytes]:
    """The parts of a small xlsx of invented payments."""
    path = folder / "made.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("April 2023")
        for y, row in enumerate(ROWS):
            sheet.write_row(y, 0, row[:-1])
            sheet.write(y, len(row) - 1, float(row[-1]) if y else row[-1])
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def with_rows(folder: Path, rows: bytes) -> bytes:
    """A small xlsx with further rows, written as they stand."""
    members = parts(folder)
    sheet = members["xl/worksheets/sheet1.xml"]
    members["xl/worksheets/sheet1.xml"] = sheet.replace(b"</sheetData>", rows + b"</sheetData>")
    return zipped(members)


def test_excel_5_and_95(tmp_path: Path) -> None:
    assert read_bytes(tmp_path, excel_5(), "spend.xls").pence == PENCE


def test_a_binary_workbook(tmp_path: Path) -> None:
    found = read_bytes(tmp_path, xlsb(), "spend.xlsb")
    assert (found.pence, found.record.format) == (PENCE, "xlsb")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (compound({"WordDocument": b""}), "spend.xls is an Office document"),
        (compound({"EncryptedPackage": b""}), "spend.xls is locked with a password."),
        (excel_5(further=record(0x2F, bytes(4))), "spend.xls is locked with a password."),
        (excel_5()[:700], "spend.xls is a damaged workbook."),
        (excel_5()[:40], "spend.xls is a damaged workbook."),
    ],
)
def test_old_office_files(tmp_path: Path, content: bytes, said: str) -> None:
    assert said in refusal(tmp_path, content, "spend.xls")


def test_a_chain_of_sectors_that_comes_back_to_itself(tmp_path: Path) -> None:
    content = bytearray(excel_5())
    content[512 + 4 : 512 + 8] = b"\1\0\0\0"  # the directory's sector is followed by itself
    assert "damaged workbook" in refusal(tmp_path, bytes(content), "spend.xls")


def test_far_cells_of_forms_that_are_held_whole(tmp_path: Path) -> None:
    far = record(0x203, bytes.fromhex("ffff ffff 0000") + bytes(8))
    assert "larger than" in refusal(tmp_path, excel_5(further=far), "spend.xls")
    content = xlsb({0: {0: "x"}, 1_048_575: {16_383: "1"}})
    assert "larger than" in refusal(tmp_path, content, "spend.xlsb")


@pytest.mark.parametrize(
    "rows",
    [
        b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
        b"<row r='1048576'><c r='XFD1048576'><v>1</v></c></row>",
        b'<row r = "1048576"><c r = "XFD1048576"><v>1</v></c></row>',
        b'<row><c r="xfd1048576"><v>1</v></c></row>',
        b'<row r="1048576"/><row><c r="A1048577"><v>1</v></c></row>',
    ],
)
def test_a_cell_at_the_end_of_the_world(tmp_path: Path, rows: bytes) -> None:
    found = read_bytes(tmp_path, with_rows(tmp_path, rows), "spend.xlsx")
    assert (found.pence, len(found.rejects)) == (PENCE, 2)


def test_cells_far_apart_in_one_row(tmp_path: Path) -> None:
    rows = b'<row r="9"><c r="A9"><v>1</v></c><c r="XFD1048576"><v>1</v></c></row>'
    assert "larger than" in refusal(tmp_path, with_rows(tmp_path, rows), "spend.xlsx")


def test_a_long_text_in_very_many_cells(tmp_path: Path) -> None:
    members = parts(tmp_path)
    members["xl/sharedStrings.xml"] = (
        f'<sst xmlns="{_SHEET}"><si><t>{"x" * 200_000}</t></si></sst>'.encode()
    )
    row = b'<row r="9">' + b'<c t="s"><v>0</v></c>' * 16_000 + b"</row>"
    sheet = members["xl/worksheets/sheet1.xml"]
    members["xl/worksheets/sheet1.xml"] = sheet.replace(b"</sheetData>", row + b"</sheetData>")
    assert "larger than" in refusal(tmp_path, zipped(members), "spend.xlsx")


def numbered(rows: int, *, prefix: str, numbers: bool) -> bytes:
    """The sheet of a workbook with payments, its rows numbered or to be counted."""
    p, lines = prefix, [HEADER.split(","), *(row for row, _ in product(ROWS[1:], range(rows)))]
    text = "".join(
        f"<{p}row{f' r={chr(34)}{y}{chr(34)}' if numbers else ''}>"
        + "".join(f'<{p}c t="inlineStr"><{p}is><{p}t>{t}</{p}t></{p}is></{p}c>' for t in row)
        + f"</{p}row>"
        + ("" if y % 7 else f"<{p}row/>" if not numbers else "")
        for y, row in enumerate(lines, start=1)
    )
    space = f"xmlns:{p[:-1]}" if p else "xmlns"
    return (
        f'<{p}worksheet {space}="{_SHEET}"><{p}sheetData>{text}</{p}sheetData>'
        f'<{p}rowBreaks count="1"><{p}brk id="1"/></{p}rowBreaks></{p}worksheet>'
    ).encode()


@pytest.mark.parametrize(("prefix", "numbers"), [*product(("", "x:"), (True, False))])
def test_slices_read_as_the_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, prefix: str, numbers: bool
) -> None:
    members = parts(tmp_path)
    members["xl/worksheets/sheet1.xml"] = numbered(20, prefix=prefix, numbers=numbers)
    whole = read_bytes(tmp_path, zipped(members), "spend.xlsx")
    monkeypatch.setattr(slicing, "_CHUNK", 700)
    monkeypatch.setattr(scratch, "_IN_MEMORY", 500)
    cut = read(tmp_path / "spend.xlsx")
    assert len(whole.payments) == 60
    assert (cut.payments, cut.rejects, cut.record) == (whole.payments, whole.rejects, whole.record)
    monkeypatch.setattr(slicing, "_CHUNK", 1 << 20)
    monkeypatch.setattr(slicing, "_MOST_CELLS", 600)
    assert read(tmp_path / "spend.xlsx").payments == whole.payments


def test_days_counted_from_1904(tmp_path: Path) -> None:
    path = tmp_path / "spend.xlsx"
    with xlsxwriter.Workbook(str(path), {"date_1904": True}) as book:
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Date", "Supplier", "Amount"])
        sheet.write_row(1, 1, ["Tern Transport plc", 20.5])
        sheet.write_number(1, 0, 43_557, day)
    assert read(path).days == ["2023-04-03"]


def opendocument(row: str) -> bytes:
    spaces = "".join(
        f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    body = f'<table:table table:name="April">{row}</table:table>'
    return zipped(
        {
            "mimetype": ODS.encode(),
            "META-INF/manifest.xml": b"<manifest/>",
            "content.xml": (
                f"<office:document-content{spaces}><office:body><office:spreadsheet>"
                f"{body}</office:spreadsheet></office:body></office:document-content>"
            ).encode(),
        }
    )


@pytest.mark.parametrize(
    ("rows", "columns", "length"),
    [(1_048_000, 16_384, 1), (1, 200_000_000, 1), (4_294_967_295, 1, 1), (600, 16_000, 100)],
)
def test_repeated_cells_of_an_opendocument_sheet(
    tmp_path: Path, rows: int, columns: int, length: int
) -> None:
    row = (
        f'<table:table-row table:number-rows-repeated="{rows}"><table:table-cell '
        f'table:number-columns-repeated="{columns}" office:value-type="string">'
        f"<text:p>{'x' * length}</text:p></table:table-cell></table:table-row>"
    )
    assert "larger than" in refusal(tmp_path, opendocument(row), "spend.ods")


def test_blank_cells_of_an_opendocument_sheet_may_be_repeated(tmp_path: Path) -> None:
    rows = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{text}</text:p>'
            "</table:table-cell>"
            for text in row
        )
        + '<table:table-cell table:number-columns-repeated="16378"/></table:table-row>'
        for row in ROWS
    )
    rest = (
        '<table:table-row table:number-rows-repeated="1048000"><table:table-cell '
        'table:number-columns-repeated="16384"/></table:table-row>'
    )
    assert read_bytes(tmp_path, opendocument(rows + rest), "spend.ods").pence == PENCE


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


def test_a_damaged_workbook(tmp_path: Path) -> None:
    garbage = zlib.compress(b"x" * 500)
    content = zipped({"xl/workbook.xml": garbage, "xl/worksheets/sheet1.xml": garbage})
    assert "damaged workbook" in refusal(tmp_path, content, "spend.xlsx")


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


def test_a_locked_opendocument_workbook(tmp_path: Path) -> None:
    members = {
        "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
        "content.xml": b"\x91\x17scrambled",
        "META-INF/manifest.xml": b"<manifest:encryption-data/>",
    }
    said = "spend.ods is locked with a password."
    assert said in refusal(tmp_path, zipped(members), "spend.ods")


def test_a_sheet_that_is_listed_twice(tmp_path: Path) -> None:
    members = parts(tmp_path)
    links = members["xl/_rels/workbook.xml.rels"]
    start = links.index(b"<Relationship ")
    again = links[start : links.index(b">", start) + 1].replace(b'"rId1"', b'"rId99"')
    members["xl/_rels/workbook.xml.rels"] = links[:start] + again + links[start:]
    assert "damaged workbook" in refusal(tmp_path, zipped(members), "spend.xlsx")


def test_more_text_than_a_sheet_may_hold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "_MOST_TEXT", 500)
    assert "larger than" in refusal(tmp_path, zipped(parts(tmp_path)), "spend.xlsx")
