"""Distinct names: spellings that differ only in writing habits are one node, unconditionally."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tallystick.match.names.acronyms import stand_for
from tallystick.match.names.columns import Flags, Ints, Kinds, in_alphabet
from tallystick.match.names.forms import Forms, concat
from tallystick.match.names.normalise import plain
from tallystick.match.names.parse import Form, parse
from tallystick.match.names.reading import NamesRead, read_names
from tallystick.match.spellings import BY_CARE, Decision, Spelling, SupplierKind
from tallystick.match.suppliers.letters import written_alike

SILENT = np.asarray(
    [BY_CARE.index(kind) for kind in (SupplierKind.NONE, SupplierKind.REDACTED)], dtype=np.int8
)
SPLIT = "#"  # parts a key from the spelling that a reviewer has taken out of it
_APART = "\u00a6"  # parts a plain text, which is ASCII, from that spelling


@dataclass(frozen=True, slots=True)
class Nodes:
    """Distinct names, sorted by key, so that a row's number says nothing of the input's order.

    of_spelling: the node of each spelling. aliases: (a name's own node, the node of another name
    that it gives). letters: (a body's node, the node of the letters that its words begin with).
    run_on: (node, its form with fewest words) where its spellings part the words in several ways:
    "N Power", "Npower". written_alike: pairs of nodes of which two spellings have the same letters,
    whatever was made of their words: "Care Tech Ltd", "Caretech".
    """

    keys: list[str]
    forms: Forms
    kinds: Kinds
    of_spelling: Ints
    aliases: list[tuple[int, int]]
    letters: list[tuple[int, int]]
    run_on: list[tuple[int, Form]]
    written_alike: list[tuple[int, int]]


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
    read = read_names([text.partition(_APART)[0] for text in texts] if apart else list(texts))
    own_keys = _own_keys(read, list(texts) if apart else ())
    others = [other for other in read.others if read.kinds[other[0]] not in SILENT]
    keys, node_of = in_alphabet(own_keys + [form.key for _, form in others])
    forms = concat([read.own, Forms.of([form for _, form in others])])
    firm = np.full(len(others), BY_CARE.index(SupplierKind.ORGANISATION), dtype=np.int8)
    given = zip([row for row, _ in others], node_of[len(own_keys) :].tolist(), strict=True)
    best = _best_rows(forms, node_of)
    named = ~np.isin(read.kinds, SILENT) & (read.kinds != BY_CARE.index(SupplierKind.PERSON))
    chosen = forms.take(best)
    return Nodes(
        keys,
        chosen,
        _careful_kinds(np.concatenate([read.kinds, firm]), node_of),
        node_of[np.asarray(row_of, dtype=np.int64)],
        sorted({(int(node_of[row]), node) for row, node in given}),
        stand_for(chosen),
        _run_on(forms, node_of, best),
        written_alike([] if apart else list(texts), node_of[: len(own_keys)], named),
    )


def _own_keys(read: NamesRead, texts: Sequence[str]) -> list[str]:
    """The key of each text's own name. A redacted name never has the same key as a supplier whose
    name reads the same."""
    keys = read.own.keys()
    for row, text in enumerate(texts):
        if _APART in text:
            keys[row] += f"{SPLIT}{text.partition(_APART)[2]}"
    for row in np.flatnonzero(np.isin(read.kinds, SILENT)).tolist():
        keys[row] = f"{BY_CARE[read.kinds[row]]}:{keys[row]}"
    return keys


def _careful_kinds(kinds: Kinds, node_of: Ints) -> Kinds:
    """Of each node, whose forms are of these kinds, the kind that is the most careful."""
    careful = np.zeros(node_of.max(initial=-1) + 1, dtype=np.int8)
    np.maximum.at(careful, node_of, kinds)
    return careful


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
