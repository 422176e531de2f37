"""The one guard of text that goes into a CSV: no spreadsheet takes it for a formula, and what comes
back is what went out.

A spreadsheet that opens a CSV works out any cell that begins like a formula, in whatever column,
and a published text may begin so on purpose. `guarded` puts an apostrophe before such text;
`unguarded` takes exactly that one off. Figures stay figures: "-12.50" is no formula.
"""

import csv
import io
import re
import unicodedata
from collections.abc import Iterable

_MARK = "'"
_STARTS = frozenset("=+-@\N{MINUS SIGN}")
"""What a formula begins with, in any of its forms: compatibility forms (full width, small, raised)
are told by NFKC, and some languages' spreadsheets write the minus sign."""

_BREAKS = frozenset("\t\r\n")
"""Before these a cell may be parted, so that what follows begins one."""

_UNSEEN = frozenset(("Cc", "Cf", "Cs", "Cn", "Co", "Zs", "Zl", "Zp"))
"""Kinds of signs that spreadsheets pass over, or that are taken out on the way to one."""

_FIGURE = re.compile(r"[-\N{MINUS SIGN}]?£?\d[\d,]*(\.\d+)?(k|m|bn|%)?", re.ASCII)


def guarded(text: str) -> str:
    """Text with an apostrophe before it where a spreadsheet could take it for a formula."""
    return _MARK + text if _tempting(text.lstrip(_MARK)) else text


def unguarded(text: str) -> str:
    """What `guarded` was given: the same text, for any text. Text that was never guarded loses one
    apostrophe only where that stands before what looks like a formula."""
    return text[1:] if text.startswith(_MARK) and _tempting(text.lstrip(_MARK)) else text


def guarded_row(cells: Iterable[object]) -> list[object]:
    """A row for a CSV: its texts guarded, all that is no text as it is."""
    return [guarded(cell) if isinstance(cell, str) else cell for cell in cells]


def csv_text(rows: Iterable[Iterable[object]]) -> str:
    """Rows as a CSV text with plain line ends, each cell guarded.

    A lone carriage return is quoted, which the library does only where lines end in one; without it
    such a cell would not be read back.
    """
    page = io.StringIO(newline="")
    plain = csv.writer(page, lineterminator="\n")
    quoted = csv.writer(page, lineterminator="\n", quoting=csv.QUOTE_ALL)
    for row in map(guarded_row, rows):
        broken = any("\r" in cell for cell in row if isinstance(cell, str))
        (quoted if broken else plain).writerow(row)
    return page.getvalue()


def _tempting(text: str) -> bool:
    if text[:1].isalnum() or not text:
        return False
    if text[0] in _BREAKS:
        return True
    first = next((sign for sign in text if not _passed_over(sign)), "")
    return unicodedata.normalize("NFKC", first)[:1] in _STARTS and not _FIGURE.fullmatch(text)


def _passed_over(sign: str) -> bool:
    return sign == "\N{REPLACEMENT CHARACTER}" or unicodedata.category(sign) in _UNSEEN
