"""Scores of the pairs that can change the clusters."""

import numpy as np

from tallystick.match.names.columns import Ints, connected, runs, spans
from tallystick.match.pairs.compared import APART, Compared, compare, pair_codes, united
from tallystick.match.pairs.prefilter import pairs_worth_a_look
from tallystick.match.pairs.score import Scored, score, weights
from tallystick.match.pairs.table import FormTable

_LARGEST_CHECKED = 200  # names of a connected set of which all pairs are held against the guards


def by_likeness(n: int, table: FormTable, node: Ints, given: Compared) -> Compared:
    """Scores of the compared pairs of n nodes within each set that joining pairs, or given ones,
    connect: no other pair can matter to the clusters. node: of each row of the table."""
    found = score(table, *pairs_worth_a_look(table))
    joins = found.score >= weights().join_from
    one = np.concatenate([node[found.left[joins]], given.first])
    other = np.concatenate([node[found.right[joins]], given.second])
    label = connected(n, one, other)
    compared = _of_nodes(node, found)
    compared = compared.take(np.flatnonzero(label[compared.first] == label[compared.second]))
    return united(compared, _guards_within(table, node, label[node], compared))


def _of_nodes(node: Ints, found: Scored) -> Compared:
    """Pairs of rows as pairs of nodes; of two ways to part a node's words the better one."""
    level = np.where(found.guard > 0, APART, found.score.astype(np.float64))
    return compare(node[found.left], node[found.right], level)


def _guards_within(table: FormTable, node: Ints, label: Ints, compared: Compared) -> Compared:
    """The pairs not yet compared, within sets of rows of one label, that a guard keeps apart: no
    chain may join what could not be joined outright."""
    size = np.bincount(label)[label]
    some = np.flatnonzero((size > 2) & (size <= _LARGEST_CHECKED))
    rows = some[np.argsort(label[some], kind="stable")]
    ends = runs(label[rows])
    place = np.arange(len(rows))
    behind = np.repeat(ends[1:], np.diff(ends)) - place - 1
    left, right = np.repeat(rows, behind), rows[spans(place + 1, behind)]
    is_known = np.isin(pair_codes(node[left], node[right]), compared.codes())
    new = np.flatnonzero(~is_known & (node[left] != node[right]))
    found = score(table, left[new], right[new], -1.0)
    apart = np.flatnonzero(found.guard > 0)
    return compare(node[found.left[apart]], node[found.right[apart]], np.full(len(apart), APART))
