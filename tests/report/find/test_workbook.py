"""The workbook, read back by another program."""

import re
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook
from tests.report import sample

from tallystick.find.findings import Findings
from tallystick.report.find.workbook import write_xlsx

Rows = list[list[Any]]


def read(findings: Findings, folder: Path) -> dict[str, Rows]:
    """Every sheet's rows, as values."""
    path = folder / "report.xlsx"
    write_xlsx(findings, path)
    workbook = CalamineWorkbook.from_path(str(path))
    return {
        name: workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
        for name in workbook.sheet_names
    }


def formulas(path: Path) -> dict[str, dict[str, str]]:
    """Every formula by sheet part and cell, as written."""
    found: dict[str, dict[str, str]] = {}
    with zipfile.ZipFile(path) as parts:
        for name in parts.namelist():
            if name.startswith("xl/worksheets/sheet"):
                xml = parts.read(name).decode()
                cells = re.findall(r'<c r="([A-Z]+\d+)"[^>]*><f>([^<]*)</f>', xml)
                found[Path(name).stem] = dict(cells)
    return found


@pytest.fixture(scope="module")
def sheets(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Rows]:
    return read(sample.small(), tmp_path_factory.mktemp("workbook"))


def table(rows: Rows) -> list[dict[str, Any]]:
    """A table's rows by heading."""
    return [dict(zip(rows[3], row, strict=True)) for row in rows[4:]]


def test_the_sheets_stand_in_the_order_of_the_argument(sheets: dict[str, Rows]) -> None:
    assert list(sheets) == [
        "Summary", "Coverage", "Overlap", "Opportunities", "Councils", "Suppliers", "Ladders",
        "Groups", "Contracts", "Systems", "Beside", "Shared", "RunByFirms", "Evidence", "Method",
    ]  # fmt: skip


def test_the_summary_holds_the_answer_as_numbers(sheets: dict[str, Rows]) -> None:
    figures = {row[0]: row[1] for row in sheets["Summary"] if row[1] != ""}
    assert sheets["Summary"][0][0] == "Where Alderbrook and Beckmoor buy the same back office"
    assert figures == {
        "Councils": 2,
        "Payment lines": 2_468,
        "Payments": 5_000_000,
        "Low saving": 0,
        "Central saving": 1_800,
        "High saving": 4_500,
        "Everything published": 5_000_000,
        "Back office": 24_000,
        "Bought by two or more councils": 19_500,
        "Ending soon enough to let together": "not known",
    }
    words = [row[0] for row in sheets["Summary"]]
    assert "Not all councils cover the same months." in words
    assert "in/picture.csv" in words


def test_coverage_equals_the_findings_and_adds_up(sheets: dict[str, Rows]) -> None:
    first, second, total = table(sheets["Coverage"])
    assert first == {
        "Code": sample.ALDERBROOK.code,
        "Council": "Alderbrook District Council",
        "Files": 12,
        "Payment lines": 1_234,
        "Lines not payments": 7,
        "Pounds read": 2_500_000,
        "Months read": 12,
        "Which months": "July 2021 to June 2022",
        "Missing between": "",
        "Lines dated outside their file": 3,
        "Net or gross": "net",
        "Publishes from": "£500",
        "Supplier withheld": 125_000,
        "To private persons": 50_000,
        "Bear in mind": "",
    }
    assert second["Missing between"] == "October 2021 to November 2021"
    assert second["Publishes from"] == "every payment"
    assert second["Bear in mind"] == "Beckmoor publishes amounts with VAT."
    assert total == {
        **dict.fromkeys(first, ""),
        "Code": "Total",
        "Files": 24,
        "Payment lines": 2_468,
        "Lines not payments": 14,
        "Pounds read": 5_000_000,
        "Lines dated outside their file": 6,
        "Supplier withheld": 250_000,
        "To private persons": 100_000,
    }


def test_overlap_holds_each_pair_both_ways(sheets: dict[str, Rows]) -> None:
    assert [row for row in sheets["Overlap"][4:]] == [
        ["Alderbrook", "Beckmoor", 2, 9_450, 12_600],
        ["Beckmoor", "Alderbrook", 2, 5_175, 6_900],
    ]


