"""Two lines over months, what was spent and what was expected, as SVG paths."""

from collections.abc import Sequence
from dataclasses import dataclass

from tallystick.words.money import short_pounds
from tallystick.words.period import Month

WIDTH, HEIGHT = 640, 200
_LEFT, _TOP, _BOTTOM = 52, 10, 24


@dataclass(frozen=True, slots=True)
class Mark:
    """A word at a place of the picture."""

    x: int
    y: int
    text: str


@dataclass(frozen=True, slots=True)
class Lines:
    """The picture: paths of both lines, where sharing began, and the words on the axes."""

    actual: str
    expected: str
    start: int
    levels: tuple[Mark, ...]
    dates: tuple[Mark, ...]


def lines(
    months: Sequence[Month], actual: Sequence[int], expected: Sequence[int], *, start: Month
) -> Lines:
    """The picture of two series in pence a month, from nought (or below it) to the most."""
    low, high = min(0, *actual, *expected), max(1, *actual, *expected)
    step = (WIDTH - _LEFT - 8) / max(len(months) - 1, 1)

    def place(at: int) -> int:
        return round(_LEFT + at * step)

    def level(pence: int) -> int:
        return round(_TOP + (HEIGHT - _TOP - _BOTTOM) * (high - pence) / (high - low))

    def path(series: Sequence[int]) -> str:
        points = [f"{place(at)} {level(pence)}" for at, pence in enumerate(series)]
        return "M" + "L".join(points)

    began = sum(month < start for month in months)
    return Lines(
        actual=path(actual),
        expected=path(expected),
        start=round(place(began) - step / 2),
        levels=tuple(Mark(_LEFT - 6, level(pence) + 4, short_pounds(pence)) for pence in (high, 0)),
        dates=tuple(
            Mark(place(at), HEIGHT - 6, str(months[at]))
            for at in sorted({0, began, len(months) - 1})
            if at < len(months)
        ),
    )
