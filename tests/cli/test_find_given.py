"""What a user gives to find beside payments: registers, returns, and the forms for them."""

import json
from pathlib import Path

import pytest
from tests.cli.conftest import Run

HEADER = "Body Name,Payment Date,Supplier Name,Net Amount,Expense Type"


@pytest.fixture
def payments(tmp_path: Path) -> Path:
    """Two invented councils that pay one firm for software, in six months: fewer are too few to
    compare."""
    folder = tmp_path / "files"
    folder.mkdir()
    for body in ("Wendlemere County Council", "Saltersby Council"):
        lines = [
            f"{body},0{day}/0{month}/2025,Quillworks Software Ltd,1000.00,Software licences"
            for month in range(4, 10)
            for day in range(1, 4)
        ]
        text = "\n".join([HEADER, *lines]) + "\n"
        (folder / f"{body.split()[0]}-2025.csv").write_text(text, encoding="utf-8")
    return folder


def test_the_empty_forms_are_written_without_a_store(tallystick: Run, tmp_path: Path) -> None:
    said = tallystick("find", "--forms", "forms")
    assert said.returncode == 0, said.stderr
    assert sorted(path.name for path in (tmp_path / "forms").iterdir()) == [
        "contracts-columns.csv",
        "contracts.csv",
        "returns-columns.csv",
        "returns.csv",
    ]


def test_registers_and_returns_reach_the_answer(
    tallystick: Run, tmp_path: Path, payments: Path
) -> None:
    tallystick("find", "--forms", "forms")
    register = (tmp_path / "forms" / "contracts.csv").read_text("utf-8-sig")
    register += "Saltersby Council,Quillworks Software Limited,Software,,,2027-12-31,,,\n"
    register += "Wendlemere County Council,Quillworks Software,Software,,,2027-12-31,,,\n"
    (tmp_path / "contracts.csv").write_text(register, encoding="utf-8")
    header = (tmp_path / "forms" / "returns.csv").read_text("utf-8-sig")
    row = "Saltersby Council,it,2024/25,100000" + "," * (header.count(",") - 3)
    (tmp_path / "returns.csv").write_text(header + row + "\n", encoding="utf-8")
    said = tallystick(
        *("find", payments, "--store", "store", "--json"),
        *("--contracts", "contracts.csv", "--returns", "returns.csv"),
    )
    assert said.returncode == 0, said.stderr
    found = json.loads(said.stdout)
    software = next(each for each in found["opportunities"] if each["key"] == "category:software")
    assert software["basis_rung"] == "ending_soon"
    assert software["letting"]["start"] == "2028-01-01"
    costs = [
        one["cost_pence"]
        for profile in found["profiles"]
        for function in profile["functions"]
        for one in function["returned"]
    ]
    assert costs == [10_000_000]


def test_a_form_that_cannot_be_read_is_refused(
    tallystick: Run, tmp_path: Path, payments: Path
) -> None:
    (tmp_path / "bad.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    for option in ("--contracts", "--returns"):
        said = tallystick("find", payments, "--store", "store", option, "bad.csv")
        assert said.returncode == 2
        assert said.stderr.startswith("Error: bad.csv") or "bad.csv" in said.stderr
        assert "Traceback" not in said.stderr
