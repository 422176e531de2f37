"""What FIND asks of the store: sums over lines, and the lines behind a sum.

Each question is one expression of engine.expressions; the answers are small, and find/ reasons over
them in plain Python. `prepare_lines` comes first.
"""

from collections.abc import Sequence
from typing import Any

import ibis
import pyarrow as pa
from ibis.expr.types import Table

from tallystick.engine import expressions
from tallystick.engine.expressions import Window
from tallystick.engine.placing import as_published, place_lines
from tallystick.engine.snapshot import Snapshot as Store


def prepare_lines(store: Store) -> None:
    """Place the lines that are new, and look up what each wording means, for all the questions of
    this run.

    Makes the tables of expressions.py, and `known_lines`: the placed lines with their meaning.
    """
    place_lines(store)
    store.derive("meanings", expressions.meanings())
    store.execute(
        """create or replace temp view known_lines as
           select n.source, l.* exclude (source, wording), m.* exclude (wording)
           from placed_lines l join meanings m using (wording)
           join placed_sources n on l.source = n.number"""
    )


def months_by_council(store: Store) -> list[dict[str, Any]]:
    """The months that a council's files cover. council, month: by council and month."""
    return ask(store, expressions.months_by_council())


def shown_by_council(store: Store) -> list[dict[str, Any]]:
    """What the coverage page says of each council's lines, by council.

    council, stray (lines without a month, or with one that their file does not cover),
    redacted_pence, person_pence.
    """
    return ask(store, expressions.shown_by_council())


def small_payments_by_council(store: Store) -> list[dict[str, Any]]:
    """How many of each council's payments are small, lines of one reference added up.

    council, reference ('transaction_ref', 'invoice_ref' or 'line'), lines, referenced (lines that
    carry it), payments, under_250, under_500 (payments whose absolute sum is below that much with
    VAT, so a sixth less without).
    """
    return ask(store, expressions.small_payments_by_council())


def spend_cube(store: Store, window: Window) -> list[dict[str, Any]]:
    """Spending by council, supplier and category in a window.

    council, supplier_id, firm (the supplier's group where it has one, else itself), kind, label,
    category, pence, lines.
    """
    return ask(store, expressions.spend_cube(window))


def supplier_names(store: Store) -> dict[str, str]:
    """supplier_id -> name, of organisations only: a private person's name stays in the store."""
    found = store.rows(
        "select supplier_id, name from suppliers where kind in ('organisation', 'public_body')"
    )
    return {row["supplier_id"]: row["name"] for row in found}


def spellings_of(store: Store, supplier_ids: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """supplier_id -> its spellings, the most used first."""
    found = ask(store, expressions.spellings_by_use(supplier_ids))
    spellings: dict[str, tuple[str, ...]] = {}
    for row in found:
        spellings[row["supplier_id"]] = (*spellings.get(row["supplier_id"], ()), row["spelling"])
    return spellings


def evidence_lines(
    store: Store, wanted: pa.Table, window: Window, *, each: int, common_text: int
) -> list[dict[str, Any]]:
    """The largest lines behind each wanted cell.

    wanted: columns key, council, firm, category; an empty firm asks for any.
    each: how many lines a key and council.
    common_text: a line's text is given only when it stands beside at least so many suppliers,
    since what is written for one may name a person.

    Returns key, council, path, sheet, line, paid_on, month, pence, spelling, text; lines of
    private persons and redacted suppliers are left out.
    """
    with store.beside("wanted_cells", wanted):
        largest = ibis.to_sql(expressions.largest_lines(window, each=each), dialect="duckdb")
        store.execute(f"create or replace temp table largest_lines as {largest}")
    common = ibis.to_sql(expressions.common_texts(common_text), dialect="duckdb")
    return store.rows(
        f"""with common as ({common})
            select l.key, l.council, l.path, l.sheet, l.line, l.paid_on, l.month, l.pence,
                   l.spelling, case when c.text is null then '' else l.text end as text
            from {as_published(store, "largest_lines")} l
            left join common c on l.text = c.text
            order by l.key, l.pence desc, l.path, l.sheet, l.line"""
    )


def ask(store: Store, question: Table) -> list[dict[str, Any]]:
    """The answer of a store to one of these expressions, as one dict a row."""
    found = store.table(ibis.to_sql(question, dialect="duckdb"))
    for place, field in enumerate(found.schema):
        # DuckDB adds whole numbers up in 128 bits; ours are pence and counts, which fit in 64.
        if pa.types.is_decimal(field.type):
            found = found.set_column(place, field.name, found[field.name].cast(pa.int64()))
    columns = [_values(found[name]) for name in found.column_names]
    return [dict(zip(found.column_names, row, strict=True)) for row in zip(*columns, strict=True)]


def _values(column: pa.ChunkedArray) -> list[Any]:
    """A column's values. Texts stand in many rows each, so one is made once and not row by row."""
    if not pa.types.is_string(column.type):
        values: list[Any] = column.to_pylist()
        return values
    encoded = column.combine_chunks().dictionary_encode()
    texts = encoded.dictionary.to_pylist()
    return [None if place is None else texts[place] for place in encoded.indices.to_pylist()]
