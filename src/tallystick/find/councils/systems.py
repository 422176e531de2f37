"""Finds which systems a council seems to use, from its suppliers and the words of its payments.

A system without payments that indicate it (councils.recogniser) stays unknown: it may be paid for
by another council, under another name, or not at all in these months.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from tallystick.engine.questions.spending import PaidMonth
from tallystick.engine.questions.words import WordingAbout, WordingSum
from tallystick.find.comparability.cells import BILL_MONTHS, Comparison, Money
from tallystick.find.council_findings import Confidence, EvidenceLine, SystemSeen
from tallystick.find.councils.recogniser import Recogniser, Told
from tallystick.reference.products import Purpose
from tallystick.words.labels import Label
from tallystick.words.remarks import Remark, remark

NOT_TOLD = "not_told"
"""The purpose of payments to a vendor of several products whose words fit none of them."""

LINES_SHOWN = 3

_RANK = {each: place for place, each in enumerate(Confidence)}

# Lines of these functions can be for a system; a firm's other trades (printing, posting, hiring
# out staff) are no sign of one.
SYSTEM_LABELS = (Label.IT, Label.PROCUREMENT)


class Paid(NamedTuple):
    """What one council paid under one wording, with what the wording tells."""

    told: Told
    wording: WordingAbout
    sums: WordingSum


def tell_wordings(
    wordings: Iterable[WordingAbout], names: Mapping[str, str], recogniser: Recogniser
) -> dict[int, tuple[Told, WordingAbout]]:
    """Wording -> what it tells, those that tell nothing left out. names: supplier_id -> name."""
    return {
        row.wording: (told, row)
        for row in wordings
        for told in [
            recogniser.tell(
                names[row.supplier_id],
                (row.text, row.heading, row.department),
                spelling=row.spelling,
            )
        ]
        if told is not None
    }


def pounds_of_products(
    paid: Iterable[Paid],
) -> dict[tuple[str, str, Label, str], dict[str, Money]]:
    """(council, supplier_id, label, category) -> product -> what was paid for it there."""
    sums: dict[tuple[str, str, Label, str], dict[str, Money]] = defaultdict(dict)
    for one in paid:
        if one.told.product:
            wording, key = one.wording, one.told.product.key
            place = (
                one.sums.council,
                wording.supplier_id,
                Label(wording.label),
                wording.category,
            )
            pence, lines = sums[place].get(key, (0, 0))
            sums[place][key] = (pence + one.sums.pence, lines + one.sums.lines)
    return dict(sums)


def told_by_vendor_alone(paid: Iterable[Paid]) -> dict[str, frozenset[str]]:
    """Product -> the councils where only the vendor's name indicates it."""
    told: dict[tuple[str, str], set[Confidence]] = defaultdict(set)
    for one in paid:
        if one.told.product:
            told[one.told.product.key, one.sums.council].add(one.told.confidence)
    alone: dict[str, set[str]] = defaultdict(set)
    for (product, council), confidences in told.items():
        if confidences == {Confidence.VENDOR}:
            alone[product].add(council)
    return {product: frozenset(councils) for product, councils in alone.items()}


def contested(paid: Iterable[Paid]) -> dict[str, frozenset[str]]:
    """Product -> the councils that pay for another system of its purpose as well: which of them
    is in use is a question."""
    held: dict[tuple[str, str], set[str]] = defaultdict(set)
    for one in paid:
        if one.told.product:
            held[one.sums.council, one.told.product.purpose.slug].add(one.told.product.key)
    found: dict[str, set[str]] = defaultdict(set)
    for (council, _purpose), products in held.items():
        for product in products if len(products) > 1 else ():
            found[product].add(council)
    return {product: frozenset(councils) for product, councils in found.items()}


def unsure(paid: Sequence[Paid]) -> dict[str, frozenset[str]]:
    """Product -> the councils that it is only likely of: no line names it there, or the council
    pays for another system of its purpose as well."""
    held: dict[tuple[str, str], set[Confidence]] = defaultdict(set)
    for one in paid:
        if one.told.product:
            held[one.told.product.key, one.sums.council].add(one.told.confidence)
    several = contested(paid)
    found: dict[str, set[str]] = defaultdict(set)
    for (product, council), confidences in held.items():
        if Confidence.NAMED not in confidences or council in several.get(product, ()):
            found[product].add(council)
    return {product: frozenset(councils) for product, councils in found.items()}


def bills_of_systems(
    paid: Iterable[Paid], months: Iterable[PaidMonth]
) -> frozenset[tuple[str, str]]:
    """(council, key of the system or its vendor) of those paid in one or two months only.

    months: of the councils of which less than a year is compared.
    """
    keys = {(one.sums.council, one.wording.wording): _key(one.told) for one in paid}
    held: dict[tuple[str, str], set[date]] = defaultdict(set)
    for row in months:
        key = keys.get((row.council, row.wording))
        if key:
            held[row.council, key].add(row.month)
    return frozenset(key for key, mine in held.items() if len(mine) <= BILL_MONTHS)


def _key(told: Told) -> str:
    return told.product.key if told.product else told.vendor.key


def lines_of_products(
    paid: Iterable[Paid], common_texts: frozenset[str]
) -> dict[str, tuple[EvidenceLine, ...]]:
    """Product -> the largest lines that tell it, a few of each council.

    common_texts: texts that may be shown, since they stand beside many suppliers.
    """
    lines: dict[str, dict[str, list[Paid]]] = defaultdict(lambda: defaultdict(list))
    for one in paid:
        if one.told.product:
            lines[one.told.product.key][one.sums.council].append(one)
    return {
        product: tuple(
            _evidence(one, common_texts)
            for council in sorted(by_council)
            for one in sorted(by_council[council], key=_largest_first)[:LINES_SHOWN]
        )
        for product, by_council in lines.items()
    }


