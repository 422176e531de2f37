"""Spellings in, suppliers out."""

import gc
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from hashlib import sha256

from tallystick.match.clusters import cluster
from tallystick.match.evidence import Evidence, gather
from tallystick.match.groups import group_suppliers
from tallystick.match.lists import frequencies
from tallystick.match.names import Form
from tallystick.match.naming import best_name
from tallystick.match.nodes import Nodes, find_nodes
from tallystick.match.score import weights
from tallystick.match.sentences import say
from tallystick.match.values import CouncilNames, Decision, Kind, Matched, Spelling

_TOLD = 13.0  # nats: about what two words of a few hundred spellings each tell
_RARE = 11.0  # nats: a word that hardly any spelling holds
_PERSON_SHARE = 4  # a quarter of a supplier's lines under a person's name make it a person
_Reasons = tuple[float, tuple[str, ...]]  # how sure, and why
_ALONE: _Reasons = (1.0, ())  # a name that nothing was joined with
_BY_ALIAS = 0.95  # how often a trading name that only one firm gives is that firm
_GIVEN: _Reasons = (_BY_ALIAS, ("a trading or former name that only one supplier gives",))


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """Nothing made here refers to what refers to it; looking for such circles among millions of
    values, again and again, took a sixth of the time."""
    was_at_work = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_at_work:
            gc.enable()


@_collector_at_rest()
def match_spellings(
    spellings: Sequence[Spelling],
    *,
    councils: CouncilNames | None = None,
    kept: Mapping[str, str] | None = None,
    decisions: Sequence[Decision] = (),
) -> list[Matched]:
    """Tell which spellings are one supplier: one answer for each spelling, in the order given.

    councils: the reference table; the names of one council are one supplier. kept: spelling ->
    supplier_id given before; it stays with the supplier that holds most of those lines.
    decisions: a reviewer's word, which always wins. The answer depends on the set of spellings,
    never on their order.
    """
    nodes = find_nodes(spellings, decisions)
    evidence = gather(nodes, spellings, councils, decisions)
    home = cluster(len(nodes.keys), evidence.scores, join_from=weights().join_from)
    home = _join_aliases(nodes, home, evidence)
    of_home: dict[int, list[int]] = {}
    for index, node in enumerate(nodes.of_spelling):
        of_home.setdefault(home[node], []).append(index)
    ids = _ids(spellings, nodes, of_home, kept or {})
    named = set(nodes.of_spelling)
    size = Counter([home[node] for node in named])
    names = {
        where: best_name([spellings[index] for index in members])
        if len(members) > 1
        else spellings[members[0]].name
        for where, members in of_home.items()
    }
    kinds = {
        where: _kind(spellings, nodes, members)
        if len(members) > 1
        else nodes.kinds[nodes.of_spelling[members[0]]]
        for where, members in of_home.items()
    }
    groups = group_suppliers(nodes, home, kinds, decisions)
    ties = _best_ties(home, evidence)
    told = _reasons(nodes, [node for node in named if size[home[node]] > 1], ties, evidence)
    answer = {}
    for node in named:
        own = home[node]
        sure, why = told.get(node, _ALONE)
        answer[node] = Matched(ids[own], names[own], groups.get(own), kinds[own], sure, why)
    return [answer[node] for node in nodes.of_spelling]


def _join_aliases(nodes: Nodes, home: list[int], evidence: Evidence) -> list[int]:
    """Join a name with the trading or former name it gives, where only one supplier gives it.

    A name that several suppliers trade under (a franchise) joins none of them.
    """
    givers: dict[int, set[int]] = defaultdict(set)
    for own, other in nodes.aliases:
        if _tells_enough(nodes.forms[other]):
            givers[home[other]].add(home[own])
    apart = {(home[a], home[b]) for (a, b), score in evidence.scores.items() if score < 0}
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
    return [root[where] for where in home]


def _tells_enough(form: Form) -> bool:
    """A trading name of common words ("Premier", "Financial Services") could be anybody's."""
    told = [frequencies().weight(word) for word in form.words]
    return sum(told) > _TOLD or max(told) > _RARE


def _ids(
    spellings: Sequence[Spelling],
    nodes: Nodes,
    of_home: Mapping[int, list[int]],
    kept: Mapping[str, str],
) -> dict[int, str]:
    """The id of each supplier: one given before where there is one, else from its content."""
    claims = []
    for where, members in of_home.items() if kept else ():
        votes: Counter[str] = Counter()
        for index in members:
            if spellings[index].name in kept:
                votes[kept[spellings[index].name]] += spellings[index].lines
        claims += [(-lines, given, where) for given, lines in votes.items()]
    ids: dict[int, str] = {}
    taken: set[str] = set()
    for _, given, where in sorted(claims):
        if where not in ids and given not in taken:
            ids[where] = given
            taken.add(given)
    of_spelling = nodes.of_spelling
    for where in sorted(of_home):
        if where not in ids:
            first = min([of_spelling[index] for index in of_home[where]])
            ids[where] = fresh = _fresh_id(nodes.keys[first], taken)
            taken.add(fresh)
    return ids


def _fresh_id(key: str, taken: set[str]) -> str:
    """An id made of the supplier's first key; lengthened in the rare case that it is taken."""
    digest = f"s{sha256(key.encode()).hexdigest()}"
    length = 13
    while digest[:length] in taken:
        length += 1
    return digest[:length]


def _kind(spellings: Sequence[Spelling], nodes: Nodes, members: Sequence[int]) -> Kind:
    """A supplier is a person unless nearly all of its lines say otherwise; else what most say."""
    held = {nodes.kinds[nodes.of_spelling[index]] for index in members}
    if len(held) == 1:
        return held.pop()
    lines: Counter[Kind] = Counter()
    for index in members:
        lines[nodes.kinds[nodes.of_spelling[index]]] += max(spellings[index].lines, 1)
    if lines[Kind.PERSON] * _PERSON_SHARE >= lines.total():
        return Kind.PERSON
    if lines[Kind.PUBLIC_BODY]:
        return Kind.PUBLIC_BODY
    return min(lines, key=lambda kind: (-lines[kind], kind))


def _best_ties(home: Sequence[int], evidence: Evidence) -> dict[int, tuple[float, int]]:
    """For each node the most certain of its pairs within its supplier, and the other node."""
    best: dict[int, tuple[float, int]] = {}
    for (a, b), score in evidence.scores.items():
        if score > 0 and home[a] == home[b]:
            for node, other in ((a, b), (b, a)):
                tie = (min(score, 1.0), -other - 1)
                if node not in best or tie > best[node]:
                    best[node] = tie
    return {node: (score, -other - 1) for node, (score, other) in best.items()}


def _reasons(
    nodes: Nodes,
    joined: Sequence[int],
    ties: Mapping[int, tuple[float, int]],
    evidence: Evidence,
) -> dict[int, _Reasons]:
    """For each node that is joined with others, how sure it is that it belongs, and why."""
    found = dict.fromkeys(joined, _GIVEN)
    tied = [node for node in joined if node in ties]
    words = nodes.forms.words_of(tied)
    others = nodes.forms.words_of([ties[node][1] for node in tied])
    for node, own, theirs in zip(tied, words, others, strict=True):
        score, other = ties[node]
        note = evidence.notes.get((min(node, other), max(node, other)))
        found[node] = (round(score, 3), (note,) if note else say(own, theirs))
    return found
