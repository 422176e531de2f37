"""The monthly sums of PROVE: chosen spending, and what each council published.

A month here is that of the line itself: one without a month is left out, and none is moved into
its file's main month.
"""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

import ibis
from ibis import _
from ibis.expr.types import Table

from tallystick.engine.asking import Answering, ask
from tallystick.engine.questions.spending import SupplierName, named_suppliers
from tallystick.engine.questions.tables import (
    CATEGORIES,
    LINES,
    MEANINGS,
    PAYMENTS,
    SPELLINGS,
    SUPPLIERS,
)


class MonthlySpend(NamedTuple):
    """What a council paid in a month. public_body: supplier_id where a public body was paid, else
    ''. Money in pence."""

    council: str
    month: date
    public_body: str
    pence: int
    lines: int


class PaidInAll(NamedTuple):
    """What a supplier was paid in all, in pence."""

    supplier_id: str
    kind: str
    pence: int


class MonthlyPublication(NamedTuple):
    """What a council published of a month. dayless: lines without a day; net: lines that give a
    net amount."""

    council: str
    month: date
    lines: int
    dayless: int
    net: int


class PaidTo(NamedTuple):
    """What a council paid a supplier in a month, in pence."""

    council: str
    month: date
    supplier_id: str
    pence: int


class _Called(NamedTuple):
    said: str
    supplier_id: str


class _Label(NamedTuple):
    label: str


def monthly(*, categories: Sequence[str], supplier_ids: Sequence[str], least_pence: int) -> Table:
    """MonthlySpend rows, by council, month and public body; see `monthly_spend`."""
    mine = MEANINGS
    if categories:
        mine = mine.filter(mine.category.isin(categories))
    if supplier_ids:
        mine = mine.filter(mine.supplier_id.isin(supplier_ids))
    is_body = mine.kind == "public_body"
    meant = mine.select("wording", public_body=ibis.ifelse(is_body, mine.supplier_id, ""))
    large = LINES.filter(LINES.month.notnull(), LINES.amount_pence.abs() >= least_pence)
    return (
        large.join(meant, "wording")
        .group_by("council", "month", "public_body")
        .agg(pence=_.amount_pence.sum(), lines=_.count())
        .order_by("council", "month", "public_body")
    )


def paid_in_all(*, categories: Sequence[str], councils: Sequence[str], since: date) -> Table:
    """PaidInAll rows of what these councils paid for the categories since a day, by supplier."""
    mine = MEANINGS.filter(MEANINGS.category.isin(categories))
    lines = LINES.filter(LINES.month >= ibis.literal(since), LINES.council.isin(councils))
    return (
        lines.join(mine.select("wording", "supplier_id", "kind"), "wording")
        .group_by("supplier_id", "kind")
        .agg(pence=_.amount_pence.sum())
        .order_by("supplier_id", "kind")
    )


def publication() -> Table:
    """MonthlyPublication rows, by council and month."""
    dated = PAYMENTS.filter(PAYMENTS.month.notnull())
    return (
        dated.group_by("council", "month")
        .agg(lines=_.count(), dayless=_.count(where=_.paid_on.isnull()), net=_.net_pence.count())
        .order_by("council", "month")
    )


def payments_to(supplier_ids: Sequence[str]) -> Table:
    """PaidTo rows of these suppliers, by council, month and supplier."""
    mine = MEANINGS.filter(MEANINGS.supplier_id.isin(supplier_ids))
    lines = LINES.filter(LINES.month.notnull())
    return (
        lines.join(mine.select("wording", "supplier_id"), "wording")
        .group_by("council", "month", "supplier_id")
        .agg(pence=_.amount_pence.sum())
        .order_by("council", "month", "supplier_id")
    )


def called(names: Sequence[str]) -> Table:
    """said, supplier_id: each of these names in lower case that is a spelling, a supplier's name
    or its id, in order."""
    known = ibis.union(
        SPELLINGS.select("supplier_id", said=SPELLINGS.spelling),
        SUPPLIERS.select("supplier_id", said=SUPPLIERS.name),
        SUPPLIERS.select("supplier_id", said=SUPPLIERS.supplier_id),
    )
    known = known.select("supplier_id", said=known.said.lower())
    wanted = known.said.isin([name.lower() for name in names])
    return known.filter(wanted).distinct().order_by("said", "supplier_id")


def one_category() -> Table:
    """label: that of one combination; no row where nothing is classified."""
    return CATEGORIES.select("label").limit(1)


def monthly_spend(
    store: Answering, *, categories: Sequence[str], supplier_ids: Sequence[str], least_pence: int
) -> list[MonthlySpend]:
    """Spending on these categories, with these suppliers, or both; an empty list is no limit.

    Lines of less than least_pence (as an absolute amount) are left out.
    """
    question = monthly(categories=categories, supplier_ids=supplier_ids, least_pence=least_pence)
    return ask(store, question, MonthlySpend)


def main_suppliers(
    store: Answering,
    *,
    categories: Sequence[str],
    councils: Sequence[str],
    since: date,
    least_share: float,
) -> list[str]:
    """Ids of the firms that got at least this share (0 to 1) of what these councils together paid
    for the categories since a day; public bodies and persons are none."""
    paid = ask(store, paid_in_all(categories=categories, councils=councils, since=since), PaidInAll)
    whole = sum(row.pence for row in paid)
    return [
        row.supplier_id
        for row in paid
        if row.kind == "organisation" and row.pence > 0 and row.pence >= least_share * whole
    ]


def monthly_publication(store: Answering) -> list[MonthlyPublication]:
    """What each council published of each month."""
    return ask(store, publication(), MonthlyPublication)


def public_bodies(store: Answering) -> dict[str, str]:
    """supplier_id -> name, of public bodies that are paid."""
    return dict(ask(store, named_suppliers("public_body"), SupplierName))


def paid_to(store: Answering, supplier_ids: Sequence[str]) -> list[PaidTo]:
    """Whatever was paid to these suppliers, by council, month and supplier."""
    return ask(store, payments_to(supplier_ids), PaidTo)


def suppliers_called(store: Answering, names: Sequence[str]) -> dict[str, str]:
    """Lower-case name -> supplier_id, for each that is a spelling, a supplier's name or its id."""
    return {row.said: row.supplier_id for row in ask(store, called(names), _Called)}


def has_categories(store: Answering) -> bool:
    """True when the store's payments were matched and classified."""
    return bool(ask(store, one_category(), _Label))
