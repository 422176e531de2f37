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
from tallystick.find.values import CouncilSpend, Kind, Opportunity, PairOverlap
from tallystick.words.labels import HEART, Label
from tallystick.words.rate import SavingRange, SavingsRate

MOST_SUPPLIERS = 30
"""Supplier overlaps listed of each function, by rank; the others are counted in a caution."""

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
    categories = list(_by_category(cells, scene, rates))
    suppliers = sorted(_by_supplier(cells, scene, rates), key=_rank)
    listed = _first_of_each_label(suppliers, MOST_SUPPLIERS)
    functions = _by_function(cells, scene, _savings_by_label(categories))
    ranked = sorted(chain(categories, listed, functions), key=_rank)
    return tuple(_told(overlap, scene) for overlap in ranked), len(suppliers) - len(listed)


def total_saving(found: Iterable[Opportunity]) -> SavingRange:
    """The saving of all category overlaps together: each pound once."""
    total = NO_SAVING
    for each in found:
        if each.kind is Kind.CATEGORY and each.saving:
            total = _add(total, each.saving)
    return total


def pair_overlaps(cells: Iterable[Cell], scene: Scene) -> tuple[PairOverlap, ...]:
    """For each ordered pair of councils, the firms that both pay and what the first pays them."""
    paid: dict[str, dict[str, int]] = {code: {} for code, months in scene.months.items() if months}
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
    """The same thing in two or more councils, with its pounds and not yet with its words."""

    kind: Kind
    key: str
    label: Label
    title: str
    category: str | None = None
    rate: SavingsRate | None = None
    saving: SavingRange | None
    cells: tuple[Cell, ...]  # of the councils that take part
    councils: tuple[CouncilSpend, ...]

    @property
    def pence_a_year(self) -> int:
        """Over all its councils."""
        return sum(each.pence_a_year for each in self.councils)


def _rank(overlap: _Overlap) -> tuple[bool, int, int, str]:
    """The heart's functions first, then by central saving, then by pounds a year, then by key."""
    return (
        overlap.label not in HEART,
        -(overlap.saving.central if overlap.saving else 0),
        -overlap.pence_a_year,
        overlap.key,
    )


def _first_of_each_label(overlaps: Iterable[_Overlap], most: int) -> list[_Overlap]:
    listed: dict[Label, list[_Overlap]] = defaultdict(list)
    for each in overlaps:
        if len(listed[each.label]) < most:
            listed[each.label].append(each)
    return [each for mine in listed.values() for each in mine]


def _by_category(
    cells: Iterable[Cell], scene: Scene, rates: Mapping[str, SavingsRate]
) -> Iterable[_Overlap]:
    for slug, kept, councils in _shared(cells, scene, lambda cell: cell.category):
        category, rate = scene.categories[slug], _rate(slug, scene, rates)
        yield _Overlap(
            kind=Kind.CATEGORY,
            key=f"category:{slug}",
            label=category.label,
            title=category.title,
            category=slug,
            rate=rate,
            saving=_saving(rate, councils),
            cells=kept,
            councils=councils,
        )


def _by_supplier(
    cells: Iterable[Cell], scene: Scene, rates: Mapping[str, SavingsRate]
) -> Iterable[_Overlap]:
    for (firm, label), kept, councils in _shared(
        cells, scene, lambda cell: (cell.firm, cell.label)
    ):
        slug = main_category(kept)
        rate = _rate(slug, scene, rates)
        yield _Overlap(
            kind=Kind.SUPPLIER,
            key=f"supplier:{firm}:{label}",
            label=label,
            title=scene.names[main_supplier(kept)],
            category=slug,
            rate=rate,
            saving=_saving(rate, councils),
            cells=kept,
            councils=councils,
        )


def _by_function(
    cells: Iterable[Cell], scene: Scene, savings: Mapping[Label, SavingRange]
) -> Iterable[_Overlap]:
    for label, kept, councils in _shared(cells, scene, lambda cell: cell.label):
        yield _Overlap(
            kind=Kind.FUNCTION,
            key=f"function:{label}",
            label=label,
            title=label.heading,
            saving=savings.get(label),
            cells=kept,
            councils=councils,
        )


def _shared(
    cells: Iterable[Cell], scene: Scene, key: Callable[[Cell], Key]
) -> Iterable[tuple[Key, tuple[Cell, ...], tuple[CouncilSpend, ...]]]:
    """The groups of cells that two or more councils take part in, without the other councils."""
    grouped: dict[Key, list[Cell]] = defaultdict(list)
    for cell in cells:
        grouped[key(cell)].append(cell)
    for name, mine in grouped.items():
        councils = council_spends(mine, scene)
        if len(councils) > 1:
            codes = {each.council.code for each in councils}
            yield name, tuple(cell for cell in mine if cell.council in codes), councils


def _rate(slug: str, scene: Scene, rates: Mapping[str, SavingsRate]) -> SavingsRate | None:
    """The rate that the evidence supports for a category; None where it supports none."""
    category = scene.categories[slug]
    return rates[category.lever] if category.lever and category.has_rate else None


def _saving(rate: SavingsRate | None, councils: Iterable[CouncilSpend]) -> SavingRange | None:
    return rate.range_of(sum(each.pence_a_year for each in councils)) if rate else None


def _savings_by_label(categories: Iterable[_Overlap]) -> dict[Label, SavingRange]:
    savings: dict[Label, SavingRange] = {}
    for each in categories:
        savings[each.label] = _add(savings.get(each.label, NO_SAVING), each.saving or NO_SAVING)
    return savings


def _told(overlap: _Overlap, scene: Scene) -> Opportunity:
    """The overlap in words; its evidence is added when the lines have been fetched."""
    suppliers = supplier_spends(overlap.cells, scene)
    category = scene.categories[overlap.category] if overlap.category else None
    said = wording.Said(
        kind=overlap.kind,
        title=overlap.title,
        label=overlap.label,
        category_title=category.title if category else None,
        councils=overlap.councils,
        suppliers=suppliers,
        pence_a_year=overlap.pence_a_year,
        all_councils=scene.taking_part,
    )
    return Opportunity(
        key=overlap.key,
        kind=overlap.kind,
        title=overlap.title,
        label=overlap.label,
        category=overlap.category,
        category_title=said.category_title,
        sentence=wording.why_listed(said),
        next_step=wording.next_step(said),
        councils=overlap.councils,
        suppliers=suppliers[:TOP],
        supplier_count=len(suppliers),
        pence_a_year=overlap.pence_a_year,
        lines=sum(cell.lines for cell in overlap.cells),
        saving=overlap.saving,
        rate=overlap.rate,
        cautions=overlap_cautions(overlap.councils, overlap.cells, scene),
        evidence=(),
    )


def _add(one: SavingRange, other: SavingRange) -> SavingRange:
    return SavingRange(one.low + other.low, one.central + other.central, one.high + other.high)
