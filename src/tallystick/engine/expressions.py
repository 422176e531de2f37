"""The questions about lines, each as one expression that DuckDB runs here and Spark beyond.

A table here is named and typed and holds nothing: `facts.ask` runs an expression over the tables of
a store, and any other engine that holds tables of these names and columns may run the same one.
Money in pence. docs/store.md explains the tables.
"""

from collections.abc import Sequence
from datetime import date

import ibis
from ibis import _
from ibis.expr.types import BooleanValue, Table

Window = tuple[date | None, date | None]
"""First and last month, both inclusive; None leaves that side open."""

PAYMENTS = ibis.table(
    {
        "source": "string",
        "sheet": "string",
        "line": "int64",
        "council": "string",
        "paid_on": "date",
        "month": "date",
        "supplier": "string",
        "amount_pence": "int64",
        "transaction_ref": "string",
        "invoice_ref": "string",
    },
    name="payments",
)
LINES = ibis.table(
    {
        "source": "int32",
        "sheet": "string",
        "line": "int64",
        "council": "string",
        "month": "date",
        "counted": "date",
        "wording": "int32",
        "amount_pence": "int64",
    },
    name="placed_lines",
)
MONTHS = ibis.table(
    {
        "source": "int32",
        "council": "string",
        "month": "date",
        "lines": "int64",
        "main": "date",
    },
    name="source_months",
)
SMALL = ibis.table(
    {
        "source": "int32",
        "council": "string",
        "reference": "string",
        "lines": "int64",
        "referenced": "int64",
        "payments": "int64",
        "under_250": "int64",
        "under_500": "int64",
    },
    name="small_payments",
)
WORDINGS = ibis.table(
    {
        "wording": "int32",
        "spelling": "string",
        "department": "string",
        "description": "string",
        "category_text": "string",
        "category_code": "string",
    },
    name="wordings",
)
SPELLINGS = ibis.table({"spelling": "string", "supplier_id": "string"}, name="spellings")
SUPPLIERS = ibis.table(
    {"supplier_id": "string", "name": "string", "group_id": "string", "kind": "string"},
    name="suppliers",
)
CATEGORIES = ibis.table(
    {
        "supplier": "string",
        "kind": "string",
        "department": "string",
        "description": "string",
        "category_text": "string",
        "category_code": "string",
        "label": "string",
        "category": "string",
    },
    name="categories",
)
MEANINGS = ibis.table(
    {
        "wording": "int32",
        "spelling": "string",
        "supplier_id": "string",
        "kind": "string",
        "firm": "string",
        "label": "string",
        "category": "string",
        "text": "string",
    },
    name="meanings",
)
WANTED = ibis.table(
    {"key": "string", "council": "string", "firm": "string", "category": "string"},
    name="wanted_cells",
)

OPEN_KINDS = ("organisation", "public_body")
"""Suppliers whose name and lines a report may show."""

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


def meanings() -> Table:
    """What each wording was found to be: one row a wording, joined once for every question.

    wording, spelling, supplier_id, kind, firm (the supplier's group where it has one, else
    itself), label, category, text (what the council called it).
    """
    named = WORDINGS.left_join(SPELLINGS, "spelling").drop("spelling_right")
    known = named.left_join(SUPPLIERS, "supplier_id").drop("supplier_id_right")
    known = known.mutate(name=known.name.fill_null(""), kind=known.kind.fill_null("none"))
    said = known.left_join(
        CATEGORIES,
        [
            known.name == CATEGORIES.supplier,
            *(
                known[column] == CATEGORIES[column]
                for column in ("kind", "department", "description", "category_text")
            ),
            known.category_code == CATEGORIES.category_code,
        ],
    )
    return said.select(
        "wording",
        "spelling",
        supplier_id=said.supplier_id.fill_null(""),
        kind=said.kind,
        firm=ibis.coalesce(said.group_id, said.supplier_id, ""),
        label=said.label.fill_null("unknown"),
        category=said.category.fill_null(""),
        text=ibis.ifelse(said.description != "", said.description, said.category_text),
    )


def months_by_council() -> Table:
    """The months that a council's files cover. council, month: by council and month."""
    return MONTHS.select("council", "month").distinct().order_by("council", "month")


