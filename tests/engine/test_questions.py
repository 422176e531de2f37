"""What the rooms ask of the store, answered on a store small enough to check by hand."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import pyarrow as pa
import pytest

from tallystick.engine import distinct
from tallystick.engine.arriving import SourceRow
from tallystick.engine.fingerprint import fingerprint
from tallystick.engine.questions import kept, spending, words
from tallystick.engine.questions.combinations import combinations_unseen
from tallystick.engine.questions.evidence import LargeLine, WantedCell, evidence_lines, spellings_of
from tallystick.engine.questions.meaning import shown_in, shown_texts
from tallystick.engine.questions.spellings import has_new_spellings, spellings_seen
from tallystick.engine.schema import PAYMENTS, REJECTS
from tallystick.engine.store import Store, open_store

ASH, BECK = "X06000001", "X06000002"
MAY, JUNE = date(2024, 5, 1), date(2024, 6, 1)
ALL = (None, None)

Lines = list[LargeLine]
Line = tuple[str, date | None, str | None, int, str | None, str | None]

# council, month, supplier, pence, description, company number
LINES: list[Line] = [
    (ASH, MAY, "Quillworks Ltd", 60_000, "Software", "01234567"),
    (ASH, JUNE, "Quillworks Ltd", 90_000, "Software", None),
    (ASH, MAY, "QUILLWORKS", 10_000, "Software", "01234567"),
    (BECK, JUNE, "Quillworks Ltd", 40_000, "Software", "07654321"),
    (BECK, JUNE, "A Person", 70_000, "Foster care", None),
    (BECK, None, None, 30_000, None, None),
]


def keep(store: Store, lines: Sequence[Line]) -> None:
    """Put lines into a store as one source."""
    rows = [
        {
            "source": "a" * 64,
            "sheet": "",
            "line": line,
            "council": council,
            "month": month,
            "supplier": supplier,
            "amount_pence": pence,
            "description": description,
            "company_number": number,
            "supplier_ref": "77" if supplier else None,
        }
        for line, (council, month, supplier, pence, description, number) in enumerate(lines, 2)
    ]
    row = SourceRow("a" * 64, "in/all.csv", ASH, 1, "1", len(rows), 0, 0, None, None, {})
    with store.draft("a" * 64) as draft:
        draft.write(pa.Table.from_pylist(rows, schema=PAYMENTS), REJECTS.empty_table())
        draft.commit(row, place="/in/all.csv")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """The six payments in a store."""
    with open_store(tmp_path / "store") as opened:
        keep(opened, LINES)
        yield opened


def match(store: Store) -> None:
    """Two spellings are one firm, one is a person."""
    matched = [("Quillworks Ltd", "quill"), ("QUILLWORKS", "quill"), ("A Person", "p1")]
    spellings = [
        {"spelling": spelling, "supplier_id": supplier, "score": 1.0, "reasons": ["by hand"]}
        for spelling, supplier in matched
    ]
    suppliers = [
        {
            "supplier_id": "quill",
            "name": "Quillworks Ltd",
            "group_id": None,
            "kind": "organisation",
        },
        {"supplier_id": "p1", "name": "A Person", "group_id": None, "kind": "person"},
    ]
    distinct.put_suppliers(
        store,
        pa.Table.from_pylist(spellings, schema=distinct.SPELLINGS),
        pa.Table.from_pylist(suppliers, schema=distinct.SUPPLIERS),
        version="1",
    )


def classify(store: Store) -> None:
    """What Quillworks sells is software; the rest is for residents."""
    rows = [
        {
            **{name: getattr(row, name) for name in distinct.CATEGORIES.names[:9]},
            "label": "it" if row.kind == "organisation" else "front_line",
            "category": "software" if row.kind == "organisation" else "childrens_care",
            "proclass": None,
            "confidence": 0.9,
            "reasons": [],
        }
        for row in combinations_unseen(store, again=True)
    ]
    table = pa.Table.from_pylist(rows, schema=distinct.CATEGORIES)
    distinct.put_categories(store, table, version="1", keep=False)


def test_each_spelling_is_seen_once_with_what_its_lines_agree_on(store: Store) -> None:
    seen = {row.spelling: row for row in spellings_seen(store)}
    assert list(seen) == ["A Person", "QUILLWORKS", "Quillworks Ltd"]
    assert seen["Quillworks Ltd"].lines == 3
    assert seen["Quillworks Ltd"].pence == 190_000
    assert seen["Quillworks Ltd"].councils == (ASH, BECK)
    assert seen["Quillworks Ltd"].company_number is None, "its lines give two"
    assert seen["QUILLWORKS"].company_number == "01234567"
    assert seen["Quillworks Ltd"].supplier_refs == (f"{ASH}:77", f"{BECK}:77")


def test_new_spellings_are_noticed(store: Store) -> None:
    assert has_new_spellings(store)
    match(store)
    assert not has_new_spellings(store)
    assert kept.kept_supplier_ids(store)["QUILLWORKS"] == "quill"
    assert kept.count_suppliers(store) == 2
    assert kept.made_by(store, "spellings") == "1"
    assert kept.made_by(store, "nothing") is None


def test_combinations_are_seen_once_and_not_again(store: Store) -> None:
    match(store)
    unseen = combinations_unseen(store, again=False)
    assert [(row.supplier, row.kind, row.description, row.lines) for row in unseen] == [
        ("", "none", "", 1),
        ("A Person", "person", "Foster care", 1),
        ("Quillworks Ltd", "organisation", "Software", 4),
    ]
    classify(store)
    assert combinations_unseen(store, again=False) == []
    assert len(combinations_unseen(store, again=True)) == 3


@pytest.fixture
def known(store: Store) -> Store:
    """The store matched, classified and joined."""
    match(store)
    classify(store)
    return store


def test_months_that_files_cover_and_what_is_withheld(known: Store) -> None:
    assert spending.months_by_council(known) == [
        (ASH, MAY),
        (ASH, JUNE),
        (BECK, JUNE),
    ]
    ash, beck = spending.shown_by_council(known)
    assert (ash.stray, beck.stray) == (0, 1)
    assert (beck.person_pence, beck.redacted_pence) == (70_000, 0)


def test_a_month_with_few_of_a_files_lines_is_not_covered(tmp_path: Path) -> None:
    days = [MAY] * 2 + [JUNE] * 9 + [None]
    with open_store(tmp_path / "spill") as store:
        keep(store, [(ASH, day, "Quillworks Ltd", 10_000, "Software", None) for day in days])
        assert [row.month for row in spending.months_by_council(store)] == [JUNE]
        assert spending.shown_by_council(store)[0].stray == 3
        assert [row.pence for row in spending.spend_cube(store, (JUNE, JUNE))] == [120_000]


def test_small_payments_are_added_up_by_reference(known: Store) -> None:
    sums = {(row.council, row.reference): row for row in spending.small_payments_by_council(known)}
    assert len(sums) == 6
    row = sums[ASH, "line"]
    assert (row.payments, row.under_250, row.under_500) == (3, 1, 1)
    assert (row.lines, row.referenced) == (3, 0)


def test_the_cube_sums_lines_in_the_month_they_count_in(known: Store) -> None:
    cube = {(row.council, row.supplier_id): row for row in spending.spend_cube(known, ALL)}
    assert {key: (row.pence, row.lines) for key, row in cube.items()} == {
        (ASH, "quill"): (160_000, 3),
        (BECK, "quill"): (40_000, 1),
        (BECK, "p1"): (70_000, 1),
        (BECK, ""): (30_000, 1),
    }
    assert cube[ASH, "quill"].label == "it"


def test_a_window_holds_both_of_its_ends(known: Store) -> None:
    assert sum(row.pence for row in spending.spend_cube(known, (MAY, MAY))) == 70_000
    assert sum(row.pence for row in spending.spend_cube(known, (MAY, JUNE))) == 300_000
    assert spending.spend_cube(known, (None, date(2024, 4, 1))) == []


def test_only_organisations_have_names(known: Store) -> None:
    assert spending.supplier_names(known) == {"quill": "Quillworks Ltd"}
    assert spellings_of(known, ["quill"]) == {"quill": ("Quillworks Ltd", "QUILLWORKS")}


def test_wordings_are_found_by_their_supplier_or_their_texts(known: Store) -> None:
    paid, said = words.words_about(known, ["it"])
    assert (paid, said) == (["quill"], ["", "Software"])
    assert words.words_about(known, ["front_line"]) == ([], []), "a person's words are not given"
    assert words.wordings_about(known, ["it"], suppliers=["tarn"], said=["Foster care"]) == []
    by_supplier = words.wordings_about(known, ["it"], suppliers=["quill"], said=[])
    by_text = words.wordings_about(known, ["it"], suppliers=[], said=["Software"])
    assert by_supplier == by_text
    assert [(row.supplier_id, row.text) for row in by_text] == [("quill", "Software")] * 2


def test_common_words_are_counted_by_the_column_they_stand_in(known: Store) -> None:
    assert shown_in(known, "description", 1) == {"Software", "Foster care"}
    assert shown_in(known, "description", 2) == frozenset()
    assert shown_in(known, "department", 1) == frozenset()


def largest(store: Store, *cells: tuple[str, str, str, str], each: int, common: int) -> Lines:
    """The largest lines of cells: key, council, firm, category."""
    wanted = [WantedCell(*cell) for cell in cells]
    return evidence_lines(store, wanted, ALL, each=each, common_texts=shown_texts(store, common))


def test_evidence_is_the_largest_lines_of_each_council(known: Store) -> None:
    cells = ("k", ASH, "quill", "software"), ("k", BECK, "", "software")
    lines = largest(known, *cells, each=1, common=1)
    assert [(row.council, row.path, row.line, row.pence) for row in lines] == [
        (ASH, "in/all.csv", 3, 90_000),
        (BECK, "in/all.csv", 5, 40_000),
    ]
    assert [row.text for row in lines] == ["Software", "Software"]


def test_words_beside_few_suppliers_and_lines_of_persons_are_not_shown(known: Store) -> None:
    cells = ("k", BECK, "", "childrens_care"), ("k", ASH, "", "software")
    lines = largest(known, *cells, each=3, common=2)
    assert [row.text for row in lines] == ["", "", ""]
    assert {row.council for row in lines} == {ASH}


def test_a_fingerprint_is_of_the_rooms_named() -> None:
    assert fingerprint("words") == fingerprint("words")
    assert fingerprint("words") != fingerprint("words", "reference")
