"""Parses cells of money exactly: a careful parser for one cell, and a fast one for a whole
column."""

import re
from contextlib import suppress
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from tallystick.read.columns.cells import Mask, are_filled, as_mask, first_bytes, trimmed, without

# Blanks of every width, quotes, and the pound sign with what bad conversions make of it:
# UTF-8 read as cp1252, cp850's byte read as cp1252 and the reverse, the replacement mark, and
# the question mark before a figure.
_DROPPED = re.compile(
    r"[\s\u00a0\u2007\u202f\ufeff'\"£¬úœÂ\ufffd]+|&pound;|^GBP|GBP$|(?<![^-(])\?(?=\d)",
    re.IGNORECASE,
)
# Signs and codes of other currencies, before or after the figure; "US$" before "$".
_CURRENCY = re.compile(
    r"(?:(?<![A-Z])(?:US|CA|AU|NZ|HK|A|C)?\$|€|¥|(?<![A-Z])(?:"
    r"USD|EUROS?|EUR|AUD|CAD|NZD|CHF|JPY|SEK|NOK|DKK|INR|ZAR|CNY|HKD|SGD|AED|PLN)(?![A-Z]))",
    re.IGNORECASE,
)
_MINUSES = str.maketrans({"−": "-", "–": "-", "—": "-", "\u2010": "-", "\u2011": "-"})
_FIGURE = re.compile(r"(\d{1,3}(,\d{3})+|\d+)?(\.\d*)?(E[+-]?\d{1,2})?", re.IGNORECASE)
_DECIMAL_COMMA = re.compile(r"(\d{1,3}(\.\d{3})+|\d+),\d{1,2}")  # continental: 1.234,50
_PLAIN = r"^-?£?(\d{1,12}|\d{1,3}(,\d{3}){1,3})(\.\d{1,18})?$"
_OPENS_BARE = np.isin(np.arange(256), [ord(c) for c in "0123456789.-+"])  # by the first byte
_PENNIES = 2  # decimals
_EXACT = pa.decimal128(31, 18)
_NOTHING = pa.scalar(Decimal(0), pa.decimal128(32, 18))
_PENCE = pa.decimal128(15, 2)  # up to ten million million pounds, as _LARGEST
_LONGEST = 60  # characters; a longer cell is text and is not searched
_LARGEST = Decimal(10) ** 13  # a cell above ten million million pounds is no amount


@dataclass(frozen=True, slots=True)
class Amount:
    """A parsed cell of money. pounds is exact; sign says how the cell marks a negative ("" when it
    has no mark); currency is the sign or code of another currency that stands in the cell, in
    capitals ("" where none does)."""

    pounds: Decimal
    sign: str
    currency: str = ""


def read_amount(cell: str) -> Amount | None:
    """The figure in a cell, None where the cell holds none: '(1,234.50)' -> -1234.50."""
    if len(cell) > _LONGEST:
        return None
    text = _DROPPED.sub("", cell.translate(_MINUSES))
    if text == "-":
        return Amount(Decimal(0), "")  # how accounts write zero
    is_bare = text[:1].isdigit() and text[-1:].isdigit()  # as most cells are
    text, sign, currency = (text, "", "") if is_bare else _take_marks(text)
    if _DECIMAL_COMMA.fullmatch(text):
        text = text.replace(".", "").replace(",", ".")
    if not text or not _FIGURE.fullmatch(text) or not any(c.isdigit() for c in text):
        return None
    try:
        pounds = Decimal(text.replace(",", ""))
    except InvalidOperation:
        return None
    if abs(pounds) >= _LARGEST:
        return None
    return Amount(-pounds if sign else pounds, sign, currency)


def _take_marks(text: str) -> tuple[str, str, str]:
    """The text without its marks; the name of its negative mark; its mark of another currency."""
    currency = ""
    if found := _CURRENCY.search(text):
        currency, text = found.group().upper(), _CURRENCY.sub("", text, count=1)
    text, sign = _take_sign(text)
    return _DROPPED.sub("", text), sign, currency


def _take_sign(text: str) -> tuple[str, str]:
    """The text without its negative mark, and the name of that mark."""
    upper = text.upper()
    if upper.startswith("(") and upper.endswith(")"):
        return text[1:-1].lstrip("-"), "brackets"
    if upper.startswith("-"):
        return text[1:], "minus"
    if upper.endswith("-"):
        return text[:-1], "trailing minus"
    for mark, sign in (("CR", "CR"), ("DR", "")):
        if upper.endswith(mark):
            return text[:-2], sign
        if upper.startswith(mark):
            return text[2:], sign
    return text.removeprefix("+"), ""


def to_pence(pounds: Decimal) -> int:
    """Pounds as whole pence, halves away from zero."""
    return int((pounds * 100).quantize(Decimal(1), rounding=ROUND_HALF_UP))


