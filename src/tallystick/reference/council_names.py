"""Finds the council that a text names.

A *full name* contains a word for a council ("Leeds City Council", "Devon CC", "The Borough of
Calderdale") and counts wherever it occurs as whole words. A *place name* ("leeds", "devon") counts
only when every other word of the text is a number or one of the words that council_names.yaml
allows in file names ("Trafford September 2014.csv"). A place name that is also an everyday word
("reading") counts only when it is the whole text. Of two overlapping names the longer one counts.
No council is returned when a text names two councils, or when two councils have an equal claim to a
name. Initials
("NTC spend") identify a council of a place of two words beside a word of files, where no other has
them; "HBC" and "DCC" identify none. A body that is called by a single word or by its
letters ("Defra", "BIS") counts under it like a council under its place name.
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


def normalise_name(text: str) -> str:
    """Words and numbers in lower case, separated by one space: "St. Helens & Co" -> "st helens and
    co". Accents and apostrophes are removed; letters and digits are separated ("Jan22" -> "jan
    22")."""
    plain = text.lower() if text.isascii() else _without_accents(text.lower())
    return " ".join(_WORD.findall(plain.translate(_APOSTROPHES).replace("&", " and ")))


def _without_accents(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


@dataclass(frozen=True, slots=True)
class _Forms:
    """The validated content of council_names.yaml."""

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
    """All names of the given councils; full names and place names are kept in separate tables."""

    def __init__(self, councils: Iterable[Council]) -> None:
        known = tuple(councils)
        self.full = _settle(known, _full_names)
        self._place = _settle(known, _place_names)
        names = (*self.full, *self._place)
        self._run_on = {name.replace(" ", ""): name for name in names if " " in name}
        self._letters = _letters_of(known)
        self._longest = max((name.count(" ") + 1 for name in names), default=0)

    def code_named_in(self, text: str) -> str | None:
        """The code of the one council that the text names, or None."""
        words = normalise_name(text).split()
        words = [part for word in words for part in self._run_on.get(word, word).split()]
        named, _ = self._scan(words, self.full)
        if not named:
            named, rest = self._scan(words, self._place)
            if not named:
                named, rest = self._by_letters(words)
            if not self._may_stand_beside(words, rest):
                return None
        return named.pop() if len(named) == 1 else None

    def _scan(self, words: list[str], index: Mapping[str, str]) -> tuple[set[str], list[str]]:
        """The council codes found, taking the longest name at each word, and the words that belong
        to no name."""
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

    def _by_letters(self, words: list[str]) -> tuple[set[str], list[str]]:
        """The council of letters beside a word of a list of payments ("NTC spend"), and the other
        words. Letters alone, as a folder may be called, are nobody's."""
        rest = [word for word in words if word not in self._letters]
        if not any(word in _forms().file_words for word in rest):
            return set(), rest
        return {self._letters[word] for word in words if word in self._letters}, rest

    @staticmethod
    def _may_stand_beside(words: list[str], rest: list[str]) -> bool:
        forms = _forms()
        if rest and any(word in forms.common_words for word in words):
            return False
        return all(word.isdigit() or word in forms.file_words for word in rest)


class _Right(IntEnum):
    """How strong a council's claim to a name is; the strongest comes first."""

    OFFICIAL = 0
    GIVEN = 1  # a name variant listed in the table
    MADE = 2  # made from the place and the council's own kind of name
    LOOSE = 3  # made from the place and a kind of name it might have


def _settle(
    councils: Iterable[Council], names_of: Callable[[Council], Iterable[tuple[str, _Right]]]
) -> dict[str, str]:
    """Map each name to the code of the council with the strongest claim; of equal claims the
    council that is abolished last. A name that two councils still share is left out."""
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
    """Each full name of the council, with the strength of its claim to that name."""
    forms = _forms()
    official, places = normalise_name(council.name), _places(council)
    yield official, _Right.OFFICIAL
    less = places if _has_place(council) else list(filter(_is_word, council.variants))
    yield from (
        (variant, _Right.GIVEN)
        for variant in map(normalise_name, council.variants)
        if variant not in less
    )
    for status in _statuses(council, official):
        for form in forms.full.get(status, ()):
            yield from ((form.replace("{}", place), _Right.MADE) for place in places)
    if council.kind.is_of_place and council.kind is not CouncilKind.COUNTY:
        yield from ((form.replace("{}", places[0]), _Right.LOOSE) for form in forms.looser)


def _place_names(council: Council) -> Iterator[tuple[str, _Right]]:
    """Each place name of the council (without a word for its kind), with the strength of its
    claim."""
    if not council.kind.is_of_place:
        if not _has_place(council):
            names = map(normalise_name, (council.short_name, *council.variants))
            yield from ((name, _Right.GIVEN) for name in names if _is_word(name))
        return
    rights = (_Right.OFFICIAL, *[_Right.GIVEN] * len(council.variants))
    for place, right in zip(_places(council), rights, strict=False):
        for status in _statuses(council, normalise_name(council.name)):
            for form in _forms().place.get(status, ()):
                yield form.replace("{}", place), right


def _letters_of(councils: Iterable[Council]) -> dict[str, str]:
    """Letters -> the code of the one council, of all that ever were, that has them."""
    holders: dict[str, set[str]] = {}
    for council in councils:
        for letters in _letters(council):
            holders.setdefault(letters, set()).add(council.code)
    return {letters: codes.pop() for letters, codes in holders.items() if len(codes) == 1}


def _letters(council: Council) -> Iterator[str]:
    """The letters of a council of a place of two words or more, as of "North Tyneside Council"."""
    words = normalise_name(council.short_name).split()
    if not council.kind.is_of_place or len(words) < 2:
        return
    place = "".join(word[0] for word in words)
    kinds = ("c", "cc") if council.kind is CouncilKind.COUNTY else ("c", "bc", "dc", "mbc", "cc")
    yield from (f"{place}{kind}" for kind in kinds)


def _has_place(council: Council) -> bool:
    """True where the short name is a place; that of the other bodies is the body's own."""
    return council.kind.is_of_place or council.kind is CouncilKind.COMBINED


def _is_word(name: str) -> bool:
    """True for a single word, or letters."""
    return " " not in name


def _places(council: Council) -> list[str]:
    """The short name, then, of a council, the name variants that contain no word for one."""
    if not _has_place(council):
        return [normalise_name(council.short_name)]
    variants = map(normalise_name, council.variants)
    say_council = _forms().council_words
    return [
        normalise_name(council.short_name),
        *(variant for variant in variants if say_council.isdisjoint(variant.split())),
    ]


def _statuses(council: Council, official: str) -> list[str]:
    """The words for its kind ("borough", "city"...) that this council is known by."""
    if not council.kind.is_of_place:
        return [council.kind.value]
    called = {"city", "borough", "district", "county"}.intersection(official.split())
    if "county borough" in official:
        called.add("county borough")
    return ["any", *sorted(called | {council.kind.value})]
