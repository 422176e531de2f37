"""All that speaks for or against joining two names: likeness, numbers, councils, reviewers."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tallystick.match.blocks import candidate_pairs
from tallystick.match.clusters import APART, Pair
from tallystick.match.identifiers import sharing
from tallystick.match.names import parse
from tallystick.match.nodes import SPLIT, Nodes
from tallystick.match.score import score
from tallystick.match.table import FormTable, lay_out
from tallystick.match.values import CouncilNames, Decision, Kind, Spelling

_BY_NUMBER = 0.95  # how often a shared, possible number under agreeing names is one supplier
_LEAST_LIKE = 0.05  # names that score less contradict the number
_SAME_COUNCIL = 0.99
SAID_SAME = 1e7  # outweighs every guard
SAID_APART = -1e12  # outweighs everything
_LEAST_KEPT = 0.02  # pairs that score less say nothing that strangers do not


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
    scores = _by_likeness(table, rows)
    notes: dict[Pair, str] = {}
    _add_numbers(nodes, spellings, table, rows, scores, notes)
    if councils is not None:
        _add_councils(nodes, councils, scores, notes)
    _add_decisions(nodes, decisions, scores, notes)
    return Evidence(scores, notes)


def table_of(nodes: Nodes) -> tuple[FormTable, list[int]]:
    """The nodes that name somebody, laid out for comparing, and the node of each row."""
    named = (Kind.ORGANISATION, Kind.PUBLIC_BODY, Kind.PERSON)
    rows = [
        node
        for node, kind in enumerate(nodes.kinds)
        if kind in named and nodes.forms[node].words and SPLIT not in nodes.keys[node]
    ]
    person = [nodes.kinds[node] is Kind.PERSON for node in rows]
    return lay_out([nodes.forms[node] for node in rows], person), rows


def _by_likeness(table: FormTable, rows: list[int]) -> dict[Pair, float]:
    found = score(table, *candidate_pairs(table))
    level = np.where(found.guard > 0, APART, found.score)
    worth = (found.score >= _LEAST_KEPT) | (found.guard > 0)
    node = np.asarray(rows, dtype=np.int64)
    left, right = node[found.left[worth]].tolist(), node[found.right[worth]].tolist()
    return dict(zip(zip(left, right, strict=True), level[worth].tolist(), strict=True))


def _add_numbers(
    nodes: Nodes,
    spellings: Sequence[Spelling],
    table: FormTable,
    rows: list[int],
    scores: dict[Pair, float],
    notes: dict[Pair, str],
) -> None:
    """A shared number joins names that do not contradict it; a company number that stands under
    two names only joins them whatever they are, for firms change their names."""
    shared = sharing(zip(nodes.of_spelling, spellings, strict=True))
    row_of = {node: row for row, node in enumerate(rows)}
    pairs = [pair for pair in shared if pair[0] in row_of and pair[1] in row_of]
    if not pairs:
        return
    left = np.asarray([row_of[a] for a, _ in pairs], dtype=np.int64)
    right = np.asarray([row_of[b] for _, b in pairs], dtype=np.int64)
    found = score(table, left, right, -1.0)
    for pair, likeness, guard in zip(
        pairs, found.score.tolist(), found.guard.tolist(), strict=True
    ):
        kind, names = shared[pair]
        renamed = kind == "company number" and names == 2
        if guard == 0 and (likeness >= _LEAST_LIKE or renamed):
            scores[pair] = max(scores.get(pair, 0.0), _BY_NUMBER)
            notes[pair] = f"both give the same {kind}"


def _add_councils(
    nodes: Nodes, councils: CouncilNames, scores: dict[Pair, float], notes: dict[Pair, str]
) -> None:
    """Names of one council are one supplier; names of two councils never are."""
    code_of = {parse(name).key: code for name, code in sorted(councils.names().items())}
    known = [
        (node, code_of[key])
        for node, key in enumerate(nodes.keys)
        if nodes.kinds[node] is Kind.PUBLIC_BODY and key in code_of
    ]
    first: dict[str, int] = {}
    code = dict(known)
    for pair in list(scores):
        if pair[0] in code and pair[1] in code and code[pair[0]] != code[pair[1]]:
            scores[pair] = APART
    for node, own in known:
        if own in first:
            scores[first[own], node] = _SAME_COUNCIL
            notes[first[own], node] = "both are names of one council"
        first.setdefault(own, node)


def _add_decisions(
    nodes: Nodes, decisions: Sequence[Decision], scores: dict[Pair, float], notes: dict[Pair, str]
) -> None:
    row = {key: node for node, key in enumerate(nodes.keys)}
    for decision in decisions:
        one, other = node_named(row, decision.a), node_named(row, decision.b)
        if one is None or other is None or one == other:
            continue
        pair = (min(one, other), max(one, other))
        scores[pair] = SAID_SAME if decision.verdict == "same" else SAID_APART
        notes[pair] = "a reviewer said so"


def node_named(row: dict[str, int], spelling: str) -> int | None:
    """The node of a spelling, if it is in this batch."""
    from tallystick.match.kinds import kind_of
    from tallystick.match.nodes import forms_of

    forms = forms_of(spelling, kind_of(spelling))
    key = forms[0].key if forms else ""
    return row.get(f"{key}{SPLIT}{spelling}", row.get(key))
