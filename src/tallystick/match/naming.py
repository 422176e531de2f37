"""Which of a supplier's spellings it is called by."""

from collections.abc import Sequence
from itertools import takewhile

from tallystick.match.plainwords import plain
from tallystick.match.values import Spelling

_NEAR = 2  # a spelling with half as many lines as the most frequent one may be preferred to it
_FULL_ENDS = ("ltd", "limited", "plc", "llp", "cic", "cio", "council", "trust", "school")


def best_name(spellings: Sequence[Spelling]) -> str:
    """The spelling to show, of those that are published often and are not cut short: no card
    marks, a full name's end, small letters too, most lines, first in the alphabet."""
    if len(spellings) == 1:
        return spellings[0].name
    whole = _not_cut(spellings)
    most = max(each.lines for each in whole)
    near = [each for each in whole if each.lines * _NEAR >= most]
    best = min(near, key=lambda each: (_oddness(each.name), -each.lines, each.name))
    return best.name


def _not_cut(spellings: Sequence[Spelling]) -> list[Spelling]:
    """The spellings that do not stop in the middle of a word that another one goes on with."""
    texts = sorted({plain(each.name) for each in spellings})
    cut = {
        text
        for place, text in enumerate(texts)
        if text[-1:].isalnum()
        and any(
            longer[len(text)].isalnum()
            for longer in takewhile(lambda one: one.startswith(text), texts[place + 1 :])  # noqa: B023 -- used up within the round
        )
    }
    return [each for each in spellings if plain(each.name) not in cut] or list(spellings)


def _oddness(name: str) -> tuple[bool, bool, bool]:
    """Card marks, no end that a full name has, and capitals alone."""
    last = name.lower().rstrip(". ").rpartition(" ")[2]
    return ("*" in name, last not in _FULL_ENDS, name.isupper())
