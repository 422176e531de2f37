"""What is worked out once when a source is new: the months that its files cover, and how many of
its payments are small."""

import ibis
from ibis import _
from ibis.expr.types import Table

from tallystick.engine.questions.tables import PAYMENTS, SMALL

USUAL_PERCENT = 34
"""A month with under a third of the lines of its file's busiest month holds late or early payments
and is not one that the file covers."""


def months_of_sources(payments: Table = PAYMENTS) -> Table:
    """The months that each file covers: source, council, month, lines, main (the busiest).

    A payment that is dated outside them was still published with them: it counts in the main
    month, so that pounds and months, which a yearly figure divides by each other, are of the same
    files.
    """
    counted = (
        payments.filter(_.month.notnull())
        .group_by("source", "council", "month")
        .agg(lines=_.count())
    )
    of_source = ibis.window(group_by=["source", "council"])
    latest_of_busiest = ibis.window(
        group_by=["source", "council"],
        order_by=[ibis.desc(counted.lines), ibis.desc(counted.month)],
    )
    seen = counted.mutate(
        most=counted.lines.max().over(of_source),
        main=counted.month.first().over(latest_of_busiest),
    )
    return seen.filter(seen.lines * 100 >= seen.most * USUAL_PERCENT).select(
        "source", "council", "month", "lines", "main"
    )


def small_payments(payments: Table = PAYMENTS) -> Table:
    """How many payments of each file are small, the lines of one reference added up.

    source, council, reference ('transaction_ref', 'invoice_ref' or 'line'), lines, referenced
    (lines that carry it), payments, under_250, under_500 (payments whose absolute sum is below
    that much with VAT, so a sixth less without).
    """
    itself = payments.sheet + ":" + payments.line.cast("string")
    nothing = ibis.null("string")
    asked = (
        ("transaction_ref", payments.transaction_ref),
        ("invoice_ref", payments.invoice_ref),
        ("line", nothing),
    )
    counts = [
        payments.select("source", "council", "supplier", "amount_pence", given=given, itself=itself)
        .group_by(_.source, _.council, _.supplier, payment=_.given.coalesce(_.itself))
        .agg(pence=_.amount_pence.sum(), lines=_.count(), referenced=_.given.count())
        .group_by("source", "council")
        .agg(
            lines=_.lines.sum(),
            referenced=_.referenced.sum(),
            payments=_.count(),
            under_250=_.count(where=_.pence.abs() * 6 < 25_000 * 5),
            under_500=_.count(where=_.pence.abs() * 6 < 50_000 * 5),
        )
        .mutate(reference=ibis.literal(reference))
        for reference, given in asked
    ]
    return ibis.union(*counts).select(*SMALL.columns)
