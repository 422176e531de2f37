"""How many units of each driver the councils used: VOLUMES.csv, line by line."""

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from tallystick.ledger.tables import TextTable, read_table
from tallystick.read.columns.amounts import read_amount
from tallystick.words.period import Period, parse_period


@dataclass(frozen=True, slots=True)
class Volume:
    """One line: what a council used of a driver in a period, and who says so."""

    line: int
    period: Period
    council: str
    driver: str
    value: Decimal
    source: str


@dataclass(frozen=True, slots=True)
class Volumes:
    """The lines of a file, in its order."""

    file: str
    sha256: str
    rows: tuple[Volume, ...]


def read_volumes(path: Path) -> Volumes:
    """The volumes of a CSV file or workbook.

    Raises UserMistake naming file, line and field for a period that is none, a value that is no
    number or below zero, and a line without council, driver or source.
    """
    table = read_table(path, "volumes")
    rows = tuple(_volume(table, at) for at in range(len(table.lines)))
    return Volumes(table.file, table.sha256, rows)


def _volume(table: TextTable, at: int) -> Volume:
    return Volume(
        line=int(table.lines[at]),
        period=_period(table, at),
        council=_told(table, at, "council"),
        driver=_told(table, at, "driver"),
        value=not_below_zero(table, at, "value"),
        source=_told(table, at, "source"),
    )


def _period(table: TextTable, at: int) -> Period:
    cell = table.cell(at, "period")
    try:
        return parse_period(cell)
    except ValueError as error:
        raise table.mistake(
            at,
            "period",
            f"{cell[:40]!r} is not a period",
            "Write 2026-10, 2026-27Q1 or 2026/27.",
        ) from error


def _told(table: TextTable, at: int, column: str) -> str:
    cell = table.cell(at, column)
    if not cell:
        raise table.mistake(at, column, "it is empty", "Fill it in.")
    return cell


def not_below_zero(table: TextTable, at: int, column: str) -> Decimal:
    """A number of a table. Raises UserMistake where it is none, or below zero."""
    cell = table.cell(at, column)
    found = read_amount(cell)
    if found is None or not cell or cell == "-":
        raise table.mistake(at, column, f"{cell[:40]!r} is not a number", "Write digits, as 1250.")
    if found.pounds < 0:
        raise table.mistake(at, column, f"{cell} is below zero", "Correct the figure.")
    return found.pounds
