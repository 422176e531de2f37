"""Aligns the words of two names: pairs each word with the word of the other name that it may be a
variant of."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA
from rapidfuzz.process import cpdist

from tallystick.match.names.columns import (
    Flags,
    Floats,
    Ints,
    Words,
    kept_rows,
    rows_of,
    unique_codes,
)
from tallystick.match.pairs.prefilter import NEARLY, enough_shared, sizes_near
from tallystick.match.pairs.table import FormTable, WordTraits

_CHUNK = 100_000  # pairs aligned at a time, to limit memory
_ROUNDS = 3  # words of one pair that may differ in typing
# Judgement, not learnt. bench/match_constants.py moved each alone (30 November 2026): of the 879
# pairs of tests/outside/match_tune.csv that were decided, counts of right, wrong and missed stayed
# with _CUT at 0.79 and 0.95, _CUT_EARLY at 0.72 and 0.88, _WRONG_START at 0.06 and 0.18,
# _LIKE_ENOUGH at 0.78, _SHORT at 0.2 and _BOTH_KNOWN at 0 and 0.3; _LIKE_ENOUGH at 0.66 joined one
# more rightly and two wrongly, _SHORT at 0 one rightly.
_LIKE_ENOUGH = 0.72  # two words that differ in typing alone
_CUT = 0.88  # likeness of a cut last word with the whole one ("Manage" for "Management")
_CUT_EARLY = 0.79  # and where only three letters are left
_CUT_SOME = 10  # letters of a name, blanks apart, that may have been cut at all
_CUT_FROM = 14  # letters of a name, without blanks, whose last word may be truncated to a stump
_WRONG_START = 0.12  # likeness that another first letter takes away
_SHORT = 0.1  # and a word of fewer than five letters
_IN_USE = 10  # spellings; rarer words are left to their letters
_SLIPS = 15  # times a word is commoner than its commonest slip, as "environmental" is; measured
_BOTH_KNOWN = 0.15  # two words in common use are two words, where a rare one may be a slip


@dataclass(frozen=True, slots=True)
class Alignment:
    """Pairs of rows, the words of either side, and for each word the likeness of its partner (0:
    none), as columns.rows_of() lays grids out.

    place_of: for each left word the position of its partner on the right, -1 where none.
    """

    left: Ints
    right: Ints
    words_left: Words  # pairs x WIDEST
    words_right: Words
    like_left: Floats
    like_right: Floats
    place_of: NDArray[np.int8]


def align(table: FormTable, left: Ints, right: Ints, least: float) -> Iterator[Alignment]:
    """Alignments of the pairs (left[i], right[i]), in chunks.

    least: approximate share of two names that must be equal; pairs below it are left out. 0 or less
    keeps every pair.
    """
    for start in range(0, len(left), _CHUNK):
        alignment = _equal_words(table, left[start : start + _CHUNK], right[start : start + _CHUNK])
        if least > 0:
            alignment = _subset(alignment, _worth_closer_look(table, alignment, least))
        _pair_alike(table, alignment)
        yield alignment


def _equal_words(table: FormTable, left: Ints, right: Ints) -> Alignment:
    words_left, words_right = rows_of(table.words, left), rows_of(table.words, right)
    shape = words_left.shape
    like_left = np.zeros(shape, np.float32, order="F")
    like_right = np.zeros(shape, np.float32, order="F")
    place_of = np.full(shape, -1, np.int8, order="F")
    wide_left, wide_right = int(table.count[left].max()), int(table.count[right].max())
    for k in range(wide_left):
        word = words_left[:, k]
        free = word >= 0
        for m in range(wide_right):
            same = free & (word == words_right[:, m]) & (like_right[:, m] == 0)
            if same.any():
                like_left[same, k] = 1
                like_right[same, m] = 1
                place_of[same, k] = m
                free &= ~same
    return Alignment(left, right, words_left, words_right, like_left, like_right, place_of)


def _worth_closer_look(table: FormTable, alignment: Alignment, least: float) -> Flags:
    """Pairs that pass the filter: one name is nearly contained in the other, most words of both are
    equal, or their letters are nearly the same or begin alike."""
    left, right = alignment.left, alignment.right
    tells = table.traits.weight[alignment.words_left] * rows_of(table.factor, left)
    shared = (tells * alignment.like_left).sum(axis=1)
    enough = enough_shared(shared, (table.told[left], table.told[right]), least)
    enough |= table.begin[left] == table.begin[right]
    rest = np.flatnonzero(~enough & sizes_near(table.size[left], table.size[right]))
    if len(rest):
        one = [table.joined[row] for row in left[rest].tolist()]
        other = [table.joined[row] for row in right[rest].tolist()]
        like = cpdist(one, other, scorer=OSA.normalized_similarity, score_cutoff=NEARLY)
        enough[rest] = like >= NEARLY
    return enough


def _subset(alignment: Alignment, kept: Flags) -> Alignment:
    return Alignment(
        alignment.left[kept], alignment.right[kept],
        kept_rows(alignment.words_left, kept), kept_rows(alignment.words_right, kept),
        kept_rows(alignment.like_left, kept), kept_rows(alignment.like_right, kept),
        kept_rows(alignment.place_of, kept),
    )  # fmt: skip


def _pair_alike(table: FormTable, alignment: Alignment) -> None:
    """Give words that have no equal partner the most alike free one, best first. In place."""
    words_left, words_right = alignment.words_left, alignment.words_right
    free_left = (words_left >= 0) & (alignment.like_left == 0)
    free_right = (words_right >= 0) & (alignment.like_right == 0)
    pairs = np.flatnonzero(free_left.any(axis=1) & free_right.any(axis=1))
    which, k, m = np.nonzero(free_left[pairs][:, :, None] & free_right[pairs][:, None, :])
    rows = pairs[which]
    last_left = _ends(table, alignment.left[rows], k)
    last_right = _ends(table, alignment.right[rows], m)
    like = _likeness(table.traits, words_left[rows, k], words_right[rows, m], last_left, last_right)
    alike = np.flatnonzero(like >= _LIKE_ENOUGH)
    for _ in range(_ROUNDS):
        alike = alike[
            (alignment.like_left[rows[alike], k[alike]] == 0)
            & (alignment.like_right[rows[alike], m[alike]] == 0)
        ]
        best = alike[_best_of_each(rows[alike], like[alike])]
        if not len(best):
            return
        alignment.like_left[rows[best], k[best]] = like[best]
        alignment.like_right[rows[best], m[best]] = like[best]
        alignment.place_of[rows[best], k[best]] = m[best]


def _ends(table: FormTable, rows: Ints, column: Ints) -> Words:
    """For each word 0, 1 where it is the last of a name that may be cut short, 2 where the name is
    so long that this may be all that was left of a word."""
    last = column == table.count[rows] - 1
    size = table.size[rows]
    may = np.where(size >= _CUT_FROM, 2, size >= _CUT_SOME)
    return np.where(last, may, 0).astype(np.int32)


def _best_of_each(rows: Ints, like: Floats) -> Ints:
    """Index of the most alike entry of each row; first on a tie."""
    order = np.lexsort((np.arange(len(rows)), -like, rows))
    first = np.ones(len(order), dtype=np.bool_)
    first[1:] = rows[order][1:] != rows[order][:-1]
    return order[first]


def _likeness(
    traits: WordTraits, one: Words, other: Words, last_one: Words, last_other: Words
) -> Floats:
    """The probability that two different words are variants of one: 1 minus the typing errors per
    letter, or a fixed value for a truncated word. Numbers and initials get 0; a different first
    letter and short words reduce the value."""
    like = np.zeros(len(one), dtype=np.float32)
    length_one, length_other = traits.length[one], traits.length[other]
    shorter = np.minimum(length_one, length_other)
    last = np.where(length_one < length_other, last_one, last_other)
    stump = (last == 2) & (np.maximum(length_one, length_other) > 2)
    wordy = ((shorter > 2) | stump) & ~traits.number[one] & ~traits.number[other]
    wordy &= ~(traits.town[one] & traits.town[other])  # two towns, however alike
    same_start = traits.first[one] == traits.first[other]
    near = np.abs(length_one - length_other) <= shorter * (1 - _LIKE_ENOUGH) + 1
    cut = same_start & (last > 0)
    rows = np.flatnonzero(wordy & (cut | (near & (same_start | (shorter > 5)))))
    if len(rows):
        like[rows] = _likeness_of_words(traits, one[rows], other[rows], cut[rows])
    return like


def _two_words(traits: WordTraits, one: Ints, other: Ints) -> Flags:
    """True where both are words in use: a slip of typing is far rarer than the word that was
    meant."""
    less = np.minimum(traits.count[one], traits.count[other])
    more = np.maximum(traits.count[one], traits.count[other])
    in_use: Flags = (less >= _IN_USE) & (more < _SLIPS * less)
    return in_use | (traits.known[one] & traits.known[other])


def _likeness_of_words(traits: WordTraits, one: Words, other: Words, cut: Flags) -> Floats:
    size = len(traits.text)
    low, high = np.minimum(one, other).astype(np.int64), np.maximum(one, other).astype(np.int64)
    codes, back = unique_codes((low * size + high) * 2 + cut)
    low, high, may_be_cut = codes // 2 // size, codes // 2 % size, codes % 2 == 1
    a = [traits.text[code] for code in low.tolist()]
    b = [traits.text[code] for code in high.tolist()]
    like = cpdist(a, b, scorer=OSA.normalized_similarity, dtype=np.float32)
    first = traits.first[low] == traits.first[high]
    short = np.minimum(traits.length[low], traits.length[high])
    like -= np.where(first, 0, _WRONG_START) + np.where(short < 5, _SHORT, 0)
    like -= np.where(_two_words(traits, low, high), _BOTH_KNOWN, 0)
    for row in np.flatnonzero(may_be_cut & first).tolist():
        if a[row].startswith(b[row]) or b[row].startswith(a[row]):
            like[row] = max(like[row], _CUT if short[row] > 3 else _CUT_EARLY)
    return np.asarray(like[back], dtype=np.float32)
