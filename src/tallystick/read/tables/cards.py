"""Files that list payments by purchase card and nothing else."""

import re
from collections.abc import Iterable, Sequence
from statistics import median

from tallystick.read.columns.amounts import read_amount
from tallystick.reference.headers import header_spellings

_CARDS = re.compile(
    r"(?i)(?<![a-z])(gpc|p[\s_.-]?cards?|e?pcards?|(government )?procurement[\s_.-]*cards?|"
    r"purchas(e|ing)[\s_.-]*cards?|corporate[\s_.-]*(credit[\s_.-]*)?cards?|"
    r"(credit|payment|charge)[\s_.-]*cards?)(?![a-z])"
)
_OTHERS_TOO = re.compile(r"(?i)exclud|includ|invoice|\band\b|&|\bnot\b")
_COLUMNS = frozenset(
    ("tt", "mcc", "merchant category", "merchant category code", "mcc description", "mcc code",
     "mcg", "mcg description", "merchant category group", "card holder", "cardholder",
     "cardholder name", "cardholder unit", "card number", "merchant name", "merchant",
     "merchant town", "fin transaction amount")
)  # fmt: skip
"""Folded headers that statements of cards have."""

_MOST_POUNDS = 10_000  # a "GPC" list of payments over £25,000 is none of cards; judgement
_ENOUGH = 2  # of them that show a statement of cards; a lone "merchant" is a supplier


def lists_cards(names: Iterable[str], headers: Sequence[str], amounts: Sequence[str]) -> bool:
    """True when a table is all of purchase cards: its file, sheet or title says so, or its columns
    are those of a statement of cards; and half of its payments are of a size that cards pay.

    names: the names of file and sheet, and the texts above the table. amounts: cells of a sample.
    """
    folded = {header_spellings().fold(header) for header in headers}
    said = any(_CARDS.search(name) and not _OTHERS_TOO.search(name) for name in names)
    if not said and len(folded & _COLUMNS) < _ENOUGH:
        return False
    sizes = [abs(amount.pounds) for cell in amounts if (amount := read_amount(cell))]
    return not sizes or median(sizes) < _MOST_POUNDS
