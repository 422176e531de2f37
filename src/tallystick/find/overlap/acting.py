"""Acting on an overlap: three reasons to act, the obstacles, and who must be consulted."""

from collections.abc import Iterable, Sequence
from statistics import median

from tallystick.find.comparability.cells import Cell, Comparison
from tallystick.find.findings import Letting, OverlapKind, SupplierSpend
from tallystick.find.overlap.ladder import Climbed
from tallystick.find.overlap.overlaps import Overlap
from tallystick.find.overlap.partnered import with_others_already
from tallystick.reference.letting import load_letting_rules
from tallystick.words.rate import SavingsRate
from tallystick.words.remarks import Remark, remark

WIDE = 2
"""Prices or needs are called far apart from so many times the lowest a head. Judgement, not
measured."""

REASONS = 3
"""How many reasons an opportunity shows. Judgement."""

_BODIES_NAMED = 2

_LEFT_CODES = {
    "once": "left_counted_once",
    "outside": "left_with_firms",
    "partnered": "left_with_partner",
    "standing": "left_standing",
    "same_time": "left_same_time",
    "lettable": "left_lettable",
    "ending_soon": "left_ending_soon",
}
"""What too few councils have left, by the rung where an overlap falls apart."""


def three_reasons(
    overlap: Overlap,
    climbed: Climbed,
    suppliers: Sequence[SupplierSpend],
    *,
    rate: SavingsRate | None,
    letting: Letting | None,
) -> tuple[Remark, ...]:
    """The three strongest reasons to act: contract dates, the same firm, the price gap, the pounds.

    suppliers: all of the overlap, largest first.
    """
    candidates = (
        letting.sentence if letting else None,
        _same_firm(overlap, suppliers),
        _gap_a_head(overlap),
        _what_can_be_let(climbed, rate),
        _fragmentation(suppliers),
        _weight(overlap),
    )
    return tuple(each for each in candidates if each)[:REASONS]


def hindrances(
    overlap: Overlap, climbed: Climbed, comparison: Comparison, *, letting: Letting | None
) -> tuple[Remark, ...]:
    """The obstacles; where the overlap falls apart, the reason for that comes first."""
    found = (
        _why_it_falls(climbed),
        _nothing_to_let(overlap),
        _weak(overlap, climbed, comparison),
        *_abolished(overlap, comparison),
        *with_others_already(overlap.label, overlap.codes, comparison),
        _public_bodies(overlap.cells, comparison),
        _of_category(overlap),
        _switching(overlap),
        _told_by_vendor_alone(overlap, comparison),
        _several_systems(overlap, comparison),
        *(letting.flags if letting else ()),
        _unknown_ends(overlap, climbed, comparison),
    )
    return tuple(dict.fromkeys(each for each in found if each))


def people(overlap: Overlap) -> tuple[str, ...]:
    """The officers who must be consulted, by office."""
    rules = load_letting_rules()
    offices = (
        *rules.by_label.get(overlap.label, ()),
        *rules.by_kind.get(overlap.kind, ()),
        *rules.always,
    )
    return tuple(dict.fromkeys(offices))


def _same_firm(overlap: Overlap, suppliers: Sequence[SupplierSpend]) -> Remark | None:
    if overlap.kind is OverlapKind.PRODUCT:
        return remark("same_system", number=len(overlap.councils), title=overlap.title)
    shared = next((each for each in suppliers if len(each.councils) > 1), None)
    if shared is None:
        return None
    return remark(
        "same_firm",
        paying=len(shared.councils),
        number=len(overlap.councils),
        supplier=shared.name,
        pence=shared.pence,
    )


def _gap_a_head(overlap: Overlap) -> Remark | None:
    """The spend per resident, where it differs widely among councils of one kind."""
    by_kind: dict[str, list[tuple[int, str, str]]] = {}
    for each in overlap.councils:
        council = each.council
        if council.population and council.kind.is_like(council.kind) and not each.is_weak:
            a_head = each.pence_a_year // council.population
            by_kind.setdefault(council.kind, []).append((a_head, council.short_name, council.code))
    alike = max(by_kind.values(), key=len, default=[])
    if len(alike) < 2:
        return None
    low, _short_name, lowest = min(alike)
    high, _short_name, highest = max(alike)
    if high < WIDE * max(low, 1):
        return None
    return remark("gap_a_head", councils=(lowest, highest), low=low, high=high)


