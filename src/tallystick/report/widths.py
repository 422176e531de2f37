"""Column widths of a table on paper: columns of figures are never broken; columns of words share
the rest by their length."""

from collections.abc import Sequence

from tallystick.report.document import Holds, Look, Table, text_of

_UPRIGHT, _SMALL, _SIDEWAYS = 120, 138, 200
"""How many letters of a table's size a line of the paper holds."""
_SPARE = 2  # letters, for the margins of a cell and for headings in bold
_LEAST = 4
_WORD = 15  # what is longer may break, as may words that stand for a figure
_BAR = 14
_SHORT = 15  # a heading no longer than this is not broken


def widths(of: Table, *, bars: bool) -> tuple[int, ...]:
    """The width of each column in letters, in proportion. bars: columns of bars take part, else
    they are 0.

    A column of figures is as wide as its longest, so that none breaks. Words share what is left:
    each column at least its longest word, and more as the sentences in it are longer.
    """
    room = _SIDEWAYS if of.sideways else _SMALL if of.small else _UPRIGHT
    least = [_least(of, at, bars=bars) for at in range(len(of.columns))]
    wish = [max(_wish(of, at) - least[at], 0) for at in range(len(of.columns))]
    more = _shared(wish, max(room - sum(least), 0))
    return tuple(need + extra for need, extra in zip(least, more, strict=True))


def _shared(wishes: Sequence[int], left: int) -> list[int]:
    """Divide the remaining width: columns that need little get it in full, the others share by text
    length."""
    got = [0] * len(wishes)
    open_to = {at for at, wish in enumerate(wishes) if wish}
    while open_to and left > 0:
        weights = {at: wishes[at] ** 0.6 for at in open_to}
        total = sum(weights.values())
        met = {at for at in open_to if wishes[at] <= left * weights[at] / total}
        if not met:
            for at in open_to:
                got[at] = int(left * weights[at] / total)
            return got
        for at in met:
            got[at] = wishes[at]
        left -= sum(wishes[at] for at in met)
        open_to -= met
    return got


def _least(of: Table, at: int, *, bars: bool) -> int:
    column = of.columns[at]
    if column.holds is Holds.BAR:
        return _BAR if bars else 0
    heading = 0 if of.look is Look.TURNED else _longest(column.title.split())
    if len(column.title) <= _SHORT and of.look is not Look.TURNED:
        heading = max(heading, len(column.title))
    cells = _cells(of, at)
    if column.holds is Holds.FIGURE:
        return max(_LEAST, heading, min(_WORD, _longest(cells))) + _SPARE
    words = (word for cell in cells for word in cell.split())
    return max(_LEAST, heading, min(_WORD, _longest(tuple(words)))) + _SPARE


def _wish(of: Table, at: int) -> int:
    if of.columns[at].holds is not Holds.WORDS:
        return 0
    return max(_longest(_cells(of, at)), len(of.columns[at].title)) + _SPARE


def _cells(of: Table, at: int) -> list[str]:
    rows = (*of.rows, of.total) if of.total else of.rows
    return [text for row in rows for text in (text_of(row[at].words), row[at].note)]


def _longest(texts: Sequence[str]) -> int:
    return max(map(len, texts), default=0)
