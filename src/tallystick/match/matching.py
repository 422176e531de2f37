"""Assigns spellings to suppliers."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from tallystick.match.names.columns import Ints, Kinds, runs
from tallystick.match.names.kinds import is_told
from tallystick.match.names.lists import frequencies
from tallystick.match.names.naming import best_name
from tallystick.match.names.parse import Form
from tallystick.match.pairs.compared import Compared
from tallystick.match.pairs.score import weights
from tallystick.match.sentences import say
from tallystick.match.spellings import (
    BY_CARE,
    CouncilNames,
    Decision,
    Matched,
    Spelling,
    SupplierKind,
)
from tallystick.match.suppliers.clusters import cluster
from tallystick.match.suppliers.groups import group_suppliers
from tallystick.match.suppliers.identifiers import company_number
from tallystick.match.suppliers.nodes import Nodes, find_nodes
from tallystick.match.suppliers.pair_evidence import PairEvidence, gather
from tallystick.match.suppliers.payment_evidence import is_firm
from tallystick.words.joined import SURE_FROM

_PERSON = BY_CARE.index(SupplierKind.PERSON)
_TOLD = 13.0  # nats: about the information of two words that occur in a few hundred spellings each
_MOST_GIVEN = 4  # other names: a supplier with more is a bank or an agent that names its clients
_HARD = (4, 8, 14)  # indexes of guards.GUARDS that hold between names of no common word
_RARE = 11.0  # nats: a word that hardly any spelling holds
_PERSON_SHARE = 4  # a quarter of a supplier's lines under a person's name make it a person
Reasons = tuple[float, tuple[str, ...]]  # how sure, and why
_ALONE: Reasons = (1.0, ())  # a name that nothing was joined with
_BY_ALIAS = 0.95  # how often a trading name that only one firm gives is that firm
_MOST_USED: Reasons = (1.0, ("the most used of its supplier's names",))
_GIVEN: Reasons = (
    _BY_ALIAS,
    ("a trading or former name, or letters, that only one supplier has",),
)


def match_spellings(
    spellings: Sequence[Spelling],
    *,
    councils: CouncilNames | None = None,
    kept: Mapping[str, str] | None = None,
    decisions: Sequence[Decision] = (),
) -> list[Matched]:
    """Decide which spellings are the same supplier: one answer for each spelling, in the order
    given.

    councils: the reference table; all names of one council are one supplier. kept: spelling ->
    supplier_id from an earlier run; the id is kept by the supplier that holds most of those lines.
    decisions: reviewers' decisions, which override every score. The answer depends on the set of
    spellings, never on their order.
    """
    nodes = find_nodes(spellings, decisions)
    evidence = gather(nodes, spellings, councils, decisions)
    home = cluster(len(nodes.keys), evidence.scores, join_from=weights().join_from)
    home = _join_aliases(nodes, home, evidence)
    suppliers = _suppliers(home[nodes.of_spelling])
    ids = _ids(spellings, nodes, suppliers, kept or {})
    names = [
        best_name([spellings[index] for index in members], nodes.of_spelling[members].tolist())
        if len(members) > 1
        else spellings[members[0]].name
        for members in suppliers.members
    ]
    kinds = _kinds(spellings, nodes.kinds[nodes.of_spelling], suppliers)
    where = suppliers.home.tolist()
    kind_of = dict(zip(where, kinds, strict=True))
    group_of = group_suppliers(nodes, home.tolist(), kind_of, decisions)
    named, which = np.unique(nodes.of_spelling, return_inverse=True)
    belongs = np.searchsorted(suppliers.home, home[named])
    told = _reasons(nodes, named, home, evidence)
    keep_most_used(told, belongs.tolist(), _lines(spellings, nodes)[named].tolist())
    answer = [
        Matched(ids[own], names[own], group_of.get(where[own]), kinds[own], sure, why)
        for own, (sure, why) in zip(belongs.tolist(), told, strict=True)
    ]
    return [answer[place] for place in which.tolist()]


@dataclass(frozen=True, slots=True)
class _Suppliers:
    """home: the node that represents each supplier. members: indexes of its spellings; the members
    of all suppliers are stored one after another, each from its begin to the next begin."""

    home: Ints
    order: Ints
    begin: Ints
    members: list[list[int]]


def _suppliers(home: Ints) -> _Suppliers:
    """home: of each spelling."""
    order = np.argsort(home, kind="stable")
    ends, places = runs(home[order]), order.tolist()
    members = [places[begin:end] for begin, end in pairwise(ends.tolist())]
    return _Suppliers(home[order[ends[:-1]]], order, ends[:-1], members)


def _join_aliases(nodes: Nodes, home: Ints, evidence: PairEvidence) -> Ints:
    """Join a name with the trading name or former name that it states, and a body with its acronym,
    where only one supplier has that name.

    A name that several suppliers trade under (a franchise) is not joined.
    """
    below = np.flatnonzero(evidence.scores.score < 0)
    ends = home[evidence.scores.first[below]], home[evidence.scores.second[below]]
    givers = _givers(nodes, home.tolist())
    asked = [(other, min(firms)) for other, firms in givers.items() if len(firms) == 1]
    apart = set(zip(ends[0].tolist(), ends[1].tolist(), strict=True))
    apart.update(_kept_apart(asked, home, evidence))
    root = list(range(len(home)))
    members: dict[int, list[int]] = {}
    for other, firms in sorted(givers.items()):
        one, two = sorted((root[other], root[min(firms)]))
        if len(firms) > 1 or one == two:
            continue
        here, there = members.get(one, [one]), members.get(two, [two])
        if any((a, b) in apart or (b, a) in apart for a in here for b in there):
            continue
        members[one] = here + there
        for member in there:
            root[member] = one
    return np.asarray(root, dtype=np.int64)[home]


def _kept_apart(
    asked: Sequence[tuple[int, int]], home: Ints, evidence: PairEvidence
) -> set[tuple[int, int]]:
    """Those of the pairs of homes of which some names can be no one supplier's: another kind of
    body, another known body or chain, another region. A firm and its trading name have no word in
    common, so what else keeps names apart says nothing here."""
    found = evidence.judged_across(home, asked)
    hard = np.isin(found.guard, _HARD)
    ends = home[evidence.rows[found.left[hard]]], home[evidence.rows[found.right[hard]]]
    return set(zip(ends[0].tolist(), ends[1].tolist(), strict=True))


def _givers(nodes: Nodes, homes: list[int]) -> dict[int, set[int]]:
    """For each supplier whose name is a second name or acronym of others: those others."""
    givers: dict[int, set[int]] = defaultdict(set)
    given: dict[int, set[int]] = defaultdict(set)
    for own, other in nodes.aliases:
        if _tells_enough(nodes.forms[other]):
            given[homes[own]].add(homes[other])
    for own, others in given.items():
        for other in others if len(others) <= _MOST_GIVEN else ():
            givers[other].add(own)
    told = frozenset(givers)
    for own, other in nodes.letters:
        if homes[other] not in told:  # a stated trading name takes priority over an acronym
            givers[homes[other]].add(homes[own])
    return givers


def _tells_enough(form: Form) -> bool:
    """False for a trading name of common words ("Premier", "Financial Services"), which many firms
    could have."""
    told = [frequencies().weight(word) for word in form.words]
    return sum(told) > _TOLD or max(told) > _RARE


def _ids(
    spellings: Sequence[Spelling],
    nodes: Nodes,
    suppliers: _Suppliers,
    kept: Mapping[str, str],
) -> list[str]:
    """The id of each supplier: one given before where there is one, else from its content."""
    claims = []
    for own, members in enumerate(suppliers.members) if kept else ():
        votes: Counter[str] = Counter()
        for index in members:
            if spellings[index].name in kept:
                votes[kept[spellings[index].name]] += spellings[index].lines
        claims += [(-lines, given, own) for given, lines in votes.items()]
    ids: dict[int, str] = {}
    taken: set[str] = set()
    for _, given, own in sorted(claims):
        if own not in ids and given not in taken:
            ids[own] = given
            taken.add(given)
    first = np.minimum.reduceat(nodes.of_spelling[suppliers.order], suppliers.begin)
    for own, node in enumerate(first.tolist()):
        if own not in ids:
            ids[own] = fresh = _fresh_id(nodes.keys[node], taken)
            taken.add(fresh)
    return [ids[own] for own in range(len(ids))]


def _fresh_id(key: str, taken: set[str]) -> str:
    """An id made of the supplier's first key; lengthened in the rare case that it is taken."""
    digest = f"s{sha256(key.encode()).hexdigest()}"
    length = 13
    while digest[:length] in taken:
        length += 1
    return digest[:length]


