"""What holds however the spellings come: all at once, or a file today and another tomorrow.

Promised: how likely two spellings are one supplier is a matter of the two alone, for what words
tell is learnt once and shipped. Who is one supplier is a matter of the set of spellings, never of
their order or of which came first. A supplier of earlier spellings keeps its id as long as these
stay together and no others join them; where suppliers merge or part, each earlier id stays with one
of them at most: the one that holds most of its lines. Not promised: that spellings to come never
merge or part suppliers. A new one may be the missing link of two; it may show that a trading name
is several firms'; and of a word that very many names share only neighbours are compared.
"""

from collections import defaultdict

from hypothesis import given, settings
from hypothesis import strategies as st

from tallystick.match import Spelling, match_spellings

NAMES = [
    "QUILLWORTH SYSTEMS LTD", "Quillworth Systems Limited", "QUILLWORTH SYSTE", "Quillworth System",
    "Quillwroth Systems", "Quillworth", "Quillworth Catering Ltd", "Quillworth Systems (Leeds)",
    "Zebedee Holdings Ltd T/A Marrowfield Nursing Home", "Marrowfield Nursing Home",
    "Umberlee Care Ltd T/A Marrowfield Nursing Home", "Zebedee Holding", "Zebedee Care Homes",
    "MR A THRELKELDSON", "A Threlkeldson", "B Threlkeldson", "Threlkeldson Roofing",
    "Hill Quill 1 Ltd", "Hill Quill 3 Ltd", "Hill Quill", "St Quilla's School", "St Quilla's",
]  # fmt: skip
SOME = st.sets(st.sampled_from(NAMES))
Suppliers = dict[str, frozenset[str]]  # id -> spellings


def suppliers(names: set[str], kept: dict[str, str] | None = None) -> Suppliers:
    """Who is one supplier. Every spelling stands on as many lines as it has letters."""
    spellings = [Spelling(name, lines=len(name)) for name in sorted(names)]
    found = defaultdict(set)
    for spelling, answer in zip(spellings, match_spellings(spellings, kept=kept), strict=True):
        found[answer.supplier_id].add(spelling.name)
    return {supplier: frozenset(held) for supplier, held in found.items()}


def ids(found: Suppliers) -> dict[str, str]:
    return {name: supplier for supplier, held in found.items() for name in held}


@settings(max_examples=60, deadline=None)
@given(SOME, SOME)
def test_a_supplier_that_stays_together_keeps_its_id(first: set[str], more: set[str]) -> None:
    before = suppliers(first)
    after = suppliers(first | more, kept=ids(before))
    for supplier, held in after.items():
        earlier = held & first
        if earlier in before.values():
            assert before.get(supplier) == earlier


@settings(max_examples=60, deadline=None)
@given(SOME, SOME)
def test_who_is_one_supplier_does_not_depend_on_which_came_first(
    first: set[str], more: set[str]
) -> None:
    after = suppliers(first | more, kept=ids(suppliers(first)))
    assert set(after.values()) == set(suppliers(first | more).values())


@settings(max_examples=60, deadline=None)
@given(SOME, SOME)
def test_matching_again_what_is_kept_changes_nothing(first: set[str], more: set[str]) -> None:
    after = suppliers(first | more, kept=ids(suppliers(first)))
    assert suppliers(first | more, kept=ids(after)) == after


def test_of_two_that_merge_the_one_with_more_lines_gives_the_id() -> None:
    kept = {"Marrowfield Nursing Home": "smaller", "Zebedee Holdings": "larger"}
    spellings = [
        Spelling("Marrowfield Nursing Home", lines=2),
        Spelling("Zebedee Holdings", lines=3),
        Spelling("Zebedee Holdings Ltd T/A Marrowfield Nursing Home", lines=1),
    ]
    assert {answer.supplier_id for answer in match_spellings(spellings, kept=kept)} == {"larger"}


def test_of_two_that_part_the_one_with_more_lines_keeps_the_id() -> None:
    kept = dict.fromkeys(["Quillworth Systems", "Zebedee Roofing"], "given")
    spellings = [Spelling("Quillworth Systems", lines=2), Spelling("Zebedee Roofing", lines=3)]
    one, other = match_spellings(spellings, kept=kept)
    assert one.supplier_id != "given" == other.supplier_id
