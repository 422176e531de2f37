"""Which earlier file a new one corrects.

Councils put a corrected file in the place of the first, or beside it with a word in its name. A
wrong guess would lose a month or count it twice, and the same name in two folders may well be two
files (payments and purchase cards, say). So there are two rules only: the same path; or the same
council, folder and months, and the same name but for a word at its end that says correction.
"""

import re
from collections.abc import Sequence
from datetime import date
from pathlib import PurePath

from tallystick.engine.store import SourceRow

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
        if old.source != new.source and (old.source == held or _named_by(new, old))
    ]


def _named_by(new: SourceRow, old: SourceRow) -> bool:
    """True when the new file's name says that it corrects the old one."""
    was, now = PurePath(old.path), PurePath(new.path)
    plain, words = _CORRECTION.subn("", now.stem.lower())
    return (
        words == 1
        and plain == _CORRECTION.sub("", was.stem.lower())
        and (old.council, was.parent) == (new.council, now.parent)
        and _months(old) == _months(new) != (None, None)
    )


def _months(row: SourceRow) -> tuple[date | None, date | None]:
    """First and last month; a correction may move a payment by days, not by a month."""
    first, last = row.first_paid_on, row.last_paid_on
    return first and first.replace(day=1), last and last.replace(day=1)
