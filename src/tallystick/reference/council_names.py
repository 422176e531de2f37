"""Tells which council a text names.

The rule. A *full name* says that it is a council ("Leeds City Council", "Devon CC", "The Borough
of Calderdale") and counts wherever it stands as whole words. A *place name* ("leeds", "devon")
counts only when every other word of the text is a number or a word of council_names.yaml that
file names carry ("Trafford September 2014.csv"); an everyday word ("reading") counts only alone.
The longest name wins where two overlap. A text that names two councils names none, and so does a
name that two councils hold with equal right. Initials ("HBC", "DCC") are nobody's.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from functools import cache

from tallystick.reference.tables import yaml_table
from tallystick.words.council import Council, CouncilKind

_APOSTROPHES = str.maketrans("", "", "'’‘`")
_WORD = re.compile(r"[a-z]+|\d+")
_NOT_PLACES = (CouncilKind.COMBINED, CouncilKind.FIRE)  # a region is not one body's alone


def normalise_name(text: str) -> str:
    """Words and numbers in small letters with one blank between: "St. Helens & Co" ->
    "st helens and co". Accents and apostrophes go; letters and digits part ("Jan22" -> "jan 22").
    """
    plain = text.lower() if text.isascii() else _without_accents(text.lower())
    return " ".join(_WORD.findall(plain.translate(_APOSTROPHES).replace("&", " and ")))


def _without_accents(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


@dataclass(frozen=True, slots=True)
class _Forms:
    """council_names.yaml, checked."""

    full: Mapping[str, tuple[str, ...]]
    looser: tuple[str, ...]
    place: Mapping[str, tuple[str, ...]]
    council_words: frozenset[str]
    file_words: frozenset[str]
    common_words: frozenset[str]


@cache
def _forms() -> _Forms:
    table = yaml_table("council_names.yaml")
    by_status = (*table["full_forms"].values(), *table["place_forms"].values())
    for forms in (*by_status, table["looser_forms"]):
        if not all(form.count("{}") == 1 for form in forms):
            raise ValueError(f"council_names.yaml: one place in each form, not {forms}.")
    return _Forms(
        full={status: tuple(forms) for status, forms in table["full_forms"].items()},
        looser=tuple(table["looser_forms"]),
        place={status: tuple(forms) for status, forms in table["place_forms"].items()},
        council_words=frozenset(table["council_words"]),
        file_words=frozenset(" ".join(table["file_words"]).split()),
        common_words=frozenset(table["common_words"]),
    )


class NameIndex:
    """Every name of the given councils, full names and place names apart."""

    def __init__(self, councils: Iterable[Council]) -> None:
        known = tuple(councils)
        self.full = _settle(known, _full_names)
        self._place = _settle(known, _place_names)
        names = (*self.full, *self._place)
        self._longest = max((name.count(" ") + 1 for name in names), default=0)

    def code_named_in(self, text: str) -> str | None:
        """The code of the one council that the text names, or None."""
        words = normalise_name(text).split()
        named, _ = self._scan(words, self.full)
        if not named:
            named, rest = self._scan(words, self._place)
            if not self._may_stand_beside(words, rest):
                return None
        return named.pop() if len(named) == 1 else None

    def _scan(self, words: list[str], index: Mapping[str, str]) -> tuple[set[str], list[str]]:
        """The codes named, taking the longest name at each word, and the words left over."""
        named, rest, at = set(), [], 0
        while at < len(words):
            for length in range(min(self._longest, len(words) - at), 0, -1):
                code = index.get(" ".join(words[at : at + length]))
                if code is not None:
                    named.add(code)
                    at += length
                    break
            else:
                rest.append(words[at])
                at += 1
        return named, rest

    @staticmethod
    def _may_stand_beside(words: list[str], rest: list[str]) -> bool:
        forms = _forms()
        if rest and any(word in forms.common_words for word in words):
            return False
        return all(word.isdigit() or word in forms.file_words for word in rest)


class _Right(IntEnum):
    """How good a council's right to a name is, the best first."""

    OFFICIAL = 0
    GIVEN = 1  # a variant of the table
    MADE = 2  # made from the place and what the council is called
    LOOSE = 3  # made from the place and what it might be called


def _settle(
    councils: Iterable[Council], names_of: Callable[[Council], Iterable[tuple[str, _Right]]]
) -> dict[str, str]:
    """Each name to the code of the one council with the best right to it, of equals the one that
    ends last. A name that is still held by two is left out."""
    best: dict[str, tuple[_Right, int]] = {}
    holders: dict[str, set[str]] = {}
    for council in councils:
        age = -(council.end or date.max).toordinal()
        for name, right in names_of(council):
            claim = (right, age)
            if name not in best or claim < best[name]:
                best[name], holders[name] = claim, {council.code}
            elif claim == best[name]:
                holders[name].add(council.code)
    return {name: codes.pop() for name, codes in holders.items() if len(codes) == 1}


def _full_names(council: Council) -> Iterator[tuple[str, _Right]]:
    """Each name that says that it is a council, with the right by which this one has it."""
    forms = _forms()
    official, places = normalise_name(council.name), _places(council)
    yield official, _Right.OFFICIAL
    for variant in map(normalise_name, council.variants):
        if variant not in places:
            yield variant, _Right.GIVEN
    for status in _statuses(council, official):
        for form in forms.full.get(status, ()):
            yield from ((form.replace("{}", place), _Right.MADE) for place in places)
    if council.kind not in (*_NOT_PLACES, CouncilKind.COUNTY):
        yield from ((form.replace("{}", places[0]), _Right.LOOSE) for form in forms.looser)


def _place_names(council: Council) -> Iterator[tuple[str, _Right]]:
    """Each name of the place alone, with the right by which this council has it."""
    if council.kind in _NOT_PLACES:
        return
    rights = (_Right.OFFICIAL, *[_Right.GIVEN] * len(council.variants))
    for place, right in zip(_places(council), rights, strict=False):
        for status in _statuses(council, normalise_name(council.name)):
            for form in _forms().place.get(status, ()):
                yield form.replace("{}", place), right


def _places(council: Council) -> list[str]:
    """The short name, then the variants that do not say that they are a council."""
    variants = map(normalise_name, council.variants)
    say_council = _forms().council_words
    return [
        normalise_name(council.short_name),
        *(variant for variant in variants if say_council.isdisjoint(variant.split())),
    ]


def _statuses(council: Council, official: str) -> list[str]:
    """The kinds of council, as the forms name them, that this one is called."""
    if council.kind in _NOT_PLACES:
        return [council.kind.value]
    called = {"city", "borough", "district", "county"}.intersection(official.split())
    if "county borough" in official:
        called.add("county borough")
    return ["any", *sorted(called | {council.kind.value})]
