"""Lays the words of two names side by side, each with the word that it may be a writing of."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA
from rapidfuzz.process import cpdist

from tallystick.match.table import Flags, Floats, FormTable, Ints, Words, WordTraits, unique_codes

_CHUNK = 100_000  # pairs laid out at a time, to bound memory
_ROUNDS = 3  # words of one pair that may differ in typing
_LIKE_ENOUGH = 0.72
_NEARLY = 0.72  # letters of two names, blanks apart, that are nearly the same
_WITHIN = 0.9  # of a name whose words nearly all stand in the other
_OF_LONGER = 0.65  # and how much less than `least` they may then make up of the other
_OF_BOTH = 1.1  # the part of both names that is equal, as a multiple of `least`
_CUT = 0.88  # likeness of a cut last word with the whole one ("Manage" for "Management")
_CUT_EARLY = 0.79  # and where only three letters are left
_CUT_FROM = 14  # letters of a name, blanks apart, of which the last word may be cut to a stump
_WRONG_START = 0.12
_SHORT = 0.1
_BOTH_KNOWN = 0.15  # two words in common use are two words, where a rare one may be a slip


@dataclass(frozen=True, slots=True)
class Alignment:
    """Pairs of rows, and for each word of either side the likeness of its partner (0: none).

    place_of: for each left word the position of its partner on the right, -1 where none.
    """

    left: Ints
    right: Ints
    like_left: Floats  # pairs x WIDEST
    like_right: Floats
    place_of: NDArray[np.int8]


def align(table: FormTable, left: Ints, right: Ints, least: float) -> Iterator[Alignment]:
    """Alignments of the pairs (left[i], right[i]), in chunks.

    least: about the part of two names that must be shared for the pair not to be left out; 0 or
    less keeps every pair.
    """
    for start in range(0, len(left), _CHUNK):
        one, other = left[start : start + _CHUNK], right[start : start + _CHUNK]
        alignment = _equal_words(table, one, other)
        kept = _worth_closer_look(table, alignment, least)
        alignment = _subset(alignment, kept)
        _pair_alike(table, alignment)
        yield alignment


def _equal_words(table: FormTable, left: Ints, right: Ints) -> Alignment:
    words_left, words_right = table.words[left], table.words[right]
    shape = words_left.shape
    like_left, like_right = np.zeros(shape, np.float32), np.zeros(shape, np.float32)
    place_of = np.full(shape, -1, np.int8)
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
    return Alignment(left, right, like_left, like_right, place_of)


def _worth_closer_look(table: FormTable, alignment: Alignment, least: float) -> Flags:
    """Pairs of which one is all but within the other, or most of both is equal; or whose letters
    are nearly the same or begin alike."""
    told_left = _told(table, alignment.left, None)
    told_right = _told(table, alignment.right, None)
    shared = _told(table, alignment.left, alignment.like_left)
    less, more = np.minimum(told_left, told_right), np.maximum(told_left, told_right)
    within = (shared >= _WITHIN * less) & (shared >= least * _OF_LONGER * more)
    enough: Flags = within | (shared >= least * _OF_BOTH * (less + more))
    if least <= 0:
        return np.ones(len(enough), dtype=np.bool_)
    begin = table.begin[alignment.left] == table.begin[alignment.right]
    enough |= begin
    size_left, size_right = table.size[alignment.left], table.size[alignment.right]
    longer = np.maximum(size_left, size_right)
    rest = np.flatnonzero(~enough & (np.minimum(size_left, size_right) >= _NEARLY * longer))
    if len(rest):
        one = [table.joined[row] for row in alignment.left[rest].tolist()]
        other = [table.joined[row] for row in alignment.right[rest].tolist()]
        like = cpdist(one, other, scorer=OSA.normalized_similarity, score_cutoff=_NEARLY)
        enough[rest] = like >= _NEARLY
    return enough


def _told(table: FormTable, rows: Ints, like: Floats | None) -> Floats:
    weight = table.traits.weight[table.words[rows]] * table.factor[rows]
    told: Floats = (weight if like is None else weight * like).sum(axis=1)
    return told


def _subset(alignment: Alignment, kept: Flags) -> Alignment:
    return Alignment(
        alignment.left[kept], alignment.right[kept], alignment.like_left[kept],
        alignment.like_right[kept], alignment.place_of[kept],
    )  # fmt: skip


def _pair_alike(table: FormTable, alignment: Alignment) -> None:
    """Give words that have no equal partner the most alike free one, best first. In place."""
    words_left, words_right = table.words[alignment.left], table.words[alignment.right]
    for _ in range(_ROUNDS):
        free_left = (words_left >= 0) & (alignment.like_left == 0)
        free_right = (words_right >= 0) & (alignment.like_right == 0)
        pairs = np.flatnonzero(free_left.any(axis=1) & free_right.any(axis=1))
        if not len(pairs):
            return
        both = free_left[pairs][:, :, None] & free_right[pairs][:, None, :]
        which, k, m = np.nonzero(both)
        rows = pairs[which]
        one, other = words_left[rows, k], words_right[rows, m]
        last_left = _ends(table, alignment.left[rows], k)
        last_right = _ends(table, alignment.right[rows], m)
        like = _likeness(table.traits, one, other, last_left, last_right)
        best = _best_of_each(rows, like)
        rows, k, m, like = rows[best], k[best], m[best], like[best]
        if not len(rows):
            return
        alignment.like_left[rows, k] = like
        alignment.like_right[rows, m] = like
        alignment.place_of[rows, k] = m


def _ends(table: FormTable, rows: Ints, column: Ints) -> Words:
    """For each word 0, 1 where it is the last of its name, 2 where the name is so long that this
    may be all that was left of a word."""
    last = column == table.count[rows] - 1
    return np.where(last, np.where(table.size[rows] >= _CUT_FROM, 2, 1), 0).astype(np.int32)


def _best_of_each(rows: Ints, like: Floats) -> Ints:
    """Index of the most alike entry of each row, where it is alike enough; first on a tie."""
    order = np.lexsort((np.arange(len(rows)), -like, rows))
    first = np.ones(len(order), dtype=np.bool_)
    first[1:] = rows[order][1:] != rows[order][:-1]
    best = order[first]
    return best[like[best] >= _LIKE_ENOUGH]


def _likeness(
    traits: WordTraits, one: Words, other: Words, last_one: Words, last_other: Words
) -> Floats:
    """How likely two different words are writings of one: 1 less the typing errors by letter, or
    a fixed likeness for the beginning of a word where a name was cut. Numbers and initials have
    no likeness; a wrong first letter and short words take some away."""
    like = np.zeros(len(one), dtype=np.float32)
    length_one, length_other = traits.length[one], traits.length[other]
    shorter = np.minimum(length_one, length_other)
    last = np.where(length_one < length_other, last_one, last_other)
    stump = (last == 2) & (np.maximum(length_one, length_other) > 2)
    wordy = ((shorter > 2) | stump) & ~traits.number[one] & ~traits.number[other]
    same_start = traits.first[one] == traits.first[other]
    near = np.abs(length_one - length_other) <= shorter * (1 - _LIKE_ENOUGH) + 1
    cut = same_start & (last > 0)
    rows = np.flatnonzero(wordy & (cut | (near & (same_start | (shorter > 5)))))
    if len(rows):
        like[rows] = _likeness_of_words(traits, one[rows], other[rows], cut[rows])
    return like


def _likeness_of_words(traits: WordTraits, one: Words, other: Words, cut: Flags) -> Floats:
    size = len(traits.text)
    low, high = np.minimum(one, other).astype(np.int64), np.maximum(one, other).astype(np.int64)
    codes, back = unique_codes((low * size + high) * 2 + cut)
    texts = traits.text
    a = [texts[code] for code in (codes // 2 // size).tolist()]
    b = [texts[code] for code in (codes // 2 % size).tolist()]
    like = cpdist(a, b, scorer=OSA.normalized_similarity, dtype=np.float32)
    first = np.fromiter((x[0] == y[0] for x, y in zip(a, b, strict=True)), np.bool_, len(a))
    short = np.fromiter((min(len(x), len(y)) for x, y in zip(a, b, strict=True)), np.int8, len(a))
    like -= np.where(first, 0, _WRONG_START) + np.where(short < 5, _SHORT, 0)
    known = traits.known[codes // 2 // size] & traits.known[codes // 2 % size]
    like -= np.where(known, _BOTH_KNOWN, 0)
    for row in np.flatnonzero((codes % 2 == 1) & first).tolist():
        if a[row].startswith(b[row]) or b[row].startswith(a[row]):
            like[row] = max(like[row], _CUT if short[row] > 3 else _CUT_EARLY)
    return np.asarray(like[back], dtype=np.float32)
