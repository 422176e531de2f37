"""What matching is given: every distinct spelling, with what was published beside it."""

from typing import NamedTuple

import ibis
from ibis import _
from ibis.expr.types import StringColumn, StringScalar, Table

from tallystick.engine.asking import Answering, ask
from tallystick.engine.questions.tables import PAYMENTS, SPELLINGS, WORDINGS


class SpellingSeen(NamedTuple):
    """A distinct spelling. Identifiers are given only where all its lines agree on one.

    councils: codes, in order. supplier_refs: 'council code:reference', in order. Money in pence.
    """

    spelling: str
    lines: int
    pence: int
    councils: tuple[str, ...]
    company_number: str | None
    vat_number: str | None
    charity_number: str | None
    supplier_refs: tuple[str, ...]


class _Spelling(NamedTuple):
    spelling: str


def seen() -> Table:
    """SpellingSeen rows, by spelling."""
    named = PAYMENTS.filter(PAYMENTS.supplier.notnull())
    refs = named.council + ":" + named.supplier_ref
    named = named.mutate(ref=refs)
    return (
        named.group_by(spelling=named.supplier)
        .agg(
            lines=_.count(),
            pence=_.amount_pence.sum(),
            councils=_.council.collect(distinct=True).sort(),
            company_number=_agreed(named.company_number),
            vat_number=_agreed(named.vat_number),
            charity_number=_agreed(named.charity_number),
            supplier_refs=ibis.coalesce(
                _.ref.collect(distinct=True, where=_.ref.notnull()),
                ibis.literal([], type="array<string>"),
            ).sort(),
        )
        .order_by("spelling")
    )


def new_spellings() -> Table:
    """spelling: each that has no supplier yet."""
    named = WORDINGS.filter(WORDINGS.spelling != "")
    return named.anti_join(SPELLINGS, "spelling").select("spelling")


def spellings_seen(store: Answering) -> list[SpellingSeen]:
    """Every distinct spelling with what was published beside it, by spelling."""
    return ask(store, seen(), SpellingSeen)


def has_new_spellings(store: Answering) -> bool:
    """True when a payment carries a spelling that has no supplier yet. Lines are placed before."""
    return bool(ask(store, new_spellings().limit(1), _Spelling))


def _agreed(column: StringColumn) -> StringScalar:
    """The one value that a column holds beside nulls; null where it holds several or none."""
    return ibis.ifelse(column.min() == column.max(), column.min(), ibis.null("string"))
