"""Why lines stand where they stand, and the forms by which a person says that they should not.

A page of a cut lists its wordings with the evidence of join and category; that of one wording has
the forms as well; that of a line shows what was read of it. What is written for few suppliers may
name a person and is not shown.
"""

from collections.abc import Sequence

from tallystick.engine.questions import why
from tallystick.engine.questions.pages import Cut, mark_of, sum_of
from tallystick.engine.questions.why import Joined, LineAsRead, Why
from tallystick.find import Reach
from tallystick.find.evidence_lines import as_shown
from tallystick.report.document import (
    Block,
    Cell,
    Document,
    Paragraph,
    Piece,
    Table,
    Terms,
    Tone,
    columns,
    table,
)
from tallystick.report.local import Choice, Entry, Form
from tallystick.serve.addresses import of_cut, page_of, to_cut
from tallystick.serve.pages import document
from tallystick.serve.shelf import Shelf
from tallystick.words import phrases
from tallystick.words.labels import Label
from tallystick.words.money import pounds, pounds_and_pence
from tallystick.words.period import Month

WORDINGS, SPELLINGS = 50, 50
"""How many a page shows: those with most pounds, those with most lines."""

CATEGORY, SUPPLIER = "/correct/category", "/correct/supplier"
"""Where the forms are sent."""

_REACH = (
    (Reach.WORDS, "This supplier with these words"),
    (Reach.SUPPLIER, "All that this supplier is paid"),
    (Reach.TEXTS, "These words, whoever is paid"),
)


def reasons(shelf: Shelf, cut: Cut, *, kept: bool) -> Document | None:
    """Why the lines of a cut are in it; None for a wording that the store has not. kept: a
    correction was just kept."""
    told = why.why_of(shelf.store, cut, most=WORDINGS)
    if cut.wording and not told:
        return None
    whole = sum_of(shelf.store, cut)
    about = (
        f"{phrases.counted(whole.lines, 'line')}, {pounds(whole.pence)}. A line stands here by its "
        "supplier, told from the name as published, and by its category, told from the supplier "
        "and the words beside it."
    )
    blocks: list[Block] = [Paragraph("Kept. These figures count it.", Tone.LEAD)] if kept else []
    blocks += [Paragraph(about), Paragraph(to_cut("These lines", "/lines", cut))]
    blocks.append(_wordings(shelf, told, len(told) == WORDINGS))
    if cut.wording:
        blocks += _joined(shelf, told[0])
        blocks.append(_command(told[0]))
    return document(shelf, f"Why these lines are here: {_called(shelf, cut, told)}", *blocks)


def _called(shelf: Shelf, cut: Cut, told: Sequence[Why]) -> str:
    return told[0].spelling if cut.wording else shelf.said(cut)


def _wordings(shelf: Shelf, told: Sequence[Why], many: bool) -> Table:
    rows = [
        (
            Cell(
                (Piece(each.spelling, to=of_cut("/why", Cut(wording=mark_of(each.wording)))),),
                note=_join_reason(each.supplier, each.score, each.joined),
            ),
            Cell(shelf.category(each.category), note=_category_reason(each)),
            "; ".join(_texts(shelf, each)) or "no words beside it",
            to_cut(f"{each.lines:,}", "/lines", Cut(wording=mark_of(each.wording))),
            pounds(each.pence),
        )
        for each in told
    ]
    caption = "Who is paid, for what, and why that is concluded"
    return table(
        "why",
        f"{caption}: the largest {WORDINGS}" if many else caption,
        columns=columns(("As published", "Category", "Words beside it"), ("Lines", "Paid")),
        rows=rows,
    )


def _join_reason(supplier: str, score: float, joined: Sequence[str]) -> str:
    said = "; ".join(joined) or "the name stands alone"
    return f"{supplier}, {score:.0%} sure: {said}"


def _category_reason(each: Why) -> str:
    said = "; ".join(each.reasons) or "no word tells"
    return f"{Label(each.label).heading}, {each.confidence:.0%} sure: {said}"


def _texts(shelf: Shelf, each: Why) -> list[str]:
    """The words beside a wording, as far as they may be shown."""
    said = [as_shown(each.department, shelf.common_departments)]
    said += [as_shown(text, shelf.common_texts) for text in (each.description, each.category_text)]
    return list(dict.fromkeys(text for text in said if text))


def _joined(shelf: Shelf, told: Why) -> list[Block]:
    """The other spellings that are one supplier with it."""
    spelt = why.spellings_joined(shelf.store, told.supplier_id, most=SPELLINGS)
    if len(spelt) < 2:
        return []
    rows = [_spelling_row(told, each) for each in spelt]
    heads = columns(("As published", "Why it is this supplier"), ("Lines", "Paid"))
    many = f": the {SPELLINGS} with most lines" if len(spelt) == SPELLINGS else ""
    name = f"{told.supplier}: its spellings{many}"
    return [
        Paragraph((Piece(told.supplier, to=page_of("supplier", told.supplier_id)),)),
        table("spellings", name, columns=heads, rows=rows),
    ]


