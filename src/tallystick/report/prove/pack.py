"""An evidence pack as a paper: what it holds, and whether every figure was worked out again to the
same. Nothing is worked out here but the sums of columns."""

from collections import defaultdict
from datetime import date

from tallystick.prove.verdict.pack import Rebuilt
from tallystick.prove.verdict.store_evidence import Source
from tallystick.report.document import (
    Block,
    Document,
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
from tallystick.report.prove.common import short_hash
from tallystick.report.prove.verdict import claim_tables, shared_by, totals
from tallystick.words import phrases
from tallystick.words.money import pounds


def pack_document(found: Rebuilt, *, on: date) -> Document:
    """The pack as a document. on: the day it is made."""
    finding = found.finding
    return Document(
        title=f"{finding.partnership.name}: the evidence pack",
        made_on=on,
        opening=(
            *_answer(found),
            Paragraph(
                f"{shared_by(finding)} The verdict is {finding.verdict}, as of "
                f"{phrases.day(found.on)}.",
                Tone.QUIET,
            ),
            *_differences(found),
        ),
        parts=(
            Part(
                id="figures",
                title="The figures, worked out again",
                blocks=(*totals(finding), *claim_tables(finding)),
            ),
            Part(id="held", title="What the pack holds", blocks=(_files(found),)),
            Part(id="published", title="The published files behind it", blocks=_sources(found)),
        ),
        closing=(
            f"Made by Tallystick on {phrases.day(on)}. tallystick prove rebuild works every figure "
            "of the pack out again, offline."
        ),
    )


def _answer(found: Rebuilt) -> tuple[Block, ...]:
    holds = (
        f"The pack does not hold: {phrases.counted(len(found.differences), 'difference')} from "
        "what was packed. Ask for the pack that was made at first."
        if found.differences
        else "Every hash and every figure is as the pack says."
    )
    return (
        Paragraph(holds, Tone.LEAD),
        Paragraph(
            (
                Piece("To hold against what the minutes noted, its sha256: "),
                Piece(found.hash, strong=True),
                Piece("."),
            )
        ),
    )


def _differences(found: Rebuilt) -> tuple[Note, ...]:
    if not found.differences:
        return ()
    return (Note("differences", "What differs", found.differences),)


def _files(found: Rebuilt) -> Table:
    rows = [
        (
            each.name,
            each.about,
            "yes" if each.as_packed else "no",
            short_hash(each.hash),
            "" if each.rows is None else f"{each.rows:,}",
        )
        for each in found.files
    ]
    return table(
        "files",
        "Files in the pack, each with the beginning of its sha256",
        columns=columns(("File", "What it holds", "As packed", "sha256"), ("Rows",)),
        rows=rows,
        look=Look.HEADED,
    )


def _sources(found: Rebuilt) -> tuple[Block, ...]:
    if not found.sources:
        return (Paragraph("The pack names no published file."),)
    by_council: defaultdict[str, list[Source]] = defaultdict(list)
    for each in found.sources:
        by_council[found.names.get(each.council, each.council)].append(each)
    rows = [
        (name, *_sums(held)) for name, held in sorted(by_council.items(), key=lambda pair: pair[0])
    ]
    about = (
        "Each file is named in sources.csv and in the workbook, with the sha256 of its bytes, so "
        "that anybody can tell whether the file that a council publishes is still the same."
    )
    return (
        table(
            "sources",
            "Published files, by council",
            columns=columns(("Council",), ("Files", "Lines", "Pounds")),
            rows=rows,
            total=("All", *_sums(found.sources)),
            look=Look.HEADED,
        ),
        Paragraph(about, Tone.QUIET),
    )


def _sums(of: list[Source] | tuple[Source, ...]) -> tuple[str, str, str]:
    return (
        f"{len(of):,}",
        f"{sum(each.lines for each in of):,}",
        pounds(sum(each.pence for each in of)),
    )
