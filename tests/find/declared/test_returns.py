"""What councils return of their own cost, and the indicators that it gives."""

import csv
import io
from decimal import Decimal
from pathlib import Path

import pytest
from tests.find.world import ASH, BECK, council

from tallystick.find.council_findings import Return
from tallystick.find.declared.forms import empty_forms
from tallystick.find.declared.returns import columns, read_returns
from tallystick.reference.councils import Councils
from tallystick.reference.indicators import load_return_form
from tallystick.words.labels import Label
from tallystick.words.mistakes import UserMistake

COUNCILS = Councils([council(ASH, "Ash"), council(BECK, "Beck")])
HEADER = ",".join(columns())


def line(**cells: str) -> str:
    """A line of the form; Ash's HR in 2024/25 at £400,000 of pay unless said otherwise."""
    given = {"council": ASH, "function": "hr", "year": "2024/25", "employee_cost": "400000"} | cells
    return ",".join(given.get(name, "") for name in columns())


def read(folder: Path, *lines: str, header: str = HEADER) -> tuple[Return, ...]:
    """The returns of a file with these lines."""
    path = folder / "returns.csv"
    path.write_text("\n".join([header, *lines]) + "\n", encoding="utf-8")
    return read_returns(path, councils=COUNCILS)


def test_a_functions_cost_is_the_sum_of_its_lines(tmp_path: Path) -> None:
    (found,) = read(tmp_path, line(it_cost='"£20,000.50"', outsourcing_cost="0"))
    assert found.cost_pence == 42_000_050
    assert found.costs == (
        ("employee_cost", 40_000_000),
        ("it_cost", 2_000_050),
        ("outsourcing_cost", 0),
    )
    assert (found.council, found.function, found.year, found.line) == (ASH, Label.HR, "2024/25", 2)
    assert found.indicators == ()


def test_indicators_are_worked_out_from_what_is_given(tmp_path: Path) -> None:
    (found,) = read(
        tmp_path,
        line(
            organisation_running_cost="80000000",
            employees="2000",
            organisation_fte="1500",
            fte="10",
            payslips="30000",
            payroll_cost="90000",
        ),
    )
    assert {one.code: (one.value, one.unit) for one in found.indicators} == {
        "FS10": (Decimal("3.00"), "£"),
        "HRP1a": (Decimal("0.50"), "%"),
        "HRP1b": (Decimal("200.00"), "£"),
        "HRP2": (Decimal("150.00"), "employees"),
    }


def test_a_figure_of_nought_divides_nothing(tmp_path: Path) -> None:
    (found,) = read(tmp_path, line(employees="0"))
    assert found.indicators == ()


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        ({"council": "Elm"}, "no council is known as 'Elm'."),
        ({"council": ""}, "no council is known as ''."),
        ({"function": "waste"}, "there is no back-office function 'waste'."),
        ({"function": "front_line"}, "there is no back-office function 'front_line'."),
        ({"year": "2024"}, "'2024' is not a financial year."),
        ({"year": "2024/26"}, "'2024/26' is not a financial year."),
        ({"fte": "ten"}, "'ten' is no figure for fte."),
        ({"it_cost": "-5"}, "'-5' is no figure for it_cost."),
        ({"employee_cost": ""}, "the return gives no cost."),
    ],
)
def test_a_line_that_cannot_be_read_is_refused(
    tmp_path: Path, cells: dict[str, str], sentence: str
) -> None:
    with pytest.raises(UserMistake) as refused:
        read(tmp_path, line(year="2023/24"), line(**cells))
    assert refused.value.sentence == f"{tmp_path / 'returns.csv'}, line 3: {sentence}"


def test_a_return_stands_once(tmp_path: Path) -> None:
    with pytest.raises(UserMistake, match="line 3: this return stands already on line 2"):
        read(tmp_path, line(), line())
    assert len(read(tmp_path, line(), line(council=BECK), line(function="it"))) == 3


@pytest.mark.parametrize(
    ("header", "sentence"),
    [
        (HEADER.replace("it_cost", "it"), "line 1: there is no column 'it_cost'."),
        (HEADER + ",bonus", "line 1: the form has no column 'bonus'."),
    ],
)
def test_another_form_is_refused(tmp_path: Path, header: str, sentence: str) -> None:
    with pytest.raises(UserMistake) as refused:
        read(tmp_path, line(), header=header)
    assert refused.value.sentence.endswith(sentence)


def test_the_empty_form_has_every_column_that_the_formulas_need() -> None:
    forms, form = empty_forms(), load_return_form()
    (header,) = csv.reader(io.StringIO(forms["returns.csv"]))
    about = list(csv.reader(io.StringIO(forms["returns-columns.csv"])))
    assert tuple(header) == columns()
    assert [row[0] for row in about[1:]] == header
    for formula in form.formulas:
        assert {formula.over, formula.under} <= {"cost", *header}
        assert formula.status in "SDB"
