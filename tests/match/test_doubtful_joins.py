"""Pounds of joins below 0.75 stand apart from the supplier's. Names and lines invented."""

from datetime import date
from pathlib import Path

import pyarrow as pa
import pytest

from tallystick.engine.arriving import SourceRow
from tallystick.engine.questions import kept
from tallystick.engine.questions.spending import spend_cube, supplier_names
from tallystick.engine.schema import PAYMENTS, REJECTS
from tallystick.engine.store import Store, open_store
from tallystick.match import Matched, Spelling, SupplierKind, persist
from tallystick.match.matching import keep_most_used
from tallystick.reference.councils import load_councils

SCORES = {"Quillworth Ltd": 1.0, "Quillworth UK": 0.75, "Quilworthy": 0.74, "Quillwort Trust": 0.5}
PENCE = {"Quillworth Ltd": 100, "Quillworth UK": 20, "Quilworthy": 3, "Quillwort Trust": 4}


def keep_lines(store: Store) -> None:
    rows = [
        {
            "source": "a" * 64,
            "sheet": "",
            "line": line,
            "council": "X06000001",
            "month": date(2024, 5, 1),
            "supplier": name,
            "amount_pence": pence,
        }
        for line, (name, pence) in enumerate(PENCE.items(), 2)
    ]
    source = SourceRow("a" * 64, "a.csv", "X06000001", 1, "1", len(rows), 0, 0, None, None, {})
    with store.draft("a" * 64) as draft:
        draft.write(pa.Table.from_pylist(rows, schema=PAYMENTS), REJECTS.empty_table())
        draft.commit(source, place="/in/a.csv")


def test_doubtful_joins_are_a_supplier_of_their_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def joined(seen: list[Spelling], **_: object) -> list[Matched]:
        firm = ("s1", "Quillworth Ltd", "g1", SupplierKind.ORGANISATION)
        return [Matched(*firm, SCORES[each.name], ()) for each in seen]

    monkeypatch.setattr(persist, "match_spellings", joined)
    with open_store(tmp_path / "store") as store:
        keep_lines(store)
        persist.match_store(store, councils=load_councils())
        cube = {row.supplier_id: row for row in spend_cube(store, (None, None))}
        names = supplier_names(store)
        ids = set(kept.kept_supplier_ids(store).values())
    assert {key: row.pence for key, row in cube.items()} == {"s1": 120, "s1-perhaps": 7}
    assert {key: row.firm for key, row in cube.items()} == {"s1": "g1", "s1-perhaps": "s1-perhaps"}
    assert names["s1"] == "Quillworth Ltd"
    assert names["s1-perhaps"] == "Quillwort Trust (perhaps also Quillworth Ltd)"
    assert ids == {"s1"}, "the matching itself, and so a later run, is as before"


def test_the_most_used_of_doubtfully_joined_names_is_in_no_doubt() -> None:
    doubt, sure = (0.6, ("alike",)), (0.75, ("alike",))
    told = [doubt, doubt, sure, doubt, doubt, doubt]
    keep_most_used(told, belongs=[0, 0, 1, 1, 2, 2], lines=[2, 9, 1, 9, 3, 3])
    assert [score for score, _ in told] == [0.6, 1.0, 0.75, 0.6, 1.0, 0.6]
