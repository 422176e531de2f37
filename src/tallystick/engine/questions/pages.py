"""What local pages ask: sums of any cut, names that hold a word, lines by the page.

A cut is a choice of council, supplier, function, category, month and wording; what is left None is
not chosen.
Private persons and withheld names are in the sums and never in a list.
"""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, fields
from datetime import date
from typing import NamedTuple

import ibis
from ibis import _
from ibis.expr.types import Table

from tallystick.engine.asking import Answering, ask, beside_table, table_of
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
    """Which lines are looked at. month: '2024-05', of those that the lines state; wording: the mark
    of a wording (`mark_of`)."""

    council: str | None = None
    supplier_id: str | None = None
    label: str | None = None
    category: str | None = None
    month: str | None = None
    wording: str | None = None

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
    wording: int


class _Lines(NamedTuple):
    lines: int


class _Supplier(NamedTuple):
    supplier_id: str


_ASKED = table_of(_Supplier, "asked_suppliers")


class _Month(NamedTuple):
    month: date


def mark_of(wording: int) -> str:
    """A wording's number as 16 letters that stand in an address or a command; the same words, the
    same mark, in any store."""
    return f"{wording:016x}"


def is_mark(text: str) -> bool:
    """True of what `mark_of` makes."""
    return _MARK.fullmatch(text) is not None


_MARK = re.compile(r"[0-7][0-9a-f]{15}")


def cells(lines: Table = LINES) -> Table:
    """CellRow rows: what all pages draw from. lines: those that count, in the columns of LINES."""
    return (
        lines.group_by("council", "wording")
        .agg(pence=_.amount_pence.sum(), lines=_.count(), first=_.month.min(), last=_.month.max())
        .join(MEANINGS, "wording")
        .group_by("council", "supplier_id", "kind", "label", "category")
        .agg(pence=_.pence.sum(), lines=_.lines.sum(), first=_.first.min(), last=_.last.max())
    )


def cut_sum(cut: Cut) -> Table:
    """One CutSum row."""
    mine = _cells_in(cut)
    return mine.agg(
        **_measures(mine),
        councils=mine.council.nunique(),
        suppliers=mine.supplier_id.nunique(where=mine.kind.isin(OPEN_KINDS)),
    )


def part_sums(cut: Cut, by: str) -> Table:
    """PartSum rows by a column of council, supplier_id, label and category, the largest first; by
    supplier_id, only suppliers that may be named."""
    mine = _cells_in(cut)
    if by == "supplier_id":
        mine = mine.filter(_.kind.isin(OPEN_KINDS))
    mine = mine.mutate(value=mine[by])
    return mine.group_by("value").agg(**_measures(mine)).order_by(ibis.desc("pence"), "value")


def suppliers_with(word: str) -> Table:
    """SupplierPaid rows of those whose name or a spelling holds the word, the largest first."""
    wanted = word.lower()
    spelt = WORDINGS.filter(_.spelling.lower().contains(wanted)).join(MEANINGS, "wording")
    named = SUPPLIERS.filter(_.name.lower().contains(wanted))
    return suppliers_paid(
        named.select("supplier_id").union(spelt.select("supplier_id"), distinct=True)
    )


def suppliers_paid(ids: Table) -> Table:
    """SupplierPaid rows of these suppliers (supplier_id), the largest first."""
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
    meant = chosen_of(MEANINGS.filter(_.kind.isin(OPEN_KINDS)), cut)
    found = (
        chosen_of(LINES, cut)
        .join(meant, "wording")
        .order_by(ibis.desc("amount_pence"), "source", "sheet", "line")
    )
    return found.select(
        *("council", "source", "sheet", "line", "month", "supplier_id", "spelling", "label"),
        *("text", "wording"),
        pence=found.amount_pence,
    )


def number_of_open_lines(cut: Cut) -> Table:
    """lines: one row."""
    return _cells_in(cut).filter(_.kind.isin(OPEN_KINDS)).agg(lines=_.lines.sum().fill_null(0))


def all_months() -> Table:
    """month: each that a line states, the latest first."""
    found = LINES.filter(LINES.month.notnull()).select("month").distinct()
    return found.order_by(ibis.desc("month"))


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


def suppliers_of(store: Answering, ids: Iterable[str], *, most: int) -> list[SupplierPaid]:
    """What these suppliers were paid: the largest first, at most so many, and only those that may
    be named."""
    beside = {"asked_suppliers": beside_table(_Supplier, [(each,) for each in sorted(set(ids))])}
    return ask(store, suppliers_paid(_ASKED).limit(most), SupplierPaid, beside=beside)


def months_seen(store: Answering) -> list[date]:
    """The months that lines state, the latest first."""
    return [row.month for row in ask(store, all_months(), _Month)]


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


def _cells_in(cut: Cut) -> Table:
    """The cells of a cut: from the lines themselves where it asks for what cells do not tell."""
    if cut.month is None and cut.wording is None:
        return chosen_of(CELLS, cut)
    return chosen_of(cells(chosen_of(LINES, cut)), cut)


def chosen_of(table: Table, cut: Cut) -> Table:
    """The rows that a cut chooses, by those of its columns that the table has."""
    for column, value in cut.chosen().items():
        if column in table.columns:
            table = table.filter(table[column] == _value(column, value))
    return table


def _value(column: str, text: str) -> ibis.Value:
    """A chosen value in the type of its column."""
    if column == "month":
        return ibis.literal(date.fromisoformat(f"{text}-01"))
    if column == "wording":
        return ibis.literal(int(text, 16)).cast("int64")
    return ibis.literal(text)
