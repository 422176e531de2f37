"""Finds which earlier file a new file corrects.

Councils publish a corrected file under the same path as the first, or beside it with an added word
in its name. A wrong decision would lose a month or count it twice, and the same name in two folders
may be two different files (for example payments and purchase cards). So there are only two rules:
the same path; or the same council, folder and months, and the same name except for a final word
that means correction.
"""

import re
from collections.abc import Sequence
from datetime import date
from pathlib import PurePath

from tallystick.engine.arriving import SourceRow

_CORRECTION = re.compile(
    r"[ ._()\[\]-]+(corrected|correction|revised|amended|republished|updated|final|v\d+)[)\]]?$"
)


def corrected_sources(new: SourceRow, *, held: str | None, known: Sequence[SourceRow]) -> list[str]:
    """The hashes of the sources whose lines stop counting when `new` is kept.

    new: the source about to be kept. held: the hash that its path held before, if any.
    known: the sources that count now.
    """
    return [
        old.source
        for old in known
        if old.source != new.source and (old.source == held or _corrects(new, old))
    ]


def correcting_source(new: SourceRow, *, known: Sequence[SourceRow]) -> str | None:
    """The hash of the source that `new` was corrected by before it was itself read, or None."""
    return next((old.source for old in known if _corrects(old, new)), None)


def _corrects(one: SourceRow, other: SourceRow) -> bool:
    """True when one's name says that it corrects the other."""
    now, was = PurePath(one.path), PurePath(other.path)
    plain, words = _CORRECTION.subn("", now.stem.lower())
    return (
        words == 1
        and plain == was.stem.lower()
        and (other.council, was.parent) == (one.council, now.parent)
        and _months(other) == _months(one) != (None, None)
    )


def _months(row: SourceRow) -> tuple[date | None, date | None]:
    """First and last month; a correction may move a payment by days, not by a month."""
    first, last = row.first_paid_on, row.last_paid_on
    return first and first.replace(day=1), last and last.replace(day=1)
