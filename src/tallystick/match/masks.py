"""What stands for a private person's name in what Tallystick writes.

A page, a terminal and a list of JSON number the persons as they come ("person 3"), so that the same
input gives the same bytes and nothing can be worked back. A list that comes back with answers must
lead back to its names, so its masks are made with a secret key of the store: whoever has not the
store cannot find a name by masking a list of names himself.
"""

import hmac
import re
from collections.abc import Callable, Iterable

Mask = Callable[[str], str]
"""A name -> what is written instead; the same for the same name."""

PERSON, TEXT = "private person", "text not shown"
"""What a keyed mask says that it stands for: a name, or words that may name somebody."""

_KEYED = re.compile(rf"(?:{PERSON}|{TEXT}) [0-9a-f]{{16}}")


def ordinals() -> Mask:
    """Numbers persons as they come: "person 1", "person 2"."""
    seen: dict[str, int] = {}

    def mask(name: str) -> str:
        return f"person {seen.setdefault(name, len(seen) + 1)}"

    return mask


def keyed(key: bytes, *, of: str = PERSON) -> Mask:
    """Masks that lead back to their names for whoever has the key; see `unmasked`. of: PERSON or
    TEXT, what is masked."""

    def mask(name: str) -> str:
        digest = hmac.new(key, name.encode(), "sha256").hexdigest()
        return f"{of} {digest[:16]}"

    return mask


def open_names(name: str) -> str:
    """No mask at all: for who has said who they are and why, see `cli/work/unmasking.py`."""
    return name


def is_masked(text: str) -> bool:
    """True of what `keyed` writes."""
    return _KEYED.fullmatch(text) is not None


def unmasked(text: str, names: Iterable[str], *, mask: Mask) -> str | None:
    """The name that a returned list means: itself, or the one behind a keyed mask; None where
    there is none."""
    if is_masked(text):
        return next((name for name in names if mask(name) == text), None)
    return text if text in names else None