def _spelling_row(told: Why, each: Joined) -> tuple[Cell, ...]:
    cut = Cut(wording=mark_of(each.wording))
    said = f"{each.score:.0%} sure: {'; '.join(each.joined) or 'the name stands alone'}"
    return (
        Cell((Piece(each.spelling, to=of_cut("/why", cut)),)),
        Cell(said if each.spelling != told.spelling else "This one"),
        Cell(f"{each.lines:,}"),
        Cell(pounds(each.pence)),
    )


def _command(told: Why) -> Paragraph:
    said = f"tallystick wrong {mark_of(told.wording)} --store DIR --category NAME"
    return Paragraph(
        (Piece("The same as a command: "), Piece(said, strong=True)),
        Tone.QUIET,
    )


def forms(shelf: Shelf, mark: str) -> tuple[Form, ...]:
    """The forms that say that the lines of a wording stand in the wrong place."""
    told = why.why_of(shelf.store, Cut(wording=mark), most=1)
    if not told:
        return ()
    spelt = why.spellings_joined(shelf.store, told[0].supplier_id, most=SPELLINGS)
    others = tuple(
        (each.spelling, each.spelling) for each in spelt if each.spelling != told[0].spelling
    )
    marked = (("mark", mark),)
    found = [_category_form(shelf, told[0], marked)]
    if others:
        found.append(_apart_form(told[0], others, marked))
    found.append(_together_form(told[0], marked))
    return tuple(found)


def _category_form(shelf: Shelf, told: Why, marked: tuple[tuple[str, str], ...]) -> Form:
    titles = sorted((each.title, slug) for slug, each in shelf.categories.items())
    return Form(
        "category-form",
        "This is wrong: they are for something else",
        "What you choose outranks all evidence, now and in every later run.",
        CATEGORY,
        (
            Choice(
                "category", "What they are for", tuple((s, t) for t, s in titles), told.category
            ),
            Choice("reach", "For which lines", tuple((str(r), said) for r, said in _REACH)),
        ),
        marked,
        "Keep this",
    )


def _apart_form(
    told: Why, others: tuple[tuple[str, str], ...], marked: tuple[tuple[str, str], ...]
) -> Form:
    return Form(
        "apart-form",
        "This is wrong: it is not the same supplier",
        f"{told.spelling} is another supplier than:",
        SUPPLIER,
        (Choice("other", "Another spelling of it", others),),
        (*marked, ("verdict", "not_same")),
        "Part them",
    )


def _together_form(told: Why, marked: tuple[tuple[str, str], ...]) -> Form:
    return Form(
        "together-form",
        "This is wrong: it is the same supplier as another",
        f"{told.spelling} belongs together with:",
        SUPPLIER,
        (
            Entry("other", "The other’s name", "exactly as a page or a file spells it"),
            Choice(
                "verdict",
                "They are",
                (("same", "One supplier"), ("same_group", "Two suppliers of one group")),
            ),
        ),
        marked,
        "Join them",
    )


def line(shelf: Shelf, number: int, sheet: str, at: int) -> Document | None:
    """One published line with its file; None where there is none that may be shown."""
    read = why.line_as_read(shelf.store, number, sheet, at)
    if read is None:
        return None
    place = f"{read.path}{f', sheet {sheet}' if sheet else ''}, line {at:,}"
    cut = Cut(wording=mark_of(read.wording))
    return document(
        shelf,
        f"{read.supplier or 'A payment'}, {pounds_and_pence(read.amount_pence)}",
        Paragraph((Piece("File and line: "), Piece(place, strong=True))),
        Paragraph(to_cut("Why this line is where it is", "/why", cut)),
        Terms(_fields(shelf, read)),
        Paragraph(f"The file’s sha256 is {read.source}.", Tone.QUIET),
    )


def _fields(shelf: Shelf, read: LineAsRead) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """What was read of a line, by what it is; what the file does not give is left out."""
    month = Month.of(read.month) if read.month else None
    said = {
        "Council": shelf.council(read.council),
        "Body as published": read.body,
        "Supplier as published": read.supplier,
        "Supplier’s number": read.supplier_ref,
        "Company number": read.company_number,
        "Amount that is compared": pounds_and_pence(read.amount_pence),
        "Without VAT": _pence(read.net_pence),
        "VAT": _pence(read.vat_pence),
        "With VAT": _pence(read.gross_pence),
        "Paid": phrases.when(read.paid_on, month),
        "Number of the payment": read.transaction_ref,
        "Number of the invoice": read.invoice_ref,
        "Department": as_shown(read.department or "", shelf.common_departments),
        "Description": as_shown(read.description or "", shelf.common_texts),
        "Category as published": as_shown(read.category or "", shelf.common_texts),
        "Code of the category": read.category_code,
    }
    return tuple((name, (text,)) for name, text in said.items() if text)


def _pence(pence: int | None) -> str:
    return "" if pence is None else pounds_and_pence(pence)
