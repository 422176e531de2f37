"""The parts of the report that compare councils: a map, and who pays the same suppliers."""

from collections.abc import Callable, Mapping, Sequence
from textwrap import wrap

from tallystick.find.findings import Findings, OverlapKind, PairOverlap
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
from tallystick.report.find.listing import Known, council_id
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
            f"{paid[council.code][0]:,}",
            pounds(paid[council.code][1]),
        )
        for council in _compared(findings)
    ]
    figures = ("Population", "Opportunities to act on", "Pounds a year in these")
    return Part(
        id="councils",
        title="The councils, each beside the others",
        blocks=(
            *_map(findings, known, paid),
            table(
                "councils-table",
                "The councils compared, and their part of what can be acted on",
                columns=columns(("Council", "Kind", "Region"), figures),
                rows=rows,
            ),
        ),
        new_page=True,
    )


def _compared(findings: Findings) -> list[Council]:
    return [seen.council for seen in findings.compared]


def _paid(findings: Findings) -> dict[str, tuple[int, int]]:
    """How many opportunities to act on each council takes part in, and its pence a year there.

    Pounds are those of the categories: what is paid for a system is in its category as well.
    """
    paid = {council.code: (0, 0) for council in _compared(findings)}
    for opportunity in findings.to_act_on:
        counts = opportunity.kind is OverlapKind.CATEGORY
        for part in opportunity.councils:
            number, pence = paid.get(part.council.code, (0, 0))
            paid[part.council.code] = (number + 1, pence + counts * part.pence_a_year)
    return paid


def _map(
    findings: Findings, known: Known, paid: Mapping[str, tuple[int, int]]
) -> tuple[Picture, ...]:
    """Nothing where too few of the councils have a known place."""
    placed = place(_compared(findings))
    if len(placed) < 2:
        return ()
    shades = scale([pence for _, pence in paid.values()])
    drawn = [_tile(each, known, paid[each.council.code][1], shades.shade) for each in placed]
    missing = len(_compared(findings)) - len(placed)
    left_out = f" {phrases.counted(missing, 'council')} without a known place left out."
    return (
        Picture(
            "councils-picture",
            "Where the councils lie, as near as squares allow, with pounds a year of what can be "
            f"acted on; the darker, the more.{left_out if missing else ''}",
            "A square for each council of the table below, north at the top, with the last column "
            "of that table in it.",
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
        "Each cell says what the council of the row pays in a year to back-office suppliers that "
        "the council of the column pays too, and below it how many such suppliers there are. Read "
        "along a row to see with whom a council has most in common; the darker, the more."
    )
    strongest = _strongest(findings.pairs, known)
    pairs = (Heading("The pairs that share most"), strongest) if strongest.rows else ()
    return (
        Part(
            id="overlap",
            title="Which councils pay the same suppliers",
            blocks=(
                Paragraph(about),
                _square(findings.pairs, codes, known),
                *pairs,
            ),
            new_page=True,
        ),
    )


def _square(pairs: Sequence[PairOverlap], codes: Sequence[str], known: Known) -> Table:
    shades = scale([pair.pence_a_year for pair in pairs])
    by_pair = {(pair.council, pair.other): pair for pair in pairs}

    def cell(code: str, other: str) -> Cell:
        pair = by_pair.get((code, other))
        if code == other:
            return Cell("–")
        if pair is None or not pair.suppliers:
            return Cell("none")
        shade = shades.shade(pair.pence_a_year)
        return Cell(short_pounds(pair.pence_a_year), note=f"{pair.suppliers:,}", shade=shade)

    names = [known.name(code) for code in codes]
    return Table(
        id="overlap-square",
        caption="Pounds a year to shared suppliers, and number of shared suppliers",
        columns=columns(("Council that pays",), names),
        rows=tuple(
            (Cell(known.name(code)), *(cell(code, other) for other in codes)) for code in codes
        ),
        look=Look.TURNED,
        elsewhere=_ELSEWHERE if len(codes) > ON_PAPER else "",
    )


def _strongest(pairs: Sequence[PairOverlap], known: Known) -> Table:
    ranked = sorted(pairs, key=lambda pair: (-pair.pence_a_year, pair.council, pair.other))
    return table(
        "pairs",
        "The strongest pairs, by what the first council pays",
        columns=columns(
            ("Council that pays", "Shares suppliers with"), ("Suppliers both pay", "Pounds a year")
        ),
        rows=[
            (
                known.name(pair.council),
                known.name(pair.other),
                f"{pair.suppliers:,}",
                pounds(pair.pence_a_year),
            )
            for pair in ranked[:STRONGEST]
            if pair.suppliers
        ],
        look=Look.HEADED,
    )
