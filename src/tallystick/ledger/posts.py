"""Posts and pay by month and cost centre: POSTS.csv."""

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from tallystick.ledger.tables import TextTable, read_table
from tallystick.ledger.volumes import not_below_zero
from tallystick.words.period import Month


@dataclass(frozen=True, slots=True)
class PostLine:
    """The posts of a grade in a cost centre in a month. fte: full-time equivalents. pay and
    on_costs: whole pence of the month."""

    line: int
    month: Month
    cost_centre: str
    grade: str
    posts: Decimal
    fte: Decimal
    pay: int
    on_costs: int


@dataclass(frozen=True, slots=True)
class Posts:
    """The lines of a file, in its order."""

    file: str
    sha256: str
    rows: tuple[PostLine, ...]

    @property
    def total(self) -> int:
        """Pence of pay and on-costs together, for the control total."""
        return sum(each.pay + each.on_costs for each in self.rows)


def read_posts(path: Path) -> Posts:
    """The posts of a CSV file or workbook. Raises UserMistake naming file, line and field for a
    month that is none, and a figure that is none or below zero."""
    table = read_table(path, "posts")
    return Posts(
        table.file, table.sha256, tuple(_post(table, at) for at in range(len(table.lines)))
    )


def _post(table: TextTable, at: int) -> PostLine:
    held = table.columns
    return PostLine(
        line=int(table.lines[at]),
        month=_month(table, at),
        cost_centre=table.cell(at, "cost_centre"),
        grade=table.cell(at, "grade") if "grade" in held else "",
        posts=not_below_zero(table, at, "posts"),
        fte=not_below_zero(table, at, "fte" if "fte" in held else "posts"),
        pay=_pence(table, at, "pay"),
        on_costs=_pence(table, at, "on_costs"),
    )


def _month(table: TextTable, at: int) -> Month:
    cell = table.cell(at, "period")
    try:
        return Month.parse(cell)
    except ValueError as error:
        raise table.mistake(
            at, "period", f"{cell[:40]!r} is not a month", "Write it as 2026-10."
        ) from error


def _pence(table: TextTable, at: int, column: str) -> int:
    pence = not_below_zero(table, at, column) * 100
    if pence % 1:
        raise table.mistake(
            at, column, f"{table.cell(at, column)} is not whole pence", "Give pounds and pence."
        )
    return int(pence)
