"""The commands for reviewers: what is shown, what is kept, and that it is honoured."""

import csv
import json
import re
from pathlib import Path

import pytest
from tests.cli.conftest import Run

from tallystick.engine.kept_files import write_kept
from tallystick.engine.snapshot import open_snapshot
from tallystick.match.persist import kept_decisions


@pytest.fixture
def store(tallystick: Run, tmp_path: Path) -> Path:
    """A store of one invented council whose suppliers leave room for doubt."""
    folder = tmp_path / "wendlemere"
    folder.mkdir()
    names = [
        "Quillworks Training Limited",
        "Quillworks Train Services Ltd",
        "Zebedee Oakfield Care Ltd",
        "Zebedee Oakfeld Homes Ltd",
        "Mr Arthur Threlkeldson",
        "Arthur B Threlkeldson",
    ]
    header = "Body Name,Payment Date,Supplier Name,Net Amount,Expense Type"
    lines = [
        f"Wendlemere County Council,0{day}/04/2025,{name},{1000 * day}.00,Training"
        for day, name in enumerate(names, 1)
    ]
    (folder / "2025-04.csv").write_text("\n".join([header, *lines]) + "\n", encoding="utf-8")
    assert tallystick("read", folder, "--store", "store").returncode == 0
    return tmp_path / "store"


def reviewed(tallystick: Run, tmp_path: Path) -> list[dict[str, str]]:
    said = tallystick("match", "review", "--store", "store", "--csv", "r.csv", "--html", "r.html")
    assert said.returncode == 0, said.stderr
    with (tmp_path / "r.csv").open(newline="", encoding="utf-8-sig") as stream:
        return list(csv.DictReader(stream))


def decide(tallystick: Run, tmp_path: Path, *rows: tuple[str, str, str]) -> str:
    lines = "\n".join(",".join(row) for row in [("answer", "a", "b"), *rows])
    (tmp_path / "d.csv").write_text(lines + "\n", encoding="utf-8")
    said = tallystick("match", "decide", "--store", "store", "d.csv", "--by", "A. Reviewer")
    return said.stdout + said.stderr


@pytest.mark.usefixtures("store")
def test_a_review_lists_doubts_and_names_no_person(tallystick: Run, tmp_path: Path) -> None:
    rows = reviewed(tallystick, tmp_path)
    assert rows
    assert {row["answer"] for row in rows} == {""}
    assert any(row["a"].startswith("private person ") for row in rows)
    written = (tmp_path / "r.csv").read_text("utf-8-sig") + (tmp_path / "r.html").read_text()
    assert "Threlkeldson" not in written


@pytest.mark.usefixtures("store")
def test_a_review_is_read_in_a_terminal(tallystick: Run) -> None:
    head, one, other = tallystick("match", "review", "--store", "store").stdout.splitlines()[:3]
    assert re.match(r"(Joined|Apart), \d+% likely one, £[\d,]+ at stake: \w", head)
    assert one.startswith("    ")
    assert other.startswith("    ")


@pytest.mark.usefixtures("store")
def test_an_answer_is_kept_and_honoured_until_it_is_changed(
    tallystick: Run, tmp_path: Path
) -> None:
    pair = ("Zebedee Oakfield Care Ltd", "Quillworks Training Limited")
    before = json.loads(tallystick("match", "--store", "store", "--json").stdout)["suppliers"]
    assert "1 answer kept" in decide(tallystick, tmp_path, ("same", *pair))
    again = json.loads(tallystick("match", "--store", "store", "--json").stdout)["suppliers"]
    assert again == before - 1
    assert f"{before} suppliers" in decide(tallystick, tmp_path, ("not same", *pair))


def test_a_masked_person_can_be_decided_on(tallystick: Run, tmp_path: Path, store: Path) -> None:
    (row,) = [row for row in reviewed(tallystick, tmp_path) if row["a"].startswith("private ")]
    assert "1 answer kept" in decide(tallystick, tmp_path, ("not same", row["a"], row["b"]))
    with open_snapshot(store) as snapshot:
        (kept,) = kept_decisions(snapshot)
    assert {kept.a, kept.b} == {"Mr Arthur Threlkeldson", "Arthur B Threlkeldson"}
    write_kept(store, "mask-key", "00" * 32)
    assert "no such supplier name" in decide(tallystick, tmp_path, ("same", row["a"], row["b"]))
    write_kept(store, "mask-key", "spoilt")
    assert "mask-key is damaged. Remove it" in decide(tallystick, tmp_path)