def test_an_opportunity_equals_the_findings(sheets: dict[str, Rows]) -> None:
    assert [row["Ref"] for row in table(sheets["Opportunities"])] == ["F1", "C1", "S1"]
    assert table(sheets["Opportunities"])[1] == {
        "Ref": "C1",
        "Kind": "Same category",
        "Opportunity": "Software and licences",
        "Function": "IT",
        "Category": "Software and licences",
        "Counted": "yes",
        "Rank": 1,
        "Councils": 2,
        "Suppliers": 4,
        "Lines": 12,
        "Pounds paid": 18_000,
        "Pounds a year": 18_000,
        "Could be let again": 18_000,
        "Pounds paid of that": 13_500,
        "Low saving": 0,
        "Central saving": 1_800,
        "High saving": 4_500,
        "Low rate": 0,
        "Central rate": 0.1,
        "High rate": 0.25,
        "Rate": "Systems shared",
        "Decide by": "",
        "Why it is listed": "Both councils buy software and licences, £18k a year between them.",
        "Reasons": "",
        "Next step": "Lay the contract registers side by side.",
        "Ask": "",
        "What stands in the way": "",
        "Bear in mind": "Small purchases are seen only in Beckmoor.",
        "Key": "category:software",
    }


def test_no_rate_is_an_empty_cell_and_not_a_nought(sheets: dict[str, Rows]) -> None:
    courts = table(sheets["Opportunities"])[2]
    assert [courts[title] for title in ("Low saving", "Central rate", "Rate")] == ["", "", ""]


def test_council_rows_add_up_to_their_opportunity(sheets: dict[str, Rows]) -> None:
    parts = [row for row in table(sheets["Councils"]) if row["Ref"] == "C1"]
    assert [(row["Council"], row["Pounds a year"], row["Lines"]) for row in parts] == [
        ("Alderbrook", 12_000, 8),
        ("Beckmoor", 6_000, 4),
    ]
    assert [row["Share of its spending"] for row in parts] == [0.0048, 0.0024]
    assert [row["Whole saving high"] for row in parts] == [4_500, 4_500]


def test_suppliers_and_evidence_are_all_there(sheets: dict[str, Rows]) -> None:
    assert [row["Supplier"] for row in table(sheets["Suppliers"]) if row["Ref"] == "C1"] == [
        "Civica", sample.NASTY_NAME, sample.FORMULA_NAME, sample.LONG_NAME,
    ]  # fmt: skip
    assert table(sheets["Evidence"])[0] == {
        "Ref": "F1",
        "Opportunity": "IT",
        "Council code": sample.ALDERBROOK.code,
        "Council": "Alderbrook",
        "Supplier as published": "Civica",
        "What for": "+Annual licence",
        "Paid on": date(2022, 3, 12),
        "Month": "March 2022",
        "Amount": 1_234.56,
        "File": "Alderbrook/2022-03.xls",
        "Sheet": "March",
        "Line": 41,
    }


def test_the_method_names_rates_evidence_and_sources(sheets: dict[str, Rows]) -> None:
    words = [cell for row in sheets["Method"] for cell in row]
    assert "0%, 10%, 25%" in words
    assert "https://www.evidence.example/join" in words
    assert any("are never named here" in str(cell) for cell in words)


def test_only_our_own_formulas_are_formulas(tmp_path: Path) -> None:
    write_xlsx(sample.small(), tmp_path / "report.xlsx")
    found = formulas(tmp_path / "report.xlsx")
    assert found["sheet1"] == {
        "B14": 'SUMIFS(Opportunities[Low saving],Opportunities[Counted],"yes")',
        "B15": 'SUMIFS(Opportunities[Central saving],Opportunities[Counted],"yes")',
        "B16": 'SUMIFS(Opportunities[High saving],Opportunities[Counted],"yes")',
    }
    assert found["sheet2"]["F7"] == "SUBTOTAL(109,F5:F6)"
    assert found["sheet4"] == {
        f"{column}{row}": f"SUMIFS(Councils[{title}],Councils[Ref],A{row})"
        for column, title in (("J", "Lines"), ("L", "Pounds a year"))
        for row in (5, 6, 7)
    }
    assert [sheet for sheet, cells in found.items() if cells] == ["sheet1", "sheet2", "sheet4"]


