"""Texts as normalised words, and dictionaries of phrases to look up in them."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

T = TypeVar("T")

Words = tuple[str, ...]

_WORD = re.compile(r"[a-z0-9]+")
_APOSTROPHE = re.compile(r"['’`´]")


def level(text: str, abbreviations: Mapping[str, str] | None = None) -> Words:
    """The words of a text in lower case, without accents, punctuation and plural endings.

    abbreviations: word -> the one or more words that it abbreviates. A word is looked up first
    unchanged and then without its plural ending, so that "subs" and "sub" can have different
    meanings.
    """
    plain = text.lower().replace("&", " and ")
    if not plain.isascii():  # most texts are, and need no taking apart
        plain = unicodedata.normalize("NFKD", plain)
        plain = "".join(c for c in plain if not unicodedata.combining(c))
    plain = _APOSTROPHE.sub("", plain)
    words: list[str] = []
    for word in _WORD.findall(plain):
        single = _singular(word)
        meant = (abbreviations.get(word) or abbreviations.get(single)) if abbreviations else None
        if meant is None:
            words.append(single)
        else:
            words.extend(_singular(part) for part in meant.split())
    return tuple(words)


def _singular(word: str) -> str:
    if len(word) <= 3 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "xes", "sses")):
        return word[:-2]
    return word[:-1]


@dataclass(slots=True)
class PhraseBook(Generic[T]):
    """Phrases and what each stands for; one phrase may stand for several things."""

    entries: dict[Words, list[T]] = field(default_factory=dict)
    longest: dict[str, int] = field(default_factory=dict)  # phrase length, by its first word

    def add(self, phrase: Words, meanings: Iterable[T]) -> None:
        """Add meanings to a phrase. An empty list makes a phrase that has no meaning but consumes
        its words, so that a shorter phrase inside it is not matched."""
        if not phrase:
            raise ValueError("a phrase needs at least one word")
        self.entries.setdefault(phrase, []).extend(meanings)
        self.longest[phrase[0]] = max(self.longest.get(phrase[0], 0), len(phrase))

    def find(self, words: Words) -> list[tuple[Words, list[T]]]:
        """The phrases that stand in the words, left to right. At each place the longest wins and
        uses up its words: "national insurance" is not read as "insurance"."""
        found: list[tuple[Words, list[T]]] = []
        at, end = 0, len(words)
        while at < end:
            for length in range(min(self.longest.get(words[at], 0), end - at), 0, -1):
                phrase = words[at : at + length]
                meanings = self.entries.get(phrase)
                if meanings is not None:
                    found.append((phrase, meanings))
                    at += length
                    break
            else:
                at += 1
        return found

    def stands_in(self, words: Words) -> bool:
        """True where a phrase that stands for something stands in the words."""
        if self.longest.keys().isdisjoint(words):
            return False
        return any(meanings for _, meanings in self.find(words))

    def longest_start(self, words: Words) -> tuple[Words, list[T]] | None:
        """The longest phrase with which the words begin, or None."""
        if not words:
            return None
        for length in range(min(self.longest.get(words[0], 0), len(words)), 0, -1):
            meanings = self.entries.get(words[:length])
            if meanings is not None:
                return words[:length], meanings
        return None
