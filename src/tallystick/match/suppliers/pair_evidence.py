"""All evidence for or against joining two names: similarity, numbers, councils, reviewers."""

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from tallystick.match.names.columns import Ints, spans
from tallystick.match.names.forms import Forms, concat
from tallystick.match.names.parse import parse
from tallystick.match.names.reading import read_name
from tallystick.match.pairs.compared import APART, Compared, Pair, overruled, united
from tallystick.match.pairs.features import FEATURES
from tallystick.match.pairs.guards import OF_PERSONS
from tallystick.match.pairs.likeness import by_likeness
from tallystick.match.pairs.score import Scored, score
from tallystick.match.pairs.table import FormTable, lay_out
from tallystick.match.spellings import BY_CARE, CouncilNames, Decision, Spelling, SupplierKind
from tallystick.match.suppliers.identifiers import sharing
from tallystick.match.suppliers.nodes import SILENT, SPLIT, Nodes
from tallystick.match.suppliers.same_names import SAME_LETTERS, same_by_form

_BY_NUMBER = 0.95  # how often a shared, possible number under agreeing names is one supplier
_BY_FORM = 0.9  # how often names that differ in form only are one supplier; judgement
_LEAST_LIKE = 0.05  # names that score less contradict the number
_LEAST_SHARE = 0.15  # as do names of which less than this part is shared
SAME_COUNCIL = 0.99  # how surely two names of one council in the table are one; judgement
_COUNTY_OR_CITY = re.compile(r" (?:county|city) council$")
SAID_SAME = 1e7  # outweighs every guard
SAID_APART = -1e12  # outweighs everything


@dataclass(frozen=True, slots=True)
class PairEvidence:
    """scores: of each compared pair of nodes, as clusters.cluster takes them. notes: what other
    than likeness joined a pair. table: the names, with the node of each of its rows."""

    scores: Compared
    notes: dict[Pair, str]
    table: FormTable
    rows: Ints

    def judged_across(self, home: Ints, asked: Sequence[Pair]) -> Scored:
        """What the table says of each two names of which one has the one home of a pair asked for
        and the other the other. home: of each node."""
        order = np.argsort(home[self.rows], kind="stable")
        ordered = home[self.rows][order]
        ends = np.asarray(asked, dtype=np.int64).reshape(-1, 2)
        begin = np.searchsorted(ordered, ends)
        count = np.searchsorted(ordered, ends, side="right") - begin
        first = np.repeat(np.arange(len(ends)), count[:, 0])
        left = spans(begin[:, 0], count[:, 0])
        times = count[:, 1][first]
        right = spans(begin[:, 1][first], times)
        return score(self.table, order[np.repeat(left, times)], order[right], -1.0)


def gather(
    nodes: Nodes,
    spellings: Sequence[Spelling],
    councils: CouncilNames | None,
    decisions: Sequence[Decision],
) -> PairEvidence:
    """Compare the nodes that may be the same supplier. Priority of evidence: reviewers, then
    guards, then numbers, then similarity."""
    table, rows = table_of(nodes)
    notes: dict[Pair, str] = {}
    form = _by_form(nodes, table, rows, notes)
    numbers = form | _by_number(nodes, spellings, table, rows, notes)
    code = {} if councils is None else council_codes(nodes, councils)
    said = Compared.of(_by_reviewer(nodes, decisions, notes))
    given = Compared.of(numbers | _by_council(code, notes))
    n = len(nodes.keys)
    likeness = by_likeness(n, table, rows, united(given, said))
    scores = _two_councils_apart(n, united(likeness, given), code)
    return PairEvidence(overruled(scores, said), notes, table, rows)


def _two_councils_apart(n: int, scores: Compared, code: Mapping[int, str]) -> Compared:
    """The scores, names of two councils kept apart whatever else is known of them."""
    number = {own: place for place, own in enumerate(sorted(set(code.values())))}
    council = np.full(n, -1)
    council[list(code)] = [number[own] for own in code.values()]
    one, other = council[scores.first], council[scores.second]
    apart = (one >= 0) & (other >= 0) & (one != other)
    return replace(scores, score=np.where(apart, APART, scores.score))


def table_of(nodes: Nodes) -> tuple[FormTable, Ints]:
    """The nodes that name somebody, laid out for comparing, and the node of each row: a node whose
    words are parted in two ways has two."""
    silent = np.isin(nodes.kinds, SILENT)
    taken_out = np.fromiter((SPLIT in key for key in nodes.keys), np.bool_, len(nodes.keys))
    named = (nodes.forms.counts() > 0) & ~silent & ~taken_out
    run_on = [(node, form) for node, form in nodes.run_on if named[node]]
    rows = np.concatenate([np.flatnonzero(named), [node for node, _ in run_on]]).astype(np.int64)
    forms = concat([nodes.forms.take(np.flatnonzero(named)), Forms.of([f for _, f in run_on])])
    return lay_out(forms, nodes.kinds[rows] == BY_CARE.index(SupplierKind.PERSON)), rows


