"""The pages as documents: each shows the sums of one cut and links to narrower cuts.

URLs contain the cut: `/council/CODE`, `/supplier/ID`, `/category/SLUG`, `/function/LABEL`, and any
other choice as query parameters; `/lines?at=` is the index of the first line shown. Payments to
private persons are included in the sums but not shown.
"""

from collections.abc import Mapping, Sequence
from pathlib import PurePath

from tallystick.engine.questions import pages
from tallystick.engine.questions.pages import Cut, CutSum, PageLine, PartSum, SupplierPaid
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
from tallystick.serve.addresses import line_page, of_cut, page_of, to_cut, within
from tallystick.serve.shelf import Shelf
from tallystick.serve.spelling import Spelling
from tallystick.words import phrases
from tallystick.words.labels import Label
from tallystick.words.money import pounds, pounds_and_pence, short_pounds
from tallystick.words.period import Month

ROWS = 50
"""Rows of a list of suppliers or categories; what is smaller is found by searching."""

LINES = 100
"""Lines on a page."""


def home(shelf: Shelf, cut: Cut) -> Document:
    """What the store holds: its councils, its functions, and the way to the report."""
    way = (
        Piece("What the councils buy or run in parallel stands in "),
        Piece("the report", to="/report/index.html"),
        Piece("; here is every payment that it rests on."),
    )
    return document(
        shelf,
        "What the store holds",
        Paragraph(way, Tone.LEAD),
        *_sums(shelf, cut),
        parted(shelf, cut, "council", most=len(shelf.councils)),
        parted(shelf, cut, "label"),
    )


def council(shelf: Shelf, cut: Cut) -> Document | None:
    """What one council pays for and whom it pays; None where the store holds none of it."""
    name = shelf.council(cut.council or "")
    return _about(shelf, name, cut, ("label", "category", "supplier_id"))


def supplier(shelf: Shelf, cut: Cut) -> Document | None:
    """Who pays one supplier and for what; None for an unknown supplier, or one that must not be
    named."""
    name = shelf.names.get(cut.supplier_id or "")
    return None if name is None else _about(shelf, name, cut, ("council", "category"))


def category(shelf: Shelf, cut: Cut) -> Document | None:
    """Who buys one category, and from whom; None for one that there is not."""
    if cut.category is None or cut.category not in shelf.categories:
        return None
    return _about(shelf, shelf.category(cut.category), cut, ("council", "supplier_id"))


def function(shelf: Shelf, cut: Cut) -> Document | None:
    """Who pays for one function, for what and whom; None where the store holds none of it."""
    title = Label(cut.label).heading if cut.label else ""
    return _about(shelf, title, cut, ("council", "category", "supplier_id"))


def found(shelf: Shelf, word: str) -> Document:
    """Suppliers, categories and councils whose name holds a word, or one that is a slip away."""
    wanted = word.strip()
    suppliers, slipped = suppliers_found(shelf, wanted, most=ROWS)
    titles = {slug: each.title for slug, each in shelf.categories.items()}
    councils = {code: shelf.council(code) for code in shelf.held}
    tables: list[Block] = [_found_suppliers(suppliers)] if suppliers else []
    for id, title, kind, names in (
        ("categories", "Categories", "category", titles),
        ("councils", "Councils", "council", councils),
    ):
        keys = _named(names, wanted)
        if keys:
            rows = [((Piece(names[key], to=page_of(kind, key)),),) for key in keys]
            tables.append(table(id, title, columns=columns((title,)), rows=rows))
    if not tables:
        tables = [Paragraph("Nothing is called so. Try a shorter word, or part of a name.")]
    elif slipped:
        tables.insert(0, Paragraph("No supplier is spelt so; these are nearly.", Tone.QUIET))
    return document(shelf, f"Search: {wanted}", *tables)


