"""The commands for reviewers of labels: what is listed, what is kept, and that it is honoured."""

import csv
import json
from pathlib import Path

import pytest
from tests.cli.conftest import Run

from tallystick.classify.persist import kept_corrections
from tallystick.engine.kept_files import write_kept
from tallystick.engine.snapshot import open_snapshot

HEADER = "Body Name,Payment Date,Supplier Name,Net Amount,Expense Type"


@pytest.fixture
def store(tallystick: Run, tmp_path: Path) -> Path:
    """A store of one invented council with twenty-five firms that no word tells much of."""
    folder = tmp_path / "wendlemere"
    folder.mkdir()
    names = [f"Alder {word} Associates" for word in "abcdefghijklmnopqrstuvwxy"]
    names += ["Mr Arthur Threlkeldson", "Quillworks Software Ltd"]
    lines = [
        f"Wendlemere County Council,{day % 28 + 1:02}/04/2025,{name},{1000 * day}.00,Fees"
        for day, name in enumerate(names, 1)
    ]
    (folder / "2025-04.csv").write_text("\n".join([HEADER, *lines]) + "\n", encoding="utf-8")
    assert tallystick("read", folder, "--store", "store").returncode == 0
    return tmp_path / "store"


def reviewed(tallystick: Run, tmp_path: Path) -> list[dict[str, str]]:
    """The rows of a review."""
    said = tallystick("classify", "review", "--store", "store", "--csv", "r.csv")
    assert said.returncode == 0, said.stderr
    with (tmp_path / "r.csv").open(newline="", encoding="utf-8-sig") as stream:
        return list(csv.DictReader(stream))


def decided(tallystick: Run, tmp_path: Path, *rows: tuple[str, ...]) -> str:
    """What the command says to these answers."""
    header = ("answer", "supplier", "department", "description", "published_category")
    lines = "\n".join(",".join(row) for row in (header, *rows))
    (tmp_path / "d.csv").write_text(lines + "\n", encoding="utf-8")
    said = tallystick("classify", "decide", "--store", "store", "d.csv", "--by", "A. Reviewer")
    return said.stdout + said.stderr


@pytest.mark.usefixtures("store")
def test_a_review_lists_what_is_in_doubt_and_no_person(tallystick: Run, tmp_path: Path) -> None:
    rows = reviewed(tallystick, tmp_path)
    assert "Alder y Associates" in {row["supplier"] for row in rows}
    assert "Threlkeldson" not in (tmp_path / "r.csv").read_text("utf-8-sig")
    # the confidence is written to two places: what is in doubt is known to half of one
    most = [(1.005 - float(row["confidence"])) * float(row["pounds"]) for row in rows]
    least = [(0.995 - float(row["confidence"])) * float(row["pounds"]) for row in rows]
    assert all(before >= after for before, after in zip(most, least[1:], strict=False))


@pytest.mark.usefixtures("store")
def test_an_answer_is_kept_honoured_and_learnt_from(tallystick: Run, tmp_path: Path) -> None:
    before = reviewed(tallystick, tmp_path)
    said = decided(tallystick, tmp_path, ("training", "Alder y Associates", "", "", ""))
    assert said == "1 answer kept.\n"
    after = reviewed(tallystick, tmp_path)
    assert len(after) == len(before) - 1
    assert "Alder y Associates" not in {row["supplier"] for row in after}
    refused = tallystick("classify", "learn", "--store", "store")
    assert refused.returncode == 2
    assert "holds 1 corrections, too few to learn from" in refused.stderr
    answers = [
        ("training", f"Alder {one} Associates", "", "Fees", "") for one in "abcdefghijklmnopqrst"
    ]
    decided(tallystick, tmp_path, *answers)
    learnt = tallystick("classify", "learn", "--store", "store")
    assert learnt.stdout.startswith("Learnt from 21 answers"), learnt.stderr


@pytest.mark.usefixtures("store")
def test_an_answer_that_is_no_category_is_refused_by_its_line(
    tallystick: Run, tmp_path: Path
) -> None:
    said = decided(
        tallystick, tmp_path, ("", "", "", "", ""), ("hrr", "Alder a Associates", "", "", "")
    )
    assert "d.csv, line 3: there is no category 'hrr'." in said


