"""A file of budget lines that fell, and what is wrong with one."""

from pathlib import Path

import pytest

from tallystick.prove.verdict.budget_file import read_budget
from tallystick.prove.verdict.store_evidence import BudgetCut
from tallystick.words.mistakes import UserMistake


def budget(folder: Path, *lines: str) -> Path:
    path = folder / "budget.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


HEADER = "council,budget_code,period,reduction_pounds,source"


def test_budget_lines_that_fell(tmp_path: Path) -> None:
    path = budget(
        tmp_path,
        "\ufeffsource,note,council,budget_code,period,reduction_pounds",
        'Budget,x,X1,B1,2024/25,"10000.50"',
        "Paper 7,,X2,B2,2024-01 to 2024-12,5",
    )
    assert read_budget(path) == (
        BudgetCut("X1", "B1", "2024/25", 1_000_050, "Budget"),
        BudgetCut("X2", "B2", "2024-01 to 2024-12", 500, "Paper 7"),
    )
    assert read_budget(budget(tmp_path, HEADER)) == ()


@pytest.mark.parametrize(
    ("line", "at"), [("X1,B1,2024,5,Budget", 3), ("X1,B1,2024/25,five,Budget", 3), ("X1", 3)]
)
def test_a_line_of_a_budget_that_cannot_be_read(tmp_path: Path, line: str, at: int) -> None:
    path = budget(tmp_path, HEADER, "X1,B1,2024/25,5,Budget", line)
    with pytest.raises(UserMistake) as mistake:
        read_budget(path)
    assert mistake.value.sentence.startswith(f"{path}, line {at}: ")
    assert mistake.value.sentence.endswith(".") and not mistake.value.sentence.endswith("..")
    assert mistake.value.next_step == "Mend the line."


def test_a_budget_file_that_is_none(tmp_path: Path) -> None:
    path = budget(tmp_path, "council,budget_code,reduction_pounds")
    with pytest.raises(UserMistake) as mistake:
        read_budget(path)
    assert mistake.value.sentence == f"{path}, line 1: there is no column 'period'."
    assert mistake.value.next_step == (
        "Its header line must name council, budget_code, period, reduction_pounds, source."
    )
    path.write_bytes(b"\xff\xfe")
    for none in (path, tmp_path / "none.csv"):
        with pytest.raises(UserMistake) as mistake:
            read_budget(none)
        assert mistake.value.sentence == f"{none} cannot be read as text."
        assert mistake.value.next_step == "Give a CSV file."
    path.write_text("")
    with pytest.raises(UserMistake, match="line 1: there is no column 'council'"):
        read_budget(path)
