"""Finds which councils of an overlap make a sensible group, and why.

Candidate groups are: each council with its neighbours, councils that pay the same firm, councils of
one kind, and councils that will merge. Groups are ranked by their number of reasons minus their
number of obstacles, then by pounds.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from tallystick.contracts.linked import ends_within
from tallystick.find.comparability.cells import Cell, Comparison, firm_name
from tallystick.find.findings import Group
from tallystick.reference.letting import load_letting_rules
from tallystick.words.council import Council, CouncilKind
from tallystick.words.period import months_later
from tallystick.words.rate import SavingsRate
from tallystick.words.remarks import Remark, remark

MOST = 5
"""Groups shown of an overlap."""

MOST_COUNCILS = 12
"""A group of more is no partnership but a national framework."""

MOST_FIRMS = 50
"""Firms that a group is sought around, those paid most."""

_FIRMS_NAMED = 2

_PLURAL = {
    CouncilKind.COUNTY: "county councils",
    CouncilKind.DISTRICT: "district councils",
    CouncilKind.UNITARY: "unitary councils",
    CouncilKind.METROPOLITAN: "metropolitan boroughs",
    CouncilKind.LONDON: "London boroughs",
    CouncilKind.COMBINED: "combined authorities",
    CouncilKind.SCOTTISH: "Scottish councils",
    CouncilKind.WELSH: "Welsh councils",
    CouncilKind.NI: "Northern Irish districts",
    CouncilKind.FIRE: "fire authorities",
    CouncilKind.POLICE: "police bodies",
}
"""Kinds whose bodies do the same work; two departments do not."""

Codes = frozenset[str]


@dataclass(frozen=True, slots=True)
class _Seen:
    """What the reasons for a group are looked up in."""

    comparison: Comparison
    firms: Mapping[str, Codes]  # supplier name -> the councils that pay it, most pounds first
    ending: Codes  # councils with a known contract behind the overlap that ends soon

    def council(self, code: str) -> Council:
        """The council of this code."""
        return self.comparison.coverage[code].council


def group_councils(
    cells: Sequence[Cell],
    basis: Mapping[str, int],
    comparison: Comparison,
    *,
    paid: Mapping[str, int],
    rate: SavingsRate | None,
    product: str | None = None,
) -> tuple[Group, ...]:
    """The best groups of two or more of the councils that have something to let again.

    cells: the overlap's. basis: council -> pence a year that the saving stands on. paid: what was
    paid of that. product: the name of the system that all of them pay for, if it is one.
    """
    codes = frozenset(basis)
    seen = _Seen(comparison, _firms(cells, codes, comparison), _ending_soon(cells, comparison))
    groups = []
    for candidate in set(_candidates(codes, seen)):
        reasons = _reasons(candidate, seen, product)
        pence = sum(basis[code] for code in candidate)
        groups.append(
            Group(
                councils=tuple(seen.council(code) for code in sorted(candidate)),
                basis_pence=pence,
                pence=sum(paid[code] for code in candidate),
                saving=rate.range_of(pence) if rate else None,
                reasons=reasons,
                hindrances=_hindrances(candidate, seen),
            )
        )
    groups.sort(
        key=lambda group: (
            len(group.hindrances) - len(group.reasons),
            -group.basis_pence,
            [council.code for council in group.councils],
        )
    )
    return tuple(group for group in groups if group.reasons)[:MOST]


def _candidates(codes: Codes, seen: _Seen) -> Iterable[Codes]:
    councils = {code: seen.council(code) for code in codes}
    alike: dict[tuple[object, ...], set[str]] = defaultdict(set)
    for code, council in councils.items():
        alike["kind", council.kind, council.region].add(code)
        for successor in council.replaced_by:
            alike["successor", successor].add(code)
    beside = _beside(councils).values()
    together = (frozenset(each) for each in alike.values())
    return (
        each
        for each in chain([codes], beside, together, seen.firms.values())
        if 1 < len(each) <= MOST_COUNCILS
    )


def _reasons(codes: Codes, seen: _Seen, product: str | None) -> tuple[Remark, ...]:
    councils = [seen.council(code) for code in sorted(codes)]
    shared = [name for name, paying in seen.firms.items() if codes <= paying]
    kinds = {council.kind for council in councils}
    successors = frozenset.intersection(*(frozenset(each.replaced_by) for each in councils))
    checks = (
        (bool(product), remark("all_pay_for_system", title=product)),
        (
            bool(shared) and not product,
            remark("all_pay_suppliers", suppliers=tuple(shared[:_FIRMS_NAMED])),
        ),
        (bool(successors), remark("become_one_contract")),
        (_is_connected(councils), remark("each_borders")),
        (codes <= seen.ending, remark("end_within_months")),
        (
            len(kinds) == 1 and kinds <= _PLURAL.keys(),
            remark("all_of_kind", kinds=_PLURAL.get(councils[0].kind, "")),
        ),
    )
    return tuple(each for holds, each in checks if holds)


def _hindrances(codes: Codes, seen: _Seen) -> tuple[Remark, ...]:
    councils = [seen.council(code) for code in sorted(codes)]
    ending = [each for each in councils if each.end and each.end > seen.comparison.on]
    found = [
        remark("successor_to_be_named", councils=(each.code,), day=each.end) for each in ending
    ]
    if len({each.nation for each in councils}) > 1:
        found.append(remark("nations_differ"))
    return tuple(found)


def _firms(cells: Iterable[Cell], codes: Codes, comparison: Comparison) -> dict[str, Codes]:
    """The name of each firm that two or more of the councils pay -> those councils, the firm that
    is paid most first."""
    by_firm: dict[str, list[Cell]] = defaultdict(list)
    for cell in cells:
        if cell.council in codes and cell.kind == "organisation":
            by_firm[cell.firm].append(cell)
    shared = [mine for mine in by_firm.values() if len({cell.council for cell in mine}) > 1]
    shared.sort(key=lambda mine: (-sum(cell.pence for cell in mine), mine[0].firm))
    return {
        firm_name(mine, comparison): frozenset(cell.council for cell in mine)
        for mine in shared[:MOST_FIRMS]
    }


def _beside(councils: Mapping[str, Council]) -> dict[str, Codes]:
    """For each of the councils, the group of it and the councils that border it."""
    beside = {code: {code} for code in councils}
    for code, council in councils.items():
        for other in filter(None, (*council.neighbours, council.county)):
            if other in beside:
                beside[code].add(other)
                beside[other].add(code)
    return {code: frozenset(codes) for code, codes in beside.items()}


def _border(one: Council, other: Council) -> bool:
    return (
        other.code in one.neighbours
        or one.code in other.neighbours
        or other.code == one.county
        or one.code == other.county
    )


def _is_connected(councils: Sequence[Council]) -> bool:
    """True when the councils form one connected area across their borders."""
    reached, todo = {councils[0].code}, [councils[0]]
    while todo:
        here = todo.pop()
        beside = [each for each in councils if each.code not in reached and _border(here, each)]
        reached.update(each.code for each in beside)
        todo += beside
    return len(reached) == len(councils)


def _ending_soon(cells: Iterable[Cell], comparison: Comparison) -> Codes:
    last = months_later(comparison.on, load_letting_rules().ending_soon_months)
    return frozenset(
        cell.council
        for cell in cells
        for contract in comparison.contracts.behind(
            cell.council, cell.supplier_id, label=cell.label
        )
        if ends_within(contract, comparison.on, last)
    )