def suppliers_found(shelf: Shelf, word: str, *, most: int) -> tuple[list[SupplierPaid], bool]:
    """Suppliers called so, the largest first; where there are none, those whose name is a slip
    away, and True."""
    if not word:
        return [], False
    exact = pages.suppliers_called(shelf.store, word, most=most)
    if exact:
        return exact, False
    near = shelf.spelling.near(word)
    found = pages.suppliers_of(shelf.store, near, most=most) if near else []
    return found, bool(found)


def _named(names: Mapping[str, str], word: str) -> list[str]:
    """The keys of names that hold a word, or one that is a slip away; by name."""
    if not word:
        return []
    held = {key for key, name in names.items() if word.lower() in name.lower()}
    return sorted(held or Spelling(names).near(word), key=lambda key: (names[key], key))


def _found_suppliers(suppliers: Sequence[SupplierPaid]) -> Table:
    rows = [
        (
            (Piece(row.name, to=page_of("supplier", row.supplier_id)),),
            f"{row.councils:,}",
            to_cut(f"{row.lines:,}", "/lines", Cut(supplier_id=row.supplier_id)),
            to_cut(pounds(row.pence), "/why", Cut(supplier_id=row.supplier_id)),
        )
        for row in suppliers
    ]
    caption = "Suppliers" if len(rows) < ROWS else f"Suppliers: the largest {ROWS}"
    heads = columns(("Supplier",), ("Councils", "Lines", "Paid"))
    return table("suppliers", caption, columns=heads, rows=rows)


def lines(shelf: Shelf, cut: Cut, *, at: int) -> Document:
    """The lines of a cut, the largest first, from the `at`-th on; a line names its file and row."""
    count = pages.count_open_lines(shelf.store, cut)
    whole = pages.sum_of(shelf.store, cut)
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
    return document(
        shelf,
        f"Payments: {shelf.said(cut)}",
        _figures(whole, cut),
        *notes,
        Paragraph(as_files("lines", cut)),
        *_steps(cut, at, count),
        listed,
    )


def _line(shelf: Shelf, row: PageLine) -> tuple[Words, ...]:
    month = Month.of(row.month) if row.month else None
    return (
        (Piece(row.spelling, to=page_of("supplier", row.supplier_id)),),
        to_cut(pounds_and_pence(row.pence), "/why", Cut(wording=pages.mark_of(row.wording))),
        (Piece(shelf.council(row.council), to=page_of("council", row.council)),),
        phrases.when(row.paid_on, month),
        row.text or Label(row.label).heading,
        (Piece(place(row), to=line_page(row.source, row.sheet, row.line)),),
    )


def place(row: PageLine) -> str:
    """A line's file, by its last two names, and where the line stands in it."""
    sheet = f", {row.sheet}" if row.sheet else ""
    return f"{'/'.join(PurePath(row.path).parts[-2:])}{sheet}, line {row.line:,}"


def _steps(cut: Cut, at: int, count: int) -> tuple[Block, ...]:
    """Links to the page of lines before and after, where there are any."""
    steps = []
    if at > 0:
        steps.append(Piece("Larger lines", to=_lines_at(cut, max(0, at - LINES))))
    if at > 0 and at + LINES < count:
        steps.append(Piece(" · "))
    if at + LINES < count:
        steps.append(Piece("Smaller lines", to=_lines_at(cut, at + LINES)))
    return (Paragraph(tuple(steps)),) if steps else ()


def _lines_at(cut: Cut, at: int) -> str:
    return of_cut("/lines", cut, **({"at": str(at)} if at else {}))


def _about(shelf: Shelf, title: str, cut: Cut, by: Sequence[str]) -> Document | None:
    """A page on one item: its figures, and a table for each way of dividing them; None where there
    is none of it in the whole store."""
    if not pages.sum_of(shelf.store, cut).lines and not _is_held(shelf, cut):
        return None
    tables = [parted(shelf, cut, each) for each in by]
    return document(shelf, title, *_sums(shelf, cut), *tables)


