"""Charts as SVG for pages and papers: ranges, tiles, months, lines.

The same figures are always also given in a table. Charts are labelled where there is room, and use
position and length, never colour alone, to distinguish values.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from tallystick.report.guard import readable

BRAND, INK, QUIET, LINE, WARN = "#12535a", "#16202a", "#4a5560", "#c5ccd2", "#a33a12"
LETTERS = "Arial, 'Liberation Sans', Helvetica, sans-serif"
WIDTH = 720
_ROW, _TEXT = 26, 13
_LABELS, _VALUES = 230, 170
_LETTER = 6.6  # the width of a letter of this size, on the average


@dataclass(frozen=True, slots=True)
class Span:
    """A bar from `start` to `end` on the scale that all share, with what it is and says.

    point: a mark on the bar, as a central figure; None for none.
    """

    label: str
    start: int
    end: int
    words: str
    point: int | None = None


def spans(of: Sequence[Span], *, mark: int | None = None) -> str:
    """Horizontal bars, one below the other, on one scale that includes zero; `mark` is a vertical
    line through all of them."""
    ends = [0, *(at for span in of for at in (span.start, span.end))]
    ends += [] if mark is None else [mark]
    least, most = min(ends), max(ends)
    length = WIDTH - _LABELS - _VALUES

    def place(at: int) -> float:
        return round(_LABELS + length * (at - least) / ((most - least) or 1), 1)

    height = _ROW * len(of) + 8
    drawn = [_upright(place(0), height, INK)]
    if mark is not None:
        drawn.append(_upright(place(mark), height, WARN, dashed=True))
    for row, span in enumerate(of):
        top = 4 + row * _ROW
        low, high = sorted((place(span.start), place(span.end)))
        drawn.append(_text(_LABELS - 8, top + 17, span.label, width=_LABELS - 12, anchor="end"))
        drawn.append(_box(low, top + 5, max(1.5, high - low), _ROW - 10, BRAND))
        if span.point is not None:
            drawn.append(_point(place(span.point), top + _ROW / 2))
        drawn.append(_text(WIDTH - _VALUES + 8, top + 17, span.words, width=_VALUES - 8))
    return _picture(WIDTH, height, drawn)


@dataclass(frozen=True, slots=True)
class Tile:
    """A square on a grid with up to three lines of words, shaded 0 (none) to 4."""

    column: int
    row: int
    lines: tuple[str, ...]
    shade: int


_SHADES = ("#ffffff", "#e4f0ef", "#c3dedc", "#8fc1be", BRAND)
_TILE, _GAP = 88, 4


def tiles(of: Sequence[Tile]) -> str:
    """Squares on a grid, the first column and row at 0."""
    wide = max((tile.column for tile in of), default=0) + 1
    high = max((tile.row for tile in of), default=0) + 1
    drawn = []
    for tile in of:
        left, top = tile.column * (_TILE + _GAP), tile.row * (_TILE + _GAP)
        drawn.append(_box(left, top, _TILE, _TILE, _SHADES[tile.shade], edge=QUIET))
        colour = "#ffffff" if tile.shade == len(_SHADES) - 1 else INK
        middle, first = left + _TILE / 2, top + _TILE / 2 + 5 - 8 * (len(tile.lines) - 1)
        drawn += [
            _text(middle, first + 16 * at, line, width=_TILE - 4, anchor="middle", colour=colour)
            for at, line in enumerate(tile.lines)
        ]
    return _picture(wide * (_TILE + _GAP), high * (_TILE + _GAP), drawn)


@dataclass(frozen=True, slots=True)
class Strip:
    """A row of months: those that are there and those that are missing, by their place."""

    label: str
    there: frozenset[int]
    missing: frozenset[int]


def months(of: Sequence[Strip], years: Sequence[int]) -> str:
    """Rows of months, twelve to a year: a tall filled box for a month that is present, a low empty
    box for a missing one. The index of a month is twelve times that of its year plus its own, from
    0."""
    cell = max(3.0, min(11.0, (WIDTH - _LABELS) / (12 * len(years) or 1) - 0.5))
    block = 12 * cell + 5
    drawn = [
        _text(_LABELS + at * block, 12, str(year), width=block) for at, year in enumerate(years)
    ]
    for row, strip in enumerate(of):
        top = 20 + row * 18
        drawn.append(_text(_LABELS - 8, top + 12, strip.label, width=_LABELS - 12, anchor="end"))
        for at in range(12 * len(years)):
            left = round(_LABELS + (at // 12) * block + (at % 12) * cell, 1)
            if at in strip.there:
                drawn.append(_box(left, top, cell - 0.8, 14, BRAND))
            elif at in strip.missing:
                drawn.append(_box(left + 0.5, top + 8.5, cell - 1.8, 5, "#ffffff", edge=WARN))
            else:
                drawn.append(_box(left, top + 13, cell - 0.8, 1, LINE))
    return _picture(round(_LABELS + len(years) * block), 24 + 18 * len(of), drawn)


@dataclass(frozen=True, slots=True)
class Line:
    """A line through points, each a step and a value, in order; dashed for expected values. A step
    without a point leaves a gap in the line."""

    label: str
    points: tuple[tuple[int, int], ...]
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Tick:
    """Words at a place of an axis."""

    at: int
    words: str


_PLOT = (64, 44, WIDTH - 10, 240)
"""The sides of what lines are drawn in: left, top, right, bottom. Above it what they are."""


def lines(
    of: Sequence[Line],
    *,
    levels: Sequence[Tick],
    steps: Sequence[Tick],
    mark: Tick | None = None,
) -> str:
    """Lines over equal steps, told apart by being dashed or not. levels: the scale, which must
    hold every value. steps: words below, the first from its step on, the last up to its own.
    mark: an upright line just before a step, with its words above."""
    left, top, right, bottom = _PLOT
    first, last = steps[0].at, steps[-1].at
    least, most = levels[0].at, levels[-1].at

    def across(step: float) -> float:
        return round(left + (right - left) * (step - first) / ((last - first) or 1), 1)

    def up(value: int) -> float:
        return round(bottom - (bottom - top) * (value - least) / ((most - least) or 1), 1)

    drawn = [_level(tick, up(tick.at)) for tick in levels]
    for at, line in enumerate(of):
        runs = [[(across(step), up(value)) for step, value in run] for run in _runs(line)]
        drawn.append(_stroke(runs, line))
        drawn.append(_stroke([[(left + at * 210, 10), (left + at * 210 + 32, 10)]], line))
        drawn.append(_text(left + at * 210 + 40, 15, line.label, width=165))
    if mark is not None:
        drawn += _mark(mark, across(mark.at - 0.5), in_right_half=2 * mark.at > first + last)
    for tick, anchor in ((steps[0], "start"), (steps[-1], "end")):
        drawn.append(_text(across(tick.at), bottom + 20, tick.words, width=300, anchor=anchor))
    return _picture(WIDTH, bottom + 28, drawn)


def _level(tick: Tick, height: float) -> str:
    left, _top, right, _bottom = _PLOT
    rule = f'<path d="M{left} {height:g}H{right}" stroke="{LINE}"/>'
    return rule + _text(left - 8, height + 4, tick.words, width=left - 8, anchor="end")


def _runs(line: Line) -> list[list[tuple[int, int]]]:
    """The points in runs of steps that follow each other."""
    runs: list[list[tuple[int, int]]] = []
    for point in line.points:
        if runs and point[0] == runs[-1][-1][0] + 1:
            runs[-1].append(point)
        else:
            runs.append([point])
    return runs


def _stroke(runs: Sequence[Sequence[tuple[float, float]]], line: Line) -> str:
    paths = ["L".join(f"{across:g} {down:g}" for across, down in run) for run in runs]
    # A single point is drawn as a dot, because a path of one point is invisible.
    path = "".join(f"M{each}" if "L" in each else f"M{each}h2" for each in paths)
    look = f'stroke="{WARN}" stroke-dasharray="6 4"' if line.dashed else f'stroke="{BRAND}"'
    return f'<path d="{path}" fill="none" stroke-width="2.5" {look}/>'


def _mark(mark: Tick, across: float, *, in_right_half: bool) -> tuple[str, str]:
    _left, top, _right, bottom = _PLOT
    upright = f'<path d="M{across:g} {top - 14}V{bottom}" stroke="{INK}" stroke-dasharray="2 3"/>'
    anchor, beside = ("end", -6) if in_right_half else ("start", 6)
    return upright, _text(across + beside, top - 4, mark.words, width=300, anchor=anchor)


def _picture(width: int, height: int, drawn: Sequence[str]) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}" font-family="{LETTERS}" font-size="{_TEXT}">'
        f"{''.join(drawn)}</svg>"
    )


def _text(
    left: float, base: float, words: str, *, width: float, anchor: str = "start", colour: str = INK
) -> str:
    """A line of words, cut to what fits."""
    room = int(width / _LETTER)
    shown = words if len(words) <= room else f"{words[: room - 1].rstrip()}…"
    return (
        f'<text x="{left:g}" y="{base:g}" text-anchor="{anchor}" fill="{colour}">'
        f"{escape(readable(shown))}</text>"
    )


def _box(
    left: float, top: float, width: float, height: float, colour: str, *, edge: str = ""
) -> str:
    line = f' stroke="{edge}"' if edge else ""
    return (
        f'<rect x="{left:g}" y="{top:g}" width="{width:g}" height="{height:g}" '
        f'fill="{colour}"{line}/>'
    )


def _upright(at: float, height: float, colour: str, *, dashed: bool = False) -> str:
    dashes = ' stroke-dasharray="4 3"' if dashed else ""
    return f'<path d="M{at:g} 0V{height:g}" stroke="{colour}"{dashes}/>'


def _point(left: float, middle: float) -> str:
    return (
        f'<circle cx="{left:g}" cy="{middle:g}" r="5" fill="#ffffff" stroke="{INK}" '
        'stroke-width="2"/>'
    )
