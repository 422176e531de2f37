"""The published lines that opportunities rest on."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from tallystick.engine.questions.evidence import WantedCell, evidence_lines, spellings_of
from tallystick.engine.snapshot import Snapshot
from tallystick.find.council_findings import EvidenceLine
from tallystick.find.findings import Opportunity, OverlapKind
from tallystick.find.survey import Survey

LINES_A_COUNCIL = 3
"""How many evidence lines an overlap shows for each of its councils, the largest first."""

COMMON_TEXT = 5
"""A line's own words are shown when they stand beside at least so many suppliers: what is written
for fewer may name a person."""

NOT_SHOWN = "not shown: these words stand beside few suppliers and may name a person"


def as_shown(text: str, common: Collection[str]) -> str:
    """A published text as a reader may see it: itself where it is among the common ones."""
    return text if text in common or not text else NOT_SHOWN


def with_evidence(
    store: Snapshot,
    found: Sequence[Opportunity],
    survey: Survey,
    *,
    of_products: Mapping[str, tuple[EvidenceLine, ...]],
    common_texts: Collection[str],
) -> tuple[Opportunity, ...]:
    """The opportunities with the lines that they rest on, and the spellings of their suppliers.

    of_products: product -> the lines that tell it. common_texts: texts that may be shown, since
    they stand beside many suppliers.
    """
    rows = evidence_lines(
        store,
        _wanted(found),
        survey.window,
        each=LINES_A_COUNCIL,
        common_texts=common_texts,
    )
    lines: dict[str, list[EvidenceLine]] = defaultdict(list)
    for row in rows:
        lines[row.key].append(EvidenceLine.of(row, pence=row.pence, text=row.text))
    listed = {each.supplier_id for one in found for each in one.suppliers}
    spellings = spellings_of(store, sorted(listed))
    return tuple(
        replace(
            each,
            evidence=of_products.get(each.product or "", tuple(lines[each.key])),
            suppliers=tuple(
                replace(supplier, spellings=spellings.get(supplier.supplier_id, ()))
                for supplier in each.suppliers
            ),
        )
        for each in found
    )


def _wanted(found: Sequence[Opportunity]) -> list[WantedCell]:
    """Which cells' lines each overlap asks for."""
    return [
        WantedCell(
            key=each.key,
            council=council.council.code,
            firm=each.key.split(":")[1] if each.kind is OverlapKind.SUPPLIER else "",
            category=category,
        )
        for each in found
        if each.kind is not OverlapKind.PRODUCT
        for council in each.councils
        for category in sorted({part.category for part in each.parts})
    ]
