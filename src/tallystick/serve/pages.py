"""The pages as documents: each shows the sums of one cut and links to narrower cuts.

URLs contain the cut: `/council/CODE`, `/supplier/ID`, `/category/SLUG`, and `/lines` with any of
them as query parameters; `?at=` is the index of the first line shown. Payments to private persons
are included in the sums but not shown.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote, urlencode

from tallystick.classify import Category
from tallystick.engine.questions import pages
from tallystick.engine.questions.pages import Cut, CutSum, PageLine, PartSum, SupplierPaid
from tallystick.engine.snapshot import Snapshot
from tallystick.reference.councils import Councils
from tallystick.report.document import (
    Block,
    Column,
    Document,
    Figure,
    Figures,
    Holds,
    Paragraph,
    Piece,
    Table,
    Tone,
    Words,
    columns,
    table,
)
from tallystick.words import phrases
from tallystick.words.labels import Label
from tallystick.words.money import pounds, pounds_and_pence, short_pounds
from tallystick.words.period import Month

ROWS = 50
"""Rows of a list of suppliers or categories; what is smaller is found by searching."""

LINES = 100
"""Lines on a page."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """The data that pages are made from: an open snapshot of the store, prepared, and the names for
    its codes."""

    store: Snapshot
    councils: Councils
    categories: Mapping[str, Category]
    names: Mapping[str, str]  # supplier_id -> name, of those that may be named
    common_texts: frozenset[str]  # the texts of lines that may be shown
    on: date

    def council(self, code: str) -> str:
        """A council's name, or its code where the reference table does not know it."""
        known = self.councils.by_code(code)
        return known.name if known else code

    def category(self, slug: str) -> str:
        """A category's title."""
        return self.categories[slug].title if slug in self.categories else "Not classified"


def home(shelf: Shelf) -> Document:
    """What the store holds: its councils, its functions, and the way to the report."""
    way = (
        Piece("What the councils buy or run in parallel stands in "),
        Piece("the report", to="/report/index.html"),
        Piece("; here is every payment that it rests on."),
    )
    return _document(
        shelf,
        "What the store holds",
        Paragraph(way, Tone.LEAD),
        _figures(_whole(shelf, Cut())),
        _parted(shelf, Cut(), "council", most=len(shelf.councils)),
        _parted(shelf, Cut(), "label"),
    )


def council(shelf: Shelf, code: str) -> Document | None:
    """What one council pays for and whom it pays; None where the store holds none of it."""
    cut = Cut(council=code)
    return _about(shelf, shelf.council(code), cut, ("label", "category", "supplier_id"))


def supplier(shelf: Shelf, supplier_id: str) -> Document | None:
    """Who pays one supplier and for what; None for an unknown supplier, or one that must not be
    named."""
    if supplier_id not in shelf.names:
        return None
    name = shelf.names[supplier_id]
    return _about(shelf, name, Cut(supplier_id=supplier_id), ("council", "category"))


def category(shelf: Shelf, slug: str) -> Document | None:
    """Who buys one category, and from whom; None for one that there is not."""
    if slug not in shelf.categories:
        return None
    return _about(shelf, shelf.category(slug), Cut(category=slug), ("council", "supplier_id"))


def found(shelf: Shelf, word: str) -> Document:
    """Suppliers, categories and councils whose name holds a word."""
    wanted = word.strip().lower()
    suppliers = pages.suppliers_called(shelf.store, word.strip(), most=ROWS) if wanted else []
    categories = [
        (Piece(each.title, to=_page("category", slug)),)
        for slug, each in sorted(shelf.categories.items())
        if wanted and wanted in each.title.lower()
    ]
    held = pages.sums_by(shelf.store, Cut(), by="council", most=1_000)
    councils = [
        (Piece(shelf.council(row.value), to=_page("council", row.value)),)
        for row in held
        if wanted and wanted in shelf.council(row.value).lower()
    ]
    tables: list[Block] = [_found_suppliers(suppliers)] if suppliers else []
    tables += [
        table(id, title, columns=columns((title,)), rows=[(name,) for name in names])
        for id, title, names in (
            ("categories", "Categories", categories),
            ("councils", "Councils", councils),
        )
        if names
    ]
    if not tables:
        tables = [Paragraph("Nothing is called so. Try a shorter word, or part of a name.")]
    return _document(shelf, f"Search: {word.strip()}", *tables)


def _found_suppliers(suppliers: Sequence[SupplierPaid]) -> Table:
    rows = [
        (
            (Piece(row.name, to=_page("supplier", row.supplier_id)),),
            f"{row.councils:,}",
            f"{row.lines:,}",
            pounds(row.pence),
        )
        for row in suppliers
    ]
    caption = "Suppliers" if len(rows) < ROWS else f"Suppliers: the largest {ROWS}"
    heads = columns(("Supplier",), ("Councils", "Lines", "Paid"))
    return table("suppliers", caption, columns=heads, rows=rows)


def lines(shelf: Shelf, cut: Cut, *, at: int) -> Document:
    """The lines of a cut, the largest first, from the `at`-th on; a line names its file and row."""
    count = pages.count_open_lines(shelf.store, cut)
    whole = _whole(shelf, cut)
    rows = pages.lines_of(shelf.store, cut, skip=at, most=LINES, common_texts=shelf.common_texts)
    shown = f"Lines {at + 1:,} to {at + len(rows):,}" if rows else "No lines"
    caption = f"{shown} of {count:,}, the largest first"
    heads = (
        Column("Supplier"),
        Column("Amount", Holds.FIGURE),
        *columns(("Council", "Paid", "What for", "File and line")),
    )
    listed = table("lines", caption, columns=heads, rows=[_line(shelf, row) for row in rows])
    hidden = whole.lines - count
    notes: list[Block] = []
    if hidden > 0:
        held_back = f"{phrases.counted(hidden, 'line')} of private persons or withheld names"
        notes = [Paragraph(f"{held_back} are in the sum and not listed.", Tone.QUIET)]
    return _document(
        shelf,
        f"Payments: {_said(shelf, cut)}",
        _figures(whole),
        *notes,
        *_steps(cut, at, count),
        listed,
    )


