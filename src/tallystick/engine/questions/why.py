"""Why lines stand where they stand: the evidence of the join of their supplier and of their
category, and whole lists of lines.

Private persons and withheld names never come out of here.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Annotated, NamedTuple

import ibis
import pyarrow as pa
from ibis import _
from ibis.expr.types import Table

from tallystick.engine import rows
from tallystick.engine.asking import Answering, Streaming, ask, ask_batches, table_of
from tallystick.engine.questions.meaning import called, classified, common_texts
from tallystick.engine.questions.pages import Cut, chosen_of
from tallystick.engine.questions.published import File
from tallystick.engine.questions.tables import (
    FILES,
    LINES,
    MEANINGS,
    OPEN_KINDS,
    PAYMENTS,
    SUPPLIERS,
    WORDINGS,
)


class Why(NamedTuple):
    """A wording of an organisation or public body, with what was concluded from it and why.

    supplier: the name that its supplier is shown by; score, joined: how sure the join of the
    spelling is (0 to 1), and its reasons; confidence, reasons: of the category. pence, lines: of
    the lines asked for.
    """

    wording: int
    spelling: str
    supplier_id: str
    supplier: str
    score: float
    joined: tuple[str, ...]
    department: str
    description: str
    category_text: str
    category_code: str
    label: str
    category: str
    confidence: float
    reasons: tuple[str, ...]
    pence: int
    lines: int


class Joined(NamedTuple):
    """A spelling of a supplier: see Why. wording: the one with most lines."""

    spelling: str
    score: float
    joined: tuple[str, ...]
    wording: int
    pence: int
    lines: int


class ListedLine(NamedTuple):
    """A published line in a list for other programs. Missing: paid_on and month that no file gives,
    a text that may name a person, the sheet of a plain file."""

    council: Annotated[str, "code of the reference table"]
    paid_on: date | None
    month: date | None
    supplier: Annotated[str, "the name that it is shown by"]
    supplier_id: str
    as_published: Annotated[str, "the spelling"]
    pounds: Decimal
    function: str
    category: str
    text: str | None
    file: Annotated[str, "path as given"]
    sheet: str | None
    line: int
    wording: Annotated[int, "number of its wording"]


class LineAsRead(NamedTuple):
    """What was read of one published line, with its file. What is missing is None."""

    path: str
    source: str
    wording: int
    council: str
    body: str | None
    paid_on: date | None
    month: date | None
    supplier: str | None
    supplier_ref: str | None
    company_number: str | None
    amount_pence: int
    net_pence: int | None
    vat_pence: int | None
    gross_pence: int | None
    transaction_ref: str | None
    invoice_ref: str | None
    department: str | None
    description: str | None
    category: str | None
    category_code: str | None


class _Spelt(NamedTuple):
    spelling: str


_JOINS = table_of(rows.SpellingRow, "spellings")


def whys(cut: Cut, *, most: int) -> Table:
    """Why rows of a cut, at most so many: those with most pounds first, the sign apart."""
    meant = chosen_of(MEANINGS.filter(MEANINGS.kind.isin(OPEN_KINDS)), cut).select("wording")
    sums = (
        chosen_of(LINES, cut)
        .group_by("wording")
        .agg(pence=_.amount_pence.sum(), lines=_.count())
        .semi_join(meant, "wording")
    )
    largest = sums.order_by(ibis.desc(sums.pence.abs()), "wording").limit(most)
    # Their evidence is looked up for these few alone, not for every wording of the store.
    told = _told(WORDINGS.semi_join(largest, "wording")).join(largest, "wording")
    return told.order_by(ibis.desc(told.pence.abs()), "wording").select(*Why._fields)


def _told(wordings: Table = WORDINGS) -> Table:
    """Each of these wordings with the evidence of its supplier and its category."""
    said = classified(wordings)
    said = said.mutate(
        supplier_id=said.supplier_id.fill_null(""),
        supplier=said.name,
        label=said.label.fill_null("unknown"),
        category=said.category.fill_null(""),
        confidence=said.confidence.fill_null(0.0),
    )
    beside = _JOINS.select("spelling", "score", joined=_JOINS.reasons)
    told = said.left_join(beside, "spelling").drop("spelling_right")
    return told.mutate(score=told.score.fill_null(0.0))


def joins(supplier_id: str) -> Table:
    """Joined rows of a supplier that may be named: the spelling with most lines first."""
    mine = MEANINGS.filter(MEANINGS.supplier_id == supplier_id, MEANINGS.kind.isin(OPEN_KINDS))
    sums = LINES.group_by("wording").agg(pence=_.amount_pence.sum(), lines=_.count())
    counted = mine.join(sums, "wording")
    busiest = ibis.window(group_by="spelling", order_by=[ibis.desc("lines"), "wording"])
    ranked = counted.mutate(place=ibis.row_number().over(busiest))
    spelt = ranked.group_by("spelling").agg(
        wording=ranked.wording.min(where=ranked.place == 0),
        pence=ranked.pence.sum(),
        lines=ranked.lines.sum(),
    )
    beside = _JOINS.select("spelling", "score", joined=_JOINS.reasons)
    return spelt.join(beside, "spelling").order_by(ibis.desc("lines"), "spelling")


def called_so(name: str) -> Table:
    """spelling: those that a file spells so, or whose supplier is shown so, whatever their case,
    and that may be named: the exact ones and then the busiest first."""
    wanted = name.lower()
    named = SUPPLIERS.filter(SUPPLIERS.name.lower() == wanted).select("supplier_id")
    open_ones = MEANINGS.filter(MEANINGS.kind.isin(OPEN_KINDS))
    mine = open_ones.filter(
        (open_ones.spelling.lower() == wanted) | open_ones.supplier_id.isin(named.supplier_id)
    )
    sums = LINES.group_by("wording").agg(lines=_.count())
    found = mine.join(sums, "wording").group_by("spelling").agg(lines=_.lines.sum())
    exact = ibis.ifelse(found.spelling == name, 0, 1)
    return found.order_by(exact, ibis.desc("lines"), "spelling").select("spelling")


def listed_lines(cut: Cut, *, least: int) -> Table:
    """ListedLine rows of a cut, the largest first. least: beside how many suppliers a text must
    stand to be shown."""
    said = _told()
    said = said.filter(said.kind.isin(OPEN_KINDS)).mutate(text=called(said))
    texts = common_texts(least).mutate(is_common=ibis.literal(True))
    said = chosen_of(said, cut).left_join(texts, "text").drop("text_right")
    lines = chosen_of(LINES, cut).join(said, "wording")
    files = FILES.select("number", "path", hash="source")
    of_file = lines.join(files, lines.source == files.number)
    day = PAYMENTS.select("paid_on", "line", hash=PAYMENTS.source, sheet_of=PAYMENTS.sheet)
    on = [of_file.hash == day.hash, of_file.sheet == day.sheet_of, of_file.line == day.line]
    found = of_file.join(day, on)
    found = found.order_by(ibis.desc("amount_pence"), "source", "sheet", "line")
    hundredth = ibis.literal("0.01").cast("decimal(18, 2)")
    return found.select(
        *("council", "paid_on", "month", "supplier", "supplier_id"),
        as_published=found.spelling,
        pounds=found.amount_pence.cast("decimal(18, 2)") * hundredth,
        function=found.label,
        category=found.category,
        text=ibis.ifelse(found.is_common.fill_null(False), found.text, ibis.null("string")),
        file=found.path,
        sheet=found.sheet.nullif(""),
        line=found.line,
        wording=found.wording,
    )


def published_line(number: int, sheet: str, line: int) -> Table:
    """LineAsRead rows: of the line of a file, where its supplier may be named; one or none. The
    question is put to the file's own lines (`of_sources`)."""
    mine = (PAYMENTS.sheet == sheet) & (PAYMENTS.line == line)
    file = FILES.filter(FILES.number == number).select(path="path", hash="source")
    read = PAYMENTS.filter(mine).join(file, PAYMENTS.source == file.hash)
    placed = LINES.filter(LINES.source == number, LINES.sheet == sheet, LINES.line == line)
    said = MEANINGS.filter(MEANINGS.kind.isin(OPEN_KINDS)).select("wording")
    known = placed.join(said, "wording").select("wording", at="line")
    return read.join(known, read.line == known.at).select(*LineAsRead._fields)