@dataclass(frozen=True, slots=True)
class AmountColumn:
    """A parsed column of money.

    pence: int64, null where the cell holds no amount. odd: by position, the parsed amounts of cells
    that are not plain numbers. fractions: for each plain number the exact pounds that rounding to
    pence removed, null or None where it removed nothing.
    """

    pence: pa.Int64Array
    odd: dict[int, Amount]
    fractions: pa.Decimal128Array | None = None

    def exact_pence(self, chosen: pa.BooleanArray) -> Decimal:
        """The exact sum, in pence with its fractions, of the chosen cells."""
        total = Decimal(pc.sum(self.pence.filter(chosen)).as_py() or 0)
        if self.fractions is not None:
            total += (pc.sum(self.fractions.filter(chosen)).as_py() or 0) * 100
        for position, amount in self.odd.items():
            if chosen[position].as_py():
                total += amount.pounds * 100 - to_pence(amount.pounds)
        return total


def read_amounts(cells: pa.StringArray) -> AmountColumn:
    """A column of money cells, equal cell for cell to read_amount."""
    if len(cells) and _OPENS_BARE[first_bytes(cells)[0]]:  # no header cell and no other decoration
        for read in (_read_bare, _read_exact):
            with suppress(pa.ArrowInvalid):
                return read(cells)
    cells = trimmed(cells)
    filled = are_filled(cells)
    dressed = filled & ~_OPENS_BARE[first_bytes(cells)]
    bare = without(cells, dressed | ~filled)
    if np.count_nonzero(dressed) < max(10, len(cells) // 100):  # a header among them, or credits
        with suppress(pa.ArrowInvalid):
            return _with_odd(_read_exact(bare), cells, dressed)
    plain = as_mask(pc.match_substring_regex(cells, _PLAIN))
    bare = pc.replace_substring_regex(without(cells, ~plain), "[£,]", "")
    return _with_odd(_read_exact(bare), cells, filled & ~plain)


def _read_bare(cells: pa.StringArray) -> AmountColumn:
    """Cells that are all figures to the penny; raises ArrowInvalid where one is not."""
    return AmountColumn(_pence_of(cells.cast(_PENCE)), {})


def _read_exact(cells: pa.StringArray) -> AmountColumn:
    """Cells that are all bare figures or null; raises ArrowInvalid where one is not."""
    points = pc.find_substring(cells, ".").fill_null(-1)
    decimals = pc.subtract(pc.binary_length(cells), points).fill_null(0).to_numpy() - 1
    long = (points.to_numpy() >= 0) & (decimals > _PENNIES)
    if not long.any():
        return _read_bare(cells)
    exact = cells.take(pa.array(np.flatnonzero(long))).cast(_EXACT)
    rounded = pc.round(exact, ndigits=2, round_mode="half_towards_infinity")
    fractions = pc.subtract(exact, rounded)
    whole = not pc.any(pc.not_equal(fractions, _NOTHING)).as_py()
    places = pa.array(long)
    pence = _read_bare(without(cells, long)).pence
    pence = pc.replace_with_mask(pence, places, _pence_of(rounded.cast(_PENCE)))
    none = pa.nulls(len(cells), fractions.type)
    took = None if whole else pc.replace_with_mask(none, places, fractions)
    return AmountColumn(pence, {}, took)


def _pence_of(pounds: pa.Decimal128Array) -> pa.Int64Array:
    """Pounds of two decimals as whole pence."""
    # A decimal is its unscaled number in 128 bits; the lower half holds any that fits 15 digits.
    halves = pa.Array.from_buffers(
        pa.int64(), 2 * (len(pounds) + pounds.offset), [None, pounds.buffers()[1]]
    )
    lower = halves.to_numpy()[2 * pounds.offset :: 2]
    missing = pounds.is_null().to_numpy(zero_copy_only=False) if pounds.null_count else None
    return pa.array(lower, mask=missing)


def _with_odd(read: AmountColumn, cells: pa.StringArray, left: Mask) -> AmountColumn:
    """The column with the cells in `left` filled in; these are parsed one by one."""
    places = np.flatnonzero(left)
    texts = cells.take(pa.array(places)).to_pylist()
    known = {text: read_amount(text) for text in set(texts)}
    odd = {
        int(place): amount
        for place, text in zip(places, texts, strict=True)
        if (amount := known[text])
    }
    if not odd:
        return read
    chosen = np.zeros(len(cells), dtype=bool)
    chosen[list(odd)] = True
    values = pa.array([to_pence(amount.pounds) for amount in odd.values()], pa.int64())
    return replace(read, pence=pc.replace_with_mask(read.pence, pa.array(chosen), values), odd=odd)
