"""Lays the words of two names side by side, each with the word that it may be a writing of."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA
from rapidfuzz.process import cpdist

from tallystick.match.table import Flags, Floats, FormTable, Ints, WordTraits

_CHUNK = 100_000  # pairs laid out at a time, to bound memory
_ROUNDS = 3  # words of one pair that may differ in typing
_LIKE_ENOUGH = 0.62
_CUT = 0.88  # likeness of a word with its own beginning ("Manage" for "Management")


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

    least: pairs whose equal words and likely ones make up a smaller part than this of the name
    that has less to tell are left out.
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
    """Pairs with enough equal words, or whose letters begin alike or are nearly the same."""
    total_left = _told(table, alignment.left, None)
    total_right = _told(table, alignment.right, None)
    shared = _told(table, alignment.left, alignment.like_left)
    enough = shared >= least * np.minimum(total_left, total_right)
    rest = np.flatnonzero(~enough)
    if len(rest):
        one = [table.joined[row] for row in alignment.left[rest]]
        other = [table.joined[row] for row in alignment.right[rest]]
        enough[rest] = cpdist(one, other, scorer=OSA.normalized_similarity, dtype=np.float32) > 0.72
        begins = [a.startswith(b) or b.startswith(a) for a, b in zip(one, other, strict=True)]
        enough[rest] |= np.asarray(begins, dtype=np.bool_)
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
        like = _likeness(table.traits, words_left[rows, k], words_right[rows, m])
        best = _best_of_each(rows, like)
        rows, k, m, like = rows[best], k[best], m[best], like[best]
        if not len(rows):
            return
        alignment.like_left[rows, k] = like
        alignment.like_right[rows, m] = like
        alignment.place_of[rows, k] = m


def _best_of_each(rows: Ints, like: Floats) -> Ints:
    """Index of the most alike entry of each row, where it is alike enough; first on a tie."""
    order = np.lexsort((np.arange(len(rows)), -like, rows))
    first = np.ones(len(order), dtype=np.bool_)
    first[1:] = rows[order][1:] != rows[order][:-1]
    best = order[first]
    return best[like[best] >= _LIKE_ENOUGH]


def _likeness(traits: WordTraits, one: NDArray[np.int32], other: NDArray[np.int32]) -> Floats:
    """How likely two different words are writings of one: 1 less the typing errors by letter, or
    a fixed likeness where one begins the other. Numbers and initials have no likeness."""
    size = len(traits.text)
    low, high = np.minimum(one, other).astype(np.int64), np.maximum(one, other).astype(np.int64)
    codes, back = np.unique(low * size + high, return_inverse=True)
    texts = traits.text
    a = [texts[code] for code in codes // size]
    b = [texts[code] for code in codes % size]
    like = cpdist(a, b, scorer=OSA.normalized_similarity, dtype=np.float32)
    for row, (x, y) in enumerate(zip(a, b, strict=True)):
        shorter = min(len(x), len(y))
        if shorter < 3 or x[0].isdigit() or y[0].isdigit():
            like[row] = _initial_of(x, y)
        elif x.startswith(y) or y.startswith(x):
            like[row] = max(like[row], _CUT if shorter > 3 else 0.75)
        elif x[0] != y[0]:
            like[row] -= 0.12
        elif shorter < 5:
            like[row] -= 0.1
    return np.asarray(like[back], dtype=np.float32)


def _initial_of(x: str, y: str) -> float:
    """A letter or two at the end of a name that was cut may stand for the word it begins."""
    if not x.isalpha() or not y.isalpha() or len(x) == len(y):
        return 0.0
    short, long = sorted((x, y), key=len)
    return 0.65 if long.startswith(short) and len(long) > 3 else 0.0
