"""Which services councils share already, told from whom they pay and the words beside it."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from tallystick.classify import load_categories
from tallystick.classify.sharing import is_shared, partner_of
from tallystick.engine.questions.evidence import WantedCell, evidence_lines
from tallystick.engine.questions.sharing import SharedPaid, shared_paid
from tallystick.engine.snapshot import Snapshot
from tallystick.find.comparability.cells import Cell, Comparison
from tallystick.find.council_findings import EvidenceLine
from tallystick.find.sharing_findings import SharedAlready
from tallystick.reference.councils import Councils
from tallystick.reference.sharing import SharedBody, shared_bodies
from tallystick.words.labels import Label
from tallystick.words.period import Month
from tallystick.words.remarks import remark

LINES_EACH = 3
"""Evidence lines shown of each, the largest first."""


def shared_already(
    store: Snapshot, comparison: Comparison, *, cells: Iterable[Cell], councils: Councils
) -> tuple[SharedAlready, ...]:
    """What the councils of the comparison share already: by council, the largest first.

    Seen over all months of the store, so that nothing is dropped for lying outside the months
    compared. cells: those of the months compared. What a council pays itself is no sharing.
    """
    slugs = [slug for slug in load_categories() if is_shared(slug)]
    a_year = _in_window(cells, comparison)
    found = [
        _seen(
            row, comparison, a_year.get((row.council, row.supplier_id, row.category), 0), councils
        )
        for row in shared_paid(store, slugs)
        if row.council in comparison.coverage and row.pence > 0
    ]
    return tuple(
        sorted(
            (each for each in found if each.partner_code != each.council),
            key=lambda each: (each.council, -each.pence, each.supplier_id, each.category),
        )
    )


def with_lines(
    store: Snapshot, found: Sequence[SharedAlready], *, common_texts: Iterable[str]
) -> tuple[SharedAlready, ...]:
    """The same with their largest lines. common_texts: texts that may be shown."""
    if not found:
        return ()
    keys = {f"shared {number}": each for number, each in enumerate(found)}
    wanted = [
        WantedCell(key=key, council=each.council, firm=each.supplier_id, category=each.category)
        for key, each in keys.items()
    ]
    rows = evidence_lines(
        store, wanted, (None, None), each=LINES_EACH, common_texts=frozenset(common_texts)
    )
    lines: dict[str, list[EvidenceLine]] = {key: [] for key in keys}
    for row in rows:
        lines[row.key].append(EvidenceLine.of(row, pence=row.pence, text=row.text))
    return tuple(replace(each, evidence=tuple(lines[key])) for key, each in keys.items())


def _in_window(cells: Iterable[Cell], comparison: Comparison) -> dict[tuple[str, str, str], int]:
    pence: dict[tuple[str, str, str], int] = {}
    for cell in cells:
        if is_shared(cell.category):
            key = (cell.council, cell.supplier_id, cell.category)
            pence[key] = pence.get(key, 0) + cell.pence
    return {key: comparison.a_year(key[0], paid) for key, paid in pence.items()}


def _seen(
    row: SharedPaid, comparison: Comparison, a_year: int, councils: Councils
) -> SharedAlready:
    name = comparison.names[row.supplier_id]
    sort = partner_of(name, "public_body")
    known = councils.recognise(name)
    code = known.code if known else None
    body = (sort.body if sort else None) or _of_both(row.council, code, Label(row.label), councils)
    label, first = Label(row.label), Month.of(row.first)
    partner = body.name if body and sort and sort.body else name
    what = (
        remark("of_unknown_function")
        if label is Label.UNKNOWN
        else remark("of_function", title=label.heading)
    )
    return SharedAlready(
        council=row.council,
        supplier_id=row.supplier_id,
        partner=partner,
        form=str(sort.form) if sort else "public body",
        partner_code=code,
        body=body.name if body else None,
        members=_members(row.council, code, body, councils),
        label=label,
        category=row.category,
        pence=row.pence,
        pence_a_year=a_year,
        lines=row.lines,
        first=first,
        last=Month.of(row.last),
        sentence=remark(
            "shared_already_with",
            councils=(row.council,),
            pence=row.pence,
            supplier=partner,
            function=what,
            month=first,
        ),
    )


def _of_both(
    payer: str, partner: str | None, label: Label, councils: Councils
) -> SharedBody | None:
    """The one known arrangement of this function that payer and partner are both members of."""
    if partner is None:
        return None
    both = [
        body
        for body in shared_bodies()
        if body.function in (None, label) and {payer, partner} <= set(_codes(body, councils))
    ]
    return both[0] if len(both) == 1 else None


def _members(
    payer: str, partner: str | None, body: SharedBody | None, councils: Councils
) -> tuple[str, ...]:
    """The councils that are known to take part, the one that runs it first."""
    listed = _codes(body, councils) if body else []
    return tuple(dict.fromkeys(code for code in (partner, *listed, payer) if code))


def _codes(body: SharedBody, councils: Councils) -> list[str]:
    found = (councils.recognise(member) for member in body.members)
    return [each.code for each in found if each]
