"""Finds which council published a file (the council that made the payments)."""

import shlex
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

from tallystick.words.mistakes import UserMistake


class Council(Protocol):
    """The attributes of a council that the reader uses."""

    @property
    def code(self) -> str:
        """The reference code."""

    @property
    def name(self) -> str:
        """The name people use."""


class CouncilFinder(Protocol):
    """Finds councils by code or in a text."""

    def by_code(self, code: str) -> Council | None:
        """The council of a reference code."""

    def recognise(self, text: str) -> Council | None:
        """The council that a text names, if it names one."""


def find_council(
    path: Path,
    *,
    given: str | None,
    councils: CouncilFinder | None,
    bodies: Iterable[str],
    places: Iterable[str] = (),
) -> str:
    """The code of the council that published the file.

    given: a council code, which decides where the file says nothing of itself. bodies: the content
    of the column of paying bodies, one text a line; the body on most lines decides, because
    companies owned by a council appear beside it. places: texts above the tables, sheet names and
    names of archive members. After these come the file name and then the folder names, nearest
    first. Raises UserMistake when the code is unknown, when the file says that another council
    published it, or when no source names a council.
    """
    ranked = [body for body, _ in Counter(bodies).most_common(50)]
    own = [*ranked, *places, path.stem]
    if given is not None:
        if councils is not None:
            _refuse_disagreement(path, given, councils, own)
        return given
    if councils is not None:
        for text in (*own, *(parent.name for parent in path.absolute().parents)):
            council = councils.recognise(text) if text.strip() else None
            if council is not None:
                return council.code
    raise UserMistake(
        f"{path.name}: cannot tell which council published it.",
        f"Read it alone and say which: tallystick read {shlex.quote(path.name)} --council CODE.",
    )


def _refuse_disagreement(
    path: Path, given: str, councils: CouncilFinder, own: Iterable[str]
) -> None:
    """Raise UserMistake where the code is of no council, or not of the one that the file names."""
    meant = councils.by_code(given)
    if meant is None:
        raise UserMistake(
            f"{given} is not the code of a council.", "Give --council a code like E10000008."
        )
    said = [council for text in own if text.strip() and (council := councils.recognise(text))]
    if said and meant.code not in {council.code for council in said}:
        named = f"{said[0].name} ({said[0].code})"
        raise UserMistake(
            f"{path.name} says that it is of {named}, and --council of {meant.name} ({given}).",
            f"Leave --council out, or give --council {said[0].code} for this file.",
        )
