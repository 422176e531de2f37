"""What a cell of a published table can hold."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import TypeAlias

Cell: TypeAlias = str | int | float | date | None
"""Text, a number, a day, or nothing. Plain files take text only."""

Grid: TypeAlias = Sequence[Sequence[Cell]]
"""Rows of cells; the first row is row 1."""

FIXED_TIME = datetime(2025, 4, 30, 9, 0, 0)
"""Stamped on every workbook and archive: the clock would make each run differ."""
