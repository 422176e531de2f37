"""Candidate pairs: forms in the same block, each with a few neighbours.

Every rule sorts the forms by a key and pairs each form with the next few that have the same key.
The number of pairs therefore grows with the number of forms, not with the square of the block size,
even for a common word.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from tallystick.match.names.columns import Ints, beginnings
from tallystick.match.pairs.compared import pair_codes, pairs_of_codes
from tallystick.match.pairs.table import FormTable

_RARE_WINDOW = 10  # neighbours compared within a block of one word
_PAIR_WINDOW = 6  # within a block of two words
_SORTED_WINDOW = 3  # in the alphabet, whatever the words
_TURNED_WINDOW = 1  # in the alphabet once the words of each stand in the alphabet's order
_NONE = -1


@dataclass(frozen=True, slots=True)
class Blocks:
    """Rows of a table in the order of one rule: those of one key side by side, in the alphabet."""

    rows: Ints
    key: Ints  # of each of these
    window: int

    def neighbours(self) -> Iterator[tuple[Ints, Ints]]:
        """Pairs of places that stand so near each other in one block: one apart, then two, ..."""
        for step in range(1, min(self.window, len(self.rows) - 1) + 1):
            one = np.flatnonzero(self.key[step:] == self.key[:-step])
            if not len(one):
                return
            yield one, one + step


def candidate_pairs(table: FormTable) -> tuple[Ints, Ints]:
    """Pairs (left < right) of rows that share a rare word, two words or a beginning, or
    stand near each other in the alphabet, as they are or with their words in order."""
    return pairs_of_codes(
        [
            pair_codes(blocks.rows[one], blocks.rows[other])
            for blocks in blocks_of(table)
            for one, other in blocks.neighbours()
        ]
    )


def blocks_of(table: FormTable) -> Iterator[Blocks]:
    """The blocks of each rule. A pair may meet in several."""
    n = len(table.forms)
    alphabet = _in_order(pa.array(table.joined, pa.string()))
    one_block = np.zeros(n, dtype=np.int64)
    yield Blocks(alphabet, one_block, _SORTED_WINDOW)
    yield Blocks(_in_order(table.forms.words_in_alphabet().joined()), one_block, _TURNED_WINDOW)
    telling = _most_telling(table)
    for word in telling:
        yield _blocks(word, alphabet, _RARE_WINDOW)
    vocabulary = len(table.traits.text) + 1
    for one, other in combinations(telling, 2):
        low, high = np.minimum(one, other), np.maximum(one, other)
        key = np.where(low < 0, _NONE, low * vocabulary + high)
        yield _blocks(key, alphabet, _PAIR_WINDOW)
    yield _blocks(_beginning_and_last(table), alphabet, _PAIR_WINDOW)
    yield _blocks(beginnings(table.joined, 6), alphabet, _PAIR_WINDOW)


def _in_order(texts: pa.StringArray) -> Ints:
    order: Ints = pc.sort_indices(texts).to_numpy().astype(np.int64)
    return order


def _blocks(key: Ints, alphabet: Ints, window: int) -> Blocks:
    """The rows that have a key, by it."""
    rows = alphabet[key[alphabet] >= 0]
    rows = rows[np.argsort(key[rows], kind="stable")]
    return Blocks(rows, key[rows], window)


def _most_telling(table: FormTable) -> tuple[Ints, Ints, Ints]:
    """The three words of each row that tell most, -1 where there is none; ties by position."""
    words = np.ascontiguousarray(table.words.T)
    tells = np.where(words < 0, -1.0, table.traits.weight[words] * table.factor.T)
    found = []
    for _ in range(3):
        place = tells.argmax(axis=0)[None, :]
        found.append(np.take_along_axis(words, place, axis=0)[0].astype(np.int64))
        np.put_along_axis(tells, place, -2.0, axis=0)
    return found[0], found[1], found[2]


def _beginning_and_last(table: FormTable) -> Ints:
    """A number for the first three letters with the last word, -1 for a name of one word."""
    last = np.take_along_axis(table.words, np.maximum(table.count - 1, 0)[:, None].astype(int), 1)
    codes = beginnings(table.joined, 3) * (len(table.traits.text) + 1) + last[:, 0]
    return np.where(table.count < 2, _NONE, codes)
