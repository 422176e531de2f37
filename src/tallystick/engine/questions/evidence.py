"""The largest lines behind a sum, and the spellings of suppliers."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date
from typing import NamedTuple

import ibis
from ibis import _
from ibis.expr.types import Table

from tallystick.engine.asking import Answering, ask, beside_table, table_of
from tallystick.engine.questions.published import as_published
from tallystick.engine.questions.tables import LINES, MEANINGS, OPEN_KINDS, Window, in_window


class WantedCell(NamedTuple):
    """A cell whose lines are asked for, by the key of what rests on it; firm '' asks for any."""

    key: str
    council: str
    firm: str
    category: str


class LargeLine(NamedTuple):
    """One of the largest lines behind a wanted cell. pence: its amount; text: what the council
    called it, '' where that may not be shown."""

    key: str
    council: str
    path: str
    sheet: str
    line: int
    paid_on: date | None
    month: date
    pence: int
    spelling: str
    text: str
    wording: int


class SpellingUsed(NamedTuple):
    """A spelling of a supplier and on how many lines it stands."""

    supplier_id: str
    spelling: str
    lines: int


class _Supplier(NamedTuple):
    supplier_id: str


_WANTED = table_of(WantedCell, "wanted_cells")
_SUPPLIERS = table_of(_Supplier, "wanted_suppliers")


def largest_lines(window: Window, *, each: int) -> Table:
    """The largest lines behind each wanted cell: key, council, source, sheet, line, month, pence,
    wording, spelling, text; `each` of them for a key and council. An empty firm of a wanted cell
    asks for any.

    Of all lines few are looked at: where so many wordings have a line of so much, a smaller line
    is not among the largest.
    """
    for_what = MEANINGS.semi_join(_WANTED, "category").select("wording")
    lines = LINES.filter(in_window(LINES, window)).semi_join(for_what, "wording")
    behind = _wordings_of_largest(lines, each=each).join(lines, ["council", "wording"])
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


def _wordings_of_largest(lines: Table, *, each: int) -> Table:
    """The wordings that may hold one of the largest lines of a wanted cell: key, council, wording,
    least (pence below which no line of them is among the largest; missing where none is too small).
    """
    largest = lines.group_by("council", "wording").agg(largest=_.amount_pence.max())
    shown = MEANINGS.filter(MEANINGS.kind.isin(OPEN_KINDS)).select("wording", "firm", "category")
    held = largest.join(shown, "wording")
    by_largest = ibis.window(group_by=["key", "council"], order_by=ibis.desc("largest"))
    any_firm = _WANTED.filter(_WANTED.firm == "").drop("firm")
    one_firm = _WANTED.filter(_WANTED.firm != "")
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
    return asked.select("key", "council", "wording", "least")


def spellings_by_use() -> Table:
    """SpellingUsed rows of `wanted_suppliers`: by supplier, the most used first."""
    asked = MEANINGS.semi_join(_SUPPLIERS, "supplier_id")
    return (
        LINES.group_by("wording")
        .agg(lines=_.count())
        .join(asked, "wording")
        .group_by("supplier_id", "spelling")
        .agg(lines=_.lines.sum())
        .order_by("supplier_id", ibis.desc("lines"), "spelling")
    )


def evidence_lines(
    store: Answering,
    wanted: Sequence[WantedCell],
    window: Window,
    *,
    each: int,
    common_texts: Collection[str],
) -> list[LargeLine]:
    """The largest lines behind each wanted cell: by key, the largest first.

    each: how many lines a key and council. common_texts: those that may be shown. Lines of private
    persons and redacted suppliers are left out.
    """
    lines = as_published(
        store,
        largest_lines(window, each=each),
        LargeLine,
        beside={"wanted_cells": beside_table(WantedCell, wanted)},
    )
    lines.sort(key=lambda row: (row.key, -row.pence, row.path, row.sheet, row.line))
    return [row if row.text in common_texts else row._replace(text="") for row in lines]


def spellings_of(store: Answering, supplier_ids: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """supplier_id -> its spellings, the most used first."""
    wanted = beside_table(_Supplier, [(each,) for each in supplier_ids])
    found: dict[str, list[str]] = defaultdict(list)
    beside = {"wanted_suppliers": wanted}
    for row in ask(store, spellings_by_use(), SpellingUsed, beside=beside):
        found[row.supplier_id].append(row.spelling)
    return {supplier_id: tuple(spellings) for supplier_id, spellings in found.items()}
