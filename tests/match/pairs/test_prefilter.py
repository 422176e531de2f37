"""The prefilter may let a pair through in vain; it never loses one that is worth a look."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from tallystick.match.names.parse import Form
from tallystick.match.pairs.prefilter import Prefilter
from tallystick.match.pairs.table import FormTable, lay_out

WORDS = ["quill", "quilt", "quillworth", "marrow", "marow", "leeds", "care", "home", "a", "7", "zz"]


def table_of(names: list[str]) -> FormTable:
    forms = [Form(tuple(name.split()), len(name.split())) for name in sorted(names)]
    return lay_out(forms, [False] * len(forms))


def kept_pairs(table: FormTable) -> dict[tuple[int, int], bool]:
    left, right = np.triu_indices(len(table.forms), 1)
    kept = Prefilter.of(table).may_be_worth(left, right, 0.45).tolist()
    return dict(zip(zip(left.tolist(), right.tolist(), strict=True), kept, strict=True))


def is_worth_a_look(table: FormTable, one: int, other: int) -> bool:
    """The rule, read off the two names: one within the other, half of both equal, begun alike, or
    nearly the same letters. Asked for at 0.45, as matching does."""
    tells = dict(zip(table.traits.text, table.traits.weight.tolist(), strict=True))
    words = [list(table.forms[row].words) for row in (one, other)]
    shared = sum(tells[w] * min(words[0].count(w), words[1].count(w)) for w in set(words[0]))
    less, more = sorted(sum(tells[word] for word in side) for side in words)
    if shared >= 0.9 * less and shared >= 0.45 * 0.65 * more:
        return True
    a, b = table.joined[one], table.joined[other]
    begun = len(a) >= 9 and a[:9] == b[:9]
    near = OSA.normalized_similarity(a, b) >= 0.72
    return begun or near or shared >= 0.45 * 1.1 * (less + more)


NAMES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join)
TYPED = st.text("aeqstz1", min_size=1, max_size=14)


@settings(max_examples=80, deadline=None)
@given(st.lists(NAMES | TYPED, min_size=2, max_size=10, unique_by=lambda n: n.replace(" ", "")))
def test_no_pair_worth_a_look_is_lost(names: list[str]) -> None:
    table = table_of(names)
    for (one, other), is_kept in kept_pairs(table).items():
        assert is_kept or not is_worth_a_look(table, one, other)


def test_strangers_that_share_a_common_word_are_left_out() -> None:
    table = table_of(["marrow care", "quillworth care", "zebedee hurst lock"])
    assert set(kept_pairs(table).values()) == {False}


def test_what_shares_most_or_reads_nearly_the_same_is_kept() -> None:
    assert all(kept_pairs(table_of(["quillworth leeds", "quillworth"])).values())
    assert all(kept_pairs(table_of(["quillwroth", "quillworth"])).values())
