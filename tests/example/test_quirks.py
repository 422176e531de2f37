"""Every oddity of real files that the county promises. truth/files.csv says which files carry it;
here each is looked for in the bytes of those files."""

import io
import re
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from tallystick.example.make import County

Quirk = Callable[[Path], bool]


def _text(path: Path, encoding: str) -> str:
    """The text of a plain file, or of all members of a zip."""
    data = path.read_bytes()
    if not zipfile.is_zipfile(path):
        return data.decode(encoding)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return "".join(archive.read(name).decode(encoding) for name in archive.namelist())


def _reads(pattern: str, encoding: str = "utf-8-sig") -> Quirk:
    return lambda path: re.search(pattern, _text(path, encoding), re.MULTILINE) is not None


def _starts(*magic: bytes) -> Quirk:
    return lambda path: path.read_bytes().startswith(magic)


def _sheets(path: Path) -> dict[str, list[list[object]]]:
    book = CalamineWorkbook.from_path(str(path))
    return {
        name: book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        for name in book.sheet_names
    }


def _first_cells(path: Path) -> list[object]:
    return [row[0] for rows in _sheets(path).values() for row in rows]


def _is_repeated(path: Path) -> bool:
    lines = _text(path, "utf-8").split("\r\n")
    return Counter(line for line in lines if line).most_common(2)[1][1] > 1


def _is_twin(path: Path) -> bool:
    return path.read_bytes() == path.with_name(path.name.replace("_copy", "")).read_bytes()


