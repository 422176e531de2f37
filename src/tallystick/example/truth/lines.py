"""The correct reading of every published line: who is paid, for what, and which lines are not
payments."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from tallystick.example.publish.pages import Entry, Page, PublishedFile, Row, RowKind
from tallystick.example.world.county_nouns import PayeeKind
from tallystick.example.world.facts import Body
from tallystick.words.labels import Label
from tallystick.words.roles import Role


@dataclass(frozen=True, slots=True)
class TrueLine:
    """One published payment line. file: below the folder of published files.

    line: physical line or sheet row, from 1. paid_on: as printed, '' where no day is; happened_on:
    the day it was paid. counts: False in a file that another file replaces or repeats.
    """

    file: str
    sheet: str
    line: int
    council: str
    paid_on: date | None
    happened_on: date
    amount_pence: int
    supplier_key: str
    label: Label
    category: str
    counts: bool


@dataclass(frozen=True, slots=True)
class TrueReject:
    """One line that holds something and is no payment; why is a RowKind."""

    file: str
    sheet: str
    line: int
    why: str


@dataclass(frozen=True, slots=True)
class TrueSpelling:
    """One published spelling and whom it means."""

    spelling: str
    supplier_key: str
    name: str
    kind: PayeeKind


@dataclass(frozen=True, slots=True)
class TrueFile:
    """One published table; a sheet without one has lines 0.

    columns: JSON of role to header text, 'column 3' for the third where it has none; the names of
    groups stand before. header_line: the first line of the header.
    """

    file: str
    sheet: str
    council: str
    format: str
    encoding: str
    header_line: int | None
    columns: str
    date_format: str
    lines: int
    total_pence: int
    published_total_pence: int | None
    same_as: str
    replaced_by: str
    quirks: str


@dataclass(frozen=True, slots=True)
class Published:
    """A body and one of its files, with where the file stands below the folder."""

    body: Body
    file: PublishedFile
    replaced_by: str = ""

    @property
    def path(self) -> str:
        """'saltersby/Saltersby spend 2023-24.zip'"""
        return f"{self.body.slug}/{self.file.path}"

    @property
    def counts(self) -> bool:
        """False where another file stands in its place."""
        return not (self.replaced_by or self.file.same_as)

    def placed_rows(self) -> Iterator[tuple[Page, int, Row]]:
        """Every row with its page and the line it starts on."""
        for page, starts in zip(self.file.pages, self.file.starts, strict=True):
            for start, row in zip(starts, page.rows, strict=True):
                yield page, start, row


def with_replacements(body: Body, files: Sequence[PublishedFile]) -> list[Published]:
    """A body's files, each knowing the one that replaces it."""
    replaced = {file.replaces: file.path for file in files if file.replaces}
    return [
        Published(body, file, f"{body.slug}/{replaced[file.path]}" if file.path in replaced else "")
        for file in files
    ]


def true_lines(published: Iterable[Published]) -> Iterator[TrueLine]:
    """Every payment line of every file, in the order it stands."""
    for one in published:
        for page, start, row in one.placed_rows():
            if row.entry is None:
                continue
            line = row.entry.line
            yield TrueLine(
                one.path, page.sheet, start, one.body.code, row.entry.paid_on, line.paid_on,
                line.pence, _key(row.entry), line.label, line.category, one.counts,
            )  # fmt: skip


def true_rejects(published: Iterable[Published]) -> Iterator[TrueReject]:
    """Every line that holds something and is no payment, headers and titles included."""
    for one in published:
        for page, start, row in one.placed_rows():
            if row.entry is None and row.kind is not RowKind.BLANK:
                yield TrueReject(one.path, page.sheet, start, row.kind.value)


def true_spellings(published: Iterable[Published]) -> list[TrueSpelling]:
    """Every distinct spelling once. Raises ValueError where one would mean two suppliers."""
    known: dict[str, TrueSpelling] = {}
    for one in published:
        for _, _, row in one.placed_rows():
            if row.entry is None:
                continue
            found = _spelling(row.entry)
            if known.setdefault(found.spelling, found) != found:
                raise ValueError(f"{found.spelling!r} would mean two suppliers")
    return [known[spelling] for spelling in sorted(known)]


def _key(entry: Entry) -> str:
    return "redacted" if entry.redacted else entry.line.supplier.key


def _spelling(entry: Entry) -> TrueSpelling:
    if entry.redacted:
        return TrueSpelling(entry.supplier, "redacted", "Redacted", PayeeKind.REDACTED)
    supplier = entry.line.supplier
    return TrueSpelling(entry.supplier, supplier.key, supplier.name, supplier.kind)


def true_files(published: Iterable[Published]) -> Iterator[TrueFile]:
    """Every table of every file."""
    for one in published:
        for page, starts in zip(one.file.pages, one.file.starts, strict=True):
            entries = [row.entry for row in page.rows if row.entry]
            totals = [row.pence for row in page.rows if row.kind is RowKind.TOTAL]
            headers = [
                start
                for start, row in zip(starts, page.rows, strict=True)
                if row.kind is RowKind.HEADER
            ]
            yield TrueFile(
                file=one.path,
                sheet=page.sheet,
                council=one.body.code,
                format=one.file.format,
                encoding=one.file.encoding,
                header_line=headers[0] if headers else None,
                columns=json.dumps(_roles(page), ensure_ascii=False),
                date_format=page.date_format,
                lines=len(entries),
                total_pence=sum(entry.line.pence for entry in entries),
                published_total_pence=totals[0] if totals else None,
                same_as=f"{one.body.slug}/{one.file.same_as}" if one.file.same_as else "",
                replaced_by=one.replaced_by,
                quirks=" ".join(one.file.quirks),
            )


def _roles(page: Page) -> dict[Role, str]:
    """The header of each role's column; columns that are empty all through have no role."""
    headers = _header_texts(page)
    return {
        column.role: headers.get(place) or f"column {place}"
        for place, column in enumerate(page.columns, start=1)
        if column.role is not None and _holds_something(page, place)
    }


def _header_texts(page: Page) -> dict[int, str]:
    """Place from 1 -> header. Over it, the name of a group goes on until the next one starts."""
    *groups, last = [row.cells for row in page.rows if row.kind is RowKind.HEADER] or [()]
    texts: dict[int, str] = {}
    over = [""] * len(groups)
    for place, cell in enumerate(last):
        over = [f"{row[place]}" or before for row, before in zip(groups, over, strict=True)]
        texts[place + 1] = " ".join([*over, f"{cell}"]).strip()
    return texts


def _holds_something(page: Page, place: int) -> bool:
    return any(row.entry and row.cells[place - 1] not in ("", None) for row in page.rows)
