"""Every command: what it prints, what it writes, and what it says when it is used wrongly."""

import csv
import json
from pathlib import Path

import pytest
from tests.cli.conftest import Run

from tallystick.cli.main import CONTENTS

COMMANDS = [name for commands in CONTENTS.values() for name in commands]


def test_help_reads_like_a_table_of_contents(tallystick: Run) -> None:
    said = tallystick("--help")
    assert said.returncode == 0
    headings = [line for line in said.stdout.splitlines() if line and not line.startswith(" ")]
    assert headings[1:] == [
        "Options:",
        "Find where councils run or buy the same thing:",
        "Each step on its own:",
        "Share a cost, prove a saving:",
        "Look after a store:",
        "Try it without files of your own:",
    ]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself_and_has_json(tallystick: Run, command: str) -> None:
    inner = {"form": "case", "prove": "estimate", "run": "recharge", "store": "check"}.get(command)
    said = tallystick(command, *([inner] if inner else []), "--help")
    assert said.returncode == 0
    # Pages for a person have no answer for a program: `find --json` gives it.
    assert ("--json" in said.stdout) != (command == "serve")


def test_find_says_what_is_shared_and_writes_the_reports(
    tallystick: Run, published: Path, tmp_path: Path
) -> None:
    kinds = ("html", "docx", "pdf", "xlsx", "csv")
    outs = {kind: tmp_path / f"report.{kind}" for kind in kinds}
    options = [part for kind, out in outs.items() for part in (f"--{kind}", out)]
    folder = tmp_path / "whole" / "report"
    said = tallystick("find", published, "--store", "store", "--out", folder, *options)
    assert (said.returncode, said.stderr) == (0, "")
    assert said.stdout.startswith("Compared: 2024-01 to 2024-12.\n2 councils, 48 payments, £60k.\n")
    assert "both councils buy" in said.stdout.lower()
    assert all(out.stat().st_size for out in outs.values())
    written = {path.name for path in folder.iterdir()}
    assert {"index.html", "report.xlsx", "report.docx", "report.pdf"} <= written
    assert str(folder / "index.html") in said.stdout


def test_find_as_json_gives_every_figure_with_its_evidence(
    tallystick: Run, published: Path
) -> None:
    answer = json.loads(tallystick("find", published, "--store", "store", "--json").stdout)
    (overlap,) = [each for each in answer["opportunities"] if each["kind"] == "supplier"]
    assert overlap["pence_a_year"] == 6_000_000
    assert [each["pence"] for each in overlap["councils"]] == [3_000_000, 3_000_000]
    assert overlap["evidence"][0]["line"] == 2
    # Software at large is bought together; only a system that is told by name can be shared.
    assert (overlap["rate"]["lever"], overlap["rate"]["central"]) == ("L5", "0.03")
    assert {each["code"] for each in answer["councils"]} == {"X10000001", "X07000005"}


def test_one_council_alone_is_told_that_it_needs_another(tallystick: Run, published: Path) -> None:
    said = tallystick("find", published / "pellgrave", "--store", "store")
    assert said.stdout == (
        "Compared: 2024-01 to 2024-12.\n"
        "1 council, 24 payments, £30k.\n"
        "One council has nobody to share with: read the files of another as well.\n"
    )


def test_find_looks_at_the_store_alone_and_at_a_part_of_it(
    tallystick: Run, published: Path
) -> None:
    tallystick("read", published, "--store", "store")
    options = ("--function", "hr", "--from", "2024-02", "--to", "2024-03", "--json")
    answer = json.loads(tallystick("find", "--store", "store", *options).stdout)
    assert answer["lines"] == 8
    assert answer["functions"] == ["hr"]
    assert answer["opportunities"] == []


def test_months_that_no_file_covers_are_a_mistake(tallystick: Run, published: Path) -> None:
    tallystick("read", published, "--store", "store")
    said = tallystick("find", "--store", "store", "--from", "2019-01", "--to", "2019-12")
    assert (said.returncode, said.stderr) == (
        2,
        "tallystick: No file covers a month between --from and --to. "
        "The store covers 2024-01 to 2024-12.\n",
    )


def test_read_prints_a_record_for_each_file(tallystick: Run, published: Path) -> None:
    records = json.loads(tallystick("read", published, "--store", "store", "--json").stdout)
    assert [record["lines"] for record in records] == [24, 24]
    assert [record["total_pence"] for record in records] == [3_000_000, 3_000_000]
    assert records[0]["tables"][0]["columns"]["supplier"] == "Supplier Name"


