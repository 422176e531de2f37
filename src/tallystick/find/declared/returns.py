"""Reading what councils themselves say that a function costs and handles (domain.md 2.2).

Unlike published files this is our own form, so a line that cannot be read is refused by its number
rather than passed over: a wrong cost would be compared with others'.
"""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from pathlib import Path

from tallystick.find.council_findings import Indicator, Return
from tallystick.read.columns.amounts import read_amount, to_pence
from tallystick.reference.councils import Councils
from tallystick.reference.indicators import Formula, ReturnForm, load_return_form
from tallystick.words.cells import unguarded
from tallystick.words.labels import Label
from tallystick.words.mistakes import UserMistake
from tallystick.words.period import FinancialYear

KEYS = ("council", "function", "year")
_PLACES = Decimal("0.01")


def columns() -> tuple[str, ...]:
    """The columns of the form, in order."""
    form = load_return_form()
    return (*KEYS, *form.costs, *form.figures)


def read_returns(path: Path, *, councils: Councils) -> tuple[Return, ...]:
    """The returns of a file in our form, by council, function and year.

    Raises UserMistake, naming the line, for a council, function, year or figure that cannot be
    read, a return without any cost, and one that stands twice.
    """
    form = load_return_form()
    seen: dict[tuple[str, Label, str], int] = {}
    found = []
    for line, row in _rows(path):
        one = _return(path, line, row, councils, form)
        key = (one.council, one.function, one.year)
        if key in seen:
            raise UserMistake(
                f"{path}, line {line}: this return stands already on line {seen[key]}.",
                "Keep one line for each council, function and year.",
            )
        seen[key] = line
        found.append(one)
    return tuple(sorted(found, key=lambda one: (one.council, one.function, one.year)))


def _rows(path: Path) -> Iterable[tuple[int, Mapping[str, str]]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise UserMistake(f"{path} cannot be opened.", "Give a return in CSV.") from error
    except UnicodeDecodeError as error:
        raise UserMistake(f"{path} is not in utf-8.", "Save it as CSV UTF-8.") from error
    reader = csv.reader(io.StringIO(text, newline=""))
    header = [cell.strip().lower() for cell in next(reader, [])]
    missing = [name for name in (*KEYS, *load_return_form().costs) if name not in header]
    if missing:
        raise UserMistake(
            f"{path}, line 1: there is no column {missing[0]!r}.",
            "tallystick find --forms DIR writes an empty form.",
        )
    strange = [name for name in header if name and name not in columns()]
    if strange:
        raise UserMistake(
            f"{path}, line 1: the form has no column {strange[0]!r}.",
            f"Its columns are {', '.join(columns())}.",
        )
    for row in reader:
        if any(cell.strip() for cell in row):
            cells = [unguarded(cell.strip()) for cell in row]
            yield reader.line_num, dict(zip(header, cells, strict=False))


def _return(
    path: Path, line: int, row: Mapping[str, str], councils: Councils, form: ReturnForm
) -> Return:
    function = _function(path, line, row.get("function", ""))
    costs = tuple(
        (name, to_pence(figure))
        for name in form.costs
        for figure in [_figure(path, line, name, row.get(name, ""))]
        if figure is not None
    )
    if not costs:
        raise UserMistake(
            f"{path}, line {line}: the return gives no cost.",
            f"Fill in at least one of {', '.join(form.costs)}.",
        )
    figures = tuple(
        (name, figure)
        for name in form.figures
        for figure in [_figure(path, line, name, row.get(name, ""))]
        if figure is not None
    )
    cost = sum(pence for _name, pence in costs)
    return Return(
        council=_council(path, line, row.get("council", ""), councils),
        function=function,
        year=_year(path, line, row.get("year", "")),
        cost_pence=cost,
        costs=costs,
        figures=figures,
        indicators=_indicators(function, Decimal(cost) / 100, dict(figures), form.formulas),
        file=str(path),
        line=line,
    )


def _indicators(
    function: Label, cost: Decimal, figures: Mapping[str, Decimal], formulas: Sequence[Formula]
) -> tuple[Indicator, ...]:
    """The indicators that the return's figures give; none where the divisor is zero."""
    known = {"cost": cost, **figures}
    return tuple(
        Indicator(
            code=formula.code,
            title=formula.title,
            value=(
                known[formula.over] / known[formula.under] * (100 if formula.unit == "%" else 1)
            ).quantize(_PLACES),
            unit=formula.unit,
            formula=f"{formula.over} / {formula.under}",
            status=formula.status,
        )
        for formula in formulas
        if formula.function is function and formula.over in known and known.get(formula.under)
    )


def _council(path: Path, line: int, said: str, councils: Councils) -> str:
    council = councils.by_code(said) or councils.recognise(said) if said else None
    if council is None:
        raise UserMistake(
            f"{path}, line {line}: no council is known as {said!r}.",
            "Give its code (E08000003) or its full name.",
        )
    return council.code


def _function(path: Path, line: int, said: str) -> Label:
    functions = {str(label): label for label in Label if label.is_back_office}
    found = functions.get(said.lower())
    if found is None:
        raise UserMistake(
            f"{path}, line {line}: there is no back-office function {said!r}.",
            f"Choose from {', '.join(functions)}.",
        )
    return found


def _year(path: Path, line: int, said: str) -> str:
    try:
        return FinancialYear.parse(said).label
    except ValueError as error:
        raise UserMistake(
            f"{path}, line {line}: {said!r} is not a financial year.", "Write it as 2024/25."
        ) from error


def _figure(path: Path, line: int, name: str, said: str) -> Decimal | None:
    if not said:
        return None
    amount = read_amount(said)
    if amount is None or amount.pounds < 0:
        raise UserMistake(
            f"{path}, line {line}: {said!r} is no figure for {name}.",
            "Write a plain number, or leave the cell empty.",
        )
    return amount.pounds
