"""What FIND asks of the store: sums over lines, and the lines behind a sum.

Each question is one query; the answers are small, and find/ reasons over them in plain Python.
A window is a pair of first and last month, both inclusive; None leaves that side open.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pyarrow as pa

from tallystick.engine.store import Store

Window = tuple[date | None, date | None]

# A file covers the months that hold a usual share of its lines. A payment that is dated outside
# them was still published with them: it counts in the file's main month, so that pounds and
# months, which a yearly figure divides by each other, are of the same files.
_SOURCE_MONTHS = """
    with counted as (
        select source, council, month, count(*) as lines
        from payments where month is not null group by all
    ), busiest as (
        select source, council, max(lines) as most, arg_max(month, (lines, month)) as main
        from counted group by source, council
    )
    select counted.*, busiest.main from counted join busiest using (source, council)
    where lines >= most * {usual}
"""

_LINES = """
    select p.source, p.sheet, p.line, p.council, p.paid_on, p.month, p.amount_pence,
           coalesce(m.month, x.main) as counted,
           p.supplier as spelling, coalesce(s.supplier_id, '') as supplier_id,
           coalesce(f.kind, 'none') as kind, coalesce(f.group_id, s.supplier_id, '') as firm,
           coalesce(c.label, 'unknown') as label, coalesce(c.category, '') as category,
           coalesce(p.description, p.category, '') as text
    from payments p
    left join source_months m
        on p.source = m.source and p.council = m.council and p.month = m.month
    left join (select distinct source, council, main from source_months) x
        on p.source = x.source and p.council = x.council
    left join spellings s on p.supplier = s.spelling
    left join suppliers f on s.supplier_id = f.supplier_id
    left join categories c
        on c.supplier = coalesce(f.name, '') and c.kind = coalesce(f.kind, 'none')
        and c.department = coalesce(p.department, '')
        and c.description = coalesce(p.description, '')
        and c.category_text = coalesce(p.category, '')
        and c.category_code = coalesce(p.category_code, '')
"""

_IN_WINDOW = "(?::date is null or counted >= ?::date) and (?::date is null or counted <= ?::date)"

USUAL = 0.34
"""A month with under a third of the lines of its file's busiest month holds late or early payments
and is not one that the file covers."""


def prepare_lines(store: Store) -> None:
    """Join the tables once, for all the questions of this run."""
    store.execute(
        "create or replace temp table source_months as " + _SOURCE_MONTHS.format(usual=USUAL)
    )
    store.execute(f"create or replace temp table known_lines as {_LINES}")


def months_by_council(store: Store) -> list[dict[str, Any]]:
    """The months that a council's files cover. council, month: by council and month."""
    return store.rows("select distinct council, month from source_months order by council, month")


def shown_by_council(store: Store) -> list[dict[str, Any]]:
    """What the coverage page says of each council's lines, by council.

    council, stray (lines without a month, or with one that their file does not cover),
    redacted_pence, person_pence.
    """
    return store.rows(
        """select council, count(*) filter (where month is distinct from counted) as stray,
                  coalesce(sum(amount_pence) filter (where kind = 'redacted'), 0)::bigint
                      as redacted_pence,
                  coalesce(sum(amount_pence) filter (where kind = 'person'), 0)::bigint
                      as person_pence
           from known_lines group by council order by council"""
    )


def small_payments_by_council(store: Store) -> list[dict[str, Any]]:
    """How many of each council's payments are small, lines of one reference added up.

    council, reference ('transaction_ref', 'invoice_ref' or 'line'), referenced (lines that carry
    it), lines, payments, under_250, under_500 (payments whose absolute sum is below that much with
    VAT, so a sixth less without).
    """
    questions = [
        f"""select council, '{reference}' as reference, sum(lines)::bigint as lines,
                   sum(referenced)::bigint as referenced, count(*) as payments,
                   count(*) filter (where abs(pence) * 6 < 25000 * 5) as under_250,
                   count(*) filter (where abs(pence) * 6 < 50000 * 5) as under_500
            from (select council, sum(amount_pence) as pence, count(*) as lines,
                         count({given}) as referenced
                  from payments
                  group by council, source, supplier,
                           coalesce({given}, sheet || ':' || line::varchar))
            group by council"""
        for reference, given in (
            ("transaction_ref", "transaction_ref"),
            ("invoice_ref", "invoice_ref"),
            ("line", "null::varchar"),
        )
    ]
    return store.rows(" union all ".join(questions) + " order by council, reference")


def spend_cube(store: Store, window: Window) -> list[dict[str, Any]]:
    """Spending by council, supplier and category in a window.

    council, supplier_id, firm (the supplier's group where it has one, else itself), kind, label,
    category, pence, lines.
    """
    first, last = window
    return store.rows(
        f"""select council, supplier_id, firm, kind, label, category,
                   sum(amount_pence)::bigint as pence, count(*) as lines
            from known_lines where counted is not null and {_IN_WINDOW}
            group by all order by council, supplier_id, label, category""",
        [first, first, last, last],
    )


def supplier_names(store: Store) -> dict[str, str]:
    """supplier_id -> name, of organisations only: a private person's name stays in the store."""
    found = store.rows(
        "select supplier_id, name from suppliers where kind in ('organisation', 'public_body')"
    )
    return {row["supplier_id"]: row["name"] for row in found}


def spellings_of(store: Store, supplier_ids: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """supplier_id -> its spellings, the most used first."""
    found = store.rows(
        """select supplier_id, spelling, count(*) as lines from known_lines
           where supplier_id in (select unnest(?::varchar[]))
           group by all order by supplier_id, lines desc, spelling""",
        [list(supplier_ids)],
    )
    spellings: dict[str, tuple[str, ...]] = {}
    for row in found:
        spellings[row["supplier_id"]] = (*spellings.get(row["supplier_id"], ()), row["spelling"])
    return spellings


def evidence_lines(
    store: Store, wanted: pa.Table, window: Window, *, each: int, common_text: int
) -> list[dict[str, Any]]:
    """The largest lines behind each wanted cell.

    wanted: columns key, council, firm, category; an empty firm or category asks for any.
    each: how many lines a key and council.
    common_text: a line's text is given only when it stands beside at least so many suppliers,
    since what is written for one may name a person.

    Returns key, council, path, sheet, line, paid_on, month, pence, spelling, text; lines of
    private persons and redacted suppliers are left out.
    """
    first, last = window
    store.connection.register("wanted_cells", wanted)
    try:
        return store.rows(
            f"""with common as (
                    select text from known_lines where text <> ''
                    group by text having count(distinct supplier_id) >= ?
                ), open_lines as (
                    select * from known_lines
                    where kind in ('organisation', 'public_body') and counted is not null
                      and {_IN_WINDOW}
                ), ranked as (
                    select w.key, l.*, row_number() over (
                        partition by w.key, l.council
                        order by l.amount_pence desc, l.source, l.sheet, l.line) as place
                    from wanted_cells w join open_lines l on l.council = w.council
                        and l.category = w.category and (w.firm = '' or l.firm = w.firm)
                )
                select r.key, r.council, o.path, r.sheet, r.line, r.paid_on, r.counted as month,
                       r.amount_pence as pence, r.spelling,
                       case when c.text is null then '' else r.text end as text
                from ranked r join sources o using (source) left join common c on r.text = c.text
                where r.place <= ? order by r.key, r.amount_pence desc, o.path, r.sheet, r.line""",
            [common_text, first, first, last, last, each],
        )
    finally:
        store.connection.unregister("wanted_cells")
