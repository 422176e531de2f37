"""The findings as a report for the meeting: one document, whole or spread over pages."""

from collections.abc import Sequence
from dataclasses import replace

from tallystick.find.findings import Findings, OverlapKind
from tallystick.report.document import (
    Block,
    Cell,
    Document,
    Heading,
    Look,
    Paragraph,
    Part,
    Table,
    Words,
    columns,
    table,
)
from tallystick.report.find.council import council_part
from tallystick.report.find.coverage import coverage_part
from tallystick.report.find.listing import (
    NO_YEAR,
    Known,
    Listed,
    known,
    listing,
    of_paid,
    pounds_a_year,
)
from tallystick.report.find.opportunity import ladder_table, opportunity_part
from tallystick.report.find.rates import method_part, not_read_part
from tallystick.report.find.shared import shared_part
from tallystick.report.find.summary import compared_names, decide_by, summary, title_of
from tallystick.report.find.systems import systems_part
from tallystick.report.find.together import councils_part, overlap_part
from tallystick.report.web import Leaf
from tallystick.words import phrases
from tallystick.words.money import pounds

SHOWN = 25
"""How many overlaps of each kind a list names."""

_VIEWS = {
    OverlapKind.FUNCTION: (
        "The functions themselves",
        "What one service would run for several councils, if they shared the function.",
    ),
    OverlapKind.BOUGHT: (
        "Bought for everybody",
        "What is bought through a function for all services, such as agency staff or insurance: a "
        "shared function would neither run it nor make it smaller.",
    ),
    OverlapKind.CATEGORY: ("The same thing bought", "From whatever firms."),
    OverlapKind.PRODUCT: ("The same system paid for", "Whoever sells it to them."),
    OverlapKind.SUPPLIER: (
        "The same supplier paid",
        "A firm that several pay can be met together.",
    ),
}


def findings_document(findings: Findings) -> Document:
    """The whole report."""
    called = known(findings)
    return Document(
        title=title_of(compared_names(findings, called), called.noun),
        made_on=findings.made_on,
        opening=summary(findings, called),
        parts=(
            _to_act_on(findings, called),
            *(opportunity_part(one, called) for one in called.in_full),
            *_fallen_apart(findings, called),
            _views(findings, called),
            _ladder(findings, called),
            councils_part(findings, called),
            *(council_part(each, findings, called) for each in findings.profiles),
            *overlap_part(findings, called),
            *shared_part(findings, called),
            *systems_part(findings, called),
            coverage_part(findings),
            method_part(findings),
            not_read_part(findings),
        ),
        closing=f"Made by Tallystick on {phrases.day(findings.made_on)}. Every figure comes from "
        "the files named in it.",
    )


def leaves(document: Document) -> tuple[Leaf, ...]:
    """The report spread over pages: the summary with the lists, and one page for each opportunity,
    each council, and each other part."""
    lists = [part for part in document.parts if part.id in _ON_FIRST]
    others = [part for part in document.parts if part.id not in _ON_FIRST]
    first = Leaf("index.html", document.title, document.opening, tuple(lists))
    return (first, *(Leaf(f"{part.id}.html", part.title, (), (part,)) for part in others))


_ON_FIRST = ("opportunities", "fallen")


def _to_act_on(findings: Findings, called: Known) -> Part:
    about = (
        "HR, finance, IT and procurement come first, then the other functions; within these, the "
        "largest central saving. A supplier, its category and its system see the same pounds: what "
        "could be let again, and the saving, hold each pound once; what is spent does not."
    )
    found = [one for one in listing(findings) if one.opportunity in findings.to_act_on]
    if not found:
        words = (
            "No function, kind of purchase or supplier was found in two or more of these councils."
        )
        return Part(
            id="opportunities", title="What to act on", blocks=(Paragraph(called.told(words)),)
        )
    blocks: list[Block] = [
        Paragraph(about),
        opportunities_table(found, called, "act-on", "What to act on"),
    ]
    return Part(
        id="opportunities", title="What to act on, ranked", blocks=tuple(blocks), new_page=True
    )