QUIRKS: dict[str, Quirk] = {
    # how the file is put down
    "utf8_bom": _starts(b"\xef\xbb\xbf"),
    "cp1252": lambda path: b"\xa3" in path.read_bytes(),
    "cp850": lambda path: b"\x9c" in path.read_bytes() and b"\xa3" not in path.read_bytes(),
    "utf16": _starts(b"\xff\xfe", b"\xfe\xff"),
    "tabs": _reads("^Authority Name\tDate of Payment\t", "utf-16"),
    "bare_cr": lambda path: b"\n" not in path.read_bytes(),
    "mixed_line_ends": _reads(r"\r\n(.|\r\n)*[^\r]\n", "cp850"),
    "csv_named_xls": lambda path: path.suffix == ".xls" and _starts(b"Body Name,")(path),
    "biff8_xls": _starts(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
    "ods": lambda path: b"opendocument.spreadsheet" in path.read_bytes()[:100],
    "zip_of_months": lambda path: len(zipfile.ZipFile(path).namelist()) == 12,
    "month_sheets": lambda path: list(_sheets(path))[1:] == ["April 2023", "May 2023", "June 2023"],
    "cover_sheet": lambda path: len(_sheets(path)["Notes"]) == 2,
    # above, below and between the lines
    "preamble": _reads(r"\A\"Wendlemere Fire and Rescue Authority, spend .*\n\n"),
    "no_header": _reads(r"\A\d\d-[A-Z][a-z]{2}-\d\d,", "cp850"),
    "two_row_header": lambda path: _first_cells(path)[2:4] == ["Payment", "Date"],
    "repeated_headers": lambda path: _text(path, "cp1252").count("Account Detail") > 1,
    "blank_rows": _reads(r"\r,{8}\r", "cp1252"),
    "totals": lambda path: path.suffix == ".xlsx" and _first_cells(path).count("Total") == 3,
    "subtotals": _reads("^Total for April 2023\t", "utf-16"),
    "footers": _reads("^End of report", "utf-16"),
    # headers and columns
    "renamed_headers": _reads(r"\AOrganisation,Payment date,Transaction number, Amount ,"),
    "misspelt_headers": _reads(r"\A.*Directotate.*tpye.*Ammount.*Benificiary"),
    "lying_header": _reads(r"\A.*,Supplier ID\(T\),.*\n(.*,){8}Orrery Revenue"),
    "unnamed_first_columns": _reads(r"\A,,Nstrg\(T\),"),
    "spacer_columns": _reads("^Service Cost Centre,,Account Detail,", "cp1252"),
    "empty_last_columns": _reads(r"\A.*Supplier Name,,\r", "cp1252"),
    "trailing_commas_on_data_lines": _reads(r"\A.*Updated\n.*\d,\n"),
    "several_bodies": _reads("^Kingsholt Homes Ltd,", "cp1252"),
    "gross_vat_net": _reads("Gross\tVAT\tNet", "utf-16"),
    "capital_revenue": _reads(",Capital$"),
    "vat_numbers": _reads(r",GB99\d{7},"),
    "company_and_charity_numbers": _reads(r",ZC\d{6},,(.|\n)*,,9\d{6},"),
    "proclass": _reads(",261400,Human Resources"),
    "purchase_cards": _reads(r"CRDPAY \*.*,Purchase Card$"),
    # amounts
    "pound_signs": _reads(r'"£1,\d{3}\.\d\d"', "cp1252"),
    "thousands_commas": _reads(r"\d,\d{3}\.\d\d"),
    "padded_amounts": _reads(r'," +\d[\d,]*\.\d\d ",'),
    "bracketed_credits": _reads(r"\(\d[\d,]*\.\d\d\)", "cp1252"),
    "trailing_minus": _reads(r"£\d[\d,]*\.\d\d-", "cp850"),
    "floating_point_noise": _reads(r"\.\d{10,}"),
    "over_250": lambda path: any(
        isinstance(row[5], float) and 250 <= row[5] < 500 for row in _sheets(path)["May 2023"]
    ),
    "every_line": _reads(r",INV\d+,[1-9]\d?\.\d\d,"),
    # days
    "iso_with_time": _reads(r",2023-\d\d-\d\d 00:00:00,"),
    "dates_with_dots": _reads(r",\d\d\.\d\d\.2023,", "cp1252"),
    "months_in_letters": _reads(r"^\d\d-[A-Z][a-z]{2}-2\d,", "cp850"),
    "two_date_styles": _reads(r"\t\d\d/\d\d/2023\t(.|\r|\n)*\t\d\d-[A-Z][a-z]{2}-23\t", "utf-16"),
    "excel_serial_dates": _reads(r"^45\d\d\d,"),
    "quarter_in_words": _reads("^Quarter 1 2023/24,"),
    "wrong_years": _reads(r",\d\d/\d\d/(2022|2032|2204),", "cp1252"),
    # names and texts
    "redactions": _reads(r",(REDACTED|Redacted)"),
    "individual_budgets": _reads(r",Individual Budget \d{5},"),
    "cut_at_35": _reads(r",Fairlead Interim People Ltd \(factor,"),
    "capitals": lambda path: all(str(row[2]).isupper() for row in _sheets(path)["Data"][4:-1]),
    "na_strings": _reads(",NA,NA"),
    "hard_spaces": _reads("\u00a0"),
    "quoted_newlines": _reads(r'"[^",]*\nsee order \d+"'),
    "genuine_duplicates": _is_repeated,
    # months
    "published_twice": _is_twin,
    "corrected_file": lambda path: "replaces" in str(_sheets(path)["October 2023"][1][0]),
}


LOOKED_FOR_IN = {
    "preamble": "wendlemere-fire/",
    "pound_signs": "kingsholt/",
    "footers": "marlcombe/",
    "capital_revenue": "kingsholt/",
    "totals": "ashcombe-vale/",
    "redactions": "saltersby/",
    "month_sheets": "2023-24 Q1",
    "over_250": "2023-24 Q1",
    "vat_numbers": "wendlemere/",
}
"""The council in whose files a quirk is looked for, where several kinds of file carry it."""


@pytest.mark.parametrize("quirk", QUIRKS)
def test_the_quirk_is_there(quirk: str, county: County, truth):
    carriers = {row["file"] for row in truth.rows("files") if quirk in row["quirks"].split()}
    assert carriers, "truth/files.csv names no file that carries it"
    place = LOOKED_FOR_IN.get(quirk, "")
    assert any(QUIRKS[quirk](county.published / file) for file in carriers if place in file)


def test_no_quirk_is_named_that_is_not_looked_for(truth):
    named = {quirk for row in truth.rows("files") for quirk in row["quirks"].split()}
    assert named == set(QUIRKS)


def test_one_month_of_one_council_was_never_published(county: County):
    names = {path.name for path in (county.published / "eastwold").iterdir()}
    assert len(names) == 23
    assert "eastwold_2023_11.csv" not in names
