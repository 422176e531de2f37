"""Removes candidate pairs that cannot pass the comparison: about nine in ten.

The estimates are upper bounds on similarity, so no pair that could pass is removed. Shared words
are estimated with one bit for each word; differing letters with one bit for each letter that a name
contains once, twice or three times.
"""

from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from tallystick.match.names.columns import Flags, Floats, Ints
from tallystick.match.pairs.blocks import blocks_of
from tallystick.match.pairs.compared import pair_codes, pairs_of_codes
from tallystick.match.pairs.table import FormTable

LEAST = 0.45  # about the part of two names that must be shared
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


def sizes_near(one: Ints, other: Ints) -> Flags:
    """True where names of so many letters may have nearly the same ones."""
    near: Flags = np.minimum(one, other) >= NEARLY * np.maximum(one, other)
    return near


def pairs_worth_a_look(table: FormTable, least: float = LEAST) -> tuple[Ints, Ints]:
    """The pairs of blocks.candidate_pairs, but for those that cannot be worth a look. least: as
    align.align takes it."""
    prefilter = Prefilter.of(table)
    found = []
    for blocks in blocks_of(table):
        ordered = prefilter.take(blocks.rows)  # neighbours are then near each other in memory too
        for one, other in blocks.neighbours():
            kept = ordered.may_be_worth(one, other, least)
            found.append(pair_codes(blocks.rows[one[kept]], blocks.rows[other[kept]]))
    return pairs_of_codes(found)


@dataclass(frozen=True, slots=True)
class Prefilter:
    """Precomputed data for each row: the weight and the bit of each of its words, the combined bits
    of its words and of its letters; and the table's own columns."""

    tells: Floats  # WIDEST x n
    bit: NDArray[np.uint8]
    words: Bits
    letters: Bits
    count: NDArray[np.int8]
    told: Floats
    begin: Ints
    size: Ints

    @classmethod
    def of(cls, table: FormTable) -> Self:
        """The prefilter of the rows of a table."""
        tells = np.ascontiguousarray((table.traits.weight[table.words] * table.factor).T)
        bit = (table.words.T % 64).astype(np.uint8)
        held = np.where(table.words.T >= 0, np.uint64(1) << bit.astype(np.uint64), np.uint64(0))
        words = np.bitwise_or.reduce(held, axis=0)
        letters = _letters_held(table)
        return cls(tells, bit, words, letters, table.count, table.told, table.begin, table.size)

    def take(self, rows: Ints) -> Self:
        """These rows."""
        return type(self)(
            self.tells.take(rows, axis=1), self.bit.take(rows, axis=1), self.words[rows],
            self.letters[rows], self.count[rows], self.told[rows], self.begin[rows],
            self.size[rows],
        )  # fmt: skip

    def may_be_worth(self, one: Ints, other: Ints, least: float) -> Flags:
        """False only for pairs (one[i], other[i]) that share too little, do not begin alike and
        have other letters."""
        kept = np.empty(len(one), dtype=np.bool_)
        for start in range(0, len(one), _CHUNK):
            part = slice(start, start + _CHUNK)
            kept[part] = self._may_be_worth(one[part], other[part], least)
        return kept

    def _may_be_worth(self, one: Ints, other: Ints, least: float) -> Flags:
        told = self.told[one], self.told[other]
        may = enough_shared(self._most_shared(one, other) + np.float32(_SLACK), told, least)
        may |= self.begin[one] == self.begin[other]
        rest = np.flatnonzero(~may & sizes_near(self.size[one], self.size[other]))
        may[rest] = self._letters_near(one[rest], other[rest])
        return may

    def _most_shared(self, one: Ints, other: Ints) -> Floats:
        """What the words of the one row tell that may stand in the other, by their bits."""
        shared = np.zeros(len(one), dtype=np.float32)
        held, count = self.words[other], self.count[one]
        for k in range(int(count.max(initial=0))):
            some = np.flatnonzero(count > k)
            rows = one[some]
            may = (held[some] >> self.bit[k][rows]) & np.uint64(1)
            shared[some] += self.tells[k][rows] * may.astype(np.float32)
        return shared

    def _letters_near(self, one: Ints, other: Ints) -> Flags:
        """False where so many letters differ that the names cannot be nearly the same: one typing
        difference changes no more than one bit on either side."""
        held, others = self.letters[one], self.letters[other]
        differ = np.maximum(np.bitwise_count(held & ~others), np.bitwise_count(others & ~held))
        longer = np.maximum(self.size[one], self.size[other])
        near: Flags = differ <= (1 - NEARLY) * longer
        return near


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