def _largest_first(paid: Paid) -> tuple[int, int, int, str, int]:
    """The largest line first, of equal ones that under whose wording most was paid."""
    line = paid.sums
    return -line.line_pence, -line.pence, line.source, line.sheet, line.line


def landscape(
    paid: Iterable[Paid],
    comparison: Comparison,
    *,
    recogniser: Recogniser,
    common_texts: frozenset[str],
) -> tuple[SystemSeen, ...]:
    """Each council's likely systems, by council, purpose and confidence; UNKNOWN where no payment
    tells one of a purpose that a council of its kind has.

    common_texts: texts that may be shown, since they stand beside many suppliers.
    """
    purposes = recogniser.products.purposes
    grouped: dict[tuple[str, str, str], list[Paid]] = defaultdict(list)
    for one in paid:
        product = one.told.product
        purpose = product.purpose.slug if product else NOT_TOLD
        grouped[one.sums.council, purpose, _key(one.told)].append(one)
    rows = [
        _system(council, purpose, mine, comparison, recogniser, common_texts)
        for (council, purpose, _key), mine in grouped.items()
    ]
    rows = _questioned(rows)
    rows += _not_told({(row.council, row.purpose) for row in rows}, comparison, purposes.values())
    order = {slug: place for place, slug in enumerate((*purposes, NOT_TOLD))}
    rows.sort(
        key=lambda row: (
            row.council,
            order[row.purpose],
            _RANK[row.confidence],
            -row.pence_a_year,
            row.product or row.vendor or "",
        )
    )
    return tuple(rows)


def _questioned(rows: Sequence[SystemSeen]) -> list[SystemSeen]:
    """The rows; where a council has several of one purpose, each with the question which it is."""
    several = Counter((row.council, row.purpose) for row in rows if row.product)
    return [
        replace(
            row,
            question=remark("several_systems", number=several[row.council, row.purpose]),
        )
        if row.product and several[row.council, row.purpose] > 1
        else row
        for row in rows
    ]


def _not_told(
    found: Collection[tuple[str, str]], comparison: Comparison, purposes: Iterable[Purpose]
) -> list[SystemSeen]:
    """A row with UNKNOWN for each council and purpose for which no payment indicates a system.
    found: the rows of the systems found."""
    return [
        _unknown(code, purpose)
        for purpose in purposes
        for code, months in comparison.months.items()
        if months
        and (code, purpose.slug) not in found
        and comparison.coverage[code].council.kind not in purpose.not_for
    ]


def _system(
    council: str,
    purpose: str,
    mine: Sequence[Paid],
    comparison: Comparison,
    recogniser: Recogniser,
    common_texts: frozenset[str],
) -> SystemSeen:
    surest = min(mine, key=lambda one: _RANK[one.told.confidence]).told
    meant = recogniser.products.purposes.get(purpose)
    paid = sum(one.sums.pence for one in mine)
    is_bill = (council, _key(surest)) in comparison.bills
    pence = paid if is_bill else comparison.a_year(council, paid)
    paid_to = tuple(sorted({comparison.names[one.wording.supplier_id] for one in mine}))
    largest = sorted(mine, key=_largest_first)
    return SystemSeen(
        council=council,
        purpose=purpose,
        purpose_title=meant.title if meant else "Not told which",
        label=meant.label if meant else Label.IT,
        product=surest.product.key if surest.product else None,
        product_name=surest.product.name if surest.product else None,
        vendor=surest.vendor.name,
        paid_to=paid_to,
        confidence=surest.confidence,
        pence_a_year=pence,
        lines=sum(one.sums.lines for one in mine),
        pence=paid,
        reason=_reason(surest, paid, paid_to, is_resold=recogniser.is_reseller(paid_to[0])),
        evidence=tuple(_evidence(one, common_texts) for one in largest[:LINES_SHOWN]),
        is_weak=council in comparison.weak,
    )


def _reason(told: Told, pence: int, paid_to: Sequence[str], *, is_resold: bool) -> Remark:
    supplier = paid_to[0]
    if told.confidence is Confidence.NAMED:
        return remark(
            "system_named_resold" if is_resold else "system_named", pence=pence, supplier=supplier
        )
    if told.confidence is Confidence.FITTING and told.product:
        purpose = told.product.purpose.title
        return remark("system_fits", pence=pence, supplier=supplier, purpose=purpose)
    return remark(
        "system_of_vendor" if told.product else "system_not_told", pence=pence, supplier=supplier
    )


def _unknown(council: str, purpose: Purpose) -> SystemSeen:
    return SystemSeen(
        council=council,
        purpose=purpose.slug,
        purpose_title=purpose.title,
        label=purpose.label,
        product=None,
        product_name=None,
        vendor=None,
        paid_to=(),
        confidence=Confidence.UNKNOWN,
        pence=0,
        pence_a_year=0,
        lines=0,
        reason=remark("system_unknown"),
        evidence=(),
    )


def _evidence(paid: Paid, common_texts: frozenset[str]) -> EvidenceLine:
    line, text = paid.sums, paid.wording.text
    return EvidenceLine.of(line, pence=line.line_pence, text=text if text in common_texts else "")
