"""A column that a header calls the amount binds: where it cannot be read, none stands in for it."""

import re
from collections.abc import Mapping, Sequence

from tallystick.read.columns.amounts import read_amount
from tallystick.read.columns.shapes import Shape
from tallystick.read.tables.choice import Choice
from tallystick.reference.headers import header_spellings
from tallystick.words.roles import Role

MONEY = (Role.AMOUNT, Role.NET, Role.GROSS)
_NAMED = 0.6  # how sure a header is from which it plainly names an amount; judgement, not measured
_READ = 0.5  # share of the filled cells from which a column can be read
_SAYS_AMOUNT = frozenset(("amount", "value", "gbp", "net", "gross", "total", "price", "sum"))
_DIGITS = re.compile(r"\d")
_LETTERS = re.compile(r"[^\W\d_]")


def named_amount(header: str) -> float:
    """How surely a header names a column of amounts, 0 to 1."""
    roles = header_spellings().roles(header)
    return max((roles.get(role, 0.0) for role in MONEY), default=0.0)


def unread_amounts(
    headers: Sequence[str], shapes: Sequence[Shape], columns: Sequence[Sequence[str]]
) -> dict[int, float]:
    """The columns that a header names as amounts and that cannot be read, each with how surely it
    is named. Words under a vaguer header ("Payment") do not make it one."""
    return {
        i: sure
        for i, header in enumerate(headers)
        if (sure := named_amount(header)) >= _NAMED
        and shapes[i].filled > 0
        and shapes[i].amount < _READ
        and (_says_amount(header) or (shapes[i].date < _READ and _holds_figures(columns[i])))
    }


def let_none_stand_in(
    choices: dict[Role, Choice], headers: Sequence[str], unread: Mapping[int, float]
) -> None:
    """Take out the amount where a column that is named more surely cannot be read."""
    held = choices.get(Role.AMOUNT)
    surest = max(unread.values(), default=0.0)
    if held is None or named_amount(headers[held.column]) >= surest:
        return
    for role in MONEY:
        choices.pop(role, None)


def _says_amount(header: str) -> bool:
    return not _SAYS_AMOUNT.isdisjoint(header_spellings().fold(header).split())


def _holds_figures(cells: Sequence[str]) -> bool:
    """True when most of the filled cells have more digits than letters and still do not read."""
    filled = [cell for cell in cells if cell.strip()]
    figures = sum(
        len(_DIGITS.findall(cell)) > len(_LETTERS.findall(cell)) and read_amount(cell) is None
        for cell in filled
    )
    return 2 * figures > len(filled)
