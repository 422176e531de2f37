"""Many spellings read at once say what each says read by itself. Names invented."""

import csv
import gzip
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tallystick.match.names.normalise import plain
from tallystick.match.names.parse import Form
from tallystick.match.names.reading import read_name, read_names
from tallystick.match.spellings import BY_CARE, SupplierKind

# Tokens that some rule of reading turns on, among words that none does.
TOKENS = [
    "quillworth", "marrow", "care", "home", "services", "nurseries", "school", "trust", "the", "of",
    "and", "&", "+", "a", "b", "c", "ltd", "ltd.", "limited", "plc", "co", "company", "community",
    "interest", "liability", "partnership", "uk", "age", "(uk)", "(leeds)", "leeds", "council",
    "county", "mr", "smith", "smith,", "jane", "john", "t/a", "ta", "trading", "as", "formerly",
    "c/o", "-", "*", "sumup", "amazon", "amzn", "mktp", "prem", "bacs", "only", "2814", "s0290",
    "quill2814", "1", "www.quill.co.uk", "nhs", "apse", "bb", "bbc", "tesco", "express", "chambers",
    "at", "redacted", "unknown", "name", "12-14", "o'quill", "caf\u00e9", "]", ",", "\\n",
    "quill.", "j.", ".", "t.a.", "quill.org", "marrow.a", "c.i.c", "(leeds).",
]  # fmt: skip
NAMES = st.lists(st.sampled_from(TOKENS), max_size=7).map(" ".join)


def one_by_one(texts: list[str]) -> list[tuple[SupplierKind, list[Form]]]:
    return [read_name(text) for text in texts]


def at_once(texts: list[str]) -> list[tuple[SupplierKind, list[Form]]]:
    read = read_names(texts)
    forms = [[form] if form.words else [] for form in read.own]
    for row, form in read.others:
        forms[row].append(form)
    return list(zip([BY_CARE[kind] for kind in read.kinds], forms, strict=True))


@settings(max_examples=300, deadline=None)
@given(st.lists(NAMES | st.text(max_size=20), max_size=12))
def test_at_once_is_one_by_one(names: list[str]) -> None:
    texts = [plain(name) for name in names]
    assert at_once(texts) == one_by_one(texts)


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("quillworth systems ltd", SupplierKind.ORGANISATION, ("quillworth", "system")),
        ("the quillworth nurseries 2814", SupplierKind.ORGANISATION, ("quillworth", "nursery")),
        ("age uk", SupplierKind.ORGANISATION, ("age", "uk")),
        ("quillworth hire uk", SupplierKind.ORGANISATION, ("quillworth", "hire")),
        ("ltd", SupplierKind.ORGANISATION, ("ltd",)),
        ("mrs jane quill", SupplierKind.PERSON, ("jane", "quill")),
        ("", SupplierKind.NONE, ()),
    ],
)
def test_what_columns_read(text: str, kind: SupplierKind, words: tuple[str, ...]) -> None:
    read = read_names([text])
    assert (BY_CARE[read.kinds[0]], read.own[0].words) == (kind, words)


@pytest.mark.shared
def test_real_spellings_at_once_are_as_one_by_one(shared: Path) -> None:
    with gzip.open(shared / "truth/match/names.csv.gz", "rt", encoding="utf-8") as lines:
        texts = [plain(row["name"]) for row in csv.DictReader(lines)][::5]
    differ = sum(a != b for a, b in zip(at_once(texts), one_by_one(texts), strict=True))
    assert differ == 0


def test_a_persons_name_is_no_branch_of_a_chain() -> None:
    """Initials of a person may read as a chain's name, a surname as a place or as its last s."""
    kind, forms = read_name("Mr B M Horton")
    assert kind is SupplierKind.PERSON
    assert forms[0].key != read_name("B&M Retail")[1][0].key
    assert read_name("S McDonald")[1][0].key != read_name("McDonalds 12")[1][0].key
