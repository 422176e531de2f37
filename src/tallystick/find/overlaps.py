"""Overlaps: the same supplier, category or function in two or more councils.

The three kinds see the same pounds three ways. A saving is worked out from the categories, where
every pound stands once; what is said of a supplier or a function are parts and sums of those.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TypeVar

from tallystick.find import wording
from tallystick.find.cautions import overlap_cautions
from tallystick.find.cells import (
    LEAST_PENCE_A_YEAR,
    TOP,
    Cell,
    Scene,
    council_spends,
    main_category,
    main_supplier,
    supplier_spends,
)
from tallystick.find.values import Kind, Opportunity, PairOverlap
from tallystick.words.labels import HEART, Label
from tallystick.words.rate import SavingRange, SavingsRate

MOST_SUPPLIER_OVERLAPS = 200
"""Supplier overlaps that are kept, by central saving; the others are counted in a caution."""

Key = TypeVar("Key", bound=Hashable)

NO_SAVING = SavingRange(0, 0, 0)


def find_overlaps(
    cells: Sequence[Cell], scene: Scene, rates: Mapping[str, SavingsRate]
) -> tuple[tuple[Opportunity, ...], int]:
    """The overlaps among the cells, ranked: the heart first, then by central saving; and how many
    supplier overlaps were left out as too small.

    cells: back-office cells of the functions asked for and of suppliers that may be named, since
    what is paid to private persons cannot be let again. rates: by lever id.
    """
    found = list(_by_category(cells, scene, rates))
    by_label: dict[Label, SavingRange] = defaultdict(lambda: NO_SAVING)
    for category in found:
        by_label[category.label] = _add(by_label[category.label], category.saving or NO_SAVING)
    suppliers = rank(_by_supplier(cells, scene, rates))
    listed = suppliers[:MOST_SUPPLIER_OVERLAPS]
    functions = _by_function(cells, scene, by_label)
    return rank(chain(found, listed, functions)), len(suppliers) - len(listed)


def rank(found: Iterable[Opportunity]) -> tuple[Opportunity, ...]:
    """The heart's functions first, then by central saving, then by pounds a year, then by key."""
    return tuple(
        sorted(
            found,
            key=lambda each: (
                each.label not in HEART,
                -(each.saving.central if each.saving else 0),
                -each.pence_a_year,
                each.key,
            ),
        )
    )


def total_saving(found: Iterable[Opportunity]) -> SavingRange:
    """The saving of all category overlaps together: each pound once."""
    total = NO_SAVING
    for each in found:
        if each.kind is Kind.CATEGORY and each.saving:
            total = _add(total, each.saving)
    return total


def pair_overlaps(cells: Iterable[Cell], scene: Scene) -> tuple[PairOverlap, ...]:
    """For each ordered pair of councils, the firms that both pay and what the first pays them."""
    paid: dict[str, dict[str, int]] = {code: {} for code in scene.coverage}
    for cell in cells:
        firms = paid[cell.council]
        firms[cell.firm] = firms.get(cell.firm, 0) + cell.pence
    positive = {
        code: {
            firm: a_year
            for firm, pence in firms.items()
            if (a_year := scene.a_year(code, pence)) >= LEAST_PENCE_A_YEAR
        }
        for code, firms in paid.items()
    }
    return tuple(
        PairOverlap(one, other, len(both), sum(positive[one][firm] for firm in both))
        for one in sorted(positive)
        for other in sorted(positive)
        if one != other
        for both in [positive[one].keys() & positive[other].keys()]
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Overlap:
    """What is looked at in two or more councils, before their pounds are put to it."""

    kind: Kind
    key: str
    label: Label
    title: str
    category: str | None = None
    rate: SavingsRate | None = None
    saving: SavingRange | None = None  # where it is the sum of others and not a rate of its own


def _by_category(
    cells: Sequence[Cell], scene: Scene, rates: Mapping[str, SavingsRate]
) -> Iterable[Opportunity]:
    for slug, mine in _groups(cells, lambda cell: cell.category):
        category = scene.categories[slug]
        overlap = _Overlap(
            kind=Kind.CATEGORY,
            key=f"category:{slug}",
            label=category.label,
            title=category.title,
            category=slug,
            rate=_rate(slug, scene, rates),
        )
        yield from _opportunity(overlap, mine, scene)


def _by_supplier(
    cells: Sequence[Cell], scene: Scene, rates: Mapping[str, SavingsRate]
) -> Iterable[Opportunity]:
    for (firm, label), mine in _groups(cells, lambda cell: (cell.firm, cell.label)):
        slug = main_category(mine)
        overlap = _Overlap(
            kind=Kind.SUPPLIER,
            key=f"supplier:{firm}:{label}",
            label=label,
            title=scene.names[main_supplier(mine)],
            category=slug,
            rate=_rate(slug, scene, rates),
        )
        yield from _opportunity(overlap, mine, scene)


def _by_function(
    cells: Sequence[Cell], scene: Scene, savings: Mapping[Label, SavingRange]
) -> Iterable[Opportunity]:
    for label, mine in _groups(cells, lambda cell: cell.label):
        overlap = _Overlap(
            kind=Kind.FUNCTION,
            key=f"function:{label}",
            label=label,
            title=label.heading,
            saving=savings.get(label),
        )
        yield from _opportunity(overlap, mine, scene)


def _rate(slug: str, scene: Scene, rates: Mapping[str, SavingsRate]) -> SavingsRate | None:
    """The rate that the evidence supports for a category; None where it supports none."""
    category = scene.categories[slug]
    return rates[category.lever] if category.lever and category.controllable else None


def _opportunity(overlap: _Overlap, cells: Sequence[Cell], scene: Scene) -> Iterable[Opportunity]:
    """The opportunity, when two or more councils take part; its evidence is added later."""
    councils = council_spends(cells, scene)
    if len(councils) < 2:
        return
    codes = {each.council.code for each in councils}
    kept = [cell for cell in cells if cell.council in codes]
    suppliers = supplier_spends(kept, scene)
    pence_a_year = sum(each.pence_a_year for each in councils)
    category = scene.categories[overlap.category] if overlap.category else None
    said = wording.Said(
        kind=overlap.kind,
        title=overlap.title,
        label=overlap.label,
        category_title=category.title if category else None,
        councils=councils,
        suppliers=suppliers,
        pence_a_year=pence_a_year,
        all_councils=len(scene.coverage),
    )
    yield Opportunity(
        key=overlap.key,
        kind=overlap.kind,
        title=overlap.title,
        label=overlap.label,
        category=overlap.category,
        category_title=said.category_title,
        sentence=wording.why_listed(said),
        next_step=wording.next_step(said),
        councils=councils,
        suppliers=suppliers[:TOP],
        supplier_count=len(suppliers),
        pence_a_year=pence_a_year,
        lines=sum(cell.lines for cell in kept),
        saving=overlap.rate.range_of(pence_a_year) if overlap.rate else overlap.saving,
        rate=overlap.rate,
        cautions=overlap_cautions(councils, kept, scene),
        evidence=(),
    )


def _groups(cells: Iterable[Cell], key: Callable[[Cell], Key]) -> Iterable[tuple[Key, list[Cell]]]:
    grouped: dict[Key, list[Cell]] = defaultdict(list)
    for cell in cells:
        grouped[key(cell)].append(cell)
    return grouped.items()


def _add(one: SavingRange, other: SavingRange) -> SavingRange:
    return SavingRange(one.low + other.low, one.central + other.central, one.high + other.high)
