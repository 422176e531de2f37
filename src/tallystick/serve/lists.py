"""Every list as CSV and as JSON, whole, written as it is read from the store.

CSV: UTF-8 with a byte order mark, commas, CRLF, ISO dates, pounds with two decimals; an apostrophe
before text that a spreadsheet could take for a formula. JSON: an array with one object a line.
"""

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any

from tallystick.engine.questions import pages, why
from tallystick.engine.questions.pages import Cut, mark_of
from tallystick.find.evidence_lines import COMMON_TEXT
from tallystick.find.shown_words import without_persons
from tallystick.report.guard import no_formula, readable
from tallystick.serve.pages import PARTS, suppliers_found
from tallystick.serve.shelf import Shelf
from tallystick.words.labels import Label

MOST = 1_000_000
"""Rows of a list of sums; no store has so many suppliers."""

FORMS = {"csv": "text/csv; charset=utf-8", "json": "application/json"}
"""End of an address -> what is sent."""

Row = Sequence[Any]

_LINES = (
    *("council", "council_name", "paid_on", "month", "supplier", "supplier_id", "as_published"),
    *("pounds", "function", "category", "text", "file", "sheet", "line", "mark"),
)
_SUMS = ("lines", "pounds", "first_month", "last_month")


def lines(shelf: Shelf, cut: Cut) -> Iterator[Row]:
    """The headings, and then every line of a cut that may be shown, the largest first."""
    yield _LINES
    for batch in without_persons(why.listed(shelf.store, cut, least=COMMON_TEXT), ("text",)):
        for row in batch.to_pylist():
            row["council_name"] = shelf.council(row["council"])
            row["mark"] = mark_of(row["wording"])
            yield [row[name] for name in _LINES]


def sums(shelf: Shelf, cut: Cut, what: str) -> Iterator[Row]:
    """The headings, and then what each council, function, category or supplier of a cut comes to,
    the largest first."""
    by = _BY[what]
    yield ("key", "name", *_SUMS)
    for row in pages.sums_by(shelf.store, cut, by=by, most=MOST):
        yield (row.value, _name(shelf, by, row.value), row.lines, _pounds(row.pence), row.first,
               row.last)  # fmt: skip


def listed(shelf: Shelf, what: str, cut: Cut, word: str) -> Iterator[Row]:
    """The headings and the rows of a list of NAMES. word: what the search is for."""
    if what == "lines":
        return lines(shelf, cut)
    return found(shelf, word) if what == "search" else sums(shelf, cut, what)


_BY = {what: by for by, (what, _title, _head) in PARTS.items()}

NAMES = ("lines", "search", *_BY)
"""What lists there are."""


def found(shelf: Shelf, word: str) -> Iterator[Row]:
    """The headings, and then every supplier that a search finds, the largest first."""
    yield ("key", "name", "councils", "lines", "pounds")
    for row in suppliers_found(shelf, word.strip(), most=MOST)[0]:
        yield (row.supplier_id, row.name, row.councils, row.lines, _pounds(row.pence))


def _name(shelf: Shelf, by: str, value: str) -> str:
    if by == "council":
        return shelf.council(value)
    if by == "supplier_id":
        return shelf.names.get(value, "")
    return Label(value).heading if by == "label" else shelf.category(value)


def _pounds(pence: int) -> Decimal:
    return Decimal(pence).scaleb(-2)


def as_csv(rows: Iterable[Row]) -> Iterator[str]:
    """Rows as CSV, a part at a time."""
    yield "\ufeff"
    held = io.StringIO()
    writer = csv.writer(held)
    for row in rows:
        writer.writerow([no_formula(cell) if isinstance(cell, str) else cell for cell in row])
        if held.tell() > _PART:
            yield _taken(held)
    yield _taken(held)


_PART = 1 << 16
"""Letters that are sent together."""


def _taken(held: io.StringIO) -> str:
    text = held.getvalue()
    held.seek(0)
    held.truncate()
    return text


def as_json(rows: Iterable[Row]) -> Iterator[str]:
    """Rows as a JSON array, a part at a time: an object a line; the first row names its fields."""
    each = iter(rows)
    names = next(each)
    held = io.StringIO()
    held.write("[")
    for number, row in enumerate(each):
        told = {name: _plain(cell) for name, cell in zip(names, row, strict=True)}
        held.write(",\n" if number else "\n")
        held.write(json.dumps(told, ensure_ascii=False))
        if held.tell() > _PART:
            yield _taken(held)
    held.write("\n]\n")
    yield _taken(held)


def _plain(cell: Any) -> Any:
    if cell is None or isinstance(cell, int):
        return cell
    return readable(cell) if isinstance(cell, str) else str(cell)


WRITERS: dict[str, Callable[[Iterable[Row]], Iterator[str]]] = {"csv": as_csv, "json": as_json}
"""End of an address -> what writes it."""
