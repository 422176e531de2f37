"""The paper of an evidence pack: what it holds, and whether it gives back every figure."""

from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from zipfile import ZipFile

import pytest
from tests.report.prove.world import TODAY, rebuilt
from tests.report.reader import Reader

from tallystick.prove.verdict.pack import Rebuilt, rebuild
from tallystick.prove.verdict.store_evidence import Source
from tallystick.report.document import Document, Note, Table, text_of
from tallystick.report.prove.pack import pack_document
from tallystick.report.web import render


@pytest.fixture
def found(tmp_path: Path) -> Rebuilt:
    return rebuilt(tmp_path)


def rows_of(document: Document, id: str) -> list[list[str]]:
    held = next(each for each in document.blocks() if isinstance(each, Table) and each.id == id)
    rows = (*held.rows, held.total) if held.total else held.rows
    return [[text_of(cell.words) for cell in row] for row in rows]


def test_a_pack_that_holds_says_so_with_its_hash(found: Rebuilt, tmp_path: Path) -> None:
    whole = sha256((tmp_path / "pack.zip").read_bytes()).hexdigest()
    text = Reader(render(pack_document(found, on=TODAY))).text
    assert "Every hash and every figure is as the pack says." in text
    assert f"its sha256: {whole} ." in text
    assert "sharing since April 2024. The verdict is supported, as of 1 June 2025." in text
    assert "What differs" not in text


def test_every_file_is_named_with_what_it_holds(found: Rebuilt, tmp_path: Path) -> None:
    """Eight councils in 24 months are 192 rows of spend and of what was published."""
    with ZipFile(tmp_path / "pack.zip") as archive:
        held = {name: archive.read(name) for name in archive.namelist()}
    rows = rows_of(pack_document(found, on=TODAY), "files")
    assert [row[0] for row in rows] == list(held)
    assert [row[3] for row in rows] == [
        f"{sha256(each).hexdigest()[:12]}…" for each in held.values()
    ]
    assert {row[2] for row in rows} == {"yes"} and all(row[1] for row in rows)
    assert {row[0]: row[4] for row in rows if row[4]} == {
        "claims.jsonl": "2",
        "spend.csv": "192",
        "same_suppliers.csv": "0",
        "published.csv": "192",
        "recharges.csv": "1",
        "sources.csv": "1",
        "bodies.csv": "8",
        "cuts.csv": "0",
    }


def test_the_figures_are_those_of_the_verdict(found: Rebuilt) -> None:
    document = pack_document(found, on=TODAY)
    ((id, word, first, now, *_),) = rows_of(document, "claims")
    assert (id, word, first, now) == ("C1", "supported", "£40,000", "£26,400")
    assert len(rows_of(document, "reasons")) == 1


def test_published_files_are_summed_by_council(found: Rebuilt) -> None:
    more = (
        Source("X1", "2024.csv", "ab" * 32, 40, 4_000),
        Source("X1", "2025.csv", "cd" * 32, 2, 100),
        Source("X9", "other.csv", "ef" * 32, 1, 1_000_000),
    )
    document = pack_document(replace(found, sources=more), on=TODAY)
    assert rows_of(document, "sources") == [
        ["Council X1", "2", "42", "£41"],
        ["X9", "1", "1", "£10,000"],
        ["All", "3", "43", "£10,041"],
    ]
    none = pack_document(replace(found, sources=()), on=TODAY)
    assert "The pack names no published file." in Reader(render(none)).text


def test_what_differs_is_told_and_the_file_is_marked(found: Rebuilt, tmp_path: Path) -> None:
    path = tmp_path / "pack.zip"
    with ZipFile(path) as archive:
        held = {name: archive.read(name) for name in archive.namelist()}
    held["bodies.csv"] = held["bodies.csv"].replace(b"Council X8", b"Council Y8")
    with ZipFile(path, "w") as archive:
        for name, data in held.items():
            archive.writestr(name, data)
        archive.writestr("more.csv", "a")
    document = pack_document(rebuild(path.read_bytes(), source="pack.zip"), on=TODAY)
    (note,) = (block for block in document.opening if isinstance(block, Note))
    assert note.items[0] == "bodies.csv is not what was packed."
    assert "more.csv is not in the manifest." in note.items
    assert f"The pack does not hold: {len(note.items)} differences" in Reader(render(document)).text
    marked = {row[0]: row[2] for row in rows_of(document, "files")}
    assert [name for name, kept in marked.items() if kept == "no"] == ["bodies.csv", "more.csv"]