def _is_held(shelf: Shelf, cut: Cut) -> bool:
    """True where the item has lines outside what the filter leaves."""
    bare = Cut(**{name: value for name, value in cut.chosen().items() if name != "month"})
    for name in ("supplier_id", "category", "council", "label"):
        if name in bare.chosen():
            return bool(pages.sum_of(shelf.store, Cut(**{name: bare.chosen()[name]})).lines)
    return False


PARTS = {
    "council": ("councils", "Councils", "Council"),
    "label": ("functions", "Functions", "Function"),
    "category": ("categories", "Categories", "Category"),
    "supplier_id": ("suppliers", "Suppliers", "Supplier"),
}
"""Column of a cut -> what a list of its values is called: in an address, above it, at its head."""


def parted(shelf: Shelf, cut: Cut, by: str, *, most: int = ROWS) -> Table:
    """The sums of a cut grouped by one column, the largest first; each number of lines links to
    these lines, each sum to why they are there."""
    id, title, head = PARTS[by]
    rows = pages.sums_by(shelf.store, cut, by=by, most=most)
    return table(
        id,
        title if len(rows) < most else f"{title}: the largest {most}",
        columns=columns((head, "Months"), ("Lines", "Paid")),
        rows=[_part(shelf, within(cut, **{by: row.value}), by, row) for row in rows],
    )


def _part(shelf: Shelf, cut: Cut, by: str, row: PartSum) -> tuple[Words, ...]:
    return (
        _name(shelf, by, row.value),
        _months(row),
        to_cut(f"{row.lines:,}", "/lines", cut),
        to_cut(pounds(row.pence), "/why", cut),
    )


def _name(shelf: Shelf, by: str, value: str) -> Words:
    """What a value of a column is called; it leads to its page where it has one."""
    if by == "category" and value not in shelf.categories:
        return shelf.category(value)
    kind, name = {
        "council": ("council", shelf.council(value)),
        "supplier_id": ("supplier", shelf.names.get(value, "")),
        "category": ("category", shelf.category(value)),
        "label": ("function", Label(value).heading if by == "label" else ""),
    }[by]
    return (Piece(name, to=page_of(kind, value)),)


def as_files(what: str, cut: Cut) -> Words:
    """Links to a whole list as CSV and as JSON."""
    return (
        Piece("The whole list: "),
        Piece("CSV", to=of_cut(f"/{what}.csv", cut)),
        Piece(" · "),
        Piece("JSON", to=of_cut(f"/{what}.json", cut)),
    )


def _sums(shelf: Shelf, cut: Cut) -> tuple[Block, ...]:
    """The figures of a cut, and the ways to its lines, its evidence and its lists."""
    ways: list[Piece] = [
        Piece("All its lines", to=of_cut("/lines", cut)),
        Piece(" · "),
        Piece("Why they are here", to=of_cut("/why", cut)),
    ]
    for what, title, _head in PARTS.values():
        ways += [
            Piece(f" · {title} as "),
            Piece("CSV", to=of_cut(f"/{what}.csv", cut)),
            Piece(" or "),
            Piece("JSON", to=of_cut(f"/{what}.json", cut)),
        ]
    return (_figures(pages.sum_of(shelf.store, cut), cut), Paragraph(tuple(ways)))


def _figures(whole: CutSum, cut: Cut) -> Figures:
    return Figures(
        (
            Figure("Paid", short_pounds(whole.pence), to=of_cut("/why", cut)),
            Figure("Lines", f"{whole.lines:,}", to=of_cut("/lines", cut)),
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


def document(shelf: Shelf, title: str, *blocks: Block) -> Document:
    """A page of these blocks."""
    return Document(
        title=title,
        made_on=shelf.on,
        opening=blocks,
        parts=(),
        closing="Every figure is the sum of lines of published files, months outside the report’s "
        "among them; a number of lines leads to these lines, a sum to why they are there.",
    )