def small_payments_by_council() -> Table:
    """`small_payments` added up, by council and reference."""
    added = {
        name: SMALL[name].sum()
        for name in ("lines", "referenced", "payments", "under_250", "under_500")
    }
    return SMALL.group_by("council", "reference").agg(**added).order_by("council", "reference")


def shown_by_council() -> Table:
    """council, stray (lines without a month, or with one that their file does not cover),
    redacted_pence, person_pence: by council."""
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


def spend_cube(window: Window) -> Table:
    """Spending by council, supplier and category in a window.

    council, supplier_id, firm, kind, label, category, pence, lines. Lines are first added up by
    wording, so that nothing but numbers is met once a line.
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


def spellings_by_use(supplier_ids: Sequence[str]) -> Table:
    """supplier_id, spelling, lines of these suppliers: by supplier, the most used first."""
    asked = MEANINGS.filter(MEANINGS.supplier_id.isin(list(supplier_ids)))
    return (
        LINES.group_by("wording")
        .agg(lines=_.count())
        .join(asked, "wording")
        .group_by("supplier_id", "spelling")
        .agg(lines=_.lines.sum())
        .order_by("supplier_id", ibis.desc("lines"), "spelling")
    )


def largest_lines(window: Window, *, each: int) -> Table:
    """The largest lines behind each wanted cell: key, council, source, sheet, line, month, pence,
    wording, spelling, text; `each` of them for a key and council. An empty firm of a wanted cell
    asks for any.

    Of all lines few are looked at: where so many wordings have a line of so much, a smaller line
    is not among the largest.
    """
    lines = LINES.filter(in_window(LINES, window))
    largest = lines.group_by("council", "wording").agg(largest=_.amount_pence.max())
    shown = MEANINGS.filter(MEANINGS.kind.isin(OPEN_KINDS)).select("wording", "firm", "category")
    held = largest.join(shown, "wording")
    by_largest = ibis.window(group_by=["key", "council"], order_by=ibis.desc("largest"))
    any_firm = WANTED.filter(WANTED.firm == "").drop("firm")
    one_firm = WANTED.filter(WANTED.firm != "")
    asked = ibis.union(
        *(
            wanted.join(held, within)
            .mutate(place=ibis.rank().over(by_largest))
            .select("key", "council", "wording", "largest", "place")
            for wanted, within in (
                (any_firm, ["council", "category"]),
                (one_firm, ["council", "category", "firm"]),
            )
        )
    )
    asked = asked.filter(asked.place < each)
    of_key = ibis.window(group_by=["key", "council"])
    enough = asked.count().over(of_key) >= each
    asked = asked.mutate(least=ibis.ifelse(enough, asked.largest.min().over(of_key), None))
    asked = asked.select("key", "council", "wording", "least")
    behind = asked.join(lines, ["council", "wording"])
    behind = behind.filter(behind.least.isnull() | (behind.amount_pence >= behind.least))
    behind = behind.join(MEANINGS.select("wording", "spelling", "text"), "wording")
    order = ibis.window(
        group_by=[behind.key, behind.council],
        order_by=[ibis.desc(behind.amount_pence), behind.source, behind.sheet, behind.line],
    )
    ranked = behind.mutate(place=ibis.row_number().over(order))
    return ranked.filter(ranked.place < each).select(
        *("key", "council", "source", "sheet", "line", "wording", "spelling", "text"),
        month=ranked.counted,
        pence=ranked.amount_pence,
    )


def common_texts(least: int) -> Table:
    """text: those that stand beside at least so many suppliers."""
    return (
        MEANINGS.filter(MEANINGS.text != "")
        .group_by("text")
        .agg(suppliers=_.supplier_id.nunique())
        .filter(_.suppliers >= least)
        .select("text")
    )


def in_window(lines: Table, window: Window) -> BooleanValue:
    """True of lines that count in a month of the window."""
    first, last = window
    holds = lines.counted.notnull()
    if first is not None:
        holds = holds & (lines.counted >= ibis.literal(first))
    if last is not None:
        holds = holds & (lines.counted <= ibis.literal(last))
    return holds
