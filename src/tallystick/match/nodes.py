"""Distinct names: spellings that differ only in writing habits are one node, unconditionally."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tallystick.match.columns import Flags, Ints
from tallystick.match.forms import Forms, concat
from tallystick.match.names import Form, parse
from tallystick.match.plainwords import plain
from tallystick.match.reading import NamesRead, read_names
from tallystick.match.values import Decision, Kind, Spelling

_SILENT = (Kind.REDACTED, Kind.NONE)
SPLIT = "#"  # parts a key from the spelling that a reviewer has taken out of it
_APART = "\u00a6"  # parts a plain text, which is ASCII, from that spelling


@dataclass(frozen=True, slots=True)
class Nodes:
    """Distinct names, sorted by key, so that a row's number says nothing of the input's order.

    of_spelling: the node of each spelling. aliases: (a name's own node, the node of another name
    that it gives). run_on: (node, its form with fewest words) where its spellings part the words
    in several ways: "N Power", "Npower".
    """

    keys: list[str]
    forms: Forms
    kinds: list[Kind]
    of_spelling: list[int]
    aliases: list[tuple[int, int]]
    run_on: list[tuple[int, Form]]


def find_nodes(spellings: Sequence[Spelling], decisions: Sequence[Decision]) -> Nodes:
    """The nodes of the spellings. Two spellings that a reviewer holds apart are two nodes."""
    apart = _held_apart(decisions)
    texts: dict[str, int] = {}  # plain text, with SPLIT and the spelling where held apart -> row
    row_of = []
    for spelling in spellings:
        text = plain(spelling.name)
        if spelling.name in apart:
            text = f"{text}{_APART}{spelling.name}"
        row_of.append(texts.setdefault(text, len(texts)))
    read = read_names([text.partition(_APART)[0] for text in texts])
    own_keys = _own_keys(read, list(texts))
    others = [other for other in read.others if read.kinds[other[0]] not in _SILENT]
    all_keys = own_keys + [form.key for _, form in others]
    keys = sorted(set(all_keys))
    number = {key: node for node, key in enumerate(keys)}
    node_of = np.fromiter(map(number.__getitem__, all_keys), np.int64, len(all_keys))
    forms = concat([read.own, Forms.of([form for _, form in others])])
    kinds = [*read.kinds, *[Kind.ORGANISATION] * len(others)]
    given = zip([row for row, _ in others], node_of[len(own_keys) :].tolist(), strict=True)
    best = _best_rows(forms, node_of)
    return Nodes(
        keys,
        forms.take(best),
        _careful_kinds(kinds, node_of),
        node_of[row_of].tolist(),
        sorted({(int(node_of[row]), node) for row, node in given}),
        _run_on(forms, node_of, best),
    )


def _own_keys(read: NamesRead, texts: Sequence[str]) -> list[str]:
    """The key of each text's own name. Withheld names never meet a name that reads like them."""
    keys = read.own.keys()
    for row, text in enumerate(texts):
        if _APART in text:
            keys[row] += f"{SPLIT}{text.partition(_APART)[2]}"
    for row, kind in enumerate(read.kinds):
        if kind in _SILENT:
            keys[row] = f"{kind}:{keys[row]}"
    return keys


_BY_CARE = (Kind.NONE, Kind.ORGANISATION, Kind.PUBLIC_BODY, Kind.PERSON, Kind.REDACTED)


def _careful_kinds(kinds: Sequence[Kind], node_of: Ints) -> list[Kind]:
    """Of each node, whose forms are of these kinds, the kind that is the most careful."""
    care = {kind: number for number, kind in enumerate(_BY_CARE)}
    level = np.zeros(node_of.max(initial=-1) + 1, dtype=np.int64)
    np.maximum.at(level, node_of, [care[kind] for kind in kinds])
    return [_BY_CARE[number] for number in level.tolist()]


def _best_rows(forms: Forms, node_of: Ints) -> Ints:
    """For each node the row of its form: that with most words, then the first in the alphabet."""
    order = np.argsort(node_of, kind="stable")
    best = order[np.flatnonzero(np.diff(node_of[order], prepend=-1))]
    rivals: dict[int, list[int]] = {}
    for row in np.flatnonzero(_differ(forms, best[node_of])).tolist():
        rivals.setdefault(int(node_of[row]), []).append(row)
    for node, rows in rivals.items():
        best[node] = min([int(best[node]), *rows], key=lambda row: _rank(forms[row]))
    return best


def _run_on(forms: Forms, node_of: Ints, best: Ints) -> list[tuple[int, Form]]:
    """Each node with the form of fewest words, then the first in the alphabet, where that has
    fewer than its best one."""
    counts = forms.counts()
    fewest: dict[int, Form] = {}
    for row in np.flatnonzero(counts < counts[best[node_of]]).tolist():
        form, node = forms[row], int(node_of[row])
        fewest[node] = min(
            fewest.get(node, form), form, key=lambda f: (len(f.words), f.words, f.main)
        )
    return sorted(fewest.items(), key=lambda item: item[0])


def _rank(form: Form) -> tuple[int, tuple[str, ...], int]:
    return -len(form.words), form.words, form.main


def _differ(forms: Forms, model: Ints) -> Flags:
    """True for each row whose form is not that of the row model[i]."""
    counts = forms.counts()
    differ: Flags = (counts != counts[model]) | (forms.main != forms.main[model])
    like = np.flatnonzero(~differ)
    one, other = forms.take(like), forms.take(model[like])
    unlike = np.concatenate([[0], np.cumsum(one.words != other.words)])[one.start]
    differ[like] = unlike[1:] > unlike[:-1]
    return differ


def _held_apart(decisions: Sequence[Decision]) -> set[str]:
    """The later spelling of each pair that a reviewer parts although the names read the same."""
    apart = set()
    for decision in decisions:
        if decision.verdict != "same" and parse(decision.a).key == parse(decision.b).key:
            apart.add(max(decision.a, decision.b))
    return apart
