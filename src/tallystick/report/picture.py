"""Bar lengths and shades as plain numbers.

The same figures are always also given in words, so that no information is only in a shape.
"""

from collections.abc import Sequence
from dataclasses import dataclass

BAR_LENGTH = 100
SHADES = 4


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
