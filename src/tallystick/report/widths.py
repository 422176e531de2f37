"""How wide the columns of a table are on paper: figures whole, words by how much they say."""

from collections.abc import Sequence

from tallystick.report.document import MANY, Holds, Table, text_of

_UPRIGHT, _SMALL, _SIDEWAYS = 108, 132, 200
"""How many letters of a table's size a line of the paper holds."""
_SPARE = 2  # letters, for the margins of a cell and for headings in bold
_LEAST = 4
_WORD = 18  # what is longer may break, as may words that stand for a figure
_BAR = 14


def widths(of: Table, *, bars: bool) -> tuple[int, ...]:
    """The width of each column in letters, in proportion. bars: columns of bars take part, else
    they are 0.

    A column of figures is as wide as its longest, so that none breaks. Words share what is left:
    each column at least its longest word, and more as the sentences in it are longer.
    """
    room = _SIDEWAYS if of.sideways else _SMALL if len(of.columns) >= MANY else _UPRIGHT
    least = [_least(of, at, bars=bars) for at in range(len(of.columns))]
    wish = [max(_wish(of, at) - least[at], 0) for at in range(len(of.columns))]
    left = max(room - sum(least), 0)
    if sum(wish) <= left:
        return tuple(need + more for need, more in zip(least, wish, strict=True))
    weights = [more**0.7 for more in wish]
    return tuple(
        need + round(left * weight / (sum(weights) or 1))
        for need, weight in zip(least, weights, strict=True)
    )


def _least(of: Table, at: int, *, bars: bool) -> int:
    column = of.columns[at]
    if column.holds is Holds.BAR:
        return _BAR if bars else 0
    heading = 0 if of.turned else _longest(column.title.split())
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
