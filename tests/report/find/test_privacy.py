"""Reports show what Findings hold and nothing else: what FIND leaves out cannot come back."""

import csv
import zipfile
from pathlib import Path

from python_calamine import CalamineWorkbook
from tests.report import sample

from tallystick.find.findings import Findings
from tallystick.report.find.csvfiles import write_csv
from tallystick.report.find.workbook import write_xlsx


def suppliers_of(findings: Findings) -> set[str]:
    """Every supplier that the findings name."""
    return {
        name
        for found in findings.opportunities
        for paid in found.suppliers
        for name in (paid.name, *paid.spellings)
    } | {line.supplier for found in findings.opportunities for line in found.evidence}


def test_the_workbook_names_no_other_supplier(tmp_path: Path) -> None:
    write_xlsx(sample.small(), tmp_path / "out.xlsx")
    workbook = CalamineWorkbook.from_path(str(tmp_path / "out.xlsx"))
    allowed = suppliers_of(sample.small())
    for sheet, heading in (("Suppliers", "Supplier"), ("Evidence", "Supplier as published")):
        rows = workbook.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
        named = {row[rows[3].index(heading)] for row in rows[4:]}
        assert named <= allowed


def test_the_csv_names_no_other_supplier(tmp_path: Path) -> None:
    write_csv(sample.small(), tmp_path / "out.csv")
    with (tmp_path / "out-evidence.csv").open(encoding="utf-8-sig", newline="") as handle:
        named = {row["Supplier as published"] for row in csv.DictReader(handle)}
    assert named <= suppliers_of(sample.small())


def test_the_workbook_says_nothing_of_the_machine(tmp_path: Path) -> None:
    write_xlsx(sample.small(), tmp_path / "out.xlsx")
    with zipfile.ZipFile(tmp_path / "out.xlsx") as parts:
        assert not any(str(tmp_path).encode() in parts.read(name) for name in parts.namelist())
        assert b"<dc:creator>Tallystick</dc:creator>" in parts.read("docProps/core.xml")