@pytest.mark.parametrize("form", [(), ("--json",)])
@pytest.mark.usefixtures("store")
def test_a_terminal_numbers_persons(tallystick: Run, form: tuple[str, ...]) -> None:
    said = tallystick("match", "review", "--store", "store", *form).stdout
    assert "person 1" in said
    assert "Threlkeldson" not in said


def test_names_are_shown_to_who_says_why_and_the_store_notes_it(
    tallystick: Run, store: Path
) -> None:
    asked = ("match", "review", "--store", "store", "--unmask")
    for missing in ((), ("--by", "J. Auditor"), ("--by", " ", "--reason", "audit")):
        said = tallystick(*asked, *missing)
        assert (said.returncode, said.stdout) == (2, "")
        assert "--unmask needs --" in said.stderr
    assert not (store / "unmasked.jsonl").exists()
    said = tallystick(*asked, "--by", "J. Auditor", "--reason", "audit of carers")
    assert "Mr Arthur Threlkeldson" in said.stdout
    noted = json.loads((store / "unmasked.jsonl").read_text(encoding="utf-8"))
    assert (noted["by"], noted["reason"], noted["what"]) == (
        "J. Auditor",
        "audit of carers",
        "match review",
    )


def test_a_store_that_cannot_note_it_keeps_the_masks(
    tallystick: Run, store: Path, tmp_path: Path
) -> None:
    assert tallystick("match", "--store", "store").returncode == 0
    (store / "unmasked.jsonl").mkdir()  # nothing can be kept under this name
    asked = ("match", "review", "--store", "store", "--unmask", "--by", "A", "--reason", "b")
    said = tallystick(*asked)
    assert (said.returncode, said.stdout) == (2, "")
    assert "Traceback" not in said.stderr


NAMES = ["name", "Mr Arthur Threlkeldson", "Quillworks Ltd", "Arthur Threlkeldson (Mr)"]


def test_a_list_of_names_comes_back_with_persons_masked(tallystick: Run, tmp_path: Path) -> None:
    (tmp_path / "names.csv").write_text("\n".join(NAMES) + "\n", encoding="utf-8")
    asked = ("match", "--names", "names.csv", "--out", "out.csv")
    said = tallystick(*asked, "--json")
    assert said.returncode == 0, said.stderr
    with (tmp_path / "out.csv").open(newline="", encoding="utf-8-sig") as stream:
        rows = list(csv.DictReader(stream))
    assert [(row["name"], row["line"]) for row in rows][:2] == [
        ("person 1", "2"),
        ("Quillworks Ltd", "3"),
    ]
    written = (tmp_path / "out.csv").read_text(encoding="utf-8-sig") + said.stdout
    assert "hrelkeldson" not in written
    said = tallystick(*asked, "--unmask", "--by", "A", "--reason", "b")
    assert said.returncode == 2
    assert "Add --store DIR to --unmask" in said.stderr
    said = tallystick(*asked, "--unmask", "--by", "A", "--reason", "b", "--store", "fresh")
    assert said.returncode == 2
    assert "fresh is no store" in said.stderr
    assert not (tmp_path / "fresh").exists()


@pytest.mark.usefixtures("store")
def test_an_unknown_answer_is_a_sentence(tallystick: Run, tmp_path: Path) -> None:
    said = decide(tallystick, tmp_path, ("maybe", "Zebedee Oakfield Care Ltd", "x"))
    assert "line 2: the answer is 'maybe'. Write same, not same, same group or nothing." in said


def test_explain_says_why_in_words(tallystick: Run) -> None:
    said = tallystick("match", "explain", "Quillworks Ltd", "QUILLWORKS LIMITED")
    assert said.stdout == "They differ only in how they are written.\n"
    found = json.loads(tallystick("match", "explain", "Hill 1 Ltd", "Hill 3 Ltd", "--json").stdout)
    assert found["same"] is False
    assert "each names another number" in found["sentence"]