SECRET = ("Laptop for Arthur Threlkeldson", "Widgets of a kind nobody else buys")
COMMON = "Sundry fees"


@pytest.fixture
def described(tallystick: Run, tmp_path: Path) -> Path:
    """A store where six firms share one description, one names a person and one stands alone."""
    folder = tmp_path / "pellgrave"
    folder.mkdir()
    texts = [*[COMMON] * 6, *[SECRET[0]] * 6, SECRET[1]]
    lines = [
        f"Wendlemere County Council,{day + 1:02}/04/2025,Alder {letter} Associates,"
        f"{1000 * (day + 1)}.00,Fees,{text}"
        for day, (letter, text) in enumerate(zip("abcdefghijklm", texts, strict=True))
    ]
    header = f"{HEADER},Description"
    (folder / "2025-04.csv").write_text("\n".join([header, *lines]) + "\n", encoding="utf-8")
    assert tallystick("read", folder, "--store", "store").returncode == 0
    return tmp_path / "store"


@pytest.mark.usefixtures("described")
def test_texts_of_few_suppliers_and_of_persons_are_masked_in_a_review(
    tallystick: Run, tmp_path: Path
) -> None:
    rows = reviewed(tallystick, tmp_path)
    shown = {row["supplier"]: row["description"] for row in rows}
    assert shown["Alder a Associates"] == COMMON
    assert shown["Alder g Associates"] == shown["Alder h Associates"]  # one text, one mask
    masked = [shown.get(f"Alder {one} Associates", "") for one in "ghijklm"]
    assert [text[:15] for text in masked] == ["text not shown "] * 7
    assert not any(text in (tmp_path / "r.csv").read_text("utf-8-sig") for text in SECRET)


def test_an_answer_on_a_masked_text_takes_effect(
    tallystick: Run, tmp_path: Path, described: Path
) -> None:
    rows = {row["supplier"]: row for row in reviewed(tallystick, tmp_path)}
    named = rows["Alder g Associates"]
    answer = ("training", "", "", named["description"], "")
    assert decided(tallystick, tmp_path, answer) == "1 answer kept.\n"
    left = {row["supplier"] for row in reviewed(tallystick, tmp_path)}
    assert set(rows) - left == {f"Alder {one} Associates" for one in "ghijkl"}
    with open_snapshot(described) as snapshot:
        (kept,) = kept_corrections(snapshot)
    assert kept.description == SECRET[0]
    write_kept(described, "mask-key", "00" * 32)
    said = decided(tallystick, tmp_path, ("", "", "", "", ""), answer)
    assert "d.csv, line 3: 'text not shown " in said
    assert "leads back to no text of this store" in said


def test_a_review_shows_all_words_to_who_says_why(
    tallystick: Run, tmp_path: Path, described: Path
) -> None:
    asked = ("classify", "review", "--store", "store", "--csv", "r.csv", "--unmask")
    refused = tallystick(*asked)
    assert (refused.returncode, (tmp_path / "r.csv").exists()) == (2, False)
    assert tallystick(*asked, "--by", "J. Auditor", "--reason", "audit").returncode == 0
    assert all(text in (tmp_path / "r.csv").read_text("utf-8-sig") for text in SECRET)
    noted = json.loads((described / "unmasked.jsonl").read_text(encoding="utf-8"))
    assert (noted["by"], noted["what"]) == ("J. Auditor", "classify review")


def test_a_list_comes_back_with_persons_masked(tallystick: Run, tmp_path: Path) -> None:
    lines = [
        "supplier,department,description,published_category,note",
        f"Mr Arthur Threlkeldson,IT,{SECRET[0]},Fees,re Arthur Threlkeldson",
        "Quillworks Software Ltd,IT,Licences,Fees,",
    ]
    (tmp_path / "given.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    said = tallystick("classify", "--lines", "given.csv", "--out", "out.csv", "--json")
    assert said.returncode == 0, said.stderr
    written = (tmp_path / "out.csv").read_text("utf-8-sig")
    assert "hrelkeldson" not in written + said.stdout
    one, other = csv.DictReader(written.splitlines())
    assert (one["supplier"], one["department"], one["line"]) == ("person 1", "IT", "2")
    assert (other["supplier"], other["description"], other["line"]) == (
        "Quillworks Software Ltd",
        "Licences",
        "3",
    )
