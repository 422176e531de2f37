"""Months, coverage and the sums that FIND reasons over."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from ibis import _
from ibis.expr.types import Table

from tallystick.engine.asking import Answering, ask
from tallystick.engine.questions.tables import (
    LINES,
    MEANINGS,
    MONTHS,
    OPEN_KINDS,
    SMALL,
    SUPPLIERS,
    Window,
    in_window,
)


class CouncilMonth(NamedTuple):
    """A month that a council's files cover."""

    council: str
    month: date


class CouncilShown(NamedTuple):
    """What the coverage page says of a council's lines. stray: lines without a month, or with one
    that their file does not cover. Money in pence."""

    council: str
    stray: int
    redacted_pence: int
    person_pence: int


class SmallPayments(NamedTuple):
    """How many of a council's payments are small, the lines of one reference added up.

    reference: transaction_ref, invoice_ref or line; referenced: lines that carry it; under_250,
    under_500: payments whose absolute sum is below that much with VAT, so a sixth less without.
    """

    council: str
    reference: str
    lines: int
    referenced: int
    payments: int
    under_250: int
    under_500: int


class Spending(NamedTuple):
    """What a council paid a supplier for a category in a window. firm: the supplier's group where
    it has one, else itself. Money in pence."""

    council: str
    supplier_id: str
    firm: str
    kind: str
    label: str
    category: str
    pence: int
    lines: int


class PaidMonth(NamedTuple):
    """A month in which a council paid under a wording of a supplier that may be named."""

    council: str
    wording: int
    supplier_id: str
    label: str
    category: str
    month: date


class SupplierName(NamedTuple):
    """A supplier and the spelling that it is shown by."""

    supplier_id: str
    name: str


def council_months() -> Table:
    """CouncilMonth rows, by council and month."""
    return MONTHS.select("council", "month").distinct().order_by("council", "month")


def council_shown() -> Table:
    """CouncilShown rows, by council."""
    sums = LINES.group_by("council", "wording").agg(
        pence=_.amount_pence.sum(),
        stray=_.count(where=~_.month.identical_to(_.counted)),
    )
    known = sums.join(MEANINGS, "wording")
    return (
        known.group_by("council")
        .agg(
            stray=_.stray.sum(),
            redacted_pence=_.pence.sum(where=_.kind == "redacted").fill_null(0),
            person_pence=_.pence.sum(where=_.kind == "person").fill_null(0),
        )
        .order_by("council")
    )


def council_small_payments() -> Table:
    """SmallPayments rows, by council and reference."""
    added = {
        name: SMALL[name].sum()
        for name in ("lines", "referenced", "payments", "under_250", "under_500")
    }
    return SMALL.group_by("council", "reference").agg(**added).order_by("council", "reference")


def spending(window: Window) -> Table:
    """Spending rows of a window, by council, supplier, label and category.

    Lines are first added up by wording, so that nothing but numbers is met once a line.
    """
    sums = (
        LINES.filter(in_window(LINES, window))
        .group_by("council", "wording")
        .agg(pence=_.amount_pence.sum(), lines=_.count())
    )
    cell = ("council", "supplier_id", "firm", "kind", "label", "category")
    return (
        sums.join(MEANINGS, "wording")
        .group_by(*cell)
        .agg(pence=_.pence.sum(), lines=_.lines.sum())
        .order_by("council", "supplier_id", "label", "category")
    )


def paid_months(window: Window, councils: Sequence[str]) -> Table:
    """PaidMonth rows of these councils in a window, each once, in no order."""
    lines = LINES.filter(in_window(LINES, window), LINES.council.isin(councils))
    months = lines.select("council", "wording", month=lines.counted).distinct()
    mine = MEANINGS.filter(MEANINGS.kind.isin(OPEN_KINDS))
    return months.join(mine, "wording").select(*PaidMonth._fields)


def named_suppliers(*kinds: str) -> Table:
    """SupplierName rows of suppliers of these kinds, by supplier."""
    named = SUPPLIERS.filter(SUPPLIERS.kind.isin(kinds))
    return named.select("supplier_id", "name").order_by("supplier_id")


def months_by_council(store: Answering) -> list[CouncilMonth]:
    """The months that each council's files cover, by council and month."""
    return ask(store, council_months(), CouncilMonth)


def shown_by_council(store: Answering) -> list[CouncilShown]:
    """What the coverage page says of each council's lines, by council."""
    return ask(store, council_shown(), CouncilShown)


def small_payments_by_council(store: Answering) -> list[SmallPayments]:
    """How many of each council's payments are small, by council and reference."""
    return ask(store, council_small_payments(), SmallPayments)


def spend_cube(store: Answering, window: Window) -> list[Spending]:
    """Spending by council, supplier and category in a window."""
    return ask(store, spending(window), Spending)


def months_paid_in(store: Answering, window: Window, councils: Sequence[str]) -> list[PaidMonth]:
    """When these councils paid under which wording, in no order; nothing for no council."""
    return ask(store, paid_months(window, councils), PaidMonth) if councils else []


def supplier_names(store: Answering) -> dict[str, str]:
    """supplier_id -> name, of organisations only: a private person's name stays in the store."""
    return dict(ask(store, named_suppliers(*OPEN_KINDS), SupplierName))
