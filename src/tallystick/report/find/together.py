"""The parts of the report that compare councils: a map, and who pays the same suppliers."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from textwrap import wrap

from tallystick.find.findings import CouncilSpend, Findings, OverlapKind, PairOverlap
from tallystick.report.charts import Tile, tiles
from tallystick.report.document import (
    Cell,
    Heading,
    Look,
    Paragraph,
    Part,
    Picture,
    Piece,
    Table,
    columns,
    table,
)
from tallystick.report.find.listing import Known, a_year, council_id
from tallystick.report.find.tiles import Placed, place
from tallystick.report.picture import scale
from tallystick.words import phrases
from tallystick.words.council import Council
from tallystick.words.money import pounds, short_pounds

STRONGEST = 20
"""How many pairs are written out beside the square."""

ON_PAPER = 24
"""Beyond this many councils no sheet of paper holds the square, and the report says where it is."""

TILE_LETTERS, TILE_LINES = 12, 3
"""How much of a council's name a square holds: letters to a line, and lines."""

_ELSEWHERE = (
    "The square of all councils is too wide for paper; the sheet “Overlap” of the workbook holds "
    "every pair."
)


def councils_part(findings: Findings, known: Known) -> Part:
    """Where the councils lie, and what each of them pays for what can be acted on."""
    paid = _paid(findings)
    rows = [
        (
            (Piece(known.name(council.code), to=f"#{council_id(council.code)}"),),
            str(council.kind),
            council.region or phrases.NOT_KNOWN,
            phrases.NOT_KNOWN if council.population is None else f"{council.population:,}",
            f"{paid[council.code].opportunities:,}",
            pounds(paid[council.code].pence),
            a_year(paid[council.code].pence_a_year, is_weak=paid[council.code].is_weak),
        )
        for council in _compared(findings)
    ]
    figures = (
        "Population", "Opportunities to act on", "Paid in these", "Pounds a year in these",
    )  # fmt: skip
    return Part(
        id="councils",
        title=known.told("The councils, each beside the others"),
        blocks=(
            *_map(findings, known, paid),
            table(
                "councils-table",
                known.told("The councils compared, and their part of what can be acted on"),
                columns=columns((known.told("Council"), "Kind", "Region"), figures),
                rows=rows,
            ),
        ),
        new_page=True,
    )


def _compared(findings: Findings) -> list[Council]:
    return [seen.council for seen in findings.compared]


@dataclass(frozen=True, slots=True)
class _Paid:
    """A council's part of what can be acted on. Pounds are those of the categories: what is paid
    for a system is in its category as well."""

    opportunities: int
    pence: int
    pence_a_year: int
    is_weak: bool


def _paid(findings: Findings) -> dict[str, _Paid]:
    """Of each council how many opportunities to act on it takes part in, and what it pays there."""
    mine: dict[str, list[tuple[OverlapKind, CouncilSpend]]] = {
        council.code: [] for council in _compared(findings)
    }
    for opportunity in findings.to_act_on:
        for part in opportunity.councils:
            mine.setdefault(part.council.code, []).append((opportunity.kind, part))
    return {
        code: _Paid(
            opportunities=len(parts),
            pence=sum(part.pence for kind, part in parts if kind is OverlapKind.CATEGORY),
            pence_a_year=sum(
                part.pence_a_year for kind, part in parts if kind is OverlapKind.CATEGORY
            ),
            is_weak=any(part.is_weak for _kind, part in parts),
        )
        for code, parts in mine.items()
    }


def _map(findings: Findings, known: Known, paid: Mapping[str, _Paid]) -> tuple[Picture, ...]:
    """Nothing where too few of the councils have a known place."""
    placed = place(_compared(findings))
    if len(placed) < 2:
        return ()
    shades = scale([each.pence for each in paid.values()])
    drawn = [_tile(each, known, paid[each.council.code].pence, shades.shade) for each in placed]
    missing = len(_compared(findings)) - len(placed)
    left_out = f" {known.bodies(missing)} without a known place left out."
    return (
        Picture(
            "councils-picture",
            f"Where the {known.noun.many} lie, as near as squares allow, with what they paid of "
            f"what can be acted on; the darker, the more.{left_out if missing else ''}",
            f"A square for each {known.noun.one} of the table below, north at the top, with the "
            "pounds paid of that table in it.",
            tiles(drawn),
        ),
    )


def _tile(of: Placed, known: Known, pence: int, shade: Callable[[int], int]) -> Tile:
    lines = wrap(known.name(of.council.code), TILE_LETTERS)[:TILE_LINES]
    return Tile(of.column, of.row, (*lines, short_pounds(pence)), shade(pence))


def overlap_part(findings: Findings, known: Known) -> tuple[Part, ...]:
    """Which councils pay the same suppliers; nothing for one council alone."""
    codes = [council.code for council in _compared(findings)]
    if len(codes) < 2:
        return ()
    about = (
        "Each cell says what the council of the row paid to back-office suppliers that the council "
        "of the column pays too, and below it how many such suppliers there are. Read along a row "
        "to see with whom a council has most in common; the darker, the more."
    )
    strongest = _strongest(findings.pairs, known)
    pairs = (Heading("The pairs that share most"), strongest) if strongest.rows else ()
    return (
        Part(
            id="overlap",
            title=known.told("Which councils pay the same suppliers"),
            blocks=(
                Paragraph(known.told(about)),
                _square(findings.pairs, codes, known),
                *pairs,
            ),
            new_page=True,
        ),
    )


def _square(pairs: Sequence[PairOverlap], codes: Sequence[str], known: Known) -> Table:
    shades = scale([pair.pence for pair in pairs])
    by_pair = {(pair.council, pair.other): pair for pair in pairs}

    def cell(code: str, other: str) -> Cell:
        pair = by_pair.get((code, other))
        if code == other:
            return Cell("–")
        if pair is None or not pair.suppliers:
            return Cell("none")
        shade = shades.shade(pair.pence)
        return Cell(short_pounds(pair.pence), note=f"{pair.suppliers:,}", shade=shade)

    names = [known.name(code) for code in codes]
    return Table(
        id="overlap-square",
        caption="Pounds paid to shared suppliers, and number of shared suppliers",
        columns=columns((known.told("Council that pays"),), names),
        rows=tuple(
            (Cell(known.name(code)), *(cell(code, other) for other in codes)) for code in codes
        ),
        look=Look.TURNED,
        elsewhere=known.told(_ELSEWHERE) if len(codes) > ON_PAPER else "",
    )


def _strongest(pairs: Sequence[PairOverlap], known: Known) -> Table:
    ranked = sorted(pairs, key=lambda pair: (-pair.pence_a_year, pair.council, pair.other))
    return table(
        "pairs",
        known.told("The strongest pairs, by what the first council pays"),
        columns=columns(
            (known.told("Council that pays"), "Shares suppliers with"),
            ("Suppliers both pay", "Paid", "Pounds a year"),
        ),
        rows=[
            (
                known.name(pair.council),
                known.name(pair.other),
                f"{pair.suppliers:,}",
                pounds(pair.pence),
                a_year(pair.pence_a_year, is_weak=pair.is_weak),
            )
            for pair in ranked[:STRONGEST]
            if pair.suppliers
        ],
        look=Look.HEADED,
    )
