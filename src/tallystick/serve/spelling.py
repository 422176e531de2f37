"""Finds names by words that are typed wrongly: 'civca' finds Civica."""

import re
from collections import defaultdict
from collections.abc import Mapping

from rapidfuzz import process
from rapidfuzz.distance import OSA

_WORD = re.compile(r"[^\W_]+")
_SHORT = 3
"""Letters of a word up to which a slip makes another word of it."""

_LONG = 8
"""Letters from which a word may have two slips."""


class Spelling:
    """The words of names, and whose they are."""

    def __init__(self, names: Mapping[str, str]) -> None:
        """names: key -> name."""
        held: defaultdict[str, set[str]] = defaultdict(set)
        for key, name in names.items():
            for word in words_of(name):
                held[word].add(key)
        self._held = held
        self._words = sorted(held)

    def near(self, text: str) -> frozenset[str]:
        """The keys of the names that have, for each word of the text, a word that is at most a slip
        or two away from it: a letter too many, too few, another one, or two that changed places."""
        wanted = words_of(text)
        found = [self._like(word) for word in wanted]
        return frozenset(set.intersection(*found)) if found else frozenset()

    def _like(self, word: str) -> set[str]:
        alike = process.extract(
            word,
            self._words,
            scorer=OSA.distance,
            score_cutoff=_slips(word),
            limit=None,
        )
        return {key for each, _, _ in alike for key in self._held[each]}


def words_of(text: str) -> list[str]:
    """The words of a text, in small letters."""
    return _WORD.findall(text.lower())


def _slips(word: str) -> int:
    return 0 if len(word) <= _SHORT else 1 if len(word) < _LONG else 2
