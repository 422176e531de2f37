"""Which suppliers belong to one group of companies, without being one supplier."""

from collections.abc import Mapping, Sequence

from tallystick.match.names.chains import chain_firsts, chain_of, root_of_chain
from tallystick.match.names.firm_lists import brands
from tallystick.match.pairs.signs import brand_of
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
    name_brands.yaml, for chains of shops and their banks and insurers, and for those that a
    reviewer put together."""
    groups: dict[int, str] = {}
    for node in nodes.forms.begin_with(brands().first_words() | chain_firsts()).tolist():
        own = _group_of(nodes.forms[node].words)
        if own and kinds.get(home[node]) is SupplierKind.ORGANISATION:
            groups[home[node]] = min(groups.get(home[node], own), own)
    for decision in sorted(decisions, key=lambda d: (d.a, d.b)):
        one, other = node_named(nodes.keys, decision.a), node_named(nodes.keys, decision.b)
        if decision.verdict == "same_group" and one is not None and other is not None:
            pair = {home[one], home[other]}
            names = [groups[where] for where in sorted(pair) if where in groups]
            group = names[0] if names else nodes.forms[min(pair)].key
            groups.update({where: group for where in pair})
    return groups


def _group_of(words: tuple[str, ...]) -> str | None:
    """The brand with which a name begins; the chain that it is, or whose bank or insurer it is."""
    brand, chain = brand_of(words) or (), chain_of(words) or ()
    if len(brand) >= len(chain):
        return " ".join(brand) or None
    is_of_chain = words == chain or not brands().arms.isdisjoint(words)
    return " ".join(root_of_chain(chain)) if is_of_chain else None