def why_of(store: Answering, cut: Cut, *, most: int) -> list[Why]:
    """The wordings of a cut with their evidence: those with most pounds first, at most so many."""
    found = ask(store, whys(cut, most=most), Why)
    return [row._replace(joined=row.joined or (), reasons=row.reasons or ()) for row in found]


def spellings_joined(store: Answering, supplier_id: str, *, most: int) -> list[Joined]:
    """The spellings of a supplier that may be named, the busiest first, at most so many."""
    return ask(store, joins(supplier_id).limit(most), Joined)


def spellings_called(store: Answering, name: str, *, most: int) -> list[str]:
    """The spellings that a file writes so, or whose supplier is shown so: the exact one first, at
    most so many, and only those that may be named."""
    return [row.spelling for row in ask(store, called_so(name).limit(most), _Spelt)]


def line_as_read(store: Answering, number: int, sheet: str, line: int) -> LineAsRead | None:
    """What was read of a line of a file by its number; None where there is none, or where its
    supplier may not be named."""
    of = [each.source for each in ask(store, FILES, File) if each.number == number]
    if not of:
        return None
    found = ask(store, published_line(number, sheet, line), LineAsRead, of_sources=of)
    return found[0] if found else None


def listed(store: Streaming, cut: Cut, *, least: int) -> Iterator[pa.RecordBatch]:
    """All lines of a cut that may be shown, in parts of ListedLine rows, the largest first."""
    return ask_batches(store, listed_lines(cut, least=least), ListedLine)
