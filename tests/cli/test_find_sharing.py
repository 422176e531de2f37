"""What councils share already, from their files to the draft of the register."""

import csv
import json
from pathlib import Path

import pytest
import yaml
from tests.cli.conftest import Run

HEADER = "Body Name,Payment Date,Supplier Name,Net Amount,Department,Description"
LINES = {
    "Wendlemere County Council": [
        "05/04/2025,Saltersby Council,12000.00,Human Resources,Shared payroll service recharge Q1",
        "07/07/2025,Saltersby Council,13000.00,Human Resources,Shared payroll service recharge Q2",
        "05/04/2025,Saltersby Parish Council,900.00,Finance,Parish precept",
        "05/05/2025,Quillworks Ltd,1000.00,ICT,Software licences",
    ],
    "Saltersby Council": [
        "05/05/2025,Wend Vale Joint Committee,5000.00,Revenues,Revenues and benefits contribution",
        "06/04/2025,Wendlemere County Council,70000.00,Collection Fund,County precept",
        "06/07/2025,Quillworks Ltd,2000.00,ICT,Software licences",
    ],
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    files = tmp_path / "files"
    files.mkdir()
    for body, lines in LINES.items():
        text = "\n".join([HEADER, *(f"{body},{line}" for line in lines)]) + "\n"
        (files / f"{body.split()[0]}-2025.csv").write_text(text, encoding="utf-8")
    return files


def test_sharing_is_seen_with_its_function_pounds_and_first_month(
    tallystick: Run, folder: Path
) -> None:
    said = tallystick("find", folder, "--store", "s", "--json")
    assert said.returncode == 0, said.stderr
    found = [
        (each["partner"], each["label"], each["pence"], each["first"], each["lines"])
        for each in json.loads(said.stdout)["shared"]
    ]
    assert sorted(found) == [
        ("Saltersby Council", "hr", 2_500_000, "2025-04", 2),
        ("Wend Vale Joint Committee", "revenues_benefits", 500_000, "2025-05", 1),
    ]


def test_the_draft_of_the_register_says_what_must_be_filled_in(
    tallystick: Run, tmp_path: Path, folder: Path
) -> None:
    drafted = tallystick("find", folder, "--store", "s", "--initiatives", "draft.yaml")
    assert drafted.returncode == 0, drafted.stderr
    assert "Shared already with other bodies: 2 arrangements, £30k paid." in drafted.stdout
    draft = yaml.safe_load((tmp_path / "draft.yaml").read_text("utf-8"))
    assert sorted(each["name"] for each in draft["partnerships"]) == [
        "Saltersby Council",
        "Wend Vale Joint Committee",
    ]
    entered = tallystick("prove", "register", "draft.yaml", "--store", "s", "--by", "A Tester")
    assert entered.returncode == 2
    assert "these are still to be filled in: lever, mechanism.kind" in entered.stderr
    assert "members must name at least two councils" in entered.stderr
    assert "Nothing was entered" in entered.stderr


def test_a_filled_in_draft_is_entered(tallystick: Run, tmp_path: Path, folder: Path) -> None:
    lines = folder / "Saltersby-2025.csv"
    kept = [row for row in lines.read_text("utf-8").splitlines() if "Joint Committee" not in row]
    lines.write_text("\n".join(kept) + "\n", encoding="utf-8")
    tallystick("find", folder, "--store", "s", "--initiatives", "draft.yaml")
    text = (tmp_path / "draft.yaml").read_text("utf-8")
    for empty, filled in (
        ('lever: ""', "lever: L1"),
        ('{kind: "", ref: "", on: ""}', "{kind: contract, ref: HR-7, on: 2025-04-01}"),
        ('owner: ""', "owner: Head of HR"),
        ('type: ""', "type: cash-releasing"),
        ('recurrent: ""', "recurrent: yes"),
        ('price_base: ""', "price_base: 2024/25"),
        ('{pounds: "", period: ""}', '{pounds: "60000", period: 2024/25}'),
        ("OBC: {}", 'OBC: {2025/26: "9000"}'),
        ('one_off_pounds: ""', 'one_off_pounds: "0"'),
        ('budget_code: ""', "budget_code: B1"),
    ):
        assert empty in text
        text = text.replace(empty, filled)
    (tmp_path / "draft.yaml").write_text(text, encoding="utf-8")
    entered = tallystick("prove", "register", "draft.yaml", "--store", "s", "--by", "A Tester")
    assert entered.returncode == 0, entered.stderr
    assert "1 claims entered, 0 refused" in entered.stdout


def test_the_lines_stay_in_the_reader_s_sums(tallystick: Run, folder: Path) -> None:
    """Nothing is dropped: all pounds read are still there."""
    said = json.loads(tallystick("find", folder, "--store", "s", "--json").stdout)
    whole = sum(
        int(float(row["Net Amount"]) * 100)
        for path in folder.iterdir()
        for row in csv.DictReader(path.read_text("utf-8").splitlines())
    )
    assert sum(each["pence"] for each in said["coverage"]) == whole
