"""Published text made harmless, in the one place where it is: a council's file may hold anything.

Every writer of this room passes text through here: `readable` for what a page, a document or a
sheet holds, `no_formula` for what a spreadsheet reads from plain text.
"""

import unicodedata

FORMULA_STARTS = ("=", "+", "-", "@")
"""What a spreadsheet takes for the beginning of a formula, also behind blanks and controls."""

UNSEEN = "\N{REPLACEMENT CHARACTER}"
_KEPT = frozenset("\t\n\u200b\u200c\u200d\u00ad")
_UNPRINTABLE = frozenset(("Cc", "Cs", "Cn", "Co", "Cf"))


def readable(text: str) -> str:
    """Text that XML, a font and a screen reader can hold: line ends as one, and for each control
    character, half pair, private or unassigned code the sign that something stood there.

    Marks that turn the direction of reading go too: they can make a name read as another.
    """
    if text.isascii() and text.isprintable():
        return text
    kept = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(UNSEEN if _hidden(sign) else sign for sign in kept)


def _hidden(sign: str) -> bool:
    return sign not in _KEPT and unicodedata.category(sign) in _UNPRINTABLE


def no_formula(text: str) -> str:
    """Readable text with an apostrophe before it where a spreadsheet could take it for a formula,
    as it would when a plain text file is opened or a cell is pasted."""
    shown = readable(text)
    return f"'{shown}" if shown.lstrip(f" \t\n\u00a0{UNSEEN}").startswith(FORMULA_STARTS) else shown
