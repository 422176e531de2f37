"""What local pages ask: sums of any cut, names that hold a word, lines by the page.

A cut is a choice of council, supplier, function and category; what is left None is not chosen.
Private persons and withheld names are in the sums and never in a list.
"""

from collections.abc import Collection
from dataclasses import dataclass, fields
from datetime import date
from typing import NamedTuple

import ibis
from ibis import _
from ibis.expr.types import Table

from tallystick.engine.asking import Answering, ask, table_of
from tallystick.engine.questions.published import as_published
from tallystick.engine.questions.tables import LINES, MEANINGS, OPEN_KINDS, SUPPLIERS, WORDINGS


class CellRow(NamedTuple):
    """What a council paid a supplier for a category in all. first, last: months of its lines,
    missing where none has one. Money in pence."""

    council: str
    supplier_id: str
    kind: str
    label: str
    category: str
    pence: int
    lines: int
    first: date | None
    last: date | None


CELLS = table_of(CellRow, "cells")


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


class CutSum(NamedTuple):
    """What a cut comes to. councils: how many pay; suppliers: how many that may be named are
    paid. Money in pence; months are None where no line has one."""

    pence: int
    lines: int
    first: date | None
    last: date | None
    councils: int
    suppliers: int


class PartSum(NamedTuple):
    """What the part of a cut with this value of a column comes to; see CutSum."""

    value: str
    pence: int
    lines: int
    first: date | None
    last: date | None


class SupplierPaid(NamedTuple):
    """What a supplier was paid, and by how many councils. Money in pence."""

    supplier_id: str
    name: str
    pence: int
    lines: int
    councils: int


class PageLine(NamedTuple):
    """A published line. source: the number of its file; text: what the council called it, '' where
    that may not be shown. Money in pence."""

    council: str
    source: int
    path: str
    sheet: str
    line: int
    paid_on: date | None
    month: date | None
    pence: int
    supplier_id: str
    spelling: str
    label: str
    text: str


class _Lines(NamedTuple):
    lines: int


def cells() -> Table:
    """CellRow rows: what all pages draw from."""
    return (
        LINES.group_by("council", "wording")
        .agg(pence=_.amount_pence.sum(), lines=_.count(), first=_.month.min(), last=_.month.max())
        .join(MEANINGS, "wording")
        .group_by("council", "supplier_id", "kind", "label", "category")
        .agg(pence=_.pence.sum(), lines=_.lines.sum(), first=_.first.min(), last=_.last.max())
    )


def cut_sum(cut: Cut) -> Table:
    """One CutSum row."""
    mine = _in(CELLS, cut)
    return mine.agg(
        **_measures(mine),
        councils=mine.council.nunique(),
        suppliers=mine.supplier_id.nunique(where=mine.kind.isin(OPEN_KINDS)),
    )


def part_sums(cut: Cut, by: str) -> Table:
    """PartSum rows by a column of council, supplier_id, label and category, the largest first; by
    supplier_id, only suppliers that may be named."""
    mine = _in(CELLS, cut)
    if by == "supplier_id":
        mine = mine.filter(_.kind.isin(OPEN_KINDS))
    mine = mine.mutate(value=mine[by])
    return mine.group_by("value").agg(**_measures(mine)).order_by(ibis.desc("pence"), "value")


def suppliers_with(word: str) -> Table:
    """SupplierPaid rows of those whose name or a spelling holds the word, the largest first."""
    wanted = word.lower()
    spelt = WORDINGS.filter(_.spelling.lower().contains(wanted)).join(MEANINGS, "wording")
    named = SUPPLIERS.filter(_.name.lower().contains(wanted))
    ids = named.select("supplier_id").union(spelt.select("supplier_id"), distinct=True)
    open_cells = CELLS.filter(_.kind.isin(OPEN_KINDS))
    return (
        open_cells.semi_join(ids, "supplier_id")
        .group_by("supplier_id")
        .agg(pence=_.pence.sum(), lines=_.lines.sum(), councils=_.council.nunique())
        .join(SUPPLIERS.select("supplier_id", "name"), "supplier_id")
        .order_by(ibis.desc("pence"), "supplier_id")
    )


def open_lines(cut: Cut) -> Table:
    """PageLine rows without path and paid_on, the largest first; lines of private persons and
    redacted suppliers are left out."""
    meant = _in(MEANINGS.filter(_.kind.isin(OPEN_KINDS)), cut)
    mine = LINES.filter(LINES.council == cut.council) if cut.council else LINES
    found = mine.join(meant, "wording").order_by(
        ibis.desc("amount_pence"), "source", "sheet", "line"
    )
    return found.select(
        *("council", "source", "sheet", "line", "month", "supplier_id", "spelling", "label"),
        "text",
        pence=found.amount_pence,
    )


def number_of_open_lines(cut: Cut) -> Table:
    """lines: one row."""
    return _in(CELLS.filter(_.kind.isin(OPEN_KINDS)), cut).agg(lines=_.lines.sum().fill_null(0))


def sum_of(store: Answering, cut: Cut) -> CutSum:
    """What a cut comes to."""
    return ask(store, cut_sum(cut), CutSum)[0]


def sums_by(store: Answering, cut: Cut, *, by: str, most: int) -> list[PartSum]:
    """The sums of a cut by a column of council, supplier_id, label and category: the largest
    first, at most so many; by supplier_id, only suppliers that may be named."""
    return ask(store, part_sums(cut, by).limit(most), PartSum)


def suppliers_called(store: Answering, word: str, *, most: int) -> list[SupplierPaid]:
    """Suppliers whose name or a spelling holds the word, whatever its case: the largest first, at
    most so many, and only those that may be named."""
    return ask(store, suppliers_with(word).limit(most), SupplierPaid)


def lines_of(
    store: Answering, cut: Cut, *, skip: int, most: int, common_texts: Collection[str]
) -> list[PageLine]:
    """Lines of a cut, the largest first: a page of them.

    common_texts: those that may be shown. Lines of private persons and redacted suppliers are left
    out.
    """
    page = as_published(store, open_lines(cut).limit(most, offset=skip), PageLine)
    page.sort(key=lambda row: (-row.pence, row.source, row.sheet, row.line))
    return [row if row.text in common_texts else row._replace(text="") for row in page]


def count_open_lines(store: Answering, cut: Cut) -> int:
    """How many lines of a cut `lines_of` would list in all."""
    return ask(store, number_of_open_lines(cut), _Lines)[0].lines


def _measures(cells: Table) -> dict[str, ibis.Value]:
    return {
        "pence": cells.pence.sum().fill_null(0),
        "lines": cells.lines.sum().fill_null(0),
        "first": cells.first.min(),
        "last": cells.last.max(),
    }


def _in(table: Table, cut: Cut) -> Table:
    for column, value in cut.chosen().items():
        if column in table.columns:
            table = table.filter(table[column] == value)
    return table
