"""A partnership's verdict as a paper for a scrutiny committee: the answer, each claim, the spending
behind it, then method and figures. Nothing is worked out here."""

from datetime import date

from tallystick.prove.verdict.findings import ClaimFinding, PartnershipFinding
from tallystick.report.document import (
    Block,
    Cell,
    Column,
    Document,
    Figure,
    Figures,
    Holds,
    Look,
    Note,
    Paragraph,
    Part,
    Piece,
    Table,
    Tone,
    columns,
    table,
)
from tallystick.report.prove.common import member_names, money
from tallystick.report.prove.method import method_part
from tallystick.report.prove.spending import months_part, spending_parts
from tallystick.words import phrases
from tallystick.words.labels import Label
from tallystick.words.money import pounds

SAYS = {
    "supported": "Spending bears the claim out.",
    "not supported": "Spending does not bear the claim out.",
    "cannot tell": "Spending cannot tell whether the claim is true.",
    "mixed": "The claims differ: see each below.",
}
VARIANCE = ("price", "volume", "scope", "timing", "unexplained")


def verdict_document(found: PartnershipFinding, *, on: date) -> Document:
    """The finding as a document. on: the day it is made."""
    return Document(
        title=f"{found.partnership.name}: did the savings come?",
        made_on=on,
        opening=(
            Paragraph(
                f"{found.verdict.capitalize()}. {SAYS[found.verdict]} {_sum_up(found)}", Tone.LEAD
            ),
            Paragraph(
                f"{shared_by(found)} Made on {phrases.day(on)} from the payments that councils "
                "publish.",
                Tone.QUIET,
            ),
            *totals(found),
            *_cautions(found),
        ),
        parts=(
            Part(id="each-claim", title="Each claim", blocks=claim_tables(found)),
            *_variance_part(found),
            *spending_parts(found),
            method_part(found),
            *months_part(found),
        ),
        closing=(
            f"Made by Tallystick on {phrases.day(on)}. tallystick prove pack gives the data and "
            "the hashes to rebuild every figure."
        ),
    )


def shared_by(found: PartnershipFinding) -> str:
    """Who shares, and since when."""
    start = phrases.month(found.partnership.start)
    return f"{phrases.listed(found.members)}, sharing since {start}."


def totals(found: PartnershipFinding) -> tuple[Block, ...]:
    """The sums over the claims that stand, and what each of them is."""
    sums = found.totals
    figures = (
        Figure("Promised at first", pounds(sums.promised)),
        Figure("Promised now", pounds(sums.rebased)),
        Figure("Due by now", pounds(sums.due)),
        Figure("Delivered", pounds(sums.delivered)),
        Figure("Verified", pounds(sums.verified)),
        Figure("Disputed", pounds(sums.disputed)),
        Figure("Cost to leave", money(found.partnership.leaving_pence)),
    )
    about = (
        "Promised now is the promise as it stands today; due is what of it falls in the months "
        "published so far; delivered is against what would have happened without sharing. Claims "
        "that were refused are left out, and of delivered what spending cannot tell of."
    )
    return (Figures(figures), Paragraph(about, Tone.QUIET))


def claim_tables(found: PartnershipFinding) -> tuple[Table, Table]:
    """Every claim: its figures, and why its verdict is what it is."""
    return _figures(found), _reasons(found)


def _sum_up(found: PartnershipFinding) -> str:
    sums = found.totals
    said = (
        f"Of {pounds(sums.due)} due by now, {pounds(sums.verified)} is verified and "
        f"{pounds(sums.disputed)} is disputed."
    )
    refused = sum(each.disputed for each in found.claims if each.is_refused)
    return f"{said} A further {pounds(refused)} was claimed twice and refused." if refused else said


def _cautions(found: PartnershipFinding) -> tuple[Note, ...]:
    warnings = dict.fromkeys(
        f"{guard.name.capitalize()}: {guard.found} {guard.did}"
        for scope in found.scopes
        for guard in scope.guards
        if guard.warns
    )
    if not warnings:
        return ()
    return (Note("cautions", "Before you use these figures", tuple(warnings)),)


def _figures(found: PartnershipFinding) -> Table:
    name_of = member_names(found)
    rows = [
        (
            Cell(
                each.claim.id,
                note=f"{name_of(each.claim.council)}, {Label(each.claim.function).heading}",
            ),
            (Piece(each.verdict.word, strong=True),),
            pounds(each.promised),
            pounds(each.rebased),
            pounds(each.due),
            Cell(money(each.delivered), note=_interval(each)),
            pounds(each.verified),
            pounds(each.disputed),
        )
        for each in found.claims
    ]
    return table(
        "claims",
        "Claims, what is due of them and what spending shows",
        columns=columns(
            ("Claim", "Verdict"),
            (
                "Promised at first",
                "Promised now",
                "Due by now",
                "Delivered, 95% interval",
                "Verified",
                "Disputed",
            ),
        ),
        rows=rows,
        look=Look.HEADED,
    )


def _interval(found: ClaimFinding) -> str:
    if found.interval is None:
        return ""
    low, high = found.interval
    return f"{pounds(low)} to {pounds(high)}"


def _reasons(found: PartnershipFinding) -> Table:
    rows = [
        (
            Cell(each.claim.id, note=_said(each)),
            Cell(each.verdict.why, note=" ".join((*each.notes, *_published(each)))),
            Cell(str(each.colour), note=f"at first {each.colour_at_first}"),
        )
        for each in found.claims
    ]
    return table(
        "reasons",
        "Where each was said in public, and why its verdict is what it is",
        columns=columns(("Claim", "Why", "Colour")),
        rows=rows,
    )


def _said(found: ClaimFinding) -> str:
    said = found.claim.said
    return "" if said is None else f"{said.source}, {phrases.day(said.on)}: {pounds(said.pence)}"


def _published(found: ClaimFinding) -> tuple[str, ...]:
    line = found.claim.outturn
    if line is None:
        return ()
    moved = line.before - line.after
    how = f"fell by {pounds(moved)}" if moved >= 0 else f"rose by {pounds(-moved)}"
    return (f"Published line {line.line} {how} ({line.source}).",)


def _variance_part(found: PartnershipFinding) -> tuple[Part, ...]:
    rows = [
        (
            each.claim.id,
            phrases.counted(each.slipped_months, "month") if each.slipped_months else "no",
            pounds(each.due_at_first),
            pounds(each.due),
            money(each.delivered),
            *(pounds(int(getattr(each.variance, name))) for name in VARIANCE),
        )
        for each in found.claims
        if each.variance is not None
    ]
    if not rows:
        return ()
    shown = table(
        "variances",
        "What makes each claim's delivered pounds differ from its first promise for the same "
        "months",
        columns=(
            Column("Claim"),
            Column("Slipped"),
            *columns((), ("First promise due", "Present promise due", "Delivered")),
            *(Column(name, Holds.FIGURE) for name in ("Price", "Volume", "Scope", "Timing")),
            Column("Not explained", Holds.FIGURE),
        ),
        rows=rows,
        look=Look.HEADED,
    )
    about = (
        "The last five columns add up to delivered less the first promise due. Price and volume: "
        "pounds saved at today's prices and volume rather than the baseline's. Scope: more or less "
        "is promised in all than at first. Timing: it is promised for other months than at first."
    )
    title = "Why delivered and first promised differ"
    return (Part(id="variance", title=title, blocks=(shown, Paragraph(about, Tone.QUIET))),)