def _fallen_apart(findings: Findings, called: Known) -> tuple[Part, ...]:
    fallen = [one for one in listing(findings) if one.opportunity in findings.fallen_apart]
    if not fallen:
        return ()
    rows = [
        (
            one.ref,
            one.opportunity.title,
            called.say_all(one.opportunity.hindrances[:1]),
            f"{len(one.opportunity.councils):,}",
            pounds(one.opportunity.pence),
            pounds_a_year(one.opportunity),
        )
        for one in fallen
    ]
    return (
        Part(
            id="fallen",
            title="What falls apart, and why",
            blocks=(
                table(
                    "fallen-table",
                    "Overlaps that cannot be acted on",
                    columns=columns(
                        ("No.", "What", "Why"), (called.told("Councils"), "Paid", "Spent a year")
                    ),
                    rows=rows,
                    head=1,
                    look=Look.HEADED,
                ),
            ),
        ),
    )


def _views(findings: Findings, called: Known) -> Part:
    blocks: list[Block] = [
        Paragraph(
            "The same pounds are seen from several sides: by function, by what is bought, by the "
            "system and by who is paid. Never add one list to another."
        )
    ]
    for kind, (title, about) in _VIEWS.items():
        found = [one for one in listing(findings) if one.opportunity.kind is kind]
        if found:
            caption = f"{title} by two or more {called.noun.many}, ranked"
            blocks += [Heading(title), Paragraph(called.told(about))]
            blocks.append(
                opportunities_table(
                    found[:SHOWN], called, f"{kind.value}-list", caption, total=False
                )
            )
            more = f"{len(found) - SHOWN:,} more are in the sheet Opportunities of the workbook."
            blocks += [Paragraph(more)] if len(found) > SHOWN else []
    return Part(
        id="views", title="All overlaps, seen from each side", blocks=tuple(blocks), new_page=True
    )


def opportunities_table(
    found: Sequence[Listed], called: Known, id: str, caption: str, *, total: bool = True
) -> Table:
    """Opportunities with what is spent on each and what might be saved. total: with their sums."""
    dated = any(one.opportunity.letting for one in found)
    figures = (
        called.told("Councils"), "Paid", "Spent a year", "Could be let again",
        "Saving, low", "Central", "High",
    )  # fmt: skip
    words = columns(
        (
            *("No.", *(("Rank",) if total else ()), "What", "Function"),
            *(("Decide by",) if dated else ()),
        ),
        figures,
    )
    return table(
        id,
        caption,
        columns=[replace(each, matters=each.title == "Central") for each in words],
        rows=[_opportunity_row(one, called, ranked=total, dated=dated) for one in found],
        total=_total(found, dated=dated) if total else None,
        head=2 if total else 1,
        look=Look.HEADED,
    )


def _opportunity_row(
    one: Listed, called: Known, *, ranked: bool, dated: bool
) -> tuple[Words | Cell, ...]:
    """One opportunity in the columns of opportunities_table. ranked, dated: with these columns."""
    each, saving = one.opportunity, one.opportunity.saving
    sizes = [None] * 3 if saving is None else [saving.low, saving.central, saving.high]
    return (
        one.ref,
        *((called.rank(each.key),) if ranked else ()),
        called.link(each.key, each.title),
        each.label.heading,
        *((decide_by(each),) if dated else ()),
        f"{len(each.councils):,}",
        pounds(each.pence),
        pounds_a_year(each),
        of_paid(each.basis_pence if each.basis_rung else None, each.basis_paid_pence),
        *(
            NO_YEAR if each.is_weak else "no rate" if size is None else pounds(size)
            for size in sizes
        ),
    )


def _total(found: Sequence[Listed], *, dated: bool) -> tuple[str, ...]:
    savings = [one.opportunity.saving for one in found if one.opportunity.saving]
    return (
        "",
        "",
        "All of these",
        *([""] * (4 + dated)),
        pounds(sum(one.opportunity.basis_pence for one in found)),
        pounds(sum(each.low for each in savings)),
        pounds(sum(each.central for each in savings)),
        pounds(sum(each.high for each in savings)),
    )


def _ladder(findings: Findings, called: Known) -> Part:
    about = (
        "Only part of what councils spend can be bought together. Each step leaves out what "
        "cannot, and says why. Where these files do not tell, the step says “not known” rather "
        "than guess."
    )
    steps = (ladder_table(findings.ladder, "whole", called),) if findings.ladder else ()
    return Part(
        id="ladder",
        title="From all spending to what could be let again",
        blocks=(Paragraph(called.told(about)), *steps),
    )
