"""The words beside payments, once a wording and not once a line, and what was paid under them."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

import ibis
from ibis import _
from ibis.expr.types import Table

from tallystick.engine.asking import Answering, ask, beside_table, table_of
from tallystick.engine.questions.published import as_published
from tallystick.engine.questions.tables import (
    LINES,
    MEANINGS,
    OPEN_KINDS,
    WORDINGS,
    Window,
    in_window,
)


class WordingAbout(NamedTuple):
    """A wording of an organisation or public body. text: what the council called it; heading: the
    category that it published."""

    wording: int
    supplier_id: str
    firm: str
    kind: str
    label: str
    category: str
    department: str
    text: str
    heading: str
    spelling: str  # of the supplier, as published


class WordingSum(NamedTuple):
    """What a council paid under a wording in a window, and the largest line of it (source, the
    number of its file, to line_pence). Money in pence."""

    council: str
    wording: int
    pence: int
    lines: int
    source: int
    path: str
    sheet: str
    line: int
    paid_on: date | None
    month: date
    line_pence: int
    spelling: str


class _One(NamedTuple):
    one: str


class _Wording(NamedTuple):
    wording: int


_SAID, _PAID = table_of(_One, "wanted_texts"), table_of(_One, "wanted_suppliers")
_WORDINGS = table_of(_Wording, "wanted_wordings")


def about(labels: Sequence[str]) -> Table:
    """WordingAbout rows of wordings with these labels."""
    mine = MEANINGS.filter(MEANINGS.label.isin(labels), MEANINGS.kind.isin(OPEN_KINDS))
    beside = WORDINGS.select("wording", "department", "spelling", heading=WORDINGS.category_text)
    return mine.join(beside, "wording").select(*WordingAbout._fields)


def suppliers_about(labels: Sequence[str]) -> Table:
    """one: each supplier of the wordings with these labels, in order."""
    return about(labels).select(one=_.supplier_id).distinct().order_by("one")


def said_about(labels: Sequence[str]) -> Table:
    """one: each department, text and heading of the wordings with these labels, in order."""
    mine = about(labels)
    said = [mine.select(one=mine[name]) for name in ("department", "text", "heading")]
    return ibis.union(*said, distinct=True).order_by("one")


def wanted_about(labels: Sequence[str]) -> Table:
    """WordingAbout rows, by number, that are of one of the suppliers of `wanted_suppliers` or have
    one of the texts of `wanted_texts` beside them."""
    mine = about(labels)
    wanted = mine.supplier_id.isin(_PAID.one)
    for name in ("department", "text", "heading"):
        wanted = wanted | mine[name].isin(_SAID.one)
    return mine.filter(wanted).order_by("wording")


def sums_of_wordings(window: Window) -> Table:
    """WordingSum rows of `wanted_wordings`, without path and paid_on."""
    lines = LINES.filter(in_window(LINES, window)).semi_join(_WORDINGS, "wording")
    mine = ibis.window(group_by=["council", "wording"])
    largest_first = ibis.window(
        group_by=["council", "wording"],
        order_by=[ibis.desc("amount_pence"), "source", "sheet", "line"],
    )
    summed = lines.mutate(
        pence=lines.amount_pence.sum().over(mine),
        lines=lines.count().over(mine),
        place=ibis.row_number().over(largest_first),
    )
    largest = summed.filter(summed.place == 0)
    return largest.join(WORDINGS.select("wording", "spelling"), "wording").select(
        *("council", "wording", "pence", "lines", "source", "sheet", "line", "spelling"),
        month=_.counted,
        line_pence=_.amount_pence,
    )


def words_about(store: Answering, labels: Sequence[str]) -> tuple[list[str], list[str]]:
    """The suppliers of the wordings of organisations and public bodies with these labels, and what
    stands beside them: departments, texts and headings, each once."""
    suppliers = ask(store, suppliers_about(labels), _One)
    said = ask(store, said_about(labels), _One)
    return [row.one for row in suppliers], [row.one for row in said]


def wordings_about(
    store: Answering, labels: Sequence[str], *, suppliers: Sequence[str], said: Sequence[str]
) -> list[WordingAbout]:
    """The wordings of organisations and public bodies with these labels that are of one of the
    suppliers or have one of the texts beside them, by number."""
    beside = {
        "wanted_texts": beside_table(_One, [(each,) for each in said]),
        "wanted_suppliers": beside_table(_One, [(each,) for each in suppliers]),
    }
    return ask(store, wanted_about(labels), WordingAbout, beside=beside)


def sums_by_wording(store: Answering, wordings: Sequence[int], window: Window) -> list[WordingSum]:
    """What each council paid under each of these wordings in a window, with the largest line: by
    council and wording."""
    beside = {"wanted_wordings": beside_table(_Wording, [(each,) for each in wordings])}
    found = as_published(store, sums_of_wordings(window), WordingSum, beside=beside)
    return sorted(found, key=lambda row: (row.council, row.wording))
