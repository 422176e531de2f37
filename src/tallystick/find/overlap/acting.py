"""What one does about an overlap: three reasons for it, what stands in the way, whom to ask."""

from collections.abc import Iterable, Sequence
from statistics import median

from tallystick.find.comparability.cells import Cell, Comparison
from tallystick.find.findings import Letting, OverlapKind, SupplierSpend
from tallystick.find.overlap.ladder import Climbed
from tallystick.find.overlap.overlaps import Overlap
from tallystick.find.overlap.wording import in_a_sentence
from tallystick.reference.letting import load_letting_rules
from tallystick.words.money import pounds_and_pence, short_pounds
from tallystick.words.rate import SavingsRate

WIDE = 2
"""Prices or needs are called far apart from so many times the lowest a head. Judgement, not
measured."""

REASONS = 3
"""How many reasons an opportunity shows. Judgement."""


def three_reasons(
    overlap: Overlap,
    climbed: Climbed,
    suppliers: Sequence[SupplierSpend],
    *,
    rate: SavingsRate | None,
    letting: Letting | None,
) -> tuple[str, ...]:
    """The three strongest of what speaks for acting: the day, the same firm, the gap, the pounds.

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
    return tuple(sentence for sentence in candidates if sentence)[:REASONS]


def hindrances(
    overlap: Overlap, climbed: Climbed, comparison: Comparison, *, letting: Letting | None
) -> tuple[str, ...]:
    """What stands in the way; where the overlap falls apart, first why."""
    sentences = [
        _why_it_falls(climbed),
        *_abolished(overlap, comparison),
        _public_bodies(overlap.cells, comparison),
        load_letting_rules().hindrances.get(overlap.category or ""),
        _switching(overlap),
        _told_by_vendor_alone(overlap, comparison),
        *(letting.flags if letting else ()),
        _unknown_ends(climbed, comparison),
    ]
    return tuple(dict.fromkeys(sentence for sentence in sentences if sentence))


def people(overlap: Overlap) -> tuple[str, ...]:
    """Who must be asked, by office."""
    rules = load_letting_rules()
    offices = (
        *rules.by_label.get(overlap.label, ()),
        *rules.by_kind.get(overlap.kind, ()),
        *rules.always,
    )
    return tuple(dict.fromkeys(offices))


def _same_firm(overlap: Overlap, suppliers: Sequence[SupplierSpend]) -> str | None:
    if overlap.kind is OverlapKind.PRODUCT:
        return (
            f"{len(overlap.councils)} councils pay for {overlap.title}, each under its own "
            "licence as far as the payments show."
        )
    shared = next((each for each in suppliers if len(each.councils) > 1), None)
    if shared is None:
        return None
    return (
        f"{len(shared.councils)} of the {len(overlap.councils)} councils pay {shared.name}, "
        f"{short_pounds(shared.pence_a_year)} a year: one firm to meet together."
    )


def _gap_a_head(overlap: Overlap) -> str | None:
    """What each resident's share comes to, where it lies far apart among councils of one kind."""
    by_kind: dict[str, list[tuple[int, str]]] = {}
    for each in overlap.councils:
        if each.council.population:
            a_head = each.pence_a_year // each.council.population
            by_kind.setdefault(each.council.kind, []).append((a_head, each.council.short_name))
    alike = max(by_kind.values(), key=len, default=[])
    if len(alike) < 2:
        return None
    low, high = min(alike), max(alike)
    if high[0] < WIDE * max(low[0], 1):
        return None
    return (
        f"Among councils of one kind it runs from {pounds_and_pence(low[0])} a head ({low[1]}) to "
        f"{pounds_and_pence(high[0])} ({high[1]}): price, need or what is counted differs, and "
        "asking which costs nothing."
    )


def _what_can_be_let(climbed: Climbed, rate: SavingsRate | None) -> str | None:
    if not rate or not climbed.basis_pence:
        return None
    saving = rate.range_of(climbed.basis_pence)
    return (
        f"{short_pounds(climbed.basis_pence)} a year is left after all that is known to be out of "
        f"reach; at {rate.low:.0%} to {rate.high:.0%} that is {short_pounds(saving.low)} to "
        f"{short_pounds(saving.high)} a year."
    )


def _fragmentation(suppliers: Sequence[SupplierSpend]) -> str:
    number = len(suppliers)
    if number == 1:
        return f"All of it goes to {suppliers[0].name}."
    middle = int(median(each.pence_a_year for each in suppliers))
    return (
        f"{number} suppliers are paid for it, half of them less than {short_pounds(middle)} a year."
    )


def _weight(overlap: Overlap) -> str:
    largest = overlap.councils[0]
    return (
        f"The largest buyer, {largest.council.short_name}, pays "
        f"{short_pounds(largest.pence_a_year)} a year, {float(largest.share_of_spend):.1%} of all "
        "that its files show."
    )


def _why_it_falls(climbed: Climbed) -> str | None:
    why = {
        "once": "what is not counted under a system of its own",
        "outside": "what is paid to firms rather than to other public bodies",
        "standing": "councils that still stand",
        "same_time": "councils whose months can be compared",
        "ending_soon": "contracts that end soon enough",
    }
    if climbed.basis_pence:
        return None
    kept = why.get(climbed.fell_at or "", "what could be let again")
    return f"It falls apart: of {kept}, fewer than two councils are left."


def _abolished(overlap: Overlap, comparison: Comparison) -> Iterable[str]:
    for each in overlap.councils:
        council = each.council
        if council.end and council.end <= comparison.on:
            yield (
                f"{council.short_name} was abolished on {council.end.day} "
                f"{council.end:%B %Y}: ask its successor which contracts it took over."
            )
        elif council.end:
            yield (
                f"{council.short_name} ends on {council.end.day} {council.end:%B %Y}: name its "
                "successor in any new contract. " + load_letting_rules().consent_sentence
            )


def _public_bodies(cells: Iterable[Cell], comparison: Comparison) -> str | None:
    bodies = sorted(
        {comparison.names[cell.supplier_id] for cell in cells if cell.kind == "public_body"}
    )
    if not bodies:
        return None
    return (
        f"Part is paid to public bodies ({in_a_sentence(bodies[:2])}"
        f"{' and others' if len(bodies) > 2 else ''}) and is left out of the saving: it may be "
        "shared already."
    )


def _switching(overlap: Overlap) -> str | None:
    if overlap.kind is not OverlapKind.PRODUCT:
        return None
    return (
        "One licence for several councils needs the vendor's consent, and a change of system moves "
        "data, links and habits: nothing is saved before a licence ends."
    )


def _told_by_vendor_alone(overlap: Overlap, comparison: Comparison) -> str | None:
    alone = comparison.vendor_alone.get(overlap.product or "", frozenset())
    names = [each.council.short_name for each in overlap.councils if each.council.code in alone]
    if not names:
        return None
    return (
        f"In {in_a_sentence(names)} only the vendor's name tells the system: first ask whether it "
        "is this one."
    )


def _unknown_ends(climbed: Climbed, comparison: Comparison) -> str | None:
    rung = next(rung for rung in climbed.rungs if rung.key == "ending_soon")
    untold = [comparison.coverage[code].council.short_name for code in rung.untold]
    if not untold:
        return None
    whose = "any of these councils" if len(untold) == len(climbed.basis) else in_a_sentence(untold)
    return (
        f"No contract register was given for {whose}: when theirs end is not known, and what "
        "cannot be let again comes off the saving."
    )
