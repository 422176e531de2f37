"""Chooses the spelling that a supplier is shown under."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise

from tallystick.match.names.normalise import plain
from tallystick.match.spellings import Spelling

_NEAR = 2  # a spelling with half as many lines as the most frequent one may be preferred to it
_NUMBER = re.compile(r"\d{3}")
_FULL_ENDS = ("ltd", "limited", "plc", "llp", "cic", "cio", "council", "trust", "school")


def best_name(spellings: Sequence[Spelling], nodes: Sequence[int] = ()) -> str:
    """The spelling to show, of those that are not cut short and write the supplier's commonest
    name: published often, no card marks or codes, a full name's end, small letters too, most
    lines, first in the alphabet.

    nodes: the name that each spelling writes, where they may write several.
    """
    if len(spellings) == 1:
        return spellings[0].name
    node_of = {each.name: node for each, node in zip(spellings, nodes, strict=bool(nodes))}
    whole = _commonest(_not_cut(spellings), node_of)
    most = max(each.lines for each in whole)
    near = [each for each in whole if each.lines * _NEAR >= most]
    best = min(near, key=lambda each: (_oddness(each.name), -each.lines, each.name))
    return best.name


def _commonest(spellings: Sequence[Spelling], node_of: Mapping[str, int]) -> list[Spelling]:
    """The spellings of the name that most lines bear, however many ways there are to write it: a
    stranger that was joined wrongly is then not shown."""
    lines: Counter[int] = Counter()
    for each in spellings:
        lines[node_of.get(each.name, 0)] += max(each.lines, 1)
    best = min(lines, key=lambda node: (-lines[node], node))
    return [each for each in spellings if node_of.get(each.name, 0) == best]


def _not_cut(spellings: Sequence[Spelling]) -> list[Spelling]:
    """The spellings that are not a truncated form of another one."""
    text_of = [plain(each.name) for each in spellings]
    texts = sorted(set(text_of))
    longer = {text for text, after in pairwise(texts) if after.startswith(text)}
    cut = {text for text in longer if _goes_on(text, texts)}
    if not cut:
        return list(spellings)
    return [each for each, text in zip(spellings, text_of, strict=True) if text not in cut]


def _goes_on(text: str, texts: Sequence[str]) -> bool:
    """True when one of the sorted texts is this text with more letters or digits directly after
    it."""
    if not text[-1:].isalnum():
        return False
    near = (bisect_left(texts, text + first) for first in "0a")
    longer = [texts[at] for at in near if at < len(texts) and texts[at].startswith(text)]
    return any(each[len(text)].isalnum() for each in longer)


def _oddness(name: str) -> tuple[bool, bool, bool, bool]:
    """Card marks, an order's or a shop's number, no end that a full name has, and capitals
    alone."""
    last = name.lower().rstrip(". ").rpartition(" ")[2]
    return ("*" in name, _NUMBER.search(name) is not None, last not in _FULL_ENDS, name.isupper())
