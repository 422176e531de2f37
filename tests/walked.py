"""Every text and every remark within a value, wherever it stands, and whom they name."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any

from tallystick.words.council import Council
from tallystick.words.remarks import CouncilNames, Remark, say

PUBLISHED = {
    "supplier",
    "partner",
    "suppliers",
    "spellings",
    "paid_to",
    "file",
    "files",
    "sheet",
    "path",
}
"""Fields and facts that hold names as they were published, of firms, bodies and files."""


def texts_of(value: Any, name: str = "") -> Iterator[tuple[str, str]]:
    """Each text with the name of its field or fact, those of a council itself left out."""
    if isinstance(value, str) and not isinstance(value, Enum):
        yield name, value
    elif not isinstance(value, Council):
        for inner, each in _parts_of(value, name):
            yield from texts_of(each, inner)


def remarks_of(value: Any) -> Iterator[Remark]:
    """Each remark, those that are clauses of others left out."""
    if isinstance(value, Remark):
        yield value
    else:
        for _name, each in _parts_of(value, ""):
            yield from remarks_of(each)


def tells(of: Remark, names: CouncilNames, council: Council) -> bool:
    """Whether a sentence names a council, otherwise than as a firm, a body or a file."""
    said = say(of, names)
    for name, text in texts_of(of):
        said = said.replace(text, "") if name in PUBLISHED else said
    return any(each in said for each in (council.short_name, council.name))


def _parts_of(value: Any, name: str) -> Iterator[tuple[str, Any]]:
    """What a value is made of, with the name of its field or fact."""
    if isinstance(value, Remark):
        yield from value.facts
    elif isinstance(value, tuple):
        yield from ((name, each) for each in value)
    elif is_dataclass(value):
        yield from ((field.name, getattr(value, field.name)) for field in fields(value))
