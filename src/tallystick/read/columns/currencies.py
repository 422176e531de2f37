"""The currency that amounts are written in, where they carry another mark than the pound's."""

from collections import Counter
from collections.abc import Sequence

from tallystick.read.columns.amounts import read_amount

DOLLAR = "$"
"""A mark that English ledgers print before pounds, so that it does not decide."""

_SAME = {"€": "EUR", "EURO": "EUR", "EUROS": "EUR", "US$": "USD", "¥": "JPY", "C$": "CAD",
         "CA$": "CAD", "A$": "AUD", "AU$": "AUD", "NZ$": "NZD", "HK$": "HKD"}  # fmt: skip
_NAMES = {"EUR": "euros", "USD": "US dollars"}


def foreign(mark: str) -> str:
    """The code of the currency that a mark names for certain, "" where it may be pounds."""
    return "" if mark == DOLLAR else _SAME.get(mark, mark)


def currency_name(code: str) -> str:
    """A currency as a sentence names it: 'euros', else its code."""
    return _NAMES.get(code, code)


def currency_of(cells: Sequence[str]) -> str:
    """The code of the other currency that most of the filled cells of money are marked with, "" for
    pounds."""
    codes = Counter(
        foreign(amount.currency) for cell in cells if (amount := read_amount(cell)) is not None
    )
    code, times = max(codes.items(), key=lambda item: (item[1], item[0]), default=("", 0))
    return code if 2 * times > codes.total() else ""
