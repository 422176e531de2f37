"""Operations on ragged arrays: rows of different lengths, stored one after another in one array."""

from collections.abc import Sequence
from typing import Any, TypeVar

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Words = NDArray[np.int32]  # numbers of words
Floats = NDArray[np.float32]
Flags = NDArray[np.bool_]
Item = TypeVar("Item", bound=np.generic)
Kinds = NDArray[np.int8]  # places in values.BY_CARE


def beginnings(texts: Sequence[str], letters: int) -> Ints:
    """A number for each text; equal for texts that have the same first `letters` letters."""
    column = pc.utf8_slice_codeunits(pa.array(texts, pa.string()), 0, letters)
    numbers: Ints = column.dictionary_encode().indices.to_numpy().astype(np.int64)
    return numbers


def in_alphabet(texts: Sequence[str]) -> tuple[list[str], Ints]:
    """The distinct texts in the alphabet, and for each text its place among them."""
    column = pa.array(texts, pa.string()).dictionary_encode()
    order = pc.sort_indices(column.dictionary)
    place = np.empty(len(order), dtype=np.int64)
    place[order.to_numpy()] = np.arange(len(order))
    distinct: list[str] = column.dictionary.take(order).to_pylist()
    return distinct, place[column.indices.to_numpy()]


def starts(counts: Ints) -> Ints:
    """Where each of the rows begins, and where the last one ends, in a column of all of them."""
    return np.concatenate([[0], np.cumsum(counts, dtype=np.int64)])


def spans(start: Ints, counts: Ints) -> Ints:
    """The ranges start[0], start[0] + 1, ... (counts[0] numbers), then start[1], ...,
    concatenated."""
    before = np.cumsum(counts, dtype=np.int64) - counts
    return np.repeat(start - before, counts) + np.arange(counts.sum())


def rows_of(grid: NDArray[Item], rows: Ints) -> NDArray[Item]:
    """Select rows of a grid, stored in column-major order: sums along the few items of each row
    then run over whole columns and are ten times as fast."""
    return np.asfortranarray(grid.take(rows, axis=0))


def kept_rows(grid: NDArray[Item], kept: Flags) -> NDArray[Item]:
    """Select rows of a grid that rows_of() returned, in the same memory order."""
    return grid.T.compress(kept, axis=1).T


def begin_same(items: NDArray[Any], start: Ints, rows: Ints, others: Ints) -> Flags:
    """For each pair of rows, whether rows[i] begins with all items of others[i]."""
    size = start[1:] - start[:-1]
    maybe = np.flatnonzero(size[rows] >= size[others])
    counts = size[others[maybe]]
    one, other = spans(start[rows[maybe]], counts), spans(start[others[maybe]], counts)
    differ = np.concatenate([[0], np.cumsum(items[one] != items[other])])[starts(counts)]
    same = np.zeros(len(rows), dtype=np.bool_)
    same[maybe] = differ[1:] == differ[:-1]
    return same


def runs(ordered: NDArray[Any]) -> Ints:
    """Where each run of equal items begins, and where the last one ends."""
    new = np.flatnonzero(ordered[1:] != ordered[:-1]) + 1
    return np.concatenate([[0], new, [len(ordered)]]) if len(ordered) else new


def connected(n: int, one: Ints, other: Ints) -> Ints:
    """For each of n nodes the number of the set that the pairs (one[i], other[i]) put it into."""
    # Here, since a run with nothing new to match need not wait 0.2 s for it.
    from scipy.sparse import coo_matrix  # noqa: PLC0415
    from scipy.sparse.csgraph import connected_components  # noqa: PLC0415

    graph = coo_matrix((np.ones(len(one), dtype=np.int8), (one, other)), shape=(n, n))
    label: Ints = connected_components(graph, directed=False)[1].astype(np.int64)
    return label


def unique_codes(codes: Ints) -> tuple[Ints, Ints]:
    """The sorted distinct codes, and for each code its place among them."""
    order = np.argsort(codes, kind="stable")
    ordered = codes[order]
    new = np.ones(len(codes), dtype=np.bool_)
    new[1:] = ordered[1:] != ordered[:-1]
    back = np.empty(len(codes), dtype=np.int64)
    back[order] = np.cumsum(new) - 1
    return ordered[new], back
