"""Tables of values, which a workbook and plain text files share."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum, auto
from fractions import Fraction

Value = str | int | Fraction | Decimal | date | None


class Form(Enum):
    """What the values of a column are."""

    TEXT = auto()
    COUNT = auto()
    MONEY = auto()  # pence, shown in whole pounds
    PENCE = auto()  # pence, shown to the penny
    SHARE = auto()  # of 1
    DAY = auto()


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, what it holds, its width in characters, whether it may be summed."""

    title: str
    form: Form = Form.TEXT
    width: int = 14
    summed: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table with one value for each column in every row."""

    name: str
    about: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