def _line(shelf: Shelf, row: PageLine) -> tuple[Words, ...]:
    sheet = f" {row.sheet}" if row.sheet else ""
    month = Month.of(row.month) if row.month else None
    return (
        (Piece(row.spelling, to=_page("supplier", row.supplier_id)),),
        pounds_and_pence(row.pence),
        (Piece(shelf.council(row.council), to=_page("council", row.council)),),
        phrases.when(row.paid_on, month),
        row.text or Label(row.label).heading,
        f"{row.path}{sheet}, line {row.line:,}",
    )


def _steps(cut: Cut, at: int, count: int) -> tuple[Block, ...]:
    """Links to the page of lines before and after, where there are any."""
    steps = []
    if at > 0:
        steps.append(Piece("Larger lines", to=_lines_page(cut, max(0, at - LINES))))
    if at > 0 and at + LINES < count:
        steps.append(Piece(" · "))
    if at + LINES < count:
        steps.append(Piece("Smaller lines", to=_lines_page(cut, at + LINES)))
    return (Paragraph(tuple(steps)),) if steps else ()


def _about(shelf: Shelf, title: str, cut: Cut, parted: Sequence[str]) -> Document | None:
    """A page on one item: its figures, and a table for each way of dividing them."""
    whole = _whole(shelf, cut)
    if not whole.lines:
        return None
    tables = [_parted(shelf, cut, by) for by in parted]
    return _document(
        shelf, title, _figures(whole), Paragraph(_to_lines("All its lines", cut)), *tables
    )


_PARTS = {
    "council": ("councils", "Councils", "Council"),
    "label": ("functions", "Functions", "Function"),
    "category": ("categories", "Categories", "Category"),
    "supplier_id": ("suppliers", "Suppliers", "Supplier"),
}


def _parted(shelf: Shelf, cut: Cut, by: str, *, most: int = ROWS) -> Table:
    """The sums of a cut grouped by one column, the largest first; each number of lines links to
    these lines."""
    id, title, head = _PARTS[by]
    rows = pages.sums_by(shelf.store, cut, by=by, most=most)
    return table(
        id,
        title if len(rows) < most else f"{title}: the largest {most}",
        columns=columns((head, "Months"), ("Lines", "Paid")),
        rows=[
            (
                _name(shelf, by, row.value),
                _months(row),
                _to_lines(f"{row.lines:,}", Cut(**{**cut.chosen(), by: row.value})),
                pounds(row.pence),
            )
            for row in rows
        ],
    )


def _name(shelf: Shelf, by: str, value: str) -> Words:
    """What a value of a column is called; it leads to its page where it has one."""
    if by == "council":
        return (Piece(shelf.council(value), to=_page("council", value)),)
    if by == "supplier_id":
        return (Piece(shelf.names[value], to=_page("supplier", value)),)
    if by == "category" and value in shelf.categories:
        return (Piece(shelf.category(value), to=_page("category", value)),)
    return Label(value).heading if by == "label" else shelf.category(value)


def _said(shelf: Shelf, cut: Cut) -> str:
    """A description of a cut in words."""
    parts = [
        shelf.names.get(cut.supplier_id, "a supplier") if cut.supplier_id else "",
        Label(cut.label).heading if cut.label else "",
        shelf.category(cut.category) if cut.category is not None else "",
        shelf.council(cut.council) if cut.council else "",
    ]
    return ", ".join(part for part in parts if part) or "all"


def _whole(shelf: Shelf, cut: Cut) -> CutSum:
    return pages.sum_of(shelf.store, cut)


def _figures(whole: CutSum) -> Figures:
    return Figures(
        (
            Figure("Paid", short_pounds(whole.pence)),
            Figure("Lines", f"{whole.lines:,}"),
            Figure("Councils", f"{whole.councils:,}"),
            Figure("Suppliers", f"{whole.suppliers:,}"),
            Figure("Months", _months(whole)),
        )
    )


def _months(row: CutSum | PartSum) -> str:
    if row.first is None or row.last is None:
        return phrases.NOT_KNOWN
    first, last = Month.of(row.first), Month.of(row.last)
    if first == last:
        return phrases.month(first)
    return f"{phrases.month(first)} to {phrases.month(last)}"


def _page(kind: str, value: str) -> str:
    return f"/{kind}/{quote(value, safe='')}"


def _to_lines(words: str, cut: Cut) -> Words:
    return (Piece(words, to=_lines_page(cut, 0)),)


def _lines_page(cut: Cut, at: int) -> str:
    asked = {**cut.chosen(), **({"at": str(at)} if at else {})}
    return f"/lines?{urlencode(asked)}" if asked else "/lines"


def _document(shelf: Shelf, title: str, *blocks: Block) -> Document:
    return Document(
        title=title,
        made_on=shelf.on,
        opening=blocks,
        parts=(),
        closing="Every figure is the sum of lines of published files, months outside the report’s "
        "among them; a number of lines leads to these lines.",
    )