def _what_can_be_let(climbed: Climbed, rate: SavingsRate | None) -> Remark | None:
    if not rate or not climbed.basis_pence:
        return None
    saving = rate.range_of(climbed.basis_pence)
    return remark(
        "left_to_let",
        pence=climbed.basis_pence,
        paid=climbed.basis_paid_pence,
        low_rate=rate.low,
        high_rate=rate.high,
        low=saving.low,
        high=saving.high,
    )


def _fragmentation(suppliers: Sequence[SupplierSpend]) -> Remark:
    number = len(suppliers)
    if number == 1:
        return remark("all_to_one_supplier", supplier=suppliers[0].name)
    middle = int(median(each.pence for each in suppliers))
    return remark("many_suppliers", number=number, pence=middle)


def _weight(overlap: Overlap) -> Remark:
    largest = overlap.councils[0]
    return remark(
        "largest_buyer",
        councils=(largest.council.code,),
        pence=largest.pence,
        share=largest.share_of_spend,
    )


def _why_it_falls(climbed: Climbed) -> Remark | None:
    if climbed.stands:
        return None
    left = remark(_LEFT_CODES.get(climbed.fell_at or "", "left_to_be_let"))
    return remark("falls_apart", left=left)


def _weak(overlap: Overlap, climbed: Climbed, comparison: Comparison) -> Remark | None:
    """A remark where no saving is made because of what the files are like."""
    weak = sorted(overlap.codes & comparison.weak.keys())
    if not weak:
        return None
    return remark("weak_overlap" if climbed.is_weak else "weak_left_out", councils=weak)


def _nothing_to_let(overlap: Overlap) -> Remark | None:
    text = load_letting_rules().nothing_to_let.get(overlap.category or "")
    return remark("reference_text", text=text) if text else None


def _abolished(overlap: Overlap, comparison: Comparison) -> Iterable[Remark]:
    for each in overlap.councils:
        council = each.council
        one = (council.code,)
        if council.end and council.end <= comparison.on:
            if council.kind.is_of_government:
                yield remark("ended_ask_successor", councils=one, day=council.end)
            else:
                yield remark("abolished_ask_successor", councils=one, day=council.end)
        elif council.end:
            consent = remark("reference_text", text=load_letting_rules().consent_sentence)
            yield remark("ends_name_successor", councils=one, day=council.end, consent=consent)


def _of_category(overlap: Overlap) -> Remark | None:
    """The obstacles for every contract of this category."""
    text = load_letting_rules().hindrances.get(overlap.category or "")
    return remark("reference_text", text=text) if text else None


def _public_bodies(cells: Iterable[Cell], comparison: Comparison) -> Remark | None:
    bodies = tuple(
        sorted({comparison.names[cell.supplier_id] for cell in cells if cell.kind == "public_body"})
    )
    if not bodies:
        return None
    return remark(
        "public_bodies_left_out",
        suppliers=bodies[:_BODIES_NAMED],
        more=remark("and_others") if len(bodies) > _BODIES_NAMED else None,
    )


def _switching(overlap: Overlap) -> Remark | None:
    return remark("one_licence") if overlap.kind is OverlapKind.PRODUCT else None


def _told_by_vendor_alone(overlap: Overlap, comparison: Comparison) -> Remark | None:
    alone = comparison.vendor_alone.get(overlap.product or "", frozenset())
    codes = [each.council.code for each in overlap.councils if each.council.code in alone]
    return remark("told_by_vendor_alone", councils=codes) if codes else None


def _several_systems(overlap: Overlap, comparison: Comparison) -> Remark | None:
    contested = comparison.contested.get(overlap.product or "", frozenset())
    codes = [each.council.code for each in overlap.councils if each.council.code in contested]
    return remark("several_systems_there", councils=codes) if codes else None


def _unknown_ends(overlap: Overlap, climbed: Climbed, comparison: Comparison) -> Remark | None:
    untold = next(rung for rung in climbed.rungs if rung.key == "ending_soon").untold
    if not untold:
        return None
    if not overlap.codes & comparison.contracts.registered:
        return remark("no_register_of_any")
    return remark("no_register", councils=untold)
