"""Splits a ledger into the periods that files cover."""

from collections.abc import Iterable
from typing import TypeVar

from tallystick.example.world.county_nouns import Line
from tallystick.words.period import FinancialYear

K = TypeVar("K")


def by_month(lines: Iterable[Line]) -> dict[str, list[Line]]:
    """'2023-04' -> its lines, months in order."""
    return _grouped((line.month, line) for line in lines)


def by_quarter(lines: Iterable[Line]) -> dict[tuple[str, int], list[Line]]:
    """('2023-24', 1) -> its lines, quarters of the financial year in order."""
    return _grouped(((_year(line), (line.paid_on.month - 4) % 12 // 3 + 1), line) for line in lines)


def by_year(lines: Iterable[Line]) -> dict[str, list[Line]]:
    """'2023-24' -> its lines, financial years in order."""
    return _grouped((_year(line), line) for line in lines)


def _year(line: Line) -> str:
    """The financial year as file names write it, without the stroke."""
    return FinancialYear.of(line.paid_on).label.replace("/", "-")


def _grouped(pairs: Iterable[tuple[K, Line]]) -> dict[K, list[Line]]:
    groups: dict[K, list[Line]] = {}
    for key, line in sorted(pairs, key=lambda pair: (pair[1].paid_on, pair[1].reference)):
        groups.setdefault(key, []).append(line)
    return groups
