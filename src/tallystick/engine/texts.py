"""What FIND asks of the words beside payments, once a wording and not once a line.

`facts.prepare_lines` comes first."""

from collections.abc import Sequence
from typing import Any

import ibis
import pyarrow as pa

from tallystick.engine.expressions import LINES, OPEN_KINDS, Window, common_texts, in_window
from tallystick.engine.facts import ask
from tallystick.engine.placing import as_published
from tallystick.engine.snapshot import Snapshot as Store

_ABOUT = """
    select wording, m.supplier_id, m.firm, m.kind, m.label, m.category, w.department, m.text,
           w.category_text as heading
    from meanings m join wordings w using (wording)
    where list_contains(?::varchar[], m.label) and list_contains(?::varchar[], m.kind)
"""


def words_about(store: Store, labels: Sequence[str]) -> tuple[list[str], list[str]]:
    """The suppliers of the wordings of organisations and public bodies with these labels, and what
    stands beside them: departments, texts and headings, each once."""
    about = f"from ({_ABOUT})"
    asked = [list(labels), list(OPEN_KINDS)]
    suppliers = store.rows(f"select distinct supplier_id as one {about} order by one", asked)
    said = store.rows(
        f"select distinct unnest([department, text, heading]) as one {about} order by one", asked
    )
    return [row["one"] for row in suppliers], [row["one"] for row in said]


def wordings_about(
    store: Store, labels: Sequence[str], *, suppliers: Sequence[str], said: Sequence[str]
) -> list[dict[str, Any]]:
    """The wordings of organisations and public bodies with these labels that are of one of the
    suppliers or have one of the texts beside them, by number.

    wording, supplier_id, firm, kind, label, category, department, text (what the council called
    it), heading (the category that it published).
    """
    return store.rows(
        f"""with said as (select unnest(?::varchar[])), suppliers as (select unnest(?::varchar[]))
            from ({_ABOUT})
            where supplier_id in (from suppliers) or text in (from said)
                or heading in (from said) or department in (from said)
            order by wording""",
        [list(said), list(suppliers), list(labels), list(OPEN_KINDS)],
    )


def sums_by_wording(store: Store, wordings: Sequence[int], window: Window) -> list[dict[str, Any]]:
    """What each council paid under each of these wordings in a window, with the largest line.

    council, wording, pence, lines, and of the largest line: path, sheet, line, paid_on, month,
    line_pence, spelling. By council and wording.
    """
    mine = ibis.to_sql(LINES.filter(in_window(LINES, window)), dialect="duckdb")
    wanted = pa.table({"wording": pa.array(wordings, pa.int64())})
    with store.beside("wanted_wordings", wanted):
        store.execute(
            f"""create or replace temp table summed_wordings as
                select council, wording, pence, lines, -top.source as source, top.sheet as sheet,
                       -top.line as line, top.month as month, top.pence as line_pence
                from (select council, wording, sum(amount_pence)::bigint as pence,
                             count(*) as lines,
                             max({{'pence': amount_pence, 'source': -source, 'sheet': sheet,
                                   'line': -line, 'month': counted}}) as top
                      from ({mine}) semi join wanted_wordings using (wording)
                      group by council, wording)"""
        )
    return store.rows(
        f"""select s.* exclude (source), w.spelling
            from {as_published(store, "summed_wordings")} s join wordings w using (wording)
            order by s.council, s.wording"""
    )


def shown_texts(store: Store, least: int) -> frozenset[str]:
    """Texts that stand beside at least so many suppliers: what is written for fewer may name a
    person."""
    found = ask(store, common_texts(least))
    return frozenset(row["text"] for row in found)


def doubtful_wordings(store: Store, most: int) -> list[dict[str, Any]]:
    """What a reviewer should look at first: the combinations of organisations and public bodies
    with most pounds and least confidence.

    supplier, department, description, category_text, label, category, confidence, reasons, pence,
    lines; by the pounds that are in doubt, largest first.
    """
    return store.rows(
        """with summed as (
               select wording, sum(amount_pence)::bigint as pence, count(*) as lines
               from placed_lines group by wording
           ), said as (
               select f.name as supplier, w.department, w.description, w.category_text,
                      any_value(c.label) as label, any_value(c.category) as category,
                      min(c.confidence) as confidence, any_value(c.reasons) as reasons,
                      sum(s.pence)::bigint as pence, sum(s.lines)::bigint as lines
               from summed s join wordings w using (wording) join meanings m using (wording)
               join suppliers f on m.supplier_id = f.supplier_id
               join categories c
                   on c.supplier = f.name and c.kind = f.kind and c.department = w.department
                   and c.description = w.description and c.category_text = w.category_text
                   and c.category_code = w.category_code
               where list_contains(?::varchar[], f.kind)
               group by f.name, w.department, w.description, w.category_text
           )
           select * from said where confidence < 1
           order by (1 - confidence) * abs(pence) desc, supplier, department, description,
                    category_text
           limit ?""",
        [list(OPEN_KINDS), most],
    )
