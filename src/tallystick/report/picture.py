"""The shapes of the page's pictures: month strips, bars and shades, as plain numbers for SVG.

Every picture stands beside the same figures in words, so a shape carries nothing alone.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tallystick.words.period import Month

YEAR_GAP = 4
STRIP_HEIGHT = 14
BAR_LENGTH = 100
SHADES = 4


@dataclass(frozen=True, slots=True)
class Axis:
    """The years of a month strip, each a block of twelve cells of this width."""

    years: tuple[int, ...]
    cell: int

    @property
    def block(self) -> int:
        """The width of one year."""
        return 12 * self.cell

    @property
    def width(self) -> int:
        """The width of the whole strip."""
        return max(0, len(self.years) * (self.block + YEAR_GAP) - YEAR_GAP)

    @property
    def labels(self) -> tuple[tuple[int, int], ...]:
        """Each year with the place where its block begins."""
        return tuple((self._start(year), year) for year in self.years)

    def _start(self, year: int) -> int:
        return self.years.index(year) * (self.block + YEAR_GAP)

    def holds(self, month: Month) -> bool:
        """True when the month's year is on the axis."""
        return month.year in self.years

    def place(self, month: Month) -> int:
        """Where a month's cell begins; its year must be on the axis."""
        return self._start(month.year) + (month.first_day.month - 1) * self.cell


def axis(months: Iterable[Month]) -> Axis:
    """The axis that holds these months: only the years that any of them lies in, because one
    old file beside new ones would else leave a decade of empty cells."""
    years = tuple(sorted({month.year for month in months}))
    return Axis(
        years, next(cell for least, cell in ((9, 3), (5, 5), (0, 9)) if len(years) >= least)
    )


def cells(on: Axis, months: Iterable[Month]) -> str:
    """The SVG path of one box for each month, neighbours drawn as one to keep the page small.
    Months of years that are not on the axis are left to the words."""
    starts = sorted(on.place(month) for month in months if on.holds(month))
    runs: list[list[int]] = []
    for start in starts:
        if runs and start == runs[-1][1]:
            runs[-1][1] = start + on.cell
        else:
            runs.append([start, start + on.cell])
    return "".join(f"M{left} 1H{right}V{STRIP_HEIGHT - 1}H{left}z" for left, right in runs)


def bar(pence: int, longest: int) -> int:
    """A bar's length, BAR_LENGTH at most; the least spend is seen, and a net credit has no bar."""
    if pence <= 0 or longest <= 0:
        return 0
    return max(1, pence * BAR_LENGTH // longest)


@dataclass(frozen=True, slots=True)
class Scale:
    """Shades for pounds: edges[n] is the most that shade n + 1 holds; shade 0 is for nothing."""

    edges: tuple[int, ...]

    def shade(self, pence: int) -> int:
        """The shade of an amount, 0 (none) to SHADES (the darkest)."""
        if pence <= 0:
            return 0
        return next((at for at, edge in enumerate(self.edges, 1) if pence <= edge), len(self.edges))


def scale(amounts: Sequence[int]) -> Scale:
    """Shades that hold about as many of these amounts each, so that one giant hides no pattern."""
    ranked = sorted(amount for amount in amounts if amount > 0)
    if not ranked:
        return Scale(())
    edges = {ranked[(len(ranked) * quarter - 1) // SHADES] for quarter in range(1, SHADES + 1)}
    return Scale(tuple(sorted(edges)))
