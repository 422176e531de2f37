"""Path and day of lines, from the files that hold them.

A placed line knows its file by number only. What is published beside it is fetched afterwards, for
the few lines that are shown, from the few files that hold these.
"""

from typing import NamedTuple

import ibis
import pyarrow as pa
from ibis.expr.types import Table

from tallystick.engine.asking import Answering, Row, ask, ask_table
from tallystick.engine.questions.tables import FILES, PAYMENTS

FOUND = "found_lines"
"""The lines that are fetched, beside the question."""


class File(NamedTuple):
    """A source by its number."""

    number: int
    source: str


def published(found: Table) -> Table:
    """Found lines (source: a number, sheet, line and other columns) with path and paid_on."""
    files = FILES.select("number", "path", hash="source")
    of_file = found.join(files, found.source == files.number).drop("number")
    beside = PAYMENTS.select("line", "paid_on", hash=PAYMENTS.source, sheet_of=PAYMENTS.sheet)
    on = [of_file.hash == beside.hash, of_file.sheet == beside.sheet_of, "line"]
    return of_file.join(beside, on).select(*found.columns, "path", "paid_on")


def as_published(
    store: Answering, lines: Table, row: type[Row], *, beside: dict[str, pa.Table] | None = None
) -> list[Row]:
    """The answer to a question about lines with the path of their file and their day, in no order.

    lines: a question whose answer has the columns source (a number), sheet and line; beside: the
    tables that it names. row: a type with its columns, and path and paid_on. Only the files that
    hold these lines are opened.
    """
    found = ask_table(store, lines, beside=beside)
    numbers = set(found["source"].to_pylist())
    of_sources = [each.source for each in ask(store, FILES, File) if each.number in numbers]
    table = ibis.table(lines.schema(), name=FOUND)
    return ask(store, published(table), row, beside={FOUND: found}, of_sources=of_sources)