def test_match_gives_a_row_for_each_name(tallystick: Run, tmp_path: Path) -> None:
    names = tmp_path / "names.csv"
    names.write_text("name\nQuillworks Ltd\nQUILLWORKS LIMITED\nTarn Systems Ltd\n")
    said = tallystick("match", "--names", names, "--out", "out.csv")
    assert said.stdout == "3 spellings are 2 suppliers: out.csv\n"
    with (tmp_path / "out.csv").open(newline="", encoding="utf-8-sig") as stream:
        rows = list(csv.DictReader(stream))
    assert [row["name"] for row in rows] == [
        "Quillworks Ltd",
        "QUILLWORKS LIMITED",
        "Tarn Systems Ltd",
    ]
    assert rows[0]["supplier_id"] == rows[1]["supplier_id"] != rows[2]["supplier_id"]


def test_classify_gives_a_row_for_each_combination(tallystick: Run, tmp_path: Path) -> None:
    lines = tmp_path / "lines.csv"
    lines.write_text(
        "supplier,department,description,published_category\n"
        "Quillworks Ltd,Resources,Computer Software,\n"
    )
    assert tallystick("classify", "--lines", lines, "--out", "out.csv").returncode == 0
    with (tmp_path / "out.csv").open(newline="", encoding="utf-8-sig") as stream:
        (row,) = csv.DictReader(stream)
    assert row["label"] == "it"
    assert row["reasons"]


def test_match_and_classify_work_on_a_store(tallystick: Run, published: Path) -> None:
    tallystick("read", published, "--store", "store")
    assert tallystick("match", "--store", "store").stdout == "2 spellings are 1 suppliers.\n"
    assert json.loads(tallystick("classify", "--store", "store", "--json").stdout) == {
        "classified": 1
    }


MISTAKES = [
    (("find", "nowhere", "--store", "s"), "nowhere"),
    (("find", "--store", "s"), "holds no payments yet"),
    (("find", "."), "--store"),
    (("find", "--store", "s", "--function", "magic"), "no back-office function 'magic'"),
    (("find", "--store", "s", "--from", "spring"), "'spring' is not a month"),
    (("find", "--store", "s", "--councils", "Camelot"), "No council is known as 'Camelot'"),
    (("find", ".", "--store", "s", "--html", "nowhere/r.html"), "r.html cannot be written"),
    (("find", ".", "--store", "s", "--xlsx", "."), "is a folder"),
    (("find", ".", "--store", "/proc/nowhere"), "cannot be made"),
    (("read", "bare", "--store", "s"), "There is no table in bare"),
    (("read", "empty.csv", "--store", "s"), "empty.csv"),
    (("read", "picture.csv", "--store", "s"), "picture.csv"),
    (("match",), "Give --store DIR, or --names FILE.csv"),
    (("match", "--names", "nowhere.csv", "--out", "o.csv"), "nowhere.csv is not there"),
    (("match", "--names", "bad.csv", "--out", "o.csv"), "bad.csv, line 1"),
    (("classify", "--lines", "bad.csv", "--out", "o.csv"), "bad.csv, line 1"),
    (("dance",), "dance"),
]


@pytest.mark.parametrize(("arguments", "said"), MISTAKES)
def test_a_mistake_gets_a_sentence_and_status_two(
    tallystick: Run, tmp_path: Path, arguments: tuple[str, ...], said: str
) -> None:
    (tmp_path / "bare").mkdir()
    (tmp_path / "empty.csv").touch()
    (tmp_path / "picture.csv").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    (tmp_path / "bad.csv").write_text("title\nQuillworks Ltd\n")
    answer = tallystick(*arguments)
    assert answer.returncode == 2
    assert said in answer.stderr
    assert answer.stdout == ""
    assert answer.stderr.startswith("tallystick: ")
    assert len(answer.stderr.strip().splitlines()) == 1


def test_what_cannot_be_read_does_not_stop_the_rest(tallystick: Run, published: Path) -> None:
    (published / "wendlemere" / "empty.csv").touch()
    said = tallystick("find", published, "nowhere.csv", "--store", "store")
    assert said.returncode == 3  # what nowhere.csv holds is missing in the answer
    assert "empty.csv" in said.stderr
    assert "nowhere.csv is not there" in said.stderr
    assert "2 councils, 48 payments" in said.stdout


def test_a_pipe_sees_no_progress_bar(tallystick: Run, published: Path) -> None:
    assert tallystick("read", published, "--store", "store").stderr == ""


def test_the_example_county_is_made(tallystick: Run, tmp_path: Path) -> None:
    answer = json.loads(tallystick("example", "county", "--json").stdout)
    assert len(answer["councils"]) == 10
    assert (tmp_path / "county" / "truth" / "lines.csv").exists()
