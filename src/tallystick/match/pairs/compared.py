"""Compared pairs of nodes as columns: millions of them are three arrays."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from tallystick.match.names.columns import Ints, runs

Pair = tuple[int, int]
APART = -1e6  # the score of a pair that must stay apart
_HALF = 32  # bits of a pair's code for each of its nodes


@dataclass(frozen=True, slots=True)
class Compared:
    """Pairs of nodes, first < second, each once and in order, and how likely each is one
    supplier: a score, or APART."""

    first: Ints
    second: Ints
    score: NDArray[np.float64]

    @classmethod
    def of(cls, scores: Mapping[Pair, float]) -> Self:
        """The columns of a few scores."""
        pairs = sorted(scores)
        ends = np.asarray(pairs, dtype=np.int64).reshape(-1, 2)
        score = np.asarray([scores[pair] for pair in pairs], dtype=np.float64)
        return cls(ends[:, 0], ends[:, 1], score)

    def take(self, rows: Ints) -> Self:
        """The pairs of these rows."""
        return type(self)(self.first[rows], self.second[rows], self.score[rows])

    def codes(self) -> Ints:
        """A number for each pair, in the order of the pairs."""
        return pair_codes(self.first, self.second)

    def __iter__(self) -> Iterator[tuple[int, int, float]]:
        return zip(self.first.tolist(), self.second.tolist(), self.score.tolist(), strict=True)


def pair_codes(one: Ints, other: Ints) -> Ints:
    """A number for each pair of nodes, whichever of the two comes first."""
    return (np.minimum(one, other) << _HALF) | np.maximum(one, other)


def pairs_of_codes(parts: Sequence[Ints]) -> tuple[Ints, Ints]:
    """The distinct pairs of all codes, in order."""
    codes = np.sort(np.concatenate([*parts, np.empty(0, dtype=np.int64)]))
    codes = codes[np.diff(codes, prepend=-1) > 0]
    return codes >> _HALF, codes & ((1 << _HALF) - 1)


def compare(one: Ints, other: Ints, score: NDArray[np.float64]) -> Compared:
    """Pairs in any order and of any ends, as columns; of several scores of a pair the highest. A
    node and itself are no pair."""
    ends = np.minimum(one, other), np.maximum(one, other)
    pairs = Compared(*ends, score).take(np.flatnonzero(one != other))
    codes = pairs.codes()
    order = np.argsort(codes, kind="stable")
    begin = runs(codes[order])[:-1]
    kept = pairs.take(order[begin])
    return Compared(kept.first, kept.second, np.maximum.reduceat(pairs.score[order], begin))


def united(*parts: Compared) -> Compared:
    """The pairs of all parts; of several scores of a pair the highest."""
    return compare(
        np.concatenate([part.first for part in parts]),
        np.concatenate([part.second for part in parts]),
        np.concatenate([part.score for part in parts]),
    )


def overruled(pairs: Compared, by: Compared) -> Compared:
    """The pairs of both; a pair in `by` has the score from `by`."""
    return united(pairs.take(np.flatnonzero(~np.isin(pairs.codes(), by.codes()))), by)
