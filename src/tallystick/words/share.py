"""Exact shares of one whole, and splitting of pence by shares so that the parts add up to the
total."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

Weight = int | Decimal | Fraction
"""What a share is in proportion to: exact, so never a float."""

_HALF = Fraction(1, 2)


def apportion(pence: int, weights: Sequence[Weight]) -> tuple[int, ...]:
    """Split whole pence in proportion to the weights; the parts add up to exactly `pence`.

    Each part is the exact part rounded to the nearest penny, halves towards zero. If pennies are
    then left over, they go to the parts that lost most by rounding; if too many were given out,
    they are taken from the parts that gained most by rounding. Among equal parts the first in the
    order of `weights` is changed first. No part differs from the exact one by a penny or more, a
    weight of zero gets zero, and a negative total is split like its absolute value with the sign
    reversed.

    Raises ValueError when a weight is below zero or none is above it, TypeError for a float.
    """
    exact = [_exact(weight) for weight in weights]
    whole = sum(exact)
    if whole <= 0 or min(exact) < 0:
        raise ValueError("Weights are not below zero, and at least one is above it.")
    parts = [abs(pence) * weight / whole for weight in exact]
    floors = [part // 1 for part in parts]
    cut = [part - floor for part, floor in zip(parts, floors, strict=True)]

    def claim(place: int) -> tuple[Fraction, int]:
        # A part above the half stands rounded up and can only give back: the first named gives
        # first, so it claims last.
        return -cut[place], place if cut[place] <= _HALF else -place

    for place in sorted(range(len(cut)), key=claim)[: abs(pence) - sum(floors)]:
        floors[place] += 1
    return tuple(floors) if pence >= 0 else tuple(-part for part in floors)


@dataclass(frozen=True, slots=True)
class Shares(Mapping[str, Fraction]):
    """Each council's share of one whole, by council code: none below zero, sum exactly 1.

    Councils are sorted by code, so that the order of input never decides who gets a spare penny.
    Raises ValueError when the shares are invalid.
    """

    parts: tuple[tuple[str, Fraction], ...]

    def __post_init__(self) -> None:
        codes = [code for code, _part in self.parts]
        if codes != sorted(set(codes)):
            raise ValueError("Each council has one share, in the order of codes.")
        if any(part < 0 for _code, part in self.parts) or sum(p for _c, p in self.parts) != 1:
            raise ValueError("Shares are not below zero, and add up to one.")

    @classmethod
    def by(cls, weights: Mapping[str, Weight]) -> "Shares":
        """Shares in proportion to a driver: headcount, cases, calls, square metres, pounds.

        Raises ValueError when a figure is below zero or none is above it, TypeError for a float.
        """
        exact = {code: _exact(weight) for code, weight in weights.items()}
        whole = sum(exact.values())
        if whole <= 0:
            raise ValueError("There is nothing to take shares of.")
        return cls(tuple((code, exact[code] / whole) for code in sorted(exact)))

    @classmethod
    def equal(cls, councils: Sequence[str]) -> "Shares":
        """An equal share for each council. Raises ValueError for an empty list or a repeated
        council."""
        return cls(tuple((code, Fraction(1, len(councils))) for code in sorted(councils)))

    def __getitem__(self, code: str) -> Fraction:
        return dict(self.parts)[code]

    def __iter__(self) -> Iterator[str]:
        return (code for code, _part in self.parts)

    def __len__(self) -> int:
        return len(self.parts)

    def of(self, pence: int) -> dict[str, int]:
        """The pence of each council, adding up to exactly `pence`: see apportion."""
        return dict(zip(self, apportion(pence, [part for _c, part in self.parts]), strict=True))


def blend(weighted: Sequence[tuple[Weight, Shares]]) -> Shares:
    """The weighted average of several Shares, for example a fixed part and a usage part, or the
    shares of successive periods weighted by days. A council missing from one counts as zero in it.

    Raises ValueError when no weight is above zero or one is below it.
    """
    if any(weight < 0 for weight, _shares in weighted):
        raise ValueError("Shares are blended by weights that are not below zero.")
    mixed: dict[str, Fraction] = {}
    for weight, shares in weighted:
        for code, part in shares.items():
            mixed[code] = mixed.get(code, Fraction(0)) + _exact(weight) * part
    return Shares.by(mixed)


def _exact(weight: Weight) -> Fraction:
    if isinstance(weight, float):
        raise TypeError(f"A share is taken by exact numbers, not by {weight!r}.")
    return Fraction(weight)
