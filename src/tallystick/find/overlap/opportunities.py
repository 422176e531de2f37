"""From overlaps to opportunities: each with its ladder, its saving, its words and its rank.

A saving is reckoned on the last rung that is known of an overlap whose pounds are counted there. A
supplier's is of its own pounds and is counted in the opportunities that it names; a function's is
the sum of those counted in it.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from tallystick.contracts.contract import Contract
from tallystick.contracts.linked import in_order
from tallystick.find.comparability.cautions import overlap_cautions
from tallystick.find.comparability.cells import TOP, Cell, Comparison, supplier_spends
from tallystick.find.findings import Opportunity, OverlapKind, Part
from tallystick.find.overlap import acting, wording
from tallystick.find.overlap.groups import group_councils
from tallystick.find.overlap.headline import summed_savings
from tallystick.find.overlap.ladder import Climbed, FirstRungs, climb_overlap, in_common
from tallystick.find.overlap.letting import align
from tallystick.find.overlap.overlaps import WHOLE_FUNCTION, Overlap, homes, kind_of_function
from tallystick.words.labels import HEART, Label
from tallystick.words.rate import SavingRange, SavingsRate

MOST_SUPPLIERS = 30
"""Supplier overlaps listed of each function, the largest; the others are counted in a caution."""


@dataclass(frozen=True, slots=True)
class _Worth:
    """An overlap with what it may save and where its pounds are counted."""

    overlap: Overlap
    climbed: Climbed
    rate: SavingsRate | None
    saving: SavingRange | None
    counted_in: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """All opportunities in rank order, and what the whole answer says of them."""

    opportunities: tuple[Opportunity, ...]
    counted: tuple[Climbed, ...]  # of the overlaps whose pounds are counted
    left_out: int  # supplier overlaps too small to list


def tell(
    overlaps: Sequence[Overlap],
    comparison: Comparison,
    rates: Mapping[str, SavingsRate],
    *,
    first: FirstRungs,
    system_lever: str,
) -> Told:
    """The opportunities of these overlaps: what falls apart last, the heart first, then by central
    saving.

    rates: by lever id. first: the first rungs. system_lever: id of the lever for sharing a system.
    """
    listed = frozenset(each.product for each in overlaps if each.product)
    counting = [
        _weigh(each, comparison, _rate(each, comparison, rates, system_lever), listed)
        for each in overlaps
        if each.kind in (OverlapKind.PRODUCT, OverlapKind.CATEGORY)
    ]
    home = homes(overlaps)
    suppliers = [each for each in overlaps if each.kind is OverlapKind.SUPPLIER]
    shown = _largest_of_each_label(suppliers, comparison, rates)
    views = [
        _weigh_view(each, comparison, _rate(each, comparison, rates, system_lever), home)
        for each in shown
    ]
    functions = [
        _weigh_function(each, counting, home, comparison)
        for each in overlaps
        if each.kind in WHOLE_FUNCTION
    ]
    ranked = sorted(chain(counting, views, functions), key=_rank)
    return Told(
        tuple(_tell(each, comparison, first) for each in ranked),
        tuple(each.climbed for each in counting),
        len(suppliers) - len(shown),
    )


def _weigh(
    overlap: Overlap,
    comparison: Comparison,
    rate: SavingsRate | None,
    listed: frozenset[str],
) -> _Worth:
    elsewhere = listed if overlap.kind is OverlapKind.CATEGORY else frozenset()
    climbed = climb_overlap(overlap.cells, comparison, counted_elsewhere=elsewhere)
    return _Worth(overlap, climbed, rate, _saving(rate, climbed), ())


def _weigh_view(
    overlap: Overlap,
    comparison: Comparison,
    rate: SavingsRate | None,
    home: Callable[[Cell], str | None],
) -> _Worth:
    climbed = climb_overlap(overlap.cells, comparison)
    counted_in = {key for cell in overlap.cells for key in [home(cell)] if key}
    return _Worth(overlap, climbed, rate, _saving(rate, climbed), tuple(sorted(counted_in)))


def _weigh_function(
    overlap: Overlap,
    counting: Iterable[_Worth],
    home: Callable[[Cell], str | None],
    comparison: Comparison,
) -> _Worth:
    kind = overlap.kind
    mine = [
        each
        for each in counting
        if each.overlap.label is overlap.label
        and each.overlap.category
        and kind_of_function(each.overlap.category, comparison) is kind
    ]
    saving = summed_savings(each.saving for each in mine)
    basis = _summed(each.climbed.basis for each in mine)
    climbed = Climbed(
        in_common(each.climbed.rungs for each in mine),
        basis,
        _summed(each.climbed.paid for each in mine),
        "ending_soon" if any(each.climbed.last == "ending_soon" for each in mine) else "sound",
        "sound" if any(each.climbed.is_weak for each in mine) and not sum(basis.values()) else None,
    )
    counted_in = {key for cell in overlap.cells for key in [home(cell)] if key}
    return _Worth(overlap, climbed, None, saving, tuple(sorted(counted_in)))


def _summed(by_council: Iterable[Mapping[str, int]]) -> dict[str, int]:
    """Pence by council, added up."""
    sums: dict[str, int] = defaultdict(int)
    for each in by_council:
        for code, pence in each.items():
            sums[code] += pence
    return sums


def _tell(worth: _Worth, comparison: Comparison, first: FirstRungs) -> Opportunity:
    """Build one opportunity; its evidence is added later, when the lines have been read."""
    overlap, climbed = worth.overlap, worth.climbed
    said = _said(overlap, comparison, is_weak=climbed.is_weak)
    told = Opportunity(
        key=overlap.key,
        kind=overlap.kind,
        title=overlap.title,
        label=overlap.label,
        category=overlap.category,
        category_title=said.category_title,
        sentence=wording.why_listed(said),
        next_step=wording.next_step(said),
        councils=overlap.councils,
        suppliers=said.suppliers[:TOP],
        supplier_count=len(said.suppliers),
        pence_a_year=overlap.pence_a_year,
        lines=sum(cell.lines for cell in overlap.cells),
        saving=None if climbed.is_weak else worth.saving,
        rate=worth.rate,
        cautions=overlap_cautions(overlap.councils, overlap.cells, comparison),
        evidence=(),
        counted_in=worth.counted_in,
        product=overlap.product,
        ladder=(*first.of(overlap.codes, overlap.label), *climbed.rungs),
        basis_pence=climbed.basis_pence,
        basis_paid_pence=climbed.basis_paid_pence,
        basis_rung=climbed.last,
        people=acting.people(overlap),
        stands=climbed.stands,
        is_weak=climbed.is_weak,
        parts=_parts(overlap.cells),
    )
    return _to_act_on(told, worth, said, comparison)


def _said(overlap: Overlap, comparison: Comparison, *, is_weak: bool) -> wording.Said:
    """The facts from which the remarks on an overlap are made."""
    category = comparison.categories[overlap.category] if overlap.category else None
    suppliers = supplier_spends(overlap.cells, comparison)
    firms = {cell.supplier_id for cell in overlap.cells if cell.kind == "organisation"}
    return wording.Said(
        kind=overlap.kind,
        title=overlap.title,
        label=overlap.label,
        category_title=category.title if category else None,
        councils=overlap.councils,
        suppliers=suppliers,
        firms=tuple(each for each in suppliers if each.supplier_id in firms),
        is_weak=is_weak,
        pence=sum(each.pence for each in overlap.councils),
        pence_a_year=overlap.pence_a_year,
        all_councils=comparison.taking_part,
    )


def _to_act_on(
    told: Opportunity, worth: _Worth, said: wording.Said, comparison: Comparison
) -> Opportunity:
    """The opportunity with who, when and why."""
    overlap, climbed = worth.overlap, worth.climbed
    contracts = _contracts(overlap, comparison)
    letting = (
        None
        if overlap.kind in WHOLE_FUNCTION
        else align(contracts, climbed.basis, comparison, paid=climbed.paid)
    )
    groups = group_councils(
        overlap.cells,
        climbed.basis,
        comparison,
        paid=climbed.paid,
        rate=worth.rate,
        product=overlap.title if overlap.product else None,
    )
    return replace(
        told,
        next_step=wording.next_step(said, groups[0] if groups else None),
        reasons=acting.three_reasons(
            overlap, climbed, said.suppliers, rate=worth.rate, letting=letting
        ),
        hindrances=acting.hindrances(overlap, climbed, comparison, letting=letting),
        groups=groups,
        letting=letting,
        contracts=contracts,
    )


def _contracts(overlap: Overlap, comparison: Comparison) -> tuple[Contract, ...]:
    """The contracts that the overlap's payments may be under, and those of its category."""
    if overlap.kind in WHOLE_FUNCTION:
        return ()
    behind = [
        contract
        for cell in overlap.cells
        for contract in comparison.contracts.behind(
            cell.council, cell.supplier_id, label=cell.label
        )
    ]
    if overlap.kind is OverlapKind.CATEGORY and overlap.category:
        behind += comparison.contracts.of_category(overlap.category, overlap.codes)
    return in_order(behind)


