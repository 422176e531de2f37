"""Reads a published file: passes payments and rejected lines on as they are found, and returns a
record."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from itertools import chain, islice, takewhile
from pathlib import Path
from types import MappingProxyType

import pyarrow as pa

from tallystick.read.columns.periods import Period, read_period
from tallystick.read.files.blocks import Row
from tallystick.read.files.delimited import Dialect, find_dialect, split_lines, split_rows
from tallystick.read.files.encoding import LineTooLong, TextFacts, text_facts, utf8_blocks
from tallystick.read.files.markup import read_markup
from tallystick.read.files.opening import Opened, Part, open_parts
from tallystick.read.files.patience import Patience
from tallystick.read.files.quoting import Dress, find_dress
from tallystick.read.files.scratch import Scratch
from tallystick.read.files.sheets import Sheet
from tallystick.read.files.workbook import read_sheets
from tallystick.read.paying_council import CouncilFinder, find_council
from tallystick.read.record import ReadingRecord, Warn
from tallystick.read.sections import Piece, read_sections
from tallystick.read.sheet_tally import SheetTally
from tallystick.read.tables.cards import lists_cards
from tallystick.read.tables.corrections import Corrections
from tallystick.read.tables.fused import FUSED
from tallystick.read.tables.layout import Layout, find_layout
from tallystick.read.tables.mending import join_cut_amounts
from tallystick.read.tables.payments import Origin
from tallystick.read.tables.refusal import refuse_others
from tallystick.read.tally import FileTally
from tallystick.read.years import own_months, settle_years, stated_months
from tallystick.words.mistakes import UserMistake
from tallystick.words.roles import Role

Sink = Callable[[pa.Table, pa.Table], None]
_CODE = re.compile(r"[EWSN]\d{8}")  # of a council, as the Office for National Statistics gives them
_FEW = 40  # rows in which codes of councils are looked for
_HEAD_TEXT = 1 << 18  # characters; what is longer is looked at here and there
_MADE = re.compile(r"(?i)\b(publish|print|produc|extract|updat|creat|run|as at|report date)")
_MIDST_TEXT = 1 << 16
_HEAD_ROWS = 400
_MIDST_LINES = 200


@dataclass(frozen=True, slots=True)
class _Table:
    """A table found in a file, not yet read: its sheet's name, its layout, what is odd about how it
    is written and how to get its blocks."""

    sheet: str
    place: str
    layout: Layout
    sample: tuple[Row, ...]
    encoding: str | None
    oddities: tuple[Warn, ...]
    blocks: Callable[[bool], Iterator[Piece]]


def read_file(
    path: Path,
    *,
    councils: CouncilFinder | None,
    council: str | None = None,
    corrections: Corrections | None = None,
    remembered: Mapping[str, Corrections] = MappingProxyType({}),
    sha256: str | None = None,
    sink: Sink,
) -> ReadingRecord:
    """Read a published file.

    path: a CSV of any dialect, a workbook, or a zip or gz of them. councils finds councils by name;
    council is the code that settles whose file it is. corrections: what a person settled for this
    file; remembered: for earlier files, by council. sha256: the hash of the file, where it is
    known. sink is called with (payments, rejects), tables in the schemas of engine.schema, as often
    as the file needs; every line that holds something is in one of the two, once.

    Raises UserMistake when nothing can be read, before sink is called; when a file takes longer
    than any list of its size, also after: what was handed over then counts for nothing.
    """
    try:
        with Scratch() as scratch:
            opened = open_parts(path, scratch, sha256)
            tables = _all_tables(opened, path, scratch, corrections)
            if corrections is None and remembered:
                code = _council_if_told(path, tables, council, councils)
                if known := remembered.get(code or ""):
                    tables = _all_tables(opened, path, scratch, known)
            patient = _patiently(sink, Patience(path.name, path.stat().st_size))
            return _read_tables(
                path, opened, tables, councils=councils, council=council, sink=patient
            )
    except LineTooLong:
        raise UserMistake(
            f"{path.name} has a line of more than a megabyte, which no list of payments has.",
            "Download it again, or open it and save it as CSV.",
        ) from None


def _patiently(sink: Sink, patience: Patience) -> Sink:
    """The sink, which asks first whether the file has taken too long."""

    def counted(payments: pa.Table, rejects: pa.Table) -> None:
        patience.check()
        sink(payments, rejects)

    return counted


def _all_tables(
    opened: Opened, path: Path, scratch: Scratch, corrections: Corrections | None
) -> list[_Table]:
    return [table for part in opened.parts for table in _tables(part, path, scratch, corrections)]


def _council_if_told(
    path: Path, tables: list[_Table], council: str | None, councils: CouncilFinder | None
) -> str | None:
    """The council that published the file, None where nothing identifies it; the column roles may
    still be wrong at this point."""
    try:
        return _council_of(path, tables, council, councils)
    except UserMistake:
        return None


def _council_of(
    path: Path, tables: list[_Table], council: str | None, councils: CouncilFinder | None
) -> str:
    return find_council(
        path,
        given=council,
        councils=councils,
        bodies=(body for table in tables for body in _bodies(table)),
        places=chain((text for t in tables for text in _title(t)), (t.place for t in tables)),
    )


def _read_tables(
    path: Path,
    opened: Opened,
    tables: list[_Table],
    *,
    councils: CouncilFinder | None,
    council: str | None,
    sink: Sink,
) -> ReadingRecord:
    wanted = _payment_tables(tables)
    refuse_others(path.name, [table.layout for table in wanted or tables])
    code = _council_of(path, wanted, council, councils)
    tally = FileTally(file=str(path), sha256=opened.sha256, council=code, form=opened.form)
    for table in tables:
        stated = stated_months(table.sheet, path) or _one_period(_title(table))
        names = (path.stem, table.sheet, *_title(table))
        cards = lists_cards(names, table.layout.headers, _cells(table, Role.AMOUNT))
        origin = Origin(opened.sha256, table.sheet, code, stated, cards)
        make = partial(SheetTally, table.layout, origin, stated, oddities=table.oddities)
        sheet = _read_table(table, make, sink) if table in wanted else _pass_over(table, make, sink)
        tally.add(sheet, table.encoding, counted=table in wanted)
    record = tally.record()
    passed = (Warn("passed_over", f"{told} It was passed over.") for told in opened.passed)
    return replace(record, warnings=(*record.warnings, *passed))


def _read_table(table: _Table, make: Callable[[], SheetTally], sink: Sink) -> SheetTally:
    """Read a table. Lines that hold several payments are parted where the total that the table
    states proves it; where it does not, the table is read again without parting them."""
    sheet, held, passed_on = make(), list[tuple[pa.Table, pa.Table]](), 0
    for found in _lines_of(table, sheet, fused=True):
        if sheet.mended[FUSED]:
            held.append(found)
        else:
            sink(*found)
            passed_on += 1
    if held and not sheet.is_proved:
        sheet = make()
        held = [*islice(_lines_of(table, sheet, fused=False), passed_on, None)]
    for found in held:
        sink(*found)
    return sheet


def _lines_of(
    table: _Table, sheet: SheetTally, *, fused: bool
) -> Iterator[tuple[pa.Table, pa.Table]]:
    for block, last, layout in table.blocks(fused):
        yield from sheet.read(block, last=last, layout=layout)


def _pass_over(table: _Table, make: Callable[[], SheetTally], sink: Sink) -> SheetTally:
    sheet = make()
    for block, _last, _layout in table.blocks(False):
        sink(*sheet.pass_over(block))
    return sheet


def _payment_tables(tables: list[_Table]) -> list[_Table]:
    """The tables that list payments. If other tables have lines, a table with only a header is left
    out as an empty form; if other tables have days, a table of names and sums only is left out as a
    summary."""
    able = [table for table in tables if table.layout.is_payments]
    able = [table for table in able if not table.layout.is_empty] or able
    dated = [table for table in able if Role.PAID_ON in table.layout.roles.choices]
    full = [t for t in able if t in dated or len(t.layout.roles.choices) > 3]
    return full if dated and full else able


def _title(table: _Table) -> list[str]:
    """The texts that stand above a table, but for those that tell when it was made."""
    layout = table.layout
    above = takewhile(lambda row: row.line < layout.first_line, table.sample)
    texts = [
        cell.strip() for row in above if row.line not in layout.header_lines for cell in row.cells
    ]
    return [text for text in texts if len(text) > 3 and not _MADE.search(text)][:20]


def _bodies(table: _Table) -> list[str]:
    rows = [row.cells for row in table.sample if row.line >= table.layout.first_line]
    codes = [cell for cells in rows[:_FEW] for cell in cells if _CODE.fullmatch(cell.strip())]
    return [body for cell in (*_cells(table, Role.BODY), *codes) if (body := cell.strip())]


def _cells(table: _Table, role: Role) -> list[str]:
    """The cells of a role in the sample of a table."""
    column, first = table.layout.roles.column(role), table.layout.first_line
    if column is None:
        return []
    return [r.cells[column] for r in table.sample if r.line >= first and len(r.cells) > column]


def _one_period(texts: list[str]) -> Period | None:
    """The period that some texts state, None where they state none or several."""
    found = {period for text in texts if (period := read_period(text))}
    return found.pop() if len(found) == 1 else None


def _tables(
    part: Part, path: Path, scratch: Scratch, corrections: Corrections | None
) -> Iterator[_Table]:
    if part.form == "csv":
        table = _delimited_table(part, path, corrections)
        if table:
            yield table
        return
    previous: Layout | None = None
    for sheet in _sheets(part, path, scratch):
        if not len(sheet):
            continue
        name = f"{part.name} > {sheet.name}" if part.name else sheet.name
        rows = sheet.sample()
        layout = find_layout(rows, _expected(name, path), corrections)
        layout = settle_years(layout, own_months(name, path), path)
        if not layout.header_lines and previous and previous.is_payments:
            layout = _continued(layout, previous)
        previous = layout
        blocks = partial(_plain_pieces, sheet, layout.width)
        yield _Table(name, name, layout, tuple(rows), None, (), blocks)


def _plain_pieces(sheet: Sheet, width: int, _fused: bool) -> Iterator[Piece]:
    for block, last in sheet.blocks(width):
        yield block, last, None


def _sheets(part: Part, path: Path, scratch: Scratch) -> Iterator[Sheet]:
    if part.form not in ("html", "xml"):
        yield from read_sheets(part, path.name, scratch)
        return
    tables = [*read_markup(part, path.name, scratch)]
    if not tables:
        raise UserMistake(
            f"{path.name} is a web page without a table, not a list of payments.",
            "Open the link to the file itself and download that.",
        )
    yield from tables


def _continued(layout: Layout, previous: Layout) -> Layout:
    """A sheet without a header uses the columns of the sheet before it, if both have the same
    width."""
    if layout.width != previous.width:
        return layout
    return replace(previous, header_lines=(), first_line=layout.first_line)


def _expected(name: str, path: Path) -> list[date]:
    period = stated_months(name, path)
    return period.months() if period else []


def _delimited_table(part: Part, path: Path, corrections: Corrections | None) -> _Table | None:
    with part.open() as stream:
        facts = text_facts(stream)
    with part.open() as stream:
        text = next(utf8_blocks(stream, facts), b"")
    dress = find_dress(text)
    head = dress.take_off(text).decode("utf-8", "replace")
    if not head.strip():
        return None
    dialect = find_dialect(head[: 1 << 17])
    rows = _head_rows(head, dialect)
    layout = find_layout(rows, _expected(part.name, path), corrections)
    if whole := join_cut_amounts(rows, layout, dialect.delimiter):
        layout = find_layout(whole, _expected(part.name, path), corrections)
        dialect = replace(dialect, width=min(dialect.width, layout.width))
    layout = settle_years(layout, own_months(part.name, path), path)
    below = replace(corrections, header_line=None) if corrections else None

    def lay_out(stretch: list[Row]) -> Layout:
        found = find_layout(stretch, _expected(part.name, path), below)
        return settle_years(found, own_months(part.name, path), path)

    def cut(fused: bool) -> Iterator[Piece]:
        with part.open() as stream:
            texts = map(dress.take_off, utf8_blocks(stream, facts))
            yield from read_sections(texts, layout, dialect, lay_out, fused=fused)

    odd = _oddities(facts, dress, f" in {part.name}" if part.name else "")
    return _Table(part.name, part.name, layout, tuple(rows), facts.encoding, odd, cut)


def _oddities(facts: TextFacts, dress: Dress, where: str) -> tuple[Warn, ...]:
    """What is odd about how a text is written."""
    mixed = Warn("mixed_encoding", f"Lines{where} are written in two encodings.")
    dressed = Warn("dressed", f"Cells{where} are written {dress.told}; that was taken off.")
    return (mixed,) * facts.mixed + (dressed,) * bool(dress.told)


def _head_rows(head: str, dialect: Dialect) -> list[Row]:
    """The first rows of a text, and some from its midst to see what its columns hold later on."""
    lines = split_lines(head[:_HEAD_TEXT], most=_HEAD_ROWS)
    first = split_rows(lines, 1, dialect.delimiter)
    if len(head) < 2 * _HEAD_TEXT:
        midst, number = split_lines(head)[_HEAD_ROWS:], _HEAD_ROWS + 1
    else:
        # Only what the cells look like matters here, so the true number of a line does not.
        midst, number = split_lines(head[len(head) * 2 // 3 :][:_MIDST_TEXT])[1:], _HEAD_TEXT
    step = max(1, len(midst) // _MIDST_LINES)
    later = split_rows(midst[::step], number, dialect.delimiter)
    return [*first, *later]
