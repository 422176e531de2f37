"""What local pages ask of the store: sums of any cut, names that hold a word, lines by the page.

`prepare` comes first. A cut is a choice of council, supplier, function and category; what is left
None is not chosen. Private persons and withheld names are in the sums and never in a list.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any

import ibis
from ibis import _
from ibis.expr.types import Table

from tallystick.engine import facts
from tallystick.engine.expressions import (
    LINES,
    MEANINGS,
    OPEN_KINDS,
    SUPPLIERS,
    WORDINGS,
    common_texts,
)
from tallystick.engine.placing import as_published
from tallystick.engine.snapshot import Snapshot as Store

CELLS = ibis.table(
    {
        "council": "string",
        "supplier_id": "string",
        "kind": "string",
        "label": "string",
        "category": "string",
        "pence": "int64",
        "lines": "int64",
        "first": "date",
        "last": "date",
    },
    name="cells",
)


@dataclass(frozen=True, slots=True)
class Cut:
    """Which lines are looked at."""

    council: str | None = None
    supplier_id: str | None = None
    label: str | None = None
    category: str | None = None

    def chosen(self) -> dict[str, str]:
        """What is chosen, by column."""
        given = {field.name: getattr(self, field.name) for field in fields(self)}
        return {name: value for name, value in given.items() if value is not None}


def prepare(store: Store) -> None:
    """Add the store's lines up by council, supplier and category: what all pages draw from."""
    facts.prepare_lines(store)
    summed = (
        LINES.group_by("council", "wording")
        .agg(pence=_.amount_pence.sum(), lines=_.count(), first=_.month.min(), last=_.month.max())
        .join(MEANINGS, "wording")
        .group_by("council", "supplier_id", "kind", "label", "category")
        .agg(pence=_.pence.sum(), lines=_.lines.sum(), first=_.first.min(), last=_.last.max())
    )
    store.execute(f"create or replace temp table cells as {ibis.to_sql(summed, dialect='duckdb')}")


def sums(store: Store, cut: Cut, *, by: Sequence[str] = (), most: int) -> list[dict[str, Any]]:
    """Sums of a cut, the largest first, at most so many.

    by: columns of council, supplier_id, label, category that part the sums. Returns those columns
    and pence, lines, first, last (months; None where no line has one); of a cut that is not parted
    also councils and suppliers (of those that may be named). By supplier_id, only suppliers that
    may be named.
    """
    cells = _in(CELLS, cut)
    if "supplier_id" in by:
        cells = cells.filter(_.kind.isin(OPEN_KINDS))
    measures = {
        "pence": cells.pence.sum().fill_null(0),
        "lines": cells.lines.sum().fill_null(0),
        "first": cells.first.min(),
        "last": cells.last.max(),
    }
    if by:
        summed = cells.group_by(*by).agg(**measures)
    else:
        summed = cells.agg(
            **measures,
            councils=cells.council.nunique(),
            suppliers=cells.supplier_id.nunique(where=cells.kind.isin(OPEN_KINDS)),
        )
    return facts.ask(store, summed.order_by(ibis.desc("pence"), *by).limit(most))


def suppliers_called(store: Store, word: str, *, most: int) -> list[dict[str, Any]]:
    """Suppliers whose name or a spelling holds the word, whatever its case, the largest first.

    supplier_id, name, pence, lines, councils; only those that may be named.
    """
    wanted = word.lower()
    spelt = WORDINGS.filter(_.spelling.lower().contains(wanted)).join(MEANINGS, "wording")
    named = SUPPLIERS.filter(_.name.lower().contains(wanted))
    ids = named.select("supplier_id").union(spelt.select("supplier_id"), distinct=True)
    open_cells = CELLS.filter(_.kind.isin(OPEN_KINDS))
    paid = (
        open_cells.semi_join(ids, "supplier_id")
        .group_by("supplier_id")
        .agg(pence=_.pence.sum(), lines=_.lines.sum(), councils=_.council.nunique())
        .join(SUPPLIERS.select("supplier_id", "name"), "supplier_id")
    )
    return facts.ask(store, paid.order_by(ibis.desc("pence"), "supplier_id").limit(most))


def lines(store: Store, cut: Cut, *, skip: int, most: int, common: int) -> list[dict[str, Any]]:
    """Lines of a cut, the largest first: a page of them.

    common: a line's text is given only when it stands beside at least so many suppliers. Returns
    council, path, sheet, line, paid_on, month, pence, supplier_id, spelling, label, text; lines of
    private persons and redacted suppliers are left out.
    """
    meant = _in(MEANINGS.filter(_.kind.isin(OPEN_KINDS)), cut)
    mine = LINES.filter(LINES.council == cut.council) if cut.council else LINES
    found = mine.join(meant, "wording").order_by(
        ibis.desc("amount_pence"), "source", "sheet", "line"
    )
    page = ibis.to_sql(found.limit(most, offset=skip), dialect="duckdb")
    store.execute(f"create or replace temp table page_lines as {page}")
    return store.rows(
        f"""select council, path, sheet, line, paid_on, month, amount_pence as pence, supplier_id,
                   spelling, label,
                   case when text in (select text from {_common_texts(store, common)})
                        then text else '' end as text
            from {as_published(store, "page_lines")}
            order by amount_pence desc, source, sheet, line"""
    )


def count_open_lines(store: Store, cut: Cut) -> int:
    """How many lines of a cut `lines` would list in all."""
    cells = _in(CELLS.filter(_.kind.isin(OPEN_KINDS)), cut)
    return int(facts.ask(store, cells.agg(lines=_.lines.sum().fill_null(0)))[0]["lines"])


def _common_texts(store: Store, least: int) -> str:
    """The table of texts that may be shown, made when it is first wanted."""
    texts = ibis.to_sql(common_texts(least), dialect="duckdb")
    store.execute(f"create temp table if not exists common_texts_{int(least)} as {texts}")
    return f"common_texts_{int(least)}"


def _in(table: Table, cut: Cut) -> Table:
    for column, value in cut.chosen().items():
        if column in table.columns:
            table = table.filter(table[column] == value)
    return table
