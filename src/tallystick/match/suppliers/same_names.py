"""Names that are one supplier's by the form of their difference: letters run together, a remark in
brackets, a council's kind left out."""

from collections import defaultdict
from collections.abc import Iterator
from functools import cache

import numpy as np

from tallystick.match.names.firm_lists import towns, trades
from tallystick.match.names.lists import frequencies, places
from tallystick.match.names.normalise import stem
from tallystick.match.names.parse import Form
from tallystick.match.pairs.compared import Pair
from tallystick.match.spellings import BY_CARE, SupplierKind
from tallystick.match.suppliers.nodes import Nodes

SAME_LETTERS = "they are the same letters"
_TOLD = 7.5  # nats: a name that tells enough to be known without its remark
_FEWEST = 4  # letters: fewer are initials that many share
_REMARK = 20  # spellings: what many names say beside their own is a remark, no name
_LONGEST_REMARK = 3  # words
_KINDS = frozenset({"county", "city", "borough", "district", "metropolitan", "unitary"})
_SMALL = frozenset({"town", "parish", "community"})  # councils below those of the kinds above


def same_by_form(nodes: Nodes) -> dict[Pair, str]:
    """Pairs of nodes (a < b) that are one supplier unless something else keeps them apart, and
    why."""
    found: dict[Pair, str] = {}
    told = (
        (nodes.written_alike, SAME_LETTERS),
        (_with_remark(nodes), "only one adds a remark in brackets or behind its name"),
        (_councils(nodes), "the one leaves out what kind of council it is"),
    )
    for pairs, why in told:
        for one, other in pairs:
            found.setdefault((min(one, other), max(one, other)), why)
    return found


def _with_remark(nodes: Nodes) -> Iterator[Pair]:
    """Each name with a remark, and the name without."""
    counts, person = nodes.forms.counts(), BY_CARE.index(SupplierKind.PERSON)
    node_of = {key: node for node, key in enumerate(nodes.keys)}
    for node in np.flatnonzero((nodes.forms.main < counts) & (nodes.kinds != person)).tolist():
        form = nodes.forms[node]
        bare = node_of.get("".join(form.words[: form.main]))
        if bare is not None and bare != node and _is_remark(form):
            yield bare, node


def _is_remark(form: Form) -> bool:
    """True where the name proper tells enough and what stands aside names nobody."""
    named, aside = form.words[: form.main], form.words[form.main :]
    table = frequencies()
    if len(aside) > _LONGEST_REMARK or not trades().institutions.isdisjoint(form.words):
        return False
    if sum(map(table.weight, named)) < _TOLD or len("".join(named)) < _FEWEST:
        return False
    if len(named) == 1 and named[0].startswith("st"):  # a saint has many churches
        return False
    return all(table.counts.get(word, 0) >= _REMARK or _is_place(word) for word in aside)


def _is_place(word: str) -> bool:
    return word in towns() or word in _places()


@cache
def _places() -> frozenset[str]:
    return frozenset(map(stem, places()))


def _councils(nodes: Nodes) -> Iterator[Pair]:
    """Each council's name without its kind, and its names with a kind where all agree on it."""
    bare: dict[tuple[str, ...], int] = {}
    kinds: dict[tuple[str, ...], dict[tuple[str, ...], list[int]]] = defaultdict(dict)
    public = np.flatnonzero(nodes.kinds == BY_CARE.index(SupplierKind.PUBLIC_BODY))
    for node in public.tolist():
        form = nodes.forms[node]
        words = form.words
        if "council" not in words or form.main < len(words) or not _SMALL.isdisjoint(words):
            continue
        base = tuple(sorted(word for word in words if word not in _KINDS))
        kind = tuple(sorted(word for word in words if word in _KINDS - {"metropolitan"}))
        if len(kind) < len(words) - len(base) and not kind:
            continue
        if kind:
            kinds[base].setdefault(kind, []).append(node)
        else:
            bare[base] = node
    for base, named in sorted(kinds.items()):
        alike = (
            [bare[base], *next(iter(named.values()))] if base in bare and len(named) == 1 else []
        )
        for nodes_of in (alike, *named.values()) if len(base) > 1 else ():
            yield from ((nodes_of[0], other) for other in nodes_of[1:])