def _kinds(
    spellings: Sequence[Spelling], kinds: Kinds, suppliers: _Suppliers
) -> list[SupplierKind]:
    """The kind of each supplier. kinds: of each spelling."""
    ordered = kinds[suppliers.order]
    numbered = _numbered(spellings, kinds)
    least = np.minimum.reduceat(ordered, suppliers.begin)
    most = np.maximum.reduceat(ordered, suppliers.begin)
    found = [BY_CARE[kind] for kind in most.tolist()]
    for own in np.flatnonzero(least < most).tolist():
        members = suppliers.members[own]
        held = [BY_CARE[kind] for kind in kinds[members].tolist()]
        found[own] = _kind_of_mixed(held, [spellings[index].lines for index in members])
    for own, members in enumerate(suppliers.members):
        if found[own] is SupplierKind.PERSON and (
            _is_firm(members, kinds, numbered) or _is_paid_as_firm(members, spellings, kinds)
        ):
            found[own] = SupplierKind.ORGANISATION
    return found


def _is_paid_as_firm(members: Sequence[int], spellings: Sequence[Spelling], kinds: Kinds) -> bool:
    """True where what is paid to a supplier tells that the persons' names it bears are a firm's."""
    if any(kinds[index] > _PERSON for index in members):
        return False  # withheld under one of its spellings
    return is_firm([spellings[index] for index in members])


