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
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
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
    place: Mapping[str, tuple[str, ...]]
    council_words: frozenset[str]
    file_words: frozenset[str]
    common_words: frozenset[str]


@cache
def _forms() -> _Forms:
    table = yaml_table("council_names.yaml")
    for forms in (*table["full_forms"].values(), *table["place_forms"].values()):
        if not all(form.count("{}") == 1 for form in forms):
            raise ValueError(f"council_names.yaml: one place in each form, not {forms}.")
    return _Forms(
        full={status: tuple(forms) for status, forms in table["full_forms"].items()},
        place={status: tuple(forms) for status, forms in table["place_forms"].items()},
        council_words=frozenset(table["council_words"]),
        file_words=frozenset(" ".join(table["file_words"]).split()),
        common_words=frozenset(table["common_words"]),
    )


class NameIndex:
    """Every name of the given councils, full names and place names apart."""

    def __init__(self, councils: Iterable[Council]) -> None:
        full: dict[str, dict[str, _Claim]] = {}
        place: dict[str, dict[str, _Claim]] = {}
        for council in councils:
            for name, rank, is_full in _names_of(council):
                claims = (full if is_full else place).setdefault(name, {})
                claim = (rank, -(council.end or date.max).toordinal())
                claims[council.code] = min(claim, claims.get(council.code, claim))
        self.full = _settle(full)
        self._place = _settle(place)
        self._longest = max((name.count(" ") + 1 for name in (*full, *place)), default=0)

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


_Claim = tuple[int, int]
"""How good a council's right to a name is, the lower the better: its own name or one made from
it, then the day it ends, the latest first."""


def _settle(claims: dict[str, dict[str, _Claim]]) -> dict[str, str]:
    """Each name to the one council with the best right to it; names equally held are left out."""
    settled = {}
    for name, held in claims.items():
        best = min(held.values())
        holders = [code for code, claim in held.items() if claim == best]
        if len(holders) == 1:
            settled[name] = holders[0]
    return settled


def _names_of(council: Council) -> Iterator[tuple[str, int, bool]]:
    """Each name with its rank (0 official, 1 given, 2 made) and whether it is a full name."""
    forms = _forms()
    official = normalise_name(council.name)
    yield official, 0, True
    places = [normalise_name(council.short_name)]
    for variant in map(normalise_name, council.variants):
        if forms.council_words.isdisjoint(variant.split()):
            places.append(variant)
        else:
            yield variant, 1, True
    statuses = _statuses(council, official)
    for rank, place in enumerate(places):
        for status in statuses:
            for form in forms.full.get(status, ()):
                yield form.replace("{}", place), 2, True
            if council.kind not in _NOT_PLACES:
                for form in forms.place.get(status, ()):
                    yield form.replace("{}", place), min(rank, 1), False


def _statuses(council: Council, official: str) -> list[str]:
    """The kinds of council, as the forms name them, that this one is called."""
    if council.kind in _NOT_PLACES:
        return [council.kind.value]
    called = {"city", "borough", "district", "county"}.intersection(official.split())
    if "county borough" in official:
        called.add("county borough")
    return ["any", *sorted(called | {council.kind.value})]
