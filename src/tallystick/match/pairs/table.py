"""Forms as arrays, so that millions of pairs are compared without a Python loop."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from tallystick.match.names.columns import Flags, Floats, Ints, Words, beginnings, spans, starts
from tallystick.match.names.firm_lists import countries, towns
from tallystick.match.names.forms import Forms
from tallystick.match.names.lists import frequencies, name_words, people_words, places
from tallystick.match.names.normalise import stem
from tallystick.match.names.parse import Form
from tallystick.match.pairs.signs import Owners, owners_of, sign_of

BEGINNING = 9  # letters that a name cut short still has
WIDEST = 9  # words of a name that are compared; the few longer names are told by their first nine
_KNOWN = 60  # spellings; common slips ("enviromental") stand in fewer
_ASIDE = 0.35  # what a word in brackets or behind the legal form counts, against one before it


@dataclass(frozen=True, slots=True)
class WordTraits:
    """One row for each distinct word: what it tells and what kind of word it is."""

    text: list[str]
    weight: Floats
    known: Flags  # in common use
    count: Ints  # spellings, of those that the frequencies were learnt from, that hold it
    place: Flags
    number: Flags
    initials: Flags
    length: NDArray[np.int8]
    first: NDArray[np.int32]  # the first letter's code point
    local: Flags  # a kind of body that every place has: school, parish, surgery
    common: Flags  # what such bodies add to their names or leave out
    apart: NDArray[np.int8]  # which set of kinds_apart it stands in, 0 for none
    signs: NDArray[np.int32]  # the bits of signs.SIGNS
    town: Flags  # a place, be it a surname too


@dataclass(frozen=True, slots=True)
class FormTable:
    """One row for each distinct form. words: index into traits, -1 where there is none."""

    forms: Forms
    words: Words  # n x WIDEST
    count: NDArray[np.int8]
    main: NDArray[np.int8]
    factor: Floats  # n x WIDEST: 1 for a word of the name proper, less for one aside
    told: Floats  # what all words of the row tell together
    joined: list[str]
    letters: NDArray[np.uint8]  # of all rows of joined, one behind the other
    size: Ints  # letters of each row
    start: Ints  # where the letters of each row begin, and where those of the last one end
    begin: Ints  # equal for rows whose first BEGINNING letters are, its own for a shorter row
    person: Flags
    owners: Owners
    traits: WordTraits


def lay_out(forms: Forms | Sequence[Form], person: Sequence[bool] | Flags) -> FormTable:
    """Columns for forms with distinct keys; person says which of them name a private person."""
    columns = forms if isinstance(forms, Forms) else Forms.of(forms)
    place = np.arange(WIDEST)[None, :]
    count = np.minimum(columns.counts(), WIDEST).astype(np.int8)
    main = np.minimum(columns.main, WIDEST).astype(np.int8)
    filled, aside = place < count[:, None], place >= main[:, None]
    words = np.full(filled.shape, -1, dtype=np.int32)
    words[filled] = columns.words[spans(columns.start[:-1], count.astype(np.int64))]
    factor = np.where(filled, np.where(aside, _ASIDE, 1.0), 0.0).astype(np.float32)
    traits = _traits(columns.text)
    told = (traits.weight[words] * factor).sum(axis=1)
    joined = columns.keys()
    letters = np.frombuffer("".join(joined).encode("ascii"), dtype=np.uint8)
    size = np.fromiter(map(len, joined), np.int64, len(joined))
    own = -1 - np.arange(len(joined))
    begin = np.where(size < BEGINNING, own, beginnings(joined, BEGINNING))
    return FormTable(
        columns, words, count, main, factor, told, joined, letters, size, starts(size), begin,
        np.asarray(person, dtype=np.bool_), owners_of(columns), traits,
    )  # fmt: skip


def _traits(text: list[str]) -> WordTraits:
    weight = np.fromiter((_weight(word) for word in text), np.float32, len(text))
    initials = [len(word) <= 2 and word.isalpha() for word in text]
    apart = _kinds_apart()
    return WordTraits(
        text=text,
        weight=weight,
        known=np.fromiter((_is_known(word) for word in text), np.bool_, len(text)),
        count=np.fromiter(
            (frequencies().counts.get(word, 0) for word in text), np.int64, len(text)
        ),
        place=np.fromiter((word in _place_stems() for word in text), np.bool_, len(text)),
        number=np.fromiter((word[0].isdigit() for word in text), np.bool_, len(text)),
        initials=np.asarray(initials, dtype=np.bool_),
        length=np.fromiter((min(len(word), 127) for word in text), np.int8, len(text)),
        first=np.fromiter((ord(word[0]) for word in text), np.int32, len(text)),
        local=np.fromiter((word in name_words().local for word in text), np.bool_, len(text)),
        common=np.fromiter(
            (word in name_words().local_common for word in text), np.bool_, len(text)
        ),
        apart=np.fromiter((apart.get(word, 0) for word in text), np.int8, len(text)),
        signs=np.fromiter((sign_of(word) for word in text), np.int32, len(text)),
        town=np.fromiter((_is_town(word) for word in text), np.bool_, len(text)),
    )


def _is_known(word: str) -> bool:
    """True of a word in common use; every saint's name is."""
    counts = frequencies().counts
    return counts.get(word, 0) >= _KNOWN or (word.startswith("st") and word in counts)


def _weight(word: str) -> float:
    """What sharing the word tells. Initials are common whatever the table says of one pair."""
    weight = frequencies().weight(word)
    return min(weight, 7.0) if len(word) <= 2 else weight


@cache
def _place_stems() -> frozenset[str]:
    people = people_words()
    surnames = people.surnames - {"hall"}
    told = {stem(word) for word in places() - surnames}
    return frozenset(told | (towns() - surnames) | countries())


def _is_town(word: str) -> bool:
    return word in towns() or word in _place_stems() or word in countries()


@cache
def _kinds_apart() -> dict[str, int]:
    sets = name_words().kinds_apart
    return {stem(word): number for number, words in enumerate(sets, 1) for word in words}
