"""The workbooks of PROVE: every row is there, as numbers, and text stays text."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineSheet, CalamineWorkbook
from tests.report.prove.world import (
    NASTY,
    TODAY,
    checked,
    finding,
    full_register,
    names,
    rebuilt,
    tampered,
)

from tallystick.report.prove.pack_sheets import write_pack_xlsx
from tallystick.report.prove.register_sheets import write_register_xlsx
from tallystick.report.prove.verdict_sheets import write_verdict_xlsx

Write = Callable[[Path], None]
VERDICT = ["Claims", "Variance", "Months", "Weights", "Guards"]


def rows(sheet: CalamineSheet) -> list[list[Any]]:
    """What stands below the headings."""
    return sheet.to_python()[4:]


def writer(which: str, folder: Path) -> Write:
    if which == "verdict":
        return lambda out: write_verdict_xlsx(finding(), out, on=TODAY)
    if which == "register":
        return lambda out: write_register_xlsx(checked(), out, names=names, on=TODAY)
    pack = rebuilt(folder)
    return lambda out: write_pack_xlsx(pack, out, on=TODAY)


@pytest.mark.parametrize("which", ["verdict", "register", "pack"])
def test_the_same_answer_gives_the_same_bytes(which: str, tmp_path: Path) -> None:
    write = writer(which, tmp_path)
    write(tmp_path / "a.xlsx")
    first = (tmp_path / "a.xlsx").read_bytes()
    write(tmp_path / "a.xlsx")
    assert (tmp_path / "a.xlsx").read_bytes() == first


def test_the_verdict(tmp_path: Path) -> None:
    writer("verdict", tmp_path)(tmp_path / "a.xlsx")
    book = CalamineWorkbook.from_path(tmp_path / "a.xlsx")
    assert book.sheet_names == VERDICT
    row = rows(book.get_sheet_by_name("Claims"))[0]
    assert row[:5] == ["C1", "supported", 40_000.0, 26_400.0, 26_400.0]
    ((_, first, now, delivered, whole, *parts),) = rows(book.get_sheet_by_name("Variance"))
    assert (first, now) == (40_000.0, 26_400.0)
    assert whole == pytest.approx(sum(parts)) == pytest.approx(delivered - first)
    assert len(rows(book.get_sheet_by_name("Months"))) == 24
    assert len(rows(book.get_sheet_by_name("Guards"))) == len(finding().scopes[0].guards)


def test_the_register(tmp_path: Path) -> None:
    writer("register", tmp_path)(tmp_path / "a.xlsx")
    book = CalamineWorkbook.from_path(tmp_path / "a.xlsx")
    assert book.sheet_names == ["Partnerships", "Promises", "Refused", "Entries"]
    (deal,) = rows(book.get_sheet_by_name("Partnerships"))
    assert deal[:3] == ["vale", NASTY, "Council X1 and Council X2 (from October 2024)"]
    assert deal[4:] == ["unknown", 45_000.0]
    *claims, total = rows(book.get_sheet_by_name("Promises"))
    assert [row[0] for row in claims] == ["C1", "C2"]
    assert [row[11:14] for row in (*claims, total)] == [
        [12_000.0, 12_000.0, 0.0], [-2_000.0, -2_000.0, 300.0], [10_000.0, 10_000.0, 300.0],
    ]  # fmt: skip
    (refused,) = rows(book.get_sheet_by_name("Refused"))
    assert refused[:4] == ["C3", "vale", "Council X1", 12_000.0]
    assert [row[5] for row in rows(book.get_sheet_by_name("Entries"))] == [
        entry.hash for entry in full_register().entries
    ]


def test_a_register_that_was_tampered_with_has_its_faults(tmp_path: Path) -> None:
    write_register_xlsx(tampered(), tmp_path / "a.xlsx", names=names, on=TODAY)
    book = CalamineWorkbook.from_path(tmp_path / "a.xlsx")
    assert book.sheet_names == ["Faults", "Entries"]
    assert rows(book.get_sheet_by_name("Faults")) == [["Entry 2 was changed after it was written."]]


def test_the_pack(tmp_path: Path) -> None:
    writer("pack", tmp_path)(tmp_path / "a.xlsx")
    book = CalamineWorkbook.from_path(tmp_path / "a.xlsx")
    assert book.sheet_names == ["Differences", "Files", "Published", *VERDICT]
    files = rows(book.get_sheet_by_name("Files"))
    assert [(row[0], row[2], row[3]) for row in files[:3]] == [
        ("README.txt", "", "yes"), ("claims.jsonl", 2.0, "yes"), ("spend.csv", 192.0, "yes"),
    ]  # fmt: skip
    source, total = rows(book.get_sheet_by_name("Published"))
    assert source == ["Council X1", "2024.csv", 40.0, 40.0, "ab" * 32]
    assert total[2:4] == [40.0, 40.0]
