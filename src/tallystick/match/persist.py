"""Matches the spellings of the store, and stores the supplier of each and the reviewers'
decisions."""

from collections.abc import Mapping, Sequence
from datetime import date
from hashlib import sha256
from typing import get_args

import pyarrow as pa

from tallystick.engine import distinct
from tallystick.engine.fingerprint import fingerprint
from tallystick.engine.questions import kept, spellings
from tallystick.engine.snapshot import Snapshot
from tallystick.engine.store import Store
from tallystick.match import Decision, Matched, Spelling, match_spellings
from tallystick.match.review import Doubt, find_doubts
from tallystick.match.spellings import Verdict
from tallystick.reference.councils import Councils
from tallystick.words.joined import PERHAPS, SURE_FROM
from tallystick.words.progress import Progress, unwatched

_VERDICTS: Mapping[str, Verdict] = {each: each for each in get_args(Verdict)}


def match_store(store: Store, *, councils: Councils, progress: Progress = unwatched) -> int:
    """Give every spelling of the store its supplier; how many spellings there are.

    Nothing is done when no spelling is new and no reviewer has decided anything since. Suppliers
    that exist keep their ids.
    """
    if is_matched(store):
        return len(kept.kept_supplier_ids(store))
    decisions = kept_decisions(store)
    progress("Matching suppliers", 0, 1)
    seen = _spellings(store)
    matched = match_spellings(
        seen,
        councils=councils,
        kept=kept.kept_supplier_ids(store),
        decisions=decisions,
    )
    distinct.put_suppliers(
        store,
        _spelling_rows(seen, matched),
        _supplier_rows(seen, matched),
        version=_version(decisions),
    )
    progress("Matching suppliers", 1, 1)
    return len(seen)


def is_matched(store: Snapshot) -> bool:
    """True when every spelling has its supplier, by today's rules and all that reviewers said."""
    version = _version(kept_decisions(store))
    is_current = kept.made_by(store, "spellings") == version
    return is_current and not spellings.has_new_spellings(store)


def kept_decisions(store: Snapshot) -> list[Decision]:
    """What reviewers have said, by spelling."""
    return [Decision(row.a, row.b, _VERDICTS[row.verdict]) for row in kept.decisions(store)]


def keep_decisions(store: Store, decisions: Sequence[Decision], *, by: str, on: date) -> None:
    """Keep reviewers' words on pairs of spellings; a later word on a pair replaces the earlier.

    by: who decided. on: the day.
    """
    pairs = [sorted((decision.a, decision.b)) for decision in decisions]
    rows = pa.table(
        {
            "a": [pair[0] for pair in pairs],
            "b": [pair[1] for pair in pairs],
            "verdict": [decision.verdict for decision in decisions],
            "decided_by": [by] * len(pairs),
            "decided_on": pa.array([on] * len(pairs), pa.date32()),
        }
    )
    if decisions:
        store.replace_rows("decisions", rows, keep=True)


def doubts(store: Snapshot, *, most: int = 200) -> list[Doubt]:
    """What of a matched store a reviewer should look at first; see review.find_doubts."""
    return find_doubts(
        _spellings(store), kept.kept_supplier_ids(store), kept_decisions(store), most=most
    )


def _spellings(store: Snapshot) -> list[Spelling]:
    return [
        Spelling(
            name=row.spelling,
            lines=row.lines,
            pence=row.pence,
            councils=row.councils,
            company_number=row.company_number,
            vat_number=row.vat_number,
            charity_number=row.charity_number,
            supplier_refs=row.supplier_refs,
        )
        for row in spellings.spellings_seen(store)
    ]


def _version(decisions: Sequence[Decision]) -> str:
    """Changes with the rules of matching, and with what reviewers have said."""
    said = "\n".join(f"{each.a}\t{each.b}\t{each.verdict}" for each in decisions)
    return f"{fingerprint('match', 'reference')}-{sha256(said.encode()).hexdigest()[:12]}"


def _spelling_rows(seen: list[Spelling], matched: list[Matched]) -> pa.Table:
    return pa.Table.from_pydict(
        {
            "spelling": [each.name for each in seen],
            "supplier_id": [each.supplier_id for each in matched],
            "score": [each.score for each in matched],
            "reasons": [list(each.reasons) for each in matched],
        },
        schema=distinct.SPELLINGS,
    )


def _supplier_rows(seen: list[Spelling], matched: list[Matched]) -> pa.Table:
    firms = {each.supplier_id: each for each in matched}
    chosen = [firms[supplier_id] for supplier_id in sorted(firms)]
    chosen += _doubted(seen, matched)
    return pa.Table.from_pydict(
        {
            "supplier_id": [each.supplier_id for each in chosen],
            "name": [each.supplier_name for each in chosen],
            "group_id": [each.group_id for each in chosen],
            "kind": [str(each.kind) for each in chosen],
        },
        schema=distinct.SUPPLIERS,
    )


def _doubted(seen: list[Spelling], matched: list[Matched]) -> list[Matched]:
    """For each supplier with spellings that are perhaps another's: one that holds those, of no
    group, shown by its most used spelling and the supplier's name."""
    most: dict[str, tuple[Spelling, Matched]] = {}
    for spelling, answer in zip(seen, matched, strict=True):
        if answer.score < SURE_FROM:
            held = most.get(answer.supplier_id)
            if held is None or (-spelling.lines, spelling.name) < (-held[0].lines, held[0].name):
                most[answer.supplier_id] = spelling, answer
    return [
        answer._replace(
            supplier_id=supplier_id + PERHAPS,
            supplier_name=f"{spelling.name} (perhaps also {answer.supplier_name})",
            group_id=None,
        )
        for supplier_id, (spelling, answer) in sorted(most.items())
    ]
