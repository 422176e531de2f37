"""What public bodies are called: councils where all are councils, departments, else bodies.

Sentences and headings are written of councils, and told of others by `Noun.of`.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from tallystick.words.council import CouncilKind

# Not of "council tax", "council housing", "council company": those are things of councils.
_COUNCILS = re.compile(r"\b(C|c)ouncil(s)?\b(?! tax| hous| compan)")


@dataclass(frozen=True, slots=True)
class Noun:
    """A kind of body in the singular and plural, in small letters: 'department', 'departments'."""

    one: str
    many: str

    def of(self, text: str) -> str:
        """Our own words about councils, told of this kind of body. Never of a text that holds
        names: a council's name may hold the word."""
        return text if self == COUNCIL else _COUNCILS.sub(self._instead, text)

    def _instead(self, found: re.Match[str]) -> str:
        word = self.many if found[2] else self.one
        return word.capitalize() if found[1] == "C" else word


COUNCIL = Noun("council", "councils")
DEPARTMENT = Noun("department", "departments")
BODY = Noun("body", "bodies")


def noun_of(kinds: Iterable[CouncilKind]) -> Noun:
    """What bodies of these kinds are called together; councils where there is none."""
    held = set(kinds)
    if all(kind.is_of_place for kind in held):
        return COUNCIL
    return DEPARTMENT if held == {CouncilKind.DEPARTMENT} else BODY
