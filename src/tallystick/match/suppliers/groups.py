"""Which suppliers belong to one group of companies, without being one supplier."""

from collections.abc import Mapping, Sequence

from tallystick.match.names.lists import name_words
from tallystick.match.spellings import Decision, SupplierKind
from tallystick.match.suppliers.nodes import Nodes
from tallystick.match.suppliers.pair_evidence import node_named


def group_suppliers(
    nodes: Nodes,
    home: Sequence[int],
    kinds: Mapping[int, SupplierKind],
    decisions: Sequence[Decision],
) -> dict[int, str]:
    """Supplier (its home node) -> group, for organisations whose names begin with a brand of
    name_words.yaml, and for those that a reviewer put together."""
    groups: dict[int, str] = {}
    brands = name_words().brands
    for node in nodes.forms.begin_with(brands).tolist():
        if kinds.get(home[node]) is SupplierKind.ORGANISATION:
            own = nodes.forms[node].words[0]
            groups[home[node]] = min(groups.get(home[node], own), own)
    for decision in sorted(decisions, key=lambda d: (d.a, d.b)):
        one, other = node_named(nodes.keys, decision.a), node_named(nodes.keys, decision.b)
        if decision.verdict == "same_group" and one is not None and other is not None:
            pair = {home[one], home[other]}
            names = [groups[where] for where in sorted(pair) if where in groups]
            group = names[0] if names else nodes.forms[min(pair)].key
            groups.update({where: group for where in pair})
    return groups
