"""Rules that forbid joining two names, however similar they are."""

import numpy as np

from tallystick.match.names.columns import Flags, Ints, Words, rows_of
from tallystick.match.pairs.align import Alignment
from tallystick.match.pairs.apart import firms_apart
from tallystick.match.pairs.table import WIDEST, FormTable

GUARDS = (
    "",
    "each names another number",
    "each names another place",
    "each has other initials",
    "each names another kind of body",
    "they are private persons of different names",
    "the one is a private person",
    "they are schools, parishes or the like of different names",
    "each is a body or a chain of its own",
    "behind a chain's name stands another trade",
    "they are companies of one brand with different work",
    "only one is a joint venture, or of that brand",
    "they are chambers of different names",
    "the one is a local body, the other something else of its place",
    "they are public bodies of different regions",
)
"""Why a pair is kept apart, by the number that guard gives."""
OF_PERSONS = (5, 6)  # those of GUARDS that are about private persons

_TELLING = 5.0  # nats: a word that a thousand names bear
_BEGINNING = 3  # letters that a short form keeps of its word
_FULL = 2  # words of a person's name that are more than initials
_CUT_FROM = 14  # letters of a name, blanks apart, of which the last word may be cut to a stump


def guard(table: FormTable, alignment: Alignment) -> np.ndarray:
    """For each pair 0, or the index in GUARDS of what keeps it apart. Persons come first."""
    left, right = alignment.left, alignment.right
    lone_left = (alignment.words_left >= 0) & (alignment.like_left == 0)
    lone_right = (alignment.words_right >= 0) & (alignment.like_right == 0)
    clash = _marks_held(table, left, alignment.words_left, lone_left)
    clash &= _marks_held(table, right, alignment.words_right, lone_right)
    found = firms_apart(table, alignment, lone_left, lone_right)
    found[_bodies_differ(table, alignment, lone_left, lone_right)] = 7
    for number, mark in ((1, _NUMBER), (3, _INITIALS), (2, _PLACE)):
        found[clash & mark > 0] = number
    found[clash >= _KIND] = 4
    found[_persons_differ(table, alignment, lone_left, lone_right)] = 5
    found[_one_person(table, alignment, lone_left, lone_right)] = 6
    return found


def _stump(table: FormTable, rows: Ints) -> Flags:
    """True for the last word of an organisation's long name: a single letter there is the rest of a
    truncated word, not an initial."""
    long = (table.size[rows] >= _CUT_FROM) & (table.count[rows] > 2) & ~table.person[rows]
    place = np.where(long, table.count[rows] - 1, -1)
    return np.asarray((np.arange(WIDEST)[:, None] == place).T, dtype=np.bool_)


def _bodies_differ(
    table: FormTable, alignment: Alignment, lone_left: Flags, lone_right: Flags
) -> Flags:
    """True for two bodies of a kind that every place has (for example schools), where each has a
    distinctive word that the other lacks and neither word abbreviates the other."""
    left, right = alignment.words_left, alignment.words_right
    shared = (alignment.like_left == 1) & (left >= 0)
    local = (table.traits.local[left] & shared).any(axis=1)
    own_left = _telling(table, alignment.left, left, lone_left)
    own_right = _telling(table, alignment.right, right, lone_right)
    found: Flags = local & own_left.any(axis=1) & own_right.any(axis=1)
    for pair in np.flatnonzero(found).tolist():
        one = _beginnings(table, left[pair][own_left[pair]])
        found[pair] = one.isdisjoint(_beginnings(table, right[pair][own_right[pair]]))
    return found


def _telling(table: FormTable, rows: Ints, words: Words, lone: Flags) -> Flags:
    """True of lone words in the name proper that many names of the kind do not bear."""
    traits = table.traits
    telling = (traits.weight > _TELLING) & (traits.length > _BEGINNING) & ~traits.common
    named = lone & (rows_of(table.factor, rows) == 1)
    return np.asarray(telling[words] & named, dtype=np.bool_)


def _beginnings(table: FormTable, words: Words) -> set[str]:
    return {table.traits.text[word][:_BEGINNING] for word in words.tolist()}


_NUMBER, _INITIALS, _PLACE = 1, 2, 4  # bits of what may not differ
_KIND = 8  # the bit of the first kind of body; the others have the next ones


def _marks_held(table: FormTable, rows: Ints, words: Words, lone: Flags) -> Words:
    """The bits of all lone words of each name."""
    traits = table.traits
    bits = traits.number * _NUMBER + traits.initials * _INITIALS + traits.place * _PLACE
    kind = np.maximum(traits.apart.astype(np.int64) - 1, 0)
    bits += np.where(traits.apart > 0, _KIND << kind, 0)
    marks = bits.astype(np.int32)[words] * lone
    marks &= ~(_stump(table, rows) * np.int32(_INITIALS))
    held: Words = np.bitwise_or.reduce(marks, axis=1)
    return held


def _persons_differ(
    table: FormTable, alignment: Alignment, lone_left: Flags, lone_right: Flags
) -> Flags:
    """Two persons are one only when all words agree to the letter, but for initials that one of
    them leaves out beside a full forename."""
    left, right = alignment.left, alignment.right
    persons = table.person[left] & table.person[right]
    typed = ((alignment.like_left > 0) & (alignment.like_left < 1)).any(axis=1)
    full_left = ~table.traits.initials[alignment.words_left]
    more_left = (lone_left & full_left).any(axis=1)
    more_right = (lone_right & ~table.traits.initials[alignment.words_right]).any(axis=1)
    both = lone_left.any(axis=1) & lone_right.any(axis=1)
    full = ((alignment.like_left == 1) & full_left).sum(axis=1) >= 2
    some = lone_left.any(axis=1) | lone_right.any(axis=1)
    differ: Flags = persons & (typed | more_left | more_right | both | (some & ~full))
    return differ


def _one_person(
    table: FormTable, alignment: Alignment, lone_left: Flags, lone_right: Flags
) -> Flags:
    """A person is an organisation only when the whole name, forename in full, stands in it."""
    person_left, person_right = table.person[alignment.left], table.person[alignment.right]
    whole_left = ~lone_left.any(axis=1) & _is_full(table, alignment.words_left)
    whole_right = ~lone_right.any(axis=1) & _is_full(table, alignment.words_right)
    kept: Flags = (person_left & ~person_right & ~whole_left) | (
        person_right & ~person_left & ~whole_right
    )
    return kept


def _is_full(table: FormTable, words: Words) -> Flags:
    """True of a person's name with a forename in full, whatever initials stand beside it."""
    full = ~table.traits.initials[words] & (words >= 0)
    return np.asarray(full.sum(axis=1) >= _FULL, dtype=np.bool_)