def _numbered(spellings: Sequence[Spelling], kinds: Kinds) -> set[int]:
    """The spellings that read as a person's name without a title and are published with a company
    number: firms that bear their owner's name."""
    persons = np.flatnonzero(kinds == _PERSON).tolist()
    return {
        index
        for index in persons
        if company_number(spellings[index].company_number) and not is_told(spellings[index].name)
    }


def _is_firm(members: Sequence[int], kinds: Kinds, numbered: set[int]) -> bool:
    """True where a company number stands with each of a supplier's spellings that read as a
    person's name."""
    return all(index in numbered for index in members if kinds[index] == _PERSON)


def _kind_of_mixed(kinds: Sequence[SupplierKind], counts: Sequence[int]) -> SupplierKind:
    """The kind of a supplier whose spellings differ in kind: a person, unless nearly all of its
    lines say otherwise; else the most frequent kind.

    kinds: of its spellings. counts: their lines.
    """
    lines: Counter[SupplierKind] = Counter()
    for kind, count in zip(kinds, counts, strict=True):
        lines[kind] += max(count, 1)
    if lines[SupplierKind.PERSON] * _PERSON_SHARE >= lines.total():
        return SupplierKind.PERSON
    if lines[SupplierKind.PUBLIC_BODY]:
        return SupplierKind.PUBLIC_BODY
    return min(lines, key=lambda kind: (-lines[kind], kind))


def _reasons(nodes: Nodes, named: Ints, home: Ints, evidence: PairEvidence) -> list[Reasons]:
    """For each named node how sure it is that it belongs to its supplier, and why."""
    size = np.bincount(home[named], minlength=len(home))
    joined = named[size[home[named]] > 1]
    told = dict.fromkeys(joined.tolist(), _GIVEN)
    node, other, sure = _best_ties(home, evidence.scores)
    tied = np.isin(node, joined)
    node, other = node[tied], other[tied]
    words = zip(nodes.forms.words_of(node), nodes.forms.words_of(other), strict=True)
    ties = zip(node.tolist(), other.tolist(), sure[tied].tolist(), words, strict=True)
    for own, its, score, (one, two) in ties:
        note = evidence.notes.get((min(own, its), max(own, its)))
        told[own] = (round(score, 3), (note,) if note else say(one, two))
    return [told.get(own, _ALONE) for own in named.tolist()]


def _lines(spellings: Sequence[Spelling], nodes: Nodes) -> Ints:
    """The lines of each node."""
    lines = np.zeros(len(nodes.keys), dtype=np.int64)
    np.add.at(lines, nodes.of_spelling, [spelling.lines for spelling in spellings])
    return lines


def keep_most_used(told: list[Reasons], belongs: Sequence[int], lines: Sequence[int]) -> None:
    """Where no name of a supplier is surely joined, its most used name is the one that the others
    are perhaps joined to: that name itself is in no doubt.

    told: of each named node, changed in place. belongs: its supplier. lines: its lines.
    """
    doubted: dict[int, list[int]] = defaultdict(list)
    for node, (score, _) in enumerate(told):
        if score < SURE_FROM:
            doubted[belongs[node]].append(node)
    for node, (score, _) in enumerate(told):
        if score >= SURE_FROM:
            doubted.pop(belongs[node], None)
    for nodes in doubted.values():
        told[min(nodes, key=lambda node: (-lines[node], node))] = _MOST_USED


def _best_ties(home: Ints, scores: Compared) -> tuple[Ints, Ints, NDArray[np.float64]]:
    """Each node that is compared within its supplier, the other node of the most certain of its
    pairs there, and how certain that is, 1 at most."""
    inner = np.flatnonzero((scores.score > 0) & (home[scores.first] == home[scores.second]))
    pairs = scores.take(inner)
    node = np.concatenate([pairs.first, pairs.second])
    other = np.concatenate([pairs.second, pairs.first])
    sure = np.minimum(np.concatenate([pairs.score, pairs.score]), 1.0)
    order = np.lexsort((other, -sure, node))
    best = order[runs(node[order])[:-1]]
    return node[best], other[best], sure[best]
