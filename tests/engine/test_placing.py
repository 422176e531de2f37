"""Lines are placed once, and forgotten when their source stops counting."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pyarrow as pa
import pytest

from tallystick.engine import placing
from tallystick.engine.arriving import SourceRow
from tallystick.engine.questions.spending import spend_cube
from tallystick.engine.schema import PAYMENTS, REJECTS, source_number
from tallystick.engine.store import Store, open_store

ASH = "X06000001"
MAY, JUNE = date(2024, 5, 1), date(2024, 6, 1)
OLD, NEW, OTHER = "a" * 64, "b" * 64, "c" * 64


def put(
    store: Store, source: str, pence: list[int], *, said: str = "Ink", replaces: str | None = None
) -> None:
    """One source whose lines, one an amount, all say the same."""
    rows = [
        {
            "source": source,
            "sheet": "",
            "line": line,
            "council": ASH,
            "month": MAY,
            "supplier": "Quillworks",
            "amount_pence": amount,
            "description": said,
        }
        for line, amount in enumerate(pence, 2)
    ]
    row = SourceRow(source, source, ASH, 1, "1", len(rows), 0, 0, None, None, {})
    with store.draft(source) as draft:
        draft.write(pa.Table.from_pylist(rows, schema=PAYMENTS), REJECTS.empty_table())
        draft.commit(row, place=f"/{source}", replaces=[replaces] if replaces else [])


def placed(store: Store) -> list[tuple[str, int, str]]:
    """(what was said, pence, first letter of the source) of every placed line."""
    rows = store.rows(
        """select w.description, l.amount_pence, n.source from placed_lines l
           join wordings w using (wording) join sources n on n.number = l.source
           order by all"""
    )
    return [(row["description"], row["amount_pence"], row["source"][0]) for row in rows]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "store") as opened:
        yield opened


def test_a_line_is_placed_once_however_often_it_is_asked_about(store: Store) -> None:
    put(store, OLD, [100, 200])
    assert placed(store) == [("Ink", 100, "a"), ("Ink", 200, "a")]


def test_a_new_source_adds_its_lines_and_shares_the_wordings_there_are(store: Store) -> None:
    put(store, OLD, [100])
    put(store, OTHER, [300])
    assert placed(store) == [("Ink", 100, "a"), ("Ink", 300, "c")]
    assert store.rows("select count(*) as n from wordings") == [{"n": 1}]


def test_a_replaced_source_is_forgotten_with_the_words_that_only_it_used(store: Store) -> None:
    put(store, OLD, [100], said="Pens")
    put(store, NEW, [150], replaces=OLD)
    assert placed(store) == [("Ink", 150, "b")]
    assert store.rows("select description from wordings") == [{"description": "Ink"}]


def test_a_source_that_is_read_again_is_placed_again(store: Store) -> None:
    put(store, OLD, [100])
    put(store, OLD, [175])
    assert placed(store) == [("Ink", 175, "a")]
    assert spend_cube(store, (None, None))[0].pence == 175


def test_a_source_without_payments_is_placed_and_holds_nothing(store: Store) -> None:
    put(store, OLD, [])
    assert placed(store) == []
    assert store.rows("select source from sources") == [{"source": OLD}]


def test_a_commit_that_breaks_off_leaves_nothing_of_its_source(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(store, OTHER, [300])
    with monkeypatch.context() as broken:
        broken.setattr(placing, "_PLACED", "select no_such_column from arriving")
        with pytest.raises(Exception, match="no_such_column"):
            put(store, OLD, [100], said="Pens")
    for table in ("sources", "source_months", "small_payments", "parts"):
        assert {row["source"] for row in store.rows(f"select source from {table}")} <= {
            OTHER,
            source_number(OTHER),
        }
    assert placed(store) == [("Ink", 300, "c")]
    written = {file.name for file in (store.folder / "tables").iterdir()}
    assert written == {Path(file).name for file in store.manifest.files()}


def test_sources_committed_together_are_placed_like_one_by_one(store: Store) -> None:
    with store.together():
        put(store, OLD, [100, 200])
        put(store, OTHER, [300], said="Pens")
        put(store, NEW, [150], replaces=OLD)
    assert placed(store) == [("Ink", 150, "b"), ("Pens", 300, "c")]
    assert store.rows("select description from wordings order by 1") == [
        {"description": "Ink"},
        {"description": "Pens"},
    ]


@pytest.mark.parametrize(
    "texts",
    [("Quillworks", "", "Ink", "", "", "", "", ""), ("a", "b", "", "", "", "", "", ""),
     ("ab", "", "", "", "", "", "", ""), ("a", "", "", "", "", "b", "c", "d"),
     ("Zo\u00eb \U0001f58b", "d:1", "2:x", "", "9", "4", "0:", "x")],
)  # fmt: skip
def test_duckdb_numbers_a_wording_as_python_does(store: Store, texts: tuple[str, ...]) -> None:
    names = ("supplier", "department", "description", "category", "category_code")
    said = {
        "source": OLD, "sheet": "", "line": 2, "council": ASH, "month": MAY, "amount_pence": 1,
        **dict(zip((*names, "cost_centre", "subjective", "narrative"), texts, strict=True)),
    }  # fmt: skip
    row = SourceRow(OLD, OLD, ASH, 1, "1", 1, 0, 0, None, None, {})
    with store.draft(OLD) as draft:
        draft.write(pa.Table.from_pylist([said], schema=PAYMENTS), REJECTS.empty_table())
        draft.commit(row, place="/x")
    assert store.rows("select wording from wordings") == [
        {"wording": placing.wording_number(texts)}
    ]


def test_a_wording_number_is_the_md5_of_its_texts() -> None:
    # printf '10:Quillworks0:3:Ink0:0:7:Payroll0:4:Paid' | md5sum | cut -c1-16, halved
    texts = ("Quillworks", "", "Ink", "", "", "Payroll", "", "Paid")
    assert placing.wording_number(texts) == 0xCA9F83BD733EA0BD >> 1
