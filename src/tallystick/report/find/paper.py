"""The paper for the meeting: at most twelve sheets, however many councils it compares. All else
stands in its appendix, a paper of its own."""

from collections.abc import Sequence
from dataclasses import replace

from tallystick.find.findings import Findings
from tallystick.report.document import (
    Document,
    Look,
    Paragraph,
    Part,
    Points,
    Table,
    Tone,
    columns,
    table,
)
from tallystick.report.find.document import findings_document, opportunities_table
from tallystick.report.find.listing import Known, known, listing
from tallystick.report.find.method import METHOD
from tallystick.report.find.opportunity import opportunity_part
from tallystick.report.find.summary import compared_names, summary, title_of
from tallystick.words import phrases
from tallystick.words.money import pounds

PAGES = 12
"""Sheets that the paper has at most."""

LISTED, IN_FULL, COUNCILS = 20, 3, 24
"""How many opportunities the paper lists and tells in full, and of how many councils it says how
much was seen: what twelve sheets hold."""

_METHOD = ("How the saving is worked out", "What these files cannot show", "Private persons")
"""The passages of the method that nobody should act without."""

_APART = (
    "Every council, every opportunity with its evidence, the method and the rates stand in the "
    "appendix, a paper of its own."
)


def short_paper(findings: Findings) -> Document:
    """The summary, what to act on, the first opportunities in full, how much was seen."""
    called = known(findings)
    return Document(
        title=title_of(compared_names(findings, called), called.noun),
        made_on=findings.made_on,
        opening=(*summary(findings, called), Paragraph(called.told(_APART), Tone.QUIET)),
        parts=(
            *_to_act_on(findings, called),
            *(opportunity_part(one, called) for one in called.in_full[:IN_FULL]),
            _seen(findings, called),
            _method(called),
        ),
        closing=f"Made by Tallystick on {phrases.day(findings.made_on)}. Every figure comes from "
        "the files named in the appendix.",
    )


def appendix(findings: Findings) -> Document:
    """All that the paper leaves out, and what it says again beside it: a reader of the appendix
    alone misses nothing."""
    whole = findings_document(findings)
    return replace(whole, title=f"Appendix: {whole.title[0].lower()}{whole.title[1:]}")


def _to_act_on(findings: Findings, called: Known) -> tuple[Part, ...]:
    found = [one for one in listing(findings) if one.opportunity in findings.to_act_on]
    if not found:
        return ()
    shown = found[:LISTED]
    more = f"The first {LISTED} of {len(found):,}; the appendix lists them all."
    listed = opportunities_table(shown, called, "act-on", "What to act on", total=False)
    said = (Paragraph(more, Tone.QUIET),) if len(found) > LISTED else ()
    title = "What to act on, ranked"
    return (Part(id="opportunities", title=title, blocks=(listed, *said), new_page=True),)


def _seen(findings: Findings, called: Known) -> Part:
    """How much of each council was seen, the largest first."""
    ranked = sorted(findings.coverage, key=lambda one: (-one.pence, one.council.code))
    rows = [
        (
            called.name(one.council.code),
            phrases.counted(len(one.months), "month"),
            one.amount_basis,
            f"{one.lines:,}",
            pounds(one.pence),
        )
        for one in ranked[:COUNCILS]
    ]
    rest = len(ranked) - len(rows)
    note = f"{called.bodies(rest)} more and what to bear in mind: in the appendix."
    return Part(
        id="coverage",
        title=called.told("How much of each council’s spending was seen"),
        blocks=(
            _seen_table(rows, called),
            Paragraph(note if rest else "What to bear in mind of each stands in the appendix."),
        ),
        new_page=True,
    )


def _seen_table(rows: Sequence[tuple[str, ...]], called: Known) -> Table:
    return table(
        "coverage-seen",
        called.told("What was read of each council, the largest first"),
        columns=columns(
            (called.told("Council"), "Months read", "Net or gross"), ("Lines", "Payments read")
        ),
        rows=rows,
        look=Look.FINE,
    )


def _method(called: Known) -> Part:
    said = [each for each in METHOD if each.heading in _METHOD]
    blocks: list[Paragraph | Points] = []
    for each in said:
        blocks.append(Paragraph(called.told(f"{each.heading}. {each.paragraph}")))
        blocks += [Points(tuple(map(called.told, each.points)))] if each.points else []
    return Part(id="method", title="What stands behind these figures", blocks=tuple(blocks))