def _parts(cells: Iterable[Cell]) -> tuple[Part, ...]:
    """The cells with their products together again, by council, supplier and category."""
    sums: dict[tuple[str, str, str, str], list[int]] = defaultdict(lambda: [0, 0])
    for cell in cells:
        held = sums[cell.council, cell.supplier_id, cell.firm, cell.category]
        held[0] += cell.pence
        held[1] += cell.lines
    return tuple(Part(*key, *sums[key]) for key in sorted(sums))


def _rank(worth: _Worth) -> tuple[bool, bool, bool, int, int, str]:
    """The sort key: opportunities that do not fall apart first, of these those that a saving is
    made of, then the heart's functions, then by central saving, pounds a year, and key."""
    return (
        not worth.climbed.stands,
        worth.climbed.is_weak,
        worth.overlap.label not in HEART,
        -(worth.saving.central if worth.saving else 0),
        -worth.overlap.pence_a_year,
        worth.overlap.key,
    )


def _largest_of_each_label(
    suppliers: Iterable[Overlap], comparison: Comparison, rates: Mapping[str, SavingsRate]
) -> list[Overlap]:
    """The supplier overlaps that are listed: those that would save most on all that is paid. There
    may be a hundred thousand, so no more is worked out of the others."""

    def worth(overlap: Overlap) -> tuple[int, int, str]:
        rate = _rate(overlap, comparison, rates, "")
        central = rate.range_of(overlap.pence_a_year).central if rate else 0
        return (-central, -overlap.pence_a_year, overlap.key)

    listed: dict[Label, list[Overlap]] = defaultdict(list)
    for each in sorted(suppliers, key=worth):
        if len(listed[each.label]) < MOST_SUPPLIERS:
            listed[each.label].append(each)
    return [each for mine in listed.values() for each in mine]


def _rate(
    overlap: Overlap, comparison: Comparison, rates: Mapping[str, SavingsRate], system_lever: str
) -> SavingsRate | None:
    """The rate that the evidence supports: for a system that of sharing one, else that of its
    category; None where it supports none."""
    if overlap.kind is OverlapKind.PRODUCT:
        return rates[system_lever]
    category = comparison.categories[overlap.category] if overlap.category else None
    return rates[category.lever] if category and category.lever and category.has_rate else None


def _saving(rate: SavingsRate | None, climbed: Climbed) -> SavingRange | None:
    return rate.range_of(climbed.basis_pence) if rate else None
