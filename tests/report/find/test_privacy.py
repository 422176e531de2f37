"""No form of the report names a private person, and none says anything of the machine.

The names are this test's own: it publishes them itself, and looks for them in what is written.
"""

import csv
import json
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook
from tests.report import sample

from tallystick.engine.store import open_store
from tallystick.example import EXAMPLE_COUNCILS
from tallystick.find import Question, find
from tallystick.find.findings import Findings
from tallystick.reference.councils import Councils
from tallystick.report.find.csvfiles import write_csv
from tallystick.report.find.folder import write_folder
from tallystick.report.find.plain import as_plain
from tallystick.report.find.workbook import write_xlsx

HEADER = "Body Name,Payment Date,Supplier Name,Net Amount,Expense Type,Narrative"
PERSONS = ("Mrs Ottoline Quenby", "Mr T Farnabus", "Dr Ysolde Thrupp")
TOLD_IN_TEXT = "Software licences for Ms Petronel Askwith"
WORDS_OF_PERSONS = ("Ottoline", "Quenby", "Farnabus", "Ysolde", "Thrupp", "Petronel", "Askwith")


def published(folder: Path, body: str) -> Path:
    """A file in which a council pays one firm and three persons for the same thing; what the firm
    was paid for names a fourth."""
    rows = [f"{body},02/04/2025,Quillworks Software Ltd,9000.00,{TOLD_IN_TEXT},{TOLD_IN_TEXT}"]
    rows += [
        f"{body},0{day}/04/2025,{person},8000.00,Software licences,"
        for day, person in enumerate(PERSONS, start=3)
    ]
    path = folder / f"{body.split(maxsplit=1)[0]}-2025-04.csv"
    path.write_text("\n".join([HEADER, *rows, ""]), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def findings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Findings]:
    """What FIND says of two councils that both pay the firm and the persons."""
    folder = tmp_path_factory.mktemp("persons")
    paths = tuple(
        published(folder, f"{name} Council") for name in ("Saltersby", "Wendlemere County")
    )
    with open_store(folder / "store") as store:
        question = Question(on=date(2026, 11, 23), paths=paths)
        yield find(store, question, councils=Councils(EXAMPLE_COUNCILS))


def text_of(path: Path) -> str:
    """All text of a file, that of the parts of a workbook or a paper included."""
    if not zipfile.is_zipfile(path):
        return path.read_bytes().decode("utf-8", "replace")
    with zipfile.ZipFile(path) as parts:
        return "".join(parts.read(name).decode("utf-8", "replace") for name in parts.namelist())


def test_the_persons_were_paid_and_counted(findings: Findings) -> None:
    assert [each.person_pence for each in findings.coverage] == [2_400_000, 2_400_000]
    assert findings.pence == 2 * (900_000 + 2_400_000)


def test_no_form_of_the_report_names_a_person(findings: Findings, tmp_path: Path) -> None:
    write_folder(findings, tmp_path / "folder")
    write_csv(findings, tmp_path / "found.csv")
    (tmp_path / "found.json").write_text(json.dumps(as_plain(findings)), encoding="utf-8")
    written = sorted(path for path in tmp_path.rglob("*") if path.is_file())
    assert {path.suffix for path in written} >= {".html", ".xlsx", ".docx", ".csv", ".json"}
    firm_in = {path.name for path in written if "Quillworks" in text_of(path)}
    assert {"report.xlsx", "report.docx", "found.json", "found-evidence.csv"} <= firm_in
    for path in written:
        text = text_of(path).lower()
        assert not [word for word in WORDS_OF_PERSONS if word.lower() in text], path.name


def test_a_line_of_a_persons_payment_is_no_evidence(findings: Findings) -> None:
    lines = [line for each in findings.opportunities for line in each.evidence]
    assert lines
    assert {line.supplier for line in lines} == {"Quillworks Software Ltd"}


SUPPLIERS_SHEET = {
    "Civica",
    "<script>alert('x')</script> & Sons",
    '=HYPERLINK("http://evil.example","click")',
    "Verylongunbroken" * 12,
    "Courts Service",
}
"""All that the sample's opportunities name, by hand."""

EVIDENCE_SHEET = {"Civica", "<script>alert('x')</script> & Sons"}


def test_the_workbook_names_these_suppliers_and_no_other(tmp_path: Path) -> None:
    write_xlsx(sample.small(), tmp_path / "out.xlsx")
    workbook = CalamineWorkbook.from_path(str(tmp_path / "out.xlsx"))
    for sheet, heading, names in (
        ("Suppliers", "Supplier", SUPPLIERS_SHEET),
        ("Evidence", "Supplier as published", EVIDENCE_SHEET),
    ):
        rows = workbook.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
        assert {row[rows[3].index(heading)] for row in rows[4:]} == names


def test_the_csv_names_these_suppliers_and_no_other(tmp_path: Path) -> None:
    write_csv(sample.small(), tmp_path / "out.csv")
    with (tmp_path / "out-evidence.csv").open(encoding="utf-8-sig", newline="") as handle:
        named = {row["Supplier as published"] for row in csv.DictReader(handle)}
    assert named == EVIDENCE_SHEET


def test_the_workbook_says_nothing_of_the_machine(tmp_path: Path) -> None:
    write_xlsx(sample.small(), tmp_path / "out.xlsx")
    with zipfile.ZipFile(tmp_path / "out.xlsx") as parts:
        assert not any(str(tmp_path).encode() in parts.read(name) for name in parts.namelist())
        assert b"<dc:creator>Tallystick</dc:creator>" in parts.read("docProps/core.xml")
