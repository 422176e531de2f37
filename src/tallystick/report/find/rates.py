"""How the figures were calculated, and the saving rates with their evidence."""

from urllib.parse import urlsplit

from tallystick.find.findings import Findings
from tallystick.report.document import (
    Block,
    Heading,
    Look,
    Paragraph,
    Part,
    Piece,
    Points,
    Words,
    columns,
    table,
)
from tallystick.report.find.listing import without_folders
from tallystick.report.find.method import METHOD
from tallystick.words.phrases import percent
from tallystick.words.rate import SavingsRate

STATUS = {
    "S": "taken from the sources named",
    "D": "worked out from the sources named",
    "B": "background knowledge, without a source of its own",
    "P": "an assumption of this project, to be replaced by your own where you have better",
}


def method_part(findings: Findings) -> Part:
    """The method, its limits, and every rate used."""
    blocks: list[Block] = []
    told = findings.noun.of
    for passage in METHOD:
        blocks += [Heading(told(passage.heading)), Paragraph(told(passage.paragraph))]
        blocks += [Points(tuple(map(told, passage.points)))] if passage.points else []
    blocks.append(Heading("The saving rates and their evidence", id="rates"))
    used = rates_used(findings)
    if not used:
        blocks.append(Paragraph("No rate was used here."))
    for rate in used:
        blocks += _rate(rate)
    return Part(id="method", title="Method and limits", blocks=tuple(blocks), new_page=True)


def not_read_part(findings: Findings) -> Part:
    """The files that could not be read."""
    if not findings.skipped:
        blocks: tuple[Block, ...] = (Paragraph("None: every file that was given was read."),)
    else:
        rows = [
            tuple(
                without_folders(text, each.path)
                for text in (each.path, each.sentence, each.next_step)
            )
            for each in findings.skipped
        ]
        shown = columns(("File", "Why", "What to do"))
        caption = "Each file, why, and what to do"
        blocks = (table("not-read-table", caption, columns=shown, rows=rows, look=Look.HEADED),)
    return Part(id="not-read", title="Files that could not be read", blocks=blocks)


def rates_used(findings: Findings) -> tuple[SavingsRate, ...]:
    """Every rate that a saving of these findings rests on, once, by lever."""
    by_lever = {found.rate.lever: found.rate for found in findings.opportunities if found.rate}
    return tuple(by_lever[lever] for lever in sorted(by_lever))


def rate_id(rate: SavingsRate) -> str:
    """The place of a rate under method."""
    return f"rate-{rate.lever}"


def rate_sizes(rate: SavingsRate) -> str:
    """A rate's three sizes: '0% low, 10% central, 25% high'."""
    return f"{percent(rate.low)} low, {percent(rate.central)} central, {percent(rate.high)} high"


def _rate(rate: SavingsRate) -> tuple[Block, ...]:
    said = (
        f"Of the {rate.base}. {rate.evidence} The rate is {STATUS[rate.rate_status]}. The evidence "
        f"is {STATUS[rate.evidence_status]}."
    )
    return (
        Heading(f"{rate.name}: {rate_sizes(rate)}", level=2, id=rate_id(rate)),
        Paragraph(said),
        Points(tuple(_source(source) for source in rate.sources)),
    )


def _source(source: str) -> Words:
    address = urlsplit(source)
    if address.scheme in ("http", "https") and address.hostname:
        return (Piece(address.hostname.removeprefix("www."), to=source),)
    return source
