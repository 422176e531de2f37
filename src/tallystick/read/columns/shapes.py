"""What the cells of a column look like, and how well that suits each role."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields
from functools import lru_cache
from itertools import islice

from tallystick.read.columns.amounts import read_amount
from tallystick.read.columns.dates import DateStyle, is_destroyed, is_yearless, read_date
from tallystick.read.columns.periods import is_month_alone, read_period
from tallystick.words.roles import Role

_LETTERS = re.compile(r"[^\W\d_]{3,}")
_CODE = re.compile(r"[\w/.*:#-]*\d[\w/.*:#-]*|[A-Z]{1,3}\d*")
_SERIAL_OR_PACKED = re.compile(r"\d{5}(\.\d+)?|\d{8}")
_FIRM = re.compile(
    r"\b(ltd|limited|plc|llp|council|services?|trust|company|cic|solutions|uk|group|school|"
    r"association|university|centre|redacted|society|college|nhs|partnership|care|homes?)\b",
    re.IGNORECASE,
)
_VAT_NUMBER = re.compile(r"(GB)?\s?\d{3}\s?\d{4}\s?\d{2}(\s?\d{3})?", re.IGNORECASE)
_COMPANY_NUMBER = re.compile(r"([A-Z]{2}|\d{2})\d{6}|\d{7}", re.IGNORECASE)
_FLAG = re.compile(
    r"[yn]|yes|no|true|false|0|1|.*card.*|gpc|bacs|chaps|cheque|chq|direct debit", re.IGNORECASE
)
_CAPITAL = re.compile(r"[rcab]|rev(enue)?\b.*|cap(ital)?\b.*|r/c|balance sheet", re.IGNORECASE)
_FUND = re.compile(r"rev(enue)?|cap(ital)?", re.IGNORECASE)
_ENOUGH = 200  # distinct cells that show what a column holds
_LONG_ENOUGH = 100  # characters that show what a cell holds


@dataclass(frozen=True, slots=True)
class Shape:
    """Shares, 0 to 1, of the filled cells of a column that look like each thing."""

    filled: float  # of all cells
    amount: float
    pennies: float  # amounts written with a decimal point
    negative: float
    date: float
    packed_date: float  # dates that could as well be numbers: serials, eight digits
    destroyed: float
    period: float
    text: float
    spaced: float  # text of several words
    code: float
    firm: float
    link: float
    vat_number: float
    company_number: float
    flag: float
    capital: float
    fund: float  # "Revenue" or "Capital" and no more
    distinct: float  # distinct cells to filled cells
    values: int  # how many distinct cells


def shape_of(cells: Sequence[str]) -> Shape:
    """Measure what a column's cells look like. Each distinct cell is examined once and weighted by
    its number of lines."""
    counts = Counter(map(str.strip, cells))
    for nothing in ("", "-", "£-", "–"):
        del counts[nothing]
    looked_at = [(cell[:_LONG_ENOUGH], times) for cell, times in islice(counts.items(), _ENOUGH)]
    total = sum(times for _, times in looked_at) or 1
    shares = dict.fromkeys(_LOOKS, 0)
    for cell, times in looked_at:
        for look in _looks(cell):
            shares[look] += times
    filled = counts.total()
    return Shape(
        filled=filled / (len(cells) or 1),
        distinct=len(counts) / (filled or 1),
        values=len(counts),
        **{look: times / total for look, times in shares.items()},
    )


_LOOKS = [f.name for f in fields(Shape) if f.name not in ("filled", "distinct", "values")]


@lru_cache(maxsize=1 << 15)
def _looks(cell: str) -> tuple[str, ...]:
    """The things of Shape that a trimmed cell looks like; the files of a body repeat their
    cells."""
    looks = list(_looks_of_figures(cell)) if any(c.isdigit() for c in cell) else []
    if _LETTERS.search(cell):
        looks += ["text", "spaced"] if " " in cell else ["text"]
        looks += ["firm"] if _FIRM.search(cell) else []
    tests: Sequence[tuple[str, object]] = (
        ("destroyed", is_destroyed(cell)),
        ("period", is_month_alone(cell)),
        ("code", _CODE.fullmatch(cell)),
        ("link", cell.lower().startswith(("http:", "https:"))),
        ("flag", _FLAG.fullmatch(cell)),
        ("capital", _CAPITAL.fullmatch(cell)),
        ("fund", _FUND.fullmatch(cell)),
    )
    return (*looks, *(look for look, holds in tests if holds))


def _looks_of_figures(cell: str) -> Iterator[str]:
    amount, day = read_amount(cell), read_date(cell, DateStyle())
    tests: Sequence[tuple[str, object]] = (
        ("amount", amount),
        ("pennies", amount and "." in cell),
        ("negative", amount and amount.sign),
        ("date", day or is_yearless(cell)),
        ("packed_date", _SERIAL_OR_PACKED.fullmatch(cell)),
        ("period", not day and not is_month_alone(cell) and read_period(cell)),
        ("vat_number", _VAT_NUMBER.fullmatch(cell)),
        ("company_number", _COMPANY_NUMBER.fullmatch(cell)),
    )
    return (look for look, holds in tests if holds)


def suits(role: Role, shape: Shape) -> float:
    """How well a column of this shape suits a role, 0 to 1. An empty column hardly suits any."""
    if shape.filled == 0:
        return 0.3 if role in _MAY_BE_EMPTY else 0.0
    return max(0.0, min(1.0, _SUITS[role](shape)))


def _money(shape: Shape) -> float:
    if shape.amount < 0.5 or (shape.date > 0.5 and shape.pennies < 0.2):
        return 0.0
    serial_numbers = shape.pennies == 0 and shape.distinct > 0.95 and shape.values > 20
    return shape.amount * (0.6 if serial_numbers else 1.0)


def _vat_amount(shape: Shape) -> float:
    return max(_money(shape), 0.4 if shape.values <= 3 and shape.link == 0 else 0.0)


def _name(shape: Shape) -> float:
    if shape.text < 0.4 or shape.link > 0.5 or shape.date > 0.5:
        return 0.0
    alone = 0.4 if shape.values <= 2 and shape.filled == 1 and shape.distinct < 0.1 else 1.0
    return (0.4 + 0.6 * shape.text) * alone


def _reference(shape: Shape) -> float:
    if shape.text > 0.9 and shape.code < 0.1:
        return 0.2  # words without digits are not a number
    return 1.0 - 0.85 * shape.spaced - 0.9 * shape.pennies - _a_day(shape)


def _invoice(shape: Shape) -> float:
    return 1.0 - 0.4 * shape.spaced - 0.5 * shape.pennies - _a_day(shape)


def _a_day(shape: Shape) -> float:
    """The amount by which day-like cells reduce how well a column suits a number; serial numbers
    can be either."""
    return 0.5 if shape.date > 0.7 > shape.packed_date else 0.0


def _words(shape: Shape) -> float:
    if shape.link > 0.5 or shape.date > 0.7 > shape.packed_date or shape.pennies > 0.7:
        return 0.0
    return 0.4 if shape.fund > 0.9 else 0.15 + 0.85 * shape.text


def _period(shape: Shape) -> float:
    if shape.period > 0.5:
        return 1.0
    return 0.1 if shape.spaced > 0.5 or shape.pennies > 0.2 else 0.3 if shape.date > 0.5 else 0.5


def _body(shape: Shape) -> float:
    if shape.link > 0.5 or shape.code > 0.5:
        return 0.4
    return shape.text if (shape.values <= 60 and shape.distinct < 0.9) or shape.values == 1 else 0.2


_SUITS: dict[Role, Callable[[Shape], float]] = {
    Role.PAID_ON: lambda s: max(s.date, 0.5 * s.destroyed),
    Role.PERIOD: _period,
    Role.AMOUNT: _money,
    Role.NET: _money,
    Role.GROSS: _money,
    Role.VAT: _vat_amount,
    Role.SUPPLIER: _name,
    Role.SUPPLIER_REF: _reference,
    Role.COMPANY_NUMBER: lambda s: 0.3 + 0.7 * s.company_number - 0.3 * s.spaced,
    Role.CHARITY_NUMBER: lambda s: 1.0 - s.spaced,
    Role.VAT_NUMBER: lambda s: 0.3 + 0.7 * s.vat_number - 0.3 * s.spaced,
    Role.DEPARTMENT: _words,
    Role.DESCRIPTION: _words,
    Role.NARRATIVE: lambda s: max(_words(s), 0.4),
    Role.CATEGORY: _words,
    Role.CATEGORY_CODE: lambda s: 0.3 if s.fund > 0.9 else 1.0 - 0.7 * s.spaced,
    Role.TRANSACTION_REF: _reference,
    Role.INVOICE_REF: _invoice,
    Role.CARD: lambda s: s.flag if s.values <= 12 else 0.0,
    Role.CAPITAL_REVENUE: lambda s: s.capital if s.values <= 12 else 0.0,
    Role.BODY: _body,
}
_MAY_BE_EMPTY = frozenset(
    (
        Role.COMPANY_NUMBER,
        Role.CHARITY_NUMBER,
        Role.VAT_NUMBER,
        Role.CATEGORY,
        Role.CATEGORY_CODE,
        Role.NARRATIVE,
        Role.INVOICE_REF,
        Role.VAT,
        Role.CARD,
        Role.SUPPLIER_REF,
    )
)
