"""Plain values for the picture of which council buys from whose suppliers, and for the ladder."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tallystick.find.values import PairOverlap, Rung
from tallystick.report.phrases import NOT_KNOWN
from tallystick.report.picture import bar, scale
from tallystick.words.money import pounds, short_pounds

STRONGEST = 20
"""How many pairs are written out beside the picture."""

SIDEWAYS = 13
"""From this many councils the picture needs a sheet of paper turned on its side."""

ON_PAPER = 24
"""Beyond this many councils no sheet of paper holds the picture, and the page says where it is."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What one council pays the suppliers that it shares with another."""

    shade: int  # 0 none to 4 the most
    pounds: str
    suppliers: str


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One council against all, itself as None."""

    council: str
    cells: tuple[Cell | None, ...]


@dataclass(frozen=True, slots=True)
class PairRow:
    """One pair of councils in words."""

    council: str
    other: str
    suppliers: str
    pounds: str


@dataclass(frozen=True, slots=True)
class Matrix:
    """The whole picture, its legend as (shade, what it stands for), and its strongest pairs."""

    councils: tuple[str, ...]
    rows: tuple[MatrixRow, ...]
    legend: tuple[tuple[int, str], ...]
    strongest: tuple[PairRow, ...]

    @property
    def paper(self) -> str:
        """How it prints: 'upright', 'sideways', or not at all: 'screen'."""
        if len(self.councils) > ON_PAPER:
            return "screen"
        return "sideways" if len(self.councils) >= SIDEWAYS else "upright"


def matrix(pairs: Sequence[PairOverlap], names: Mapping[str, str]) -> Matrix:
    """The pairs as a square of all the named councils, in the order of the names."""
    shades = scale([pair.pence_a_year for pair in pairs])
    by_pair = {(pair.council, pair.other): pair for pair in pairs}

    def cell(code: str, other: str) -> Cell | None:
        if code == other:
            return None
        pair = by_pair.get((code, other))
        if pair is None or not pair.suppliers:
            return Cell(0, "none", "")
        return Cell(
            shades.shade(pair.pence_a_year),
            short_pounds(pair.pence_a_year),
            f"{pair.suppliers:,}",
        )

    return Matrix(
        councils=tuple(names.values()),
        rows=tuple(
            MatrixRow(name, tuple(cell(code, other) for other in names))
            for code, name in names.items()
        ),
        legend=tuple(
            (at, f"up to {short_pounds(edge)}") for at, edge in enumerate(shades.edges, 1)
        ),
        strongest=_strongest(pairs, names),
    )


def _strongest(pairs: Sequence[PairOverlap], names: Mapping[str, str]) -> tuple[PairRow, ...]:
    ranked = sorted(pairs, key=lambda pair: (-pair.pence_a_year, pair.council, pair.other))
    return tuple(
        PairRow(
            names.get(pair.council, pair.council),
            names.get(pair.other, pair.other),
            f"{pair.suppliers:,}",
            pounds(pair.pence_a_year),
        )
        for pair in ranked[:STRONGEST]
        if pair.suppliers
    )


@dataclass(frozen=True, slots=True)
class RungRow:
    """One rung of the ladder; bar is a length of at most BAR_LENGTH, None where not known."""

    title: str
    pounds: str
    bar: int | None
    why: str


def ladder(rungs: Sequence[Rung]) -> tuple[RungRow, ...]:
    """The rungs as the page shows them: what cannot be known stays 'not known'."""
    longest = max((rung.pence_a_year or 0 for rung in rungs), default=0)
    return tuple(
        RungRow(rung.title, NOT_KNOWN, None, rung.why)
        if rung.pence_a_year is None
        else RungRow(
            rung.title, pounds(rung.pence_a_year), bar(rung.pence_a_year, longest), rung.why
        )
        for rung in rungs
    )
