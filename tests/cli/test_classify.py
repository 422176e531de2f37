"""The commands for reviewers of labels: what is listed, what is kept, and that it is honoured."""

import csv
from pathlib import Path

import pytest
from tests.cli.conftest import Run

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
