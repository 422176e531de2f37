"""All that speaks for or against joining two names: likeness, numbers, councils, reviewers."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

import numpy as np
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

from tallystick.match.blocks import candidate_pairs
from tallystick.match.clusters import APART, Pair
from tallystick.match.features import FEATURES
from tallystick.match.forms import Forms, concat
from tallystick.match.identifiers import sharing
from tallystick.match.names import parse
from tallystick.match.nodes import SPLIT, Nodes
from tallystick.match.reading import read_name
from tallystick.match.score import score, weights
from tallystick.match.table import FormTable, lay_out
from tallystick.match.values import CouncilNames, Decision, Kind, Spelling

_BY_NUMBER = 0.95  # how often a shared, possible number under agreeing names is one supplier
_LEAST_LIKE = 0.05  # names that score less contradict the number
_LEAST_SHARE = 0.15  # as do names of which less than this part is shared
_LARGEST_CHECKED = 60  # names of a connected set of which all pairs are held against the guards
SAME_COUNCIL = 0.99
_COUNTY_OR_CITY = re.compile(r" (?:county|city) council$")
SAID_SAME = 1e7  # outweighs every guard
SAID_APART = -1e12  # outweighs everything


@dataclass(frozen=True, slots=True)
class Evidence:
    """scores: of each compared pair of nodes, as clusters.cluster takes them. notes: what other
    than likeness joined a pair."""

    scores: dict[Pair, float]
    notes: dict[Pair, str]


def gather(
    nodes: Nodes,
    spellings: Sequence[Spelling],
    councils: CouncilNames | None,
    decisions: Sequence[Decision],
) -> Evidence:
    """Compare the nodes that may be one. Reviewers outrank guards, guards outrank numbers, numbers
    outrank likeness."""
    table, rows = table_of(nodes)
    notes: dict[Pair, str] = {}
    numbers = _by_number(nodes, spellings, table, rows, notes)
    code = {} if councils is None else council_codes(nodes, councils)
    said = _by_reviewer(nodes, decisions, notes)
    given = numbers | _by_council(code, notes) | said
    scores = _by_likeness(table, rows, given)
    for pair, sure in given.items():
        scores[pair] = sure if pair in said else max(sure, scores.get(pair, 0.0))
    for pair in scores:
        if pair[0] in code and pair[1] in code and code[pair[0]] != code[pair[1]]:
            scores[pair] = said.get(pair, APART)
    return Evidence(scores, notes)


def table_of(nodes: Nodes) -> tuple[FormTable, list[int]]:
    """The nodes that name somebody, laid out for comparing, and the node of each row: a node whose
    words are parted in two ways has two."""
    named = (Kind.ORGANISATION, Kind.PUBLIC_BODY, Kind.PERSON)
    many = nodes.forms.counts().tolist()
    rows = [
        node
        for node, kind in enumerate(nodes.kinds)
        if kind in named and many[node] and SPLIT not in nodes.keys[node]
    ]
    kept = set(rows)
    run_on = [(node, form) for node, form in nodes.run_on if node in kept]
    forms = [nodes.forms.take(np.asarray(rows, dtype=np.int64)), Forms.of([f for _, f in run_on])]
    rows += [node for node, _ in run_on]
    person = [nodes.kinds[node] is Kind.PERSON for node in rows]
    return lay_out(concat(forms), person), rows


def _by_likeness(
    table: FormTable, rows: list[int], given: Mapping[Pair, float]
) -> dict[Pair, float]:
    """Scores of the compared pairs within each set of nodes that joining pairs, or given ones,
    connect: no other pair can matter to the clusters."""
    found = score(table, *candidate_pairs(table))
    node = np.asarray(rows, dtype=np.int64)
    left, right = node[found.left], node[found.right]
    level = np.where(found.guard > 0, APART, found.score)
    joins = found.score >= weights().join_from
    ends = np.asarray(sorted(given), dtype=np.int64).reshape(-1, 2)
    one = np.concatenate([left[joins], ends[:, 0]])
    other = np.concatenate([right[joins], ends[:, 1]])
    if not len(one):
        return {}
    size = int(max(one.max(), other.max(), node.max())) + 1
    graph = coo_matrix((np.ones(len(one)), (one, other)), shape=(size, size))
    _, label = connected_components(graph, directed=False)
    kept = np.flatnonzero((label[left] == label[right]) & (left != right))
    kept = kept[np.argsort(level[kept], kind="stable")]  # of two ways to part the words the better
    first, second = np.minimum(left, right)[kept].tolist(), np.maximum(left, right)[kept].tolist()
    scores = dict(zip(zip(first, second, strict=True), level[kept].tolist(), strict=True))
    return scores | _guards_within(table, node, label[node], scores)


def _guards_within(
    table: FormTable, node: np.ndarray, label: np.ndarray, scores: Mapping[Pair, float]
) -> dict[Pair, float]:
    """The pairs not yet compared, within sets of rows of one label, that a guard keeps apart: no
    chain may join what could not be joined outright."""
    size = np.bincount(label)[label]
    some = np.flatnonzero((size > 2) & (size <= _LARGEST_CHECKED))
    order = some[np.argsort(label[some], kind="stable")]
    ends = [0, *(np.flatnonzero(np.diff(label[order])) + 1).tolist(), len(order)]
    ordered, node_of = order.tolist(), node.tolist()
    pairs = [
        (row, other)
        for begin, end in pairwise(ends)
        for row, other in combinations(ordered[begin:end], 2)
        if node_of[row] != node_of[other] and pair_of(node_of[row], node_of[other]) not in scores
    ]
    ends_of = np.asarray(pairs, dtype=np.int64).reshape(-1, 2)
    found = score(table, ends_of[:, 0], ends_of[:, 1], -1.0)
    apart = found.guard > 0
    ends_apart = zip(node[found.left[apart]], node[found.right[apart]], strict=True)
    return dict.fromkeys([pair_of(one, other) for one, other in ends_apart], APART)


def pair_of(one: int, other: int) -> Pair:
    """Two nodes as clusters.cluster takes them."""
    return min(int(one), int(other)), max(int(one), int(other))


def _by_number(
    nodes: Nodes,
    spellings: Sequence[Spelling],
    table: FormTable,
    rows: list[int],
    notes: dict[Pair, str],
) -> dict[Pair, float]:
    """A shared number joins names that do not contradict it; a company number that stands under
    two names only joins them whatever they are, for firms change their names."""
    shared = sharing(zip(nodes.of_spelling, spellings, strict=True))
    row_of = {node: row for row, node in reversed(list(enumerate(rows)))}
    pairs = [pair for pair in shared if pair[0] in row_of and pair[1] in row_of]
    if not pairs:
        return {}
    left = np.asarray([row_of[a] for a, _ in pairs], dtype=np.int64)
    right = np.asarray([row_of[b] for _, b in pairs], dtype=np.int64)
    found = score(table, left, right, -1.0)
    joined: dict[Pair, float] = {}
    share = found.features[:, list(FEATURES).index("share")]
    agrees = (found.score >= _LEAST_LIKE) & (share >= _LEAST_SHARE)
    for pair, agree, guard in zip(pairs, agrees.tolist(), found.guard.tolist(), strict=True):
        kind, names = shared[pair]
        renamed = kind == "company number" and names == 2
        if guard == 0 and (agree or renamed):
            joined[pair] = _BY_NUMBER
            notes[pair] = f"both give the same {kind}"
    return joined


def council_codes(nodes: Nodes, councils: CouncilNames) -> dict[int, str]:
    """The code of the council that a node names, by the reference table; what stands in brackets
    or behind a dash is a department."""
    code_of = {parse(name).key: code for name, code in sorted(councils.names().items())}
    short = {
        parse(_COUNTY_OR_CITY.sub(" cc", name.lower())).key: code
        for name, code in sorted(councils.names().items())
        if _COUNTY_OR_CITY.search(name.lower())
    }
    found = {}
    for node, (kind, key) in enumerate(zip(nodes.kinds, nodes.keys, strict=True)):
        if kind is not Kind.PUBLIC_BODY and "cc" not in key:
            continue
        form = nodes.forms[node]
        named = "".join(form.words[: form.main])
        code = code_of.get(named) if kind is Kind.PUBLIC_BODY else None
        code = code or short.get(named)
        if code:
            found[node] = code
    return found


def _by_council(code: Mapping[int, str], notes: dict[Pair, str]) -> dict[Pair, float]:
    """Names of one council are one supplier."""
    first: dict[str, int] = {}
    joined: dict[Pair, float] = {}
    for node, own in sorted(code.items()):
        if own in first:
            joined[first[own], node] = SAME_COUNCIL
            notes[first[own], node] = "both are names of one council"
        first.setdefault(own, node)
    return joined


def _by_reviewer(
    nodes: Nodes, decisions: Sequence[Decision], notes: dict[Pair, str]
) -> dict[Pair, float]:
    row = {key: node for node, key in enumerate(nodes.keys)}
    said: dict[Pair, float] = {}
    for decision in decisions:
        one, other = node_named(row, decision.a), node_named(row, decision.b)
        if one is None or other is None or one == other:
            continue
        pair = (min(one, other), max(one, other))
        said[pair] = SAID_SAME if decision.verdict == "same" else SAID_APART
        notes[pair] = "a reviewer said so"
    return said


def node_named(row: Mapping[str, int], spelling: str) -> int | None:
    """The node of a spelling, if it is in this batch. row: key -> node."""
    _, forms = read_name(spelling)
    key = forms[0].key if forms else ""
    return row.get(f"{key}{SPLIT}{spelling}", row.get(key))
