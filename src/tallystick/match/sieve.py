"""Leaves out the candidate pairs that cannot be worth laying side by side: nine in ten of them.

What is reckoned here is never too little, so that no pair is lost: which words two names may share
is told by one bit a word, and how many letters must differ by one bit for each letter that a name
holds once, twice, three times.
"""

import numpy as np
from numpy.typing import NDArray

from tallystick.match.columns import Flags, Floats, Ints
from tallystick.match.table import FormTable

NEARLY = 0.72  # letters of two names, blanks apart, that are nearly the same
_WITHIN = 0.9  # of a name whose words nearly all stand in the other
_OF_LONGER = 0.65  # and how much less than `least` they may then make up of the other
_OF_BOTH = 1.1  # the part of both names that is equal, as a multiple of `least`
_SLACK = 1e-3  # nats: sums of the same words in another order
_CHUNK = 100_000  # pairs at a time: what is worked on stays in the processor's cache
_ROWS = 1 << 15  # rows whose letters are counted at a time

Bits = NDArray[np.uint64]

_COMMON = "etaoinsrhlcd"  # letters that names hold three times
_LETTERS = "abcdefghijklmnopqrstuvwxyz" * 2 + _COMMON
_LETTER = np.frombuffer(_LETTERS.encode(), np.uint8) - ord("a")
_TIMES = np.repeat([1, 2, 3], [26, 26, len(_COMMON)])


def enough_shared(shared: Floats, told: tuple[Floats, Floats], least: float) -> Flags:
    """True where one name is all but within the other, or most of both is equal.

    shared, told: nats that the shared words tell, and all words of the one and the other name.
    """
    less, more = np.minimum(*told), np.maximum(*told)
    within = (shared >= _WITHIN * less) & (shared >= least * _OF_LONGER * more)
    enough: Flags = within | (shared >= least * _OF_BOTH * (less + more))
    return enough


def sizes_near(table: FormTable, left: Ints, right: Ints) -> Flags:
    """True where the names are of so similar length that their letters may be nearly the same."""
    one, other = table.size[left], table.size[right]
    near: Flags = np.minimum(one, other) >= NEARLY * np.maximum(one, other)
    return near


def may_be_worth(table: FormTable, left: Ints, right: Ints, least: float) -> Flags:
    """False only for pairs (left[i], right[i]) that share too little, do not begin alike and have
    other letters. least: as align.align takes it."""
    tells = np.ascontiguousarray((table.traits.weight[table.words] * table.factor).T)
    bit = (table.words.T % 64).astype(np.uint64)  # a word that is none tells nothing
    words = np.bitwise_or.reduce(np.where(table.factor.T > 0, np.uint64(1) << bit, 0), axis=0)
    letters = _letters_held(table)
    kept = np.empty(len(left), dtype=np.bool_)
    for start in range(0, len(left), _CHUNK):
        one, other = left[start : start + _CHUNK], right[start : start + _CHUNK]
        shared = _most_shared(tells, bit, one, words[other])
        told = table.told[one], table.told[other]
        may = enough_shared(shared + np.float32(_SLACK), told, least)
        may |= table.begin[one] == table.begin[other]
        near = ~may & sizes_near(table, one, other)
        may[near] = _letters_near(table, letters, one[near], other[near])
        kept[start : start + _CHUNK] = may
    return kept


def _most_shared(tells: Floats, bit: Bits, rows: Ints, held: Bits) -> Floats:
    """What the words of the rows tell that may stand in the other names, by their bits held."""
    shared = np.zeros(len(rows), dtype=np.float32)
    for k in range(len(tells)):
        shared += tells[k][rows] * ((held >> bit[k][rows]) & np.uint64(1)).astype(np.float32)
    return shared


def _letters_held(table: FormTable) -> Bits:
    """For each row one bit for each letter that it holds so many times."""
    found = np.empty(len(table.joined), dtype=np.uint64)
    for first in range(0, len(found), _ROWS):
        size = table.size[first : first + _ROWS]
        ends = table.start[first], table.start[first + len(size)]
        letter = table.letters[slice(*ends)].astype(np.int64) - ord("a")
        row = np.repeat(np.arange(len(size)), size)
        known = letter >= 0  # digits lie below
        counts = np.bincount(row[known] * 26 + letter[known], minlength=26 * len(size))
        held = np.take(counts.reshape(-1, 26), _LETTER, axis=1) >= _TIMES
        found[first : first + _ROWS] = np.packbits(held, axis=1).view(np.uint64)[:, 0]
    return found


def _letters_near(table: FormTable, letters: Bits, left: Ints, right: Ints) -> Flags:
    """False where so many letters differ that the names cannot be nearly the same: one typing
    difference changes no more than one bit on either side."""
    one, other = letters[left], letters[right]
    differ = np.maximum(np.bitwise_count(one & ~other), np.bitwise_count(other & ~one))
    longer = np.maximum(table.size[left], table.size[right])
    near: Flags = differ <= (1 - NEARLY) * longer
    return near
