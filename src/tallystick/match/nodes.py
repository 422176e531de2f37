"""Distinct names: spellings that differ only in writing habits are one node, unconditionally."""

from collections.abc import Sequence
from dataclasses import dataclass

from tallystick.match.kinds import kind_of_plain
from tallystick.match.names import Form, parse, parse_plain, plain, without_title
from tallystick.match.values import Decision, Kind, Spelling

_SILENT = (Kind.REDACTED, Kind.NONE)
SPLIT = "#"  # parts a key from the spelling that a reviewer has taken out of it


@dataclass(frozen=True, slots=True)
class Nodes:
    """Distinct names, sorted by key, so that a row's number says nothing of the input's order.

    of_spelling: the node of each spelling. aliases: (a name's own node, the node of another name
    that it gives).
    """

    keys: list[str]
    forms: list[Form]
    kinds: list[Kind]
    of_spelling: list[int]
    aliases: list[tuple[int, int]]


def find_nodes(spellings: Sequence[Spelling], decisions: Sequence[Decision]) -> Nodes:
    """The nodes of the spellings. Two spellings that a reviewer holds apart are two nodes."""
    apart = _held_apart(decisions)
    held: dict[str, tuple[Form, Kind]] = {}
    key_of: dict[str, str] = {}
    linked: set[tuple[str, str]] = set()
    for spelling in dict.fromkeys([spelling.name for spelling in spellings]):
        kind, forms = read_name(spelling)
        own, *others = forms or _NOBODY
        key = f"{own.key}{SPLIT}{spelling}" if spelling in apart else own.key
        key = f"{kind}:{key}" if kind in _SILENT else key
        key_of[spelling] = key
        _hold(held, key, own, kind)
        if kind not in _SILENT:
            for other in others:
                _hold(held, other.key, other, Kind.ORGANISATION)
                linked.add((key, other.key))
    keys = sorted(held)
    row = {key: number for number, key in enumerate(keys)}
    return Nodes(
        keys,
        [held[key][0] for key in keys],
        [held[key][1] for key in keys],
        [row[key_of[spelling.name]] for spelling in spellings],
        sorted((row[a], row[b]) for a, b in linked),
    )


def read_name(spelling: str) -> tuple[Kind, list[Form]]:
    """What a spelling names, and its forms: its own name first. A person's are without title and
    in the order of the alphabet, so that surname-first and surname-last are one."""
    text = plain(spelling)
    kind = kind_of_plain(text)
    name = parse_plain(text)
    if kind is not Kind.PERSON:
        return kind, list(name.forms)
    return kind, [without_title(form) for form in name.forms]


_NOBODY = [Form((), 0)]
_STRENGTH = {Kind.PERSON: 3, Kind.PUBLIC_BODY: 2, Kind.ORGANISATION: 1, Kind.REDACTED: 4}


def _hold(held: dict[str, tuple[Form, Kind]], key: str, form: Form, kind: Kind) -> None:
    """Keep for a key the form with most words, then the first in the alphabet; and the kind that
    is the more careful."""
    before = held.get(key)
    if before is None:
        held[key] = (form, kind)
        return
    if before == (form, kind):
        return
    best = min(before[0], form, key=lambda f: (-len(f.words), f.words, f.main))
    held[key] = (best, max(before[1], kind, key=lambda k: _STRENGTH.get(k, 0)))


def _held_apart(decisions: Sequence[Decision]) -> set[str]:
    """The later spelling of each pair that a reviewer parts although the names read the same."""
    apart = set()
    for decision in decisions:
        if decision.verdict != "same" and parse(decision.a).key == parse(decision.b).key:
            apart.add(max(decision.a, decision.b))
    return apart
