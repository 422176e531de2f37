"""Makes published text safe, in one place for all writers, because a council's file may contain
anything.

Every writer of this room passes text through here: `harmless` for a whole document before it is
rendered, `readable` for the cells of a sheet, `no_formula` for plain text that a spreadsheet opens.
"""

import unicodedata
from dataclasses import fields, is_dataclass, replace
from enum import StrEnum
from typing import Any, TypeVar

from tallystick.words.cells import guarded

Value = TypeVar("Value")

UNSEEN = "\N{REPLACEMENT CHARACTER}"
_KEPT = frozenset("\t\n\u200b\u200c\u200d\u00ad")
_UNPRINTABLE = frozenset(("Cc", "Cs", "Cn", "Co", "Cf"))


def readable(text: str) -> str:
    """Text that XML, a font and a screen reader can handle: line ends are unified, and each control
    character, unpaired surrogate, private or unassigned code point is replaced by a replacement
    sign.

    Bidirectional control characters are replaced too: they can make a name look like another one.
    """
    if text.isascii() and text.isprintable():
        return text
    kept = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(UNSEEN if _hidden(sign) else sign for sign in kept)


def harmless(value: Value) -> Value:
    """A document, or any part of one, with `readable` applied to all its text."""
    made: Value = _harmless(value)
    return made


def _harmless(value: Any) -> Any:
    if isinstance(value, str):
        return value if isinstance(value, StrEnum) else readable(value)
    if isinstance(value, tuple):
        return tuple(map(_harmless, value))
    if is_dataclass(value) and not isinstance(value, type):
        held = {field.name: getattr(value, field.name) for field in fields(value)}
        return replace(value, **{name: _harmless(each) for name, each in held.items()})
    return value


def _hidden(sign: str) -> bool:
    return sign not in _KEPT and unicodedata.category(sign) in _UNPRINTABLE


def no_formula(text: str) -> str:
    """Readable text with an apostrophe before it where a spreadsheet could take it for a formula,
    as it would when a plain text file is opened or a cell is pasted; see words.cells."""
    return guarded(readable(text))
