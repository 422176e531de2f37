"""Chooses what a reviewer should check first: the least certain joins and near-joins with the most
money."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

import numpy as np

from tallystick.match.masks import Mask
from tallystick.match.pairs.compared import Compared, compare
from tallystick.match.pairs.prefilter import pairs_worth_a_look
from tallystick.match.pairs.score import score
from tallystick.match.sentences import say
from tallystick.match.spellings import BY_CARE, Decision, Spelling, SupplierKind
from tallystick.match.suppliers.nodes import Nodes, find_nodes
from tallystick.match.suppliers.pair_evidence import table_of

_LEAST_SURE, _MOST_SURE = 0.1, 0.95  # scores outside of which a pair is not worth a reviewer's time


@dataclass(frozen=True, slots=True)
class Doubt:
    """Two names of which it is not certain whether they are one supplier.

    a, b: of each name the spelling with most money. of_persons: one of them is a private person's,
    or like one, and neither is shown before `shown` has masked them. joined: as the store has it.
    score: how likely they are one. at_stake: pence, the smaller of the two names' totals: so much
    moves when the answer is wrong.
    """

    a: str
    b: str
    joined: bool
    score: float
    at_stake: int
    why: str
    of_persons: bool = False

    def shown(self, mask: Mask) -> "Doubt":
        """The doubt as a reader may see it."""
        if not self.of_persons:
            return self
        return replace(
            self,
            a=mask(self.a),
            b=mask(self.b),
            why="a private person's name, or one like it",
        )


def find_doubts(
    spellings: Sequence[Spelling],
    supplier_ids: Mapping[str, str],
    decisions: Sequence[Decision],
    *,
    most: int = 200,
) -> list[Doubt]:
    """The pairs with the highest expected cost of an error: pence at stake times the probability
    that the answer is wrong.

    supplier_ids: spelling -> supplier, as matched before. Pairs that a reviewer has decided are
    left out. Of several pairs between the same two suppliers, or within one, only the one with the
    highest cost is returned, because its answer may settle the others. At most `most` pairs,
    highest cost first.
    """
    nodes = find_nodes(spellings, decisions)
    shown, pence = _spelling_shown(nodes, spellings)
    decided = {frozenset((decision.a, decision.b)) for decision in decisions}
    ranked = []
    for one, other, sure in _unsure_pairs(nodes):
        if one not in shown or other not in shown:
            continue  # a trading name that no line carries alone
        a, b = sorted((shown[one], shown[other]))
        if frozenset((a, b)) in decided:
            continue
        joined = supplier_ids.get(a) == supplier_ids.get(b) is not None
        stake = min(pence[one], pence[other])
        cost = stake * ((1 - sure) if joined else sure)
        ranked.append((-cost, a, b, joined, sure, stake, (one, other)))
    ranked.sort()
    asked: dict[frozenset[str], tuple[Any, ...]] = {}
    for _, a, b, *rest in ranked:
        asked.setdefault(frozenset((supplier_ids.get(a, a), supplier_ids.get(b, b))), (a, b, *rest))
    return [_doubt(nodes, *row) for row in islice(asked.values(), most)]


def _unsure_pairs(nodes: Nodes) -> Compared:
    """Pairs of nodes that no guard keeps apart, and a score that leaves room for doubt."""
    table, node = table_of(nodes)
    found = score(table, *pairs_worth_a_look(table))
    unsure = (found.guard == 0) & (found.score > _LEAST_SURE) & (found.score < _MOST_SURE)
    left, right = node[found.left[unsure]], node[found.right[unsure]]
    return compare(left, right, found.score[unsure].astype(np.float64))


def _spelling_shown(
    nodes: Nodes, spellings: Sequence[Spelling]
) -> tuple[dict[int, str], dict[int, int]]:
    """Of each node the spelling with most money, then the first; and the node's pence, sign
    apart."""
    best: dict[int, tuple[int, str]] = {}
    pence: dict[int, int] = {}
    for node, spelling in zip(nodes.of_spelling.tolist(), spellings, strict=True):
        size = abs(spelling.pence)
        pence[node] = pence.get(node, 0) + size
        best[node] = min(best.get(node, (1, "")), (-size, spelling.name))
    return {node: name for node, (_, name) in best.items()}, pence


def _doubt(
    nodes: Nodes, a: str, b: str, joined: bool, sure: float, stake: int, pair: tuple[int, int]
) -> Doubt:
    people = BY_CARE.index(SupplierKind.PERSON) in nodes.kinds[list(pair)]
    why = "; ".join(say(*nodes.forms.words_of(np.asarray(pair))))
    return Doubt(a, b, joined, round(sure, 3), stake, why, bool(people))