def _judged(
    asked: Sequence[Pair], n: int, table: FormTable, rows: Ints
) -> tuple[list[Pair], Scored]:
    """Those of the pairs of n nodes that the table holds, and what it says of each."""
    row_of = np.full(n, -1)
    row_of[rows[::-1]] = np.arange(len(rows))[::-1]
    ends = row_of[np.asarray(asked, dtype=np.int64).reshape(-1, 2)]
    both = np.flatnonzero((ends[:, 0] >= 0) & (ends[:, 1] >= 0))
    pairs = [pair for pair, row in zip(asked, ends.tolist(), strict=True) if min(row) >= 0]
    return pairs, score(table, ends[both, 0], ends[both, 1], -1.0)


def _by_form(
    nodes: Nodes, table: FormTable, rows: Ints, notes: dict[Pair, str]
) -> dict[Pair, float]:
    """Names that differ in form only, where no guard keeps them apart. Words that are parted
    otherwise look like other words to most guards."""
    why = same_by_form(nodes)
    pairs, found = _judged(list(why), len(nodes.keys), table, rows)
    joined = {
        pair: max(_BY_FORM, float(sure))
        for pair, kept, sure in zip(pairs, found.guard.tolist(), found.score, strict=True)
        if not kept or (why[pair] == SAME_LETTERS and kept not in OF_PERSONS)
    }
    notes |= {pair: why[pair] for pair in joined}
    return joined


def _by_number(
    nodes: Nodes,
    spellings: Sequence[Spelling],
    table: FormTable,
    rows: Ints,
    notes: dict[Pair, str],
) -> dict[Pair, float]:
    """A shared number joins names that do not contradict it; a company number that stands under
    two names only joins them whatever they are, for firms change their names."""
    shared = sharing(zip(nodes.of_spelling.tolist(), spellings, strict=True))
    pairs, found = _judged(list(shared), len(nodes.keys), table, rows)
    joined: dict[Pair, float] = {}
    share = found.features[:, list(FEATURES).index("share")]
    agrees = (found.score >= _LEAST_LIKE) & (share >= _LEAST_SHARE)
    for pair, agree, guard in zip(pairs, agrees.tolist(), found.guard.tolist(), strict=True):
        kind, names = shared[pair]
        renamed = kind == "company number" and names == 2
        if guard == 0 and (agree or renamed):
            joined[pair] = _BY_NUMBER
            notes[pair] = f"both give the same {kind}"
    return joined


def council_codes(nodes: Nodes, councils: CouncilNames) -> dict[int, str]:
    """The code of the council that a node names, by the reference table; what stands in brackets
    or behind a dash is a department."""
    code_of = {parse(name).key: code for name, code in sorted(councils.names().items())}
    short = {
        parse(_COUNTY_OR_CITY.sub(" cc", name.lower())).key: code
        for name, code in sorted(councils.names().items())
        if _COUNTY_OR_CITY.search(name.lower())
    }
    found = {}
    public = nodes.kinds == BY_CARE.index(SupplierKind.PUBLIC_BODY)
    for node, (is_public, key) in enumerate(zip(public.tolist(), nodes.keys, strict=True)):
        if not is_public and "cc" not in key:
            continue
        form = nodes.forms[node]
        named = "".join(form.words[: form.main])
        code = code_of.get(named) if is_public else None
        code = code or short.get(named)
        if code:
            found[node] = code
    return found


def _by_council(code: Mapping[int, str], notes: dict[Pair, str]) -> dict[Pair, float]:
    """Names of one council are one supplier."""
    first: dict[str, int] = {}
    joined: dict[Pair, float] = {}
    for node, own in sorted(code.items()):
        if own in first:
            joined[first[own], node] = SAME_COUNCIL
            notes[first[own], node] = "both are names of one council"
        first.setdefault(own, node)
    return joined


def _by_reviewer(
    nodes: Nodes, decisions: Sequence[Decision], notes: dict[Pair, str]
) -> dict[Pair, float]:
    said: dict[Pair, float] = {}
    for decision in decisions:
        one, other = node_named(nodes.keys, decision.a), node_named(nodes.keys, decision.b)
        if one is None or other is None or one == other:
            continue
        pair = (min(one, other), max(one, other))
        said[pair] = SAID_SAME if decision.verdict == "same" else SAID_APART
        notes[pair] = "a reviewer said so"
    return said


def node_named(keys: Sequence[str], spelling: str) -> int | None:
    """The node of a spelling, if it is in this batch. keys: of the nodes, in the alphabet."""
    _, forms = read_name(spelling)
    key = forms[0].key if forms else ""
    for own in (f"{key}{SPLIT}{spelling}", key):
        node = bisect_left(keys, own)
        if keys[node : node + 1] == [own]:
            return node
    return None