def test_nothing_published_becomes_a_link(tmp_path: Path) -> None:
    write_xlsx(sample.small(), tmp_path / "report.xlsx")
    with zipfile.ZipFile(tmp_path / "report.xlsx") as parts:
        sheets = [parts.read(name) for name in parts.namelist() if "worksheets/sheet" in name]
    assert not any(b"hyperlink" in sheet for sheet in sheets)


def test_the_saving_formula_gives_the_saving(sheets: dict[str, Rows]) -> None:
    """What SUMIFS works out in Excel, worked out here from the cells that it reads."""
    counted = [row for row in table(sheets["Opportunities"]) if row["Counted"] == "yes"]
    assert sum(row["Central saving"] for row in counted) == 1_800
    assert sum(row["High saving"] for row in counted) == 4_500


def test_tables_filter_freeze_and_print(tmp_path: Path) -> None:
    write_xlsx(sample.small(), tmp_path / "report.xlsx")
    with zipfile.ZipFile(tmp_path / "report.xlsx") as parts:
        tables = [parts.read(n).decode() for n in parts.namelist() if n.startswith("xl/tables/")]
        coverage = parts.read("xl/worksheets/sheet2.xml").decode()
    assert [re.search(r'displayName="(\w+)"', table)[1] for table in tables] == [
        "Coverage", "Overlap", "Opportunities", "Councils", "Suppliers", "Ladders", "Groups",
        "Contracts", "Systems", "Beside", "Shared", "RunByFirms", "Evidence",
    ]  # fmt: skip
    assert all("<autoFilter" in table for table in tables)
    assert 'xSplit="1" ySplit="4"' in coverage
    assert 'paperSize="9" fitToHeight="0" orientation="landscape"' in coverage


def test_nothing_found_still_makes_a_workbook(tmp_path: Path) -> None:
    sheets = read(sample.empty(), tmp_path)
    assert table(sheets["Opportunities"]) == []
    assert table(sheets["Coverage"])[0]["Which months"] == ""
    assert table(sheets["Coverage"])[0]["Publishes from"] == "not known"


def test_an_undated_line_has_an_empty_day(tmp_path: Path) -> None:
    software = sample.small().opportunities[1]
    line = replace(software.evidence[0], paid_on=None, month=None)
    findings = replace(sample.small(), opportunities=(replace(software, evidence=(line,)),))
    row = table(read(findings, tmp_path)["Evidence"])[0]
    assert (row["Paid on"], row["Month"], row["Line"]) == ("", "", 41)


def test_the_same_findings_give_the_same_bytes(tmp_path: Path) -> None:
    first, second = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    write_xlsx(sample.small(), first)
    write_xlsx(sample.small(), second)
    assert first.read_bytes() == second.read_bytes()
    assert sorted(tmp_path.iterdir()) == [first, second]


def test_what_to_act_on_is_told_whole(tmp_path: Path) -> None:
    full = read(sample.acted_on(), tmp_path)
    found = {row["Ref"]: row for row in table(full["Opportunities"])}
    assert [found[ref]["Counted"] for ref in ("F1", "C1", "P1", "C2")] == [
        "no", "yes", "yes", "falls apart",
    ]  # fmt: skip
    assert found["C1"]["Decide by"] == date(2026, 7, 1)
    assert found["C1"]["Ask"] == "the heads of IT, the section 151 officers"
    rungs = [row for row in table(full["Ladders"]) if row["Ref"] == "C1"]
    assert [row["Pounds a year"] for row in rungs] == [
        5_000_000,
        24_000,
        18_000,
        12_000,
        12_000,
        "",
    ]
    assert rungs[2]["Councils of which it is not known"] == 1
    assert table(full["Groups"])[0]["Councils"] == "Alderbrook, Beckmoor"
    contract = table(full["Contracts"])[0]
    assert (contract["Contract"], contract["Ends"], contract["Starts"]) == (
        "=Ledger", date(2027, 3, 31), "",
    )  # fmt: skip
    assert [row["System"] for row in table(full["Systems"])] == ["Ledger One", ""]
    assert table(full["Beside"])[0]["Others' middle a head"] == 0.06
