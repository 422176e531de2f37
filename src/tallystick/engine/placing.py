"""Placing: what every question would otherwise work out again from each line's words.

A line is placed once, when its source is new: the month that it counts in, and the number of its
wording (the distinct combination of supplier spelling and texts). Matching and classifying speak of
wordings, so a question meets nothing but numbers once a line.
"""

from collections.abc import Iterator, Sequence

import ibis
import pyarrow as pa

from tallystick.engine import expressions
from tallystick.engine.store import Store

LINES_AT_ONCE = 8_000_000
"""Sources are placed in batches of about so many lines, which bounds the memory that it takes."""

_SAID = """coalesce(supplier, '') as spelling, coalesce(department, '') as department,
           coalesce(description, '') as description, coalesce(category, '') as category_text,
           coalesce(category_code, '') as category_code"""

_KEY = "spelling, department, description, category_text, category_code"

_SOURCES_NOW = """
    select s.source, coalesce(string_agg(p.file, '|' order by p.file), '') as files,
           coalesce(sum(p.rows), 0)::bigint as rows
    from sources s left join parts p on p.source = s.source and p.tables = 'payments'
    where s.replaced_by is null group by s.source
"""


def place_lines(store: Store) -> None:
    """Place the lines of sources that are new, and forget those of sources that no longer count."""
    _forget_what_no_longer_counts(store)
    for batch in _batches(_unplaced(store)):
        _place(store, batch)


def _forget_what_no_longer_counts(store: Store) -> None:
    gone = store.rows(
        f"""select number from placed_sources
            anti join ({_SOURCES_NOW}) as now using (source, files) order by number"""
    )
    if not gone:
        return
    numbers = ", ".join(str(row["number"]) for row in gone)
    with store.transaction():
        for table in ("placed_lines", "source_months", "small_payments"):
            store.execute(f"delete from {table} where source in ({numbers})")
        store.execute(f"delete from placed_sources where number in ({numbers})")
        store.execute(
            "delete from wordings where wording not in (select wording from placed_lines)"
        )


def _unplaced(store: Store) -> list[tuple[str, str, int]]:
    """(source, files, rows) of each source whose lines are not placed yet."""
    found = store.rows(
        f"""select source, files, rows from ({_SOURCES_NOW})
            anti join placed_sources using (source, files) order by source"""
    )
    return [(row["source"], row["files"], row["rows"]) for row in found]


def _batches(
    sources: Sequence[tuple[str, str, int]],
) -> Iterator[Sequence[tuple[str, str, int]]]:
    batch: list[tuple[str, str, int]] = []
    lines = 0
    for source in sources:
        batch.append(source)
        lines += source[2]
        if lines >= LINES_AT_ONCE:
            yield batch
            batch, lines = [], 0
    if batch:
        yield batch


def _place(store: Store, batch: Sequence[tuple[str, str, int]]) -> None:
    """Place the lines of some sources, in one transaction."""
    first = store.rows("select coalesce(max(number), 0) + 1 as number from placed_sources")
    numbers = pa.table(
        {
            "source": [source for source, _, _ in batch],
            "number": pa.array(
                range(first[0]["number"], first[0]["number"] + len(batch)), pa.int32()
            ),
            "files": [files for _, files, _ in batch],
        }
    )
    files = [file for _, each, _ in batch for file in each.split("|") if file]
    with store.beside("arriving_sources", numbers), store.transaction():
        store.execute(
            "insert into placed_sources select source, number, files from arriving_sources"
        )
        if files:
            _place_files(store, files)


def _place_files(store: Store, files: Sequence[str]) -> None:
    arriving = ibis.table(
        {**dict(expressions.PAYMENTS.schema().items()), "source": "int32"}, name="arriving"
    )
    store.execute(
        f"""create or replace temp view arriving as
            select n.number as source, p.* exclude (source)
            from {store.read_parts(files)} p join arriving_sources n using (source)"""
    )
    for table, asked in (
        ("source_months", expressions.months_of_sources(arriving)),
        ("small_payments", expressions.small_payments(arriving)),
    ):
        store.execute(f"insert into {table} {ibis.to_sql(asked, dialect='duckdb')}")
    store.execute(
        f"""insert into wordings
            select (row_number() over () + last)::integer, {_KEY}
            from (select coalesce(max(wording), 0) as last from wordings),
                 (select distinct {_SAID} from arriving) anti join wordings using ({_KEY})"""
    )
    store.execute(
        f"""insert into placed_lines
            select a.source, a.sheet, a.line, a.council, a.month, coalesce(m.month, x.main),
                   w.wording, a.amount_pence
            from (select source, sheet, line, council, month, amount_pence, {_SAID}
                  from arriving) a
            join wordings w using ({_KEY})
            left join source_months m
                on a.source = m.source and a.council = m.council and a.month = m.month
            left join (select distinct source, council, main from source_months) x
                on a.source = x.source and a.council = x.council"""
    )
    store.execute("drop view arriving")


def as_published(store: Store, table: str) -> str:
    """What stands after `from` to read the lines of a table as their files have them: the table's
    columns with path (of the file) and paid_on. Only the files that hold them are opened.

    table: one with the columns source (a number), sheet and line.
    """
    held = store.rows(
        f"""select files from placed_sources
            where number in (select source from {table}) and files <> '' order by number"""
    )
    files = [file for row in held for file in row["files"].split("|")]
    if not files:
        return f"(select *, '' as path, null::date as paid_on from {table} where false)"
    return f"""(select l.*, o.path, p.paid_on from {table} l
                join placed_sources n on l.source = n.number
                join sources o on o.source = n.source
                join {store.read_parts(files)} p
                    on p.source = n.source and p.sheet = l.sheet and p.line = l.line)"""
