"""Why payments stand where they stand, on a terminal, and what a person corrects there."""

import json
from pathlib import Path

import pytest
from tests.cli.conftest import Run

from tallystick.engine.questions.pages import Cut, mark_of
from tallystick.engine.questions.why import why_of
from tallystick.engine.snapshot import open_snapshot

HEADER = "Body Name,Payment Date,Supplier Name,Net Amount,Directorate,Expense Type"
LINES = [
    "Saltersby Council,03/04/2025,Quillworks Software Ltd,1000.00,Resources,Phone for J Pilk",
    *(
        f"Saltersby Council,04/0{month}/2025,{name} Software Ltd,500.00,Resources,Software licences"
        for month, name in enumerate(("Quillworks", "Fenmark", "Ostler", "Tarnby", "Wexcombe"), 4)
    ),
]


@pytest.fixture
def marks(tallystick: Run, tmp_path: Path) -> dict[str, str]:
    """The mark of each wording of a store, by its description, of one firm."""
    (tmp_path / "paid.csv").write_text("\n".join([HEADER, *LINES]) + "\n", encoding="utf-8")
    said = tallystick("find", "paid.csv", "--store", "store")
    assert said.returncode == 0, said.stderr
    with open_snapshot(tmp_path / "store") as snapshot:
        told = why_of(snapshot, Cut(), most=50)
    ours = [each for each in told if each.spelling.startswith("Quillworks")]
    return {each.description: mark_of(each.wording) for each in ours}


def test_it_says_supplier_words_and_category(tallystick: Run, marks: dict[str, str]) -> None:
    said = tallystick("why", marks["Software licences"], "--store", "store")
    assert said.returncode == 0, said.stderr
    first, supplier, texts, category = said.stdout.splitlines()
    assert first == "Quillworks Software Ltd: 1 line, £500."
    assert supplier.startswith("Supplier: Quillworks Software Ltd, ")
    assert texts == "Texts: Resources; Software licences."
    assert category.startswith("Category: software (IT)")


@pytest.mark.parametrize("form", [(), ("--json",)])
def test_words_beside_few_suppliers_are_not_shown(
    tallystick: Run, marks: dict[str, str], form: tuple[str, ...]
) -> None:
    said = tallystick("why", marks["Phone for J Pilk"], "--store", "store", *form)
    assert said.returncode == 0, said.stderr
    assert "Pilk" not in said.stdout
    assert "may name a person" in said.stdout


def test_a_correction_is_what_is_said_afterwards(tallystick: Run, marks: dict[str, str]) -> None:
    mark = marks["Software licences"]
    said = tallystick("wrong", mark, "--store", "store", "--category", "agency_staff")
    assert said.returncode == 0, said.stderr
    told = json.loads(tallystick("why", mark, "--store", "store", "--json").stdout)
    assert (told["category"], told["label"], told["confidence"]) == ("agency_staff", "hr", 1.0)


def test_a_mark_that_is_not_there_is_a_sentence(tallystick: Run, marks: dict[str, str]) -> None:
    for mark in ("0" * 16, "nonsense"):
        said = tallystick("why", mark, "--store", "store")
        assert (said.returncode, said.stdout) == (2, "")
        assert "no lines with that mark" in said.stderr
