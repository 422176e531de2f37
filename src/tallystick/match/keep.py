"""Match the store's spellings, and keep which supplier each is."""

from typing import Any

import pyarrow as pa

from tallystick.engine import distinct
from tallystick.engine.fingerprint import fingerprint
from tallystick.engine.store import Store
from tallystick.match import Decision, Matched, Spelling, match_spellings
from tallystick.reference.councils import Councils
from tallystick.words.progress import Progress, unwatched


def match_store(store: Store, *, councils: Councils, progress: Progress = unwatched) -> int:
    """Give every spelling of the store its supplier; how many spellings there are.

    Nothing is done when no spelling is new. Suppliers that exist keep their ids.
    """
    matcher = fingerprint("match", "reference")
    is_current = distinct.made_by(store, "spellings") == matcher
    if is_current and not distinct.has_new_spellings(store):
        return len(distinct.kept_supplier_ids(store))
    progress("Matching suppliers", 0, 1)
    seen = distinct.spellings_seen(store)
    spellings = [_spelling(row) for row in seen.to_pylist()]
    matched = match_spellings(
        spellings,
        councils=councils,
        kept=distinct.kept_supplier_ids(store),
        decisions=_decisions(store),
    )
    distinct.put_suppliers(
        store, _spelling_rows(spellings, matched), _supplier_rows(matched), version=matcher
    )
    progress("Matching suppliers", 1, 1)
    return len(spellings)


def _spelling(row: dict[str, Any]) -> Spelling:
    return Spelling(
        name=row["spelling"],
        lines=row["lines"],
        pence=row["pence"],
        councils=tuple(row["councils"]),
        company_number=row["company_number"],
        vat_number=row["vat_number"],
        charity_number=row["charity_number"],
        supplier_refs=tuple(row["supplier_refs"] or ()),
    )


def _decisions(store: Store) -> list[Decision]:
    rows = store.rows("select a, b, verdict from decisions order by a, b")
    return [Decision(**row) for row in rows]


def _spelling_rows(spellings: list[Spelling], matched: list[Matched]) -> pa.Table:
    return pa.Table.from_pydict(
        {
            "spelling": [each.name for each in spellings],
            "supplier_id": [each.supplier_id for each in matched],
            "score": [each.score for each in matched],
            "reasons": [list(each.reasons) for each in matched],
        },
        schema=distinct.SPELLINGS,
    )


def _supplier_rows(matched: list[Matched]) -> pa.Table:
    firms = {each.supplier_id: each for each in matched}
    chosen = [firms[supplier_id] for supplier_id in sorted(firms)]
    return pa.Table.from_pydict(
        {
            "supplier_id": [each.supplier_id for each in chosen],
            "name": [each.supplier_name for each in chosen],
            "group_id": [each.group_id for each in chosen],
            "kind": [str(each.kind) for each in chosen],
        },
        schema=distinct.SUPPLIERS,
    )
