"""Operations on columns of cells, using single bytes where these are enough: testing the first byte
of each of ten thousand cells is faster than one Arrow kernel over their text."""

from collections.abc import Callable
from typing import TypeAlias

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

Cells: TypeAlias = pa.StringArray | pa.DictionaryArray
"""A column: a text a cell, or, where texts repeat, codes into their distinct texts."""

Mask = NDArray[np.bool_]

BLANK = pa.scalar("", pa.string())  # made once: converting a Python value to Arrow is slow
_NO_BYTES = np.array([ord("-")], np.uint8)
_IS_MARK = np.zeros(256, bool)  # bytes that are a whole non-blank ASCII character
_IS_MARK[33:127] = True


def coded(cells: Cells) -> pa.DictionaryArray:
    """The cells in dictionary encoding (codes into their distinct texts)."""
    return cells if isinstance(cells, pa.DictionaryArray) else cells.dictionary_encode()


def spelt_out(cells: Cells) -> pa.StringArray:
    """The cells as plain strings, without dictionary encoding."""
    return cells.cast(pa.string()) if isinstance(cells, pa.DictionaryArray) else cells


def each_distinct(cells: Cells, read: Callable[[str], object], kind: pa.DataType) -> pa.Array:
    """A column of cells read once for each distinct cell."""
    held = coded(cells)
    values = pa.array([read(cell) for cell in held.dictionary.to_pylist()], kind)
    return values.take(held.indices)


def as_mask(flags: pa.BooleanArray) -> Mask:
    """Flags as a numpy mask of its own."""
    return np.asarray(flags.to_numpy(zero_copy_only=False)).copy()


def first_bytes(cells: pa.StringArray) -> NDArray[np.uint8]:
    """The first byte of each cell. For an empty cell the value is a byte of a neighbouring cell."""
    return _bytes(cells).take(_ends(cells)[:-1], mode="clip")


def are_filled(cells: Cells) -> Mask:
    """Which cells hold more than blanks."""
    if isinstance(cells, pa.DictionaryArray):
        return np.asarray(are_filled(cells.dictionary)[cells.indices.to_numpy()])
    ends, firsts = _ends(cells), first_bytes(cells)
    filled = ends[:-1] != ends[1:]
    doubtful = np.flatnonzero(filled & ~_IS_MARK[firsts])
    if len(doubtful):
        rest = pc.utf8_trim_whitespace(cells.take(pa.array(doubtful)))
        filled[doubtful] = as_mask(pc.not_equal(rest, BLANK))
    return np.asarray(filled)


def trimmed(cells: pa.StringArray) -> pa.StringArray:
    """The cells without the blanks around them."""
    lasts = _bytes(cells).take(_ends(cells)[1:] - 1, mode="clip")
    if _IS_MARK[first_bytes(cells)].all() and _IS_MARK[lasts].all():
        return cells
    return pc.utf8_trim_whitespace(cells)


def without(cells: pa.Array, nothing: Mask) -> pa.Array:
    """The cells with null where `nothing` is true. The text buffer is shared, not copied."""
    if not nothing.any():
        return cells
    if cells.null_count:
        nothing = nothing | as_mask(cells.is_null())
    missing = int(np.count_nonzero(nothing))
    held = np.concatenate([np.ones(cells.offset, bool), ~nothing])
    bits = pa.py_buffer(np.packbits(held, bitorder="little"))
    buffers = [bits, *cells.buffers()[1:]]
    return pa.Array.from_buffers(cells.type, len(cells), buffers, missing, cells.offset)


def said(cells: Cells, nothing: Callable[[pa.StringArray], Mask]) -> Cells:
    """The cells without surrounding blanks, null where the remaining text has no meaning.

    nothing: a function that marks which of some trimmed texts have no meaning. Dictionary-encoded
    cells stay encoded, and each distinct text is checked once.
    """
    if not isinstance(cells, pa.DictionaryArray):
        bare = trimmed(cells)
        return without(bare, nothing(bare))
    codes, spelt = cells.indices, cells.dictionary
    texts = trimmed(spelt)
    if texts is not spelt:  # two spellings of one text may have become the same
        again = texts.dictionary_encode()
        codes, texts = again.indices.take(codes), again.dictionary
    silent = nothing(texts)
    if silent.any():
        codes = without(codes, silent[codes.to_numpy()])
    elif texts is spelt:
        return cells
    return pa.DictionaryArray.from_arrays(codes, texts, safe=False)


class Words:
    """A few short words of ASCII, looked for among cells."""

    def __init__(self, *words: str) -> None:
        self._words = pa.array(words, pa.string())
        self._longest = max(map(len, words))
        self._opens = np.zeros(256, bool)
        self._opens[[ord(word[0]) for word in words if word]] = True

    def are(self, cells: pa.StringArray) -> Mask:
        """Which cells are one of the words, or empty."""
        ends = _ends(cells)
        found = ends[:-1] == ends[1:]
        places = np.flatnonzero(self._opens[first_bytes(cells)])
        places = places[ends[places + 1] - ends[places] <= self._longest]
        if len(places):
            found[places] |= as_mask(pc.is_in(cells.take(pa.array(places)), self._words))
        return np.asarray(found)


def _ends(cells: pa.StringArray) -> NDArray[np.int32]:
    """Where each cell begins in the column's bytes, and where the last ends."""
    offsets = np.frombuffer(cells.buffers()[1], np.int32)
    return offsets[cells.offset : cells.offset + len(cells) + 1]


def _bytes(cells: pa.StringArray) -> NDArray[np.uint8]:
    """The byte buffer of a column, never empty, so that indexing it is always valid."""
    held = cells.buffers()[2]
    return np.frombuffer(held, np.uint8) if held and held.size else _NO_BYTES
