"""Overlaps: the same supplier, category, product or function in two or more councils.

The four kinds see the same pounds four ways. Each cell is counted in one overlap at most: that of
its product where two or more councils pay for it, else that of its category. What is said of a
supplier or a function are parts and sums of those.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import TypeVar

from tallystick.find.comparability.cells import (
    LEAST_PENCE_A_YEAR,
    Cell,
    Comparison,
    council_spends,
    firm_name,
    main_category,
)
from tallystick.find.findings import CouncilSpend, OverlapKind, PairOverlap
from tallystick.reference.products import Products
from tallystick.words.bought_for import BoughtFor
from tallystick.words.labels import Label

Key = TypeVar("Key", bound=Hashable)


WHOLE_FUNCTION = frozenset({OverlapKind.FUNCTION, OverlapKind.BOUGHT})
"""A function's own work and what is bought through it for everybody: never one sum."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlap:
    """The same item in two or more councils, with its pounds but without its remarks."""

    kind: OverlapKind
    key: str
    label: Label
    title: str
    category: str | None = None
    product: str | None = None
    cells: tuple[Cell, ...]  # of the councils that take part
    councils: tuple[CouncilSpend, ...]
    codes: frozenset[str] = field(init=False, repr=False, compare=False)  # of its councils

    def __post_init__(self) -> None:
        object.__setattr__(self, "codes", frozenset(each.council.code for each in self.councils))

    @property
    def pence_a_year(self) -> int:
        """Over all its councils whose files bear a yearly figure."""
        return sum(each.pence_a_year for each in self.councils if not each.is_weak)


def find_overlaps(
    cells: Sequence[Cell], comparison: Comparison, products: Products
) -> tuple[Overlap, ...]:
    """The overlaps among the cells, in no order of worth.

    cells: back-office cells of the functions asked for and of suppliers that may be named, since
    what is paid to private persons cannot be let again.
    """
    return (
        *_by_product(cells, comparison, products),
        *_by_category(cells, comparison),
        *_by_supplier(cells, comparison),
        *_by_function(cells, comparison),
    )


def kind_of_function(category: str, comparison: Comparison) -> OverlapKind:
    """Whether a category is its function's own work or bought for everybody."""
    part = comparison.categories[category].bought_for
    return OverlapKind.BOUGHT if part is BoughtFor.EVERYBODY else OverlapKind.FUNCTION


def homes(overlaps: Iterable[Overlap]) -> Callable[[Cell], str | None]:
    """A function that returns the overlap in which a cell's pounds are counted: that of its product
    where its council takes part in it, else that of its category, else None."""
    products = {each.product: each for each in overlaps if each.kind is OverlapKind.PRODUCT}
    categories = {each.category: each for each in overlaps if each.kind is OverlapKind.CATEGORY}

    def home(cell: Cell) -> str | None:
        found = products.get(cell.product) or categories.get(cell.category)
        return found.key if found and cell.council in found.codes else None

    return home


def pair_overlaps(cells: Iterable[Cell], comparison: Comparison) -> tuple[PairOverlap, ...]:
    """For each ordered pair of councils, the firms that both pay and what the first pays them."""
    paid: dict[str, dict[str, list[Cell]]] = {
        code: defaultdict(list) for code, months in comparison.months.items() if months
    }
    for cell in cells:
        paid[cell.council][cell.firm].append(cell)
    positive = {
        code: {
            firm: (sum(cell.pence for cell in mine), a_year)
            for firm, mine in firms.items()
            if (a_year := comparison.years(mine)[code]) >= LEAST_PENCE_A_YEAR
        }
        for code, firms in paid.items()
    }
    pairs = [
        PairOverlap(
            council=mine,
            other=theirs,
            suppliers=len(both),
            pence=sum(positive[mine][firm][0] for firm in both),
            pence_a_year=sum(positive[mine][firm][1] for firm in both),
            is_weak=mine in comparison.weak,
        )
        for one, other in combinations(sorted(positive), 2)
        for both in [positive[one].keys() & positive[other].keys()]
        for mine, theirs in ((one, other), (other, one))
    ]
    return tuple(sorted(pairs, key=lambda pair: (pair.council, pair.other)))


def _by_product(
    cells: Iterable[Cell], comparison: Comparison, products: Products
) -> Iterable[Overlap]:
    told = (cell for cell in cells if cell.product)
    for key, kept, councils in _shared(told, comparison, lambda cell: cell.product):
        slug = main_category(kept)
        unsure = comparison.unsure.get(key, frozenset())
        likely = " (likely)" if any(each.council.code in unsure for each in councils) else ""
        yield Overlap(
            kind=OverlapKind.PRODUCT,
            key=f"product:{key}",
            label=comparison.categories[slug].label,
            title=f"{products.products[key].name}{likely}",
            category=slug,
            product=key,
            cells=kept,
            councils=councils,
        )


def _by_category(cells: Iterable[Cell], comparison: Comparison) -> Iterable[Overlap]:
    for slug, kept, councils in _shared(cells, comparison, lambda cell: cell.category):
        category = comparison.categories[slug]
        yield Overlap(
            kind=OverlapKind.CATEGORY,
            key=f"category:{slug}",
            label=category.label,
            title=category.title,
            category=slug,
            cells=kept,
            councils=councils,
        )


def _by_supplier(cells: Iterable[Cell], comparison: Comparison) -> Iterable[Overlap]:
    for (firm, label), kept, councils in _shared(
        cells, comparison, lambda cell: (cell.firm, cell.label)
    ):
        yield Overlap(
            kind=OverlapKind.SUPPLIER,
            key=f"supplier:{firm}:{label}",
            label=label,
            title=firm_name(kept, comparison),
            category=main_category(kept),
            cells=kept,
            councils=councils,
        )


def _by_function(cells: Iterable[Cell], comparison: Comparison) -> Iterable[Overlap]:
    for (label, kind), kept, councils in _shared(
        cells, comparison, lambda cell: (cell.label, kind_of_function(cell.category, comparison))
    ):
        part = BoughtFor.EVERYBODY if kind is OverlapKind.BOUGHT else BoughtFor.FUNCTION
        yield Overlap(
            kind=kind,
            key=f"{kind}:{label}",
            label=label,
            title=f"{label.heading}: {part.heading.lower()}",
            cells=kept,
            councils=councils,
        )


def _shared(
    cells: Iterable[Cell], comparison: Comparison, key: Callable[[Cell], Key]
) -> Iterable[tuple[Key, tuple[Cell, ...], tuple[CouncilSpend, ...]]]:
    """The groups of cells that two or more councils take part in, without the other councils."""
    grouped: dict[Key, list[Cell]] = defaultdict(list)
    for cell in cells:
        grouped[key(cell)].append(cell)
    for name, mine in grouped.items():
        councils = council_spends(mine, comparison)
        if len(councils) > 1:
            codes = {each.council.code for each in councils}
            yield name, tuple(cell for cell in mine if cell.council in codes), councils
