"""The overlaps of the county: each supplier, category and function bought side by side."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from tallystick.example.truth.lines import TrueLine
from tallystick.example.world import facts
from tallystick.example.world.county_nouns import PayeeKind
from tallystick.words.period import FinancialYear

_NAMED = frozenset({PayeeKind.FIRM, PayeeKind.CHARITY, PayeeKind.SCHOOL})


@dataclass(frozen=True, slots=True)
class Overlap:
    """What two or more councils buy. pence: council code -> financial year -> pence."""

    kind: str
    name: str
    label: str
    category: str
    suppliers: int
    lines: int
    pence: dict[str, dict[str, int]]

    def as_json(self) -> dict[str, Any]:
        """The overlap as it stands in overlaps.json."""
        return {
            "kind": self.kind,
            "name": self.name,
            "label": self.label,
            "category": self.category,
            "councils": sorted(self.pence),
            "suppliers": self.suppliers,
            "lines": self.lines,
            "pence_by_council_and_year": self.pence,
        }


def true_overlaps(lines: Iterable[TrueLine], kinds: dict[str, PayeeKind]) -> list[Overlap]:
    """All of them, from the published lines that count. kinds: supplier key -> kind.

    A supplier overlaps when two councils pay it and it is one that may be named: no person, no
    public body. A category or a function overlaps when it is back office and two councils buy it.
    """
    counted = [line for line in lines if line.counts]
    named = [line for line in counted if kinds[line.supplier_key] in _NAMED]
    office = [line for line in counted if line.label.is_back_office]
    return [
        *_overlaps("supplier", named, lambda line: line.supplier_key),
        *_overlaps("category", office, lambda line: line.category),
        *_overlaps("function", office, lambda line: line.label.value),
    ]


def _overlaps(
    kind: str, lines: Iterable[TrueLine], name: Callable[[TrueLine], str]
) -> list[Overlap]:
    groups: dict[str, list[TrueLine]] = defaultdict(list)
    for line in lines:
        groups[name(line)].append(line)
    return [
        Overlap(
            kind=kind,
            name=key,
            label=_commonest(line.label.value for line in group),
            category="" if kind == "function" else _commonest(line.category for line in group),
            suppliers=len({line.supplier_key for line in group}),
            lines=len(group),
            pence=_pence(group),
        )
        for key, group in sorted(groups.items())
        if len({line.council for line in group}) > 1
    ]


def _commonest(values: Iterable[str]) -> str:
    counts: dict[str, int] = defaultdict(int)
    for value in values:
        counts[value] += 1
    return min(counts, key=lambda value: (-counts[value], value))


def _pence(lines: Iterable[TrueLine]) -> dict[str, dict[str, int]]:
    sums: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for line in lines:
        sums[line.council][FinancialYear.of(line.happened_on).label] += line.amount_pence
    return {council: dict(sorted(sums[council].items())) for council in sorted(sums)}


def lookalikes() -> list[dict[str, Any]]:
    """Groups of supplier keys that look alike and must stay apart, with why."""
    groups: dict[str, list[str]] = defaultdict(list)
    for placed in facts.placed_suppliers():
        if placed.lookalike_group:
            groups[placed.lookalike_group].append(placed.key)
    return [{"why": why, "suppliers": keys} for why, keys in groups.items()]
