"""The CSV files, read back."""

import csv
from pathlib import Path

from tests.report import sample

from tallystick.report.find.csvfiles import evidence_beside, write_csv


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as handle:
        return list(csv.DictReader(handle))


def test_one_row_a_council_and_opportunity(tmp_path: Path) -> None:
    write_csv(sample.small(), tmp_path / "out.csv")
    rows = read(tmp_path / "out.csv")
    assert [(row["Ref"], row["Council"]) for row in rows] == [
        ("F1", "Alderbrook"), ("F1", "Beckmoor"),
        ("C1", "Alderbrook"), ("C1", "Beckmoor"),
        ("S1", "Beckmoor"), ("S1", "Alderbrook"),
    ]  # fmt: skip
    assert rows[3] == {
        "Ref": "C1",
        "Kind": "Same category",
        "Opportunity": "Software and licences",
        "Function": "IT",
        "Category": "Software and licences",
        "Council code": sample.BECKMOOR.code,
        "Council": "Beckmoor",
        "Pounds a year": "6000.00",
        "Lines": "4",
        "Suppliers": "1",
        "Share of its spending": "0.002400",
        "Months read": "12",
        "Pounds in those months": "6000.00",
        "Whole saving low": "0.00",
        "Whole saving central": "1800.00",
        "Whole saving high": "4500.00",
        "Bear in mind": "",
    }
    assert rows[4]["Whole saving high"] == ""


def test_evidence_stands_beside(tmp_path: Path) -> None:
    write_csv(sample.small(), tmp_path / "out.csv")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out-evidence.csv", "out.csv"]
    rows = read(tmp_path / "out-evidence.csv")
    assert rows[0]["Paid on"] == "2022-03-12"
    assert rows[0]["Amount"] == "1234.56"
    assert rows[0]["What for"] == "'+Annual licence"
    assert rows[1]["Supplier as published"] == sample.NASTY_NAME
    assert [row["Ref"] for row in rows] == ["F1", "F1", "C1", "C1"]


def test_excel_sees_utf8_and_the_same_bytes_come_out(tmp_path: Path) -> None:
    write_csv(sample.small(), tmp_path / "out.csv")
    first = (tmp_path / "out.csv").read_bytes()
    write_csv(sample.small(), tmp_path / "out.csv")
    assert first.startswith(b"\xef\xbb\xbfRef,Kind,")
    assert first == (tmp_path / "out.csv").read_bytes()


def test_nothing_found_leaves_the_headings(tmp_path: Path) -> None:
    write_csv(sample.empty(), tmp_path / "out.csv")
    assert read(tmp_path / "out.csv") == []
    assert (tmp_path / "out.csv").read_text("utf-8-sig").startswith("Ref,Kind,Opportunity,")


def test_the_evidence_is_named_after_the_report() -> None:
    assert evidence_beside(Path("a/b.c.csv")) == Path("a/b.c-evidence.csv")
