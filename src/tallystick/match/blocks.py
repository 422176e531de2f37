"""Which forms are worth comparing: those that meet in a block, a few neighbours each.

Every rule sorts the forms by a key and pairs each with the next few that share it. The number of
pairs grows with the number of forms, never with the size of a block: a common word costs no more
than a rare one.
"""

import numpy as np
from numpy.typing import NDArray

from tallystick.match.columns import Ints, beginnings
from tallystick.match.table import FormTable

_RARE_WINDOW = 10  # neighbours compared within a block of one word
_PAIR_WINDOW = 6  # within a block of two words
_SORTED_WINDOW = 3  # in the alphabet, whatever the words
_NONE = -1


def candidate_pairs(table: FormTable) -> tuple[Ints, Ints]:
    """Pairs (left < right) of rows that share a rare word, two words, a beginning or initials."""
    n = len(table.forms)
    if n < 2:
        return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64)
    rank = np.empty(n, dtype=np.int64)
    order = np.asarray(sorted(range(n), key=table.joined.__getitem__), dtype=np.int64)
    rank[order] = np.arange(n)
    found = [_windowed(order, np.zeros(n, dtype=np.int64), _SORTED_WINDOW, n)]
    by_weight = _words_by_weight(table)
    for column in range(3):
        found.append(_block(by_weight[:, column], rank, _RARE_WINDOW))
    vocabulary = len(table.traits.text) + 1
    for one, other in ((0, 1), (0, 2), (1, 2)):
        low = np.minimum(by_weight[:, one], by_weight[:, other])
        high = np.maximum(by_weight[:, one], by_weight[:, other])
        key = np.where(low < 0, _NONE, low * vocabulary + high)
        found.append(_block(key, rank, _PAIR_WINDOW))
    found.append(_block(_beginning_and_last(table), rank, _PAIR_WINDOW))
    found.append(_block(beginnings(table.joined, 6), rank, _PAIR_WINDOW))
    found.append(_acronyms(table, n))
    codes = np.sort(np.concatenate(found))
    codes = codes[np.r_[True, codes[1:] != codes[:-1]]] if len(codes) else codes
    return codes // n, codes % n


def _words_by_weight(table: FormTable) -> NDArray[np.int64]:
    """The words of each row, the most telling first; ties by position."""
    weight = np.where(table.words < 0, -1.0, table.traits.weight[table.words] * table.factor)
    order = np.argsort(-weight, axis=1, kind="stable")
    return np.take_along_axis(table.words.astype(np.int64), order, axis=1)


def _block(key: Ints, rank: Ints, window: int) -> Ints:
    """Codes of the pairs of neighbours, by rank, among rows of one key."""
    rows = np.flatnonzero(key >= 0)
    order = rows[np.lexsort((rank[rows], key[rows]))]
    return _windowed(order, key, window, len(key))


def _windowed(order: Ints, key: Ints, window: int, n: int) -> Ints:
    found = []
    sorted_key = key[order]
    for step in range(1, min(window, len(order) - 1) + 1):
        same = sorted_key[step:] == sorted_key[:-step]
        if not same.any():
            break
        one, other = order[:-step][same], order[step:][same]
        found.append(np.minimum(one, other) * n + np.maximum(one, other))
    return np.concatenate(found) if found else np.empty(0, dtype=np.int64)


def _beginning_and_last(table: FormTable) -> Ints:
    """A number for the first three letters with the last word, -1 for a name of one word."""
    last = np.take_along_axis(table.words, np.maximum(table.count - 1, 0)[:, None].astype(int), 1)
    codes = beginnings(table.joined, 3) * (len(table.traits.text) + 1) + last[:, 0]
    return np.where(table.count < 2, _NONE, codes)


def _acronyms(table: FormTable, n: int) -> Ints:
    """Pairs of a name of one short word with the names whose first letters spell it."""
    alone = np.flatnonzero((table.count == 1) & (table.size >= 3) & (table.size <= 7))
    short = {table.joined[row]: row for row in alone.tolist()}
    many = (table.count > 2).tolist()
    found = []
    for row, letters in enumerate(table.forms.initials()):
        other = short.get(letters) if many[row] else None
        if other is not None and other != row:
            found.append(min(row, other) * n + max(row, other))
    return np.asarray(found, dtype=np.int64)
