"""Cells and lines that were run together: the ways to part them."""

import re
from collections.abc import Sequence

FUSED = "payments run together on one line parted again, as the published total proves"
SUPPLIER_DAY = "a supplier and a day, or a day and an amount, run together parted again"

_AMOUNT_FIRST = re.compile(r"\s*([-(£]*\d[\d,]*\.\d\d[-)]?)(?!\d)\s*(\S.*)")
_DAY_LAST = re.compile(r"(.*?\S)\s*(\d\d[-/.]\d\d[-/.]\d{4})\s*")
_NAME_AND_DAY = re.compile(
    r"(.*[^\W\d].*?)\s*(\d\d[-/.]\d\d[-/.]\d{4})([-(£]*\d[\d,]*(?:\.\d+)?)?\s*"
)
_FULL_DAY = re.compile(r"\d\d[-/.]\d\d[-/.]\d{4}")
_ENOUGH = 3  # days that show how a column writes them


def part_line(
    cells: Sequence[str], width: int, *, amount: int | None, day: int | None
) -> list[tuple[str, ...]]:
    """The records of a line that holds several, each of `width` cells, where the last cell of one
    and the first of the next share a cell; [] where it is not so.

    They can be told apart where the last column is the amount, written to the penny, or the first
    is the day, written in full.
    """
    if width < 2 or (len(cells) - 1) % (width - 1) or len(cells) < 2 * width - 1:
        return []
    joint = _AMOUNT_FIRST if amount == width - 1 else _DAY_LAST if day == 0 else None
    if joint is None:
        return []
    flat = [cells[0]]
    for i, cell in enumerate(cells[1:], start=1):
        if i % (width - 1) or i == len(cells) - 1:
            flat.append(cell)
        elif found := joint.fullmatch(cell):
            flat += found.groups()
        else:
            return []
    return [tuple(flat[i : i + width]) for i in range(0, len(flat), width)]


def part_supplier(
    cells: Sequence[str], width: int, *, supplier: int, day: int, amount: int
) -> tuple[str, ...] | None:
    """The cells of a row whose supplier ends in the day, or in day and amount, that belong to the
    columns beside it ("Agency2212/06/2012"); None where it is not so. Days are written in full, so
    that two digits before the month are the day and those before them the supplier's."""
    lacking = width - len(cells)
    if day != supplier + 1 or lacking not in (1, 2) or supplier >= len(cells):
        return None
    found = _NAME_AND_DAY.fullmatch(cells[supplier])
    if found is None or (found.group(3) is None) != (lacking == 1):
        return None
    if lacking == 2 and amount != day + 1:
        return None
    parts = [part for part in found.groups() if part is not None]
    return (*cells[:supplier], *parts, *cells[supplier + 1 :])


def writes_days_in_full(cells: Sequence[str]) -> bool:
    """True when all of some days are written with two digits for day and month and four for the
    year."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    return len(filled) >= _ENOUGH and all(map(_FULL_DAY.fullmatch, filled))
