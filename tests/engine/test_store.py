"""The store: idempotent, replaceable, safe to kill, safe to run twice at once."""

import subprocess
import sys
import textwrap
from dataclasses import replace
from datetime import date
from pathlib import Path

import pyarrow as pa
import pytest

from tallystick.engine import manifest
from tallystick.engine.arriving import SourceRow
from tallystick.engine.manifest import publish
from tallystick.engine.schema import PAYMENTS, REJECTS
from tallystick.engine.snapshot import open_snapshot
from tallystick.engine.store import Store, open_store
from tallystick.words.mistakes import UserMistake

A, B, C = "a" * 64, "b" * 64, "c" * 64


def payments(digest: str, *amounts: int, month: date | None = date(2024, 5, 1)) -> pa.Table:
    """Payment lines of one source, one a given amount, in lines 2, 3, ..."""
    return pa.Table.from_pylist(
        [
            {
                "source": digest,
                "sheet": "",
                "line": line,
                "council": "X06000001",
                "month": month,
                "supplier": "Quillworks Ltd",
                "amount_pence": pence,
            }
            for line, pence in enumerate(amounts, start=2)
        ],
        schema=PAYMENTS,
    )


def row(digest: str, *, path: str = "may.csv", lines: int = 1) -> SourceRow:
    """A catalogue row for a source."""
    return SourceRow(
        source=digest,
        path=path,
        council="X06000001",
        bytes=10,
        reader="1",
        lines=lines,
        rejected=0,
        total_pence=100,
        first_paid_on=date(2024, 5, 1),
        last_paid_on=None,
        record={"lines": lines},
    )


def add(store: Store, digest: str, table: pa.Table, *, replaces: tuple[str, ...] = ()) -> None:
    """Put one source in the store."""
    with store.draft(digest) as draft:
        draft.write(table, REJECTS.empty_table())
        draft.commit(row(digest), place="/x/may.csv", replaces=replaces)


def amounts(store: Store) -> list[int]:
    """Every amount that counts, sorted."""
    found = store.rows("select amount_pence from payments order by 1")
    return [each["amount_pence"] for each in found]


def test_lines_come_back_after_the_store_is_closed(tmp_path: Path) -> None:
    with open_store(tmp_path / "s") as store:
        add(store, A, payments(A, 100, 250))
    with open_store(tmp_path / "s") as store:
        assert amounts(store) == [100, 250]
        assert store.sources() == [row(A)]
        assert store.places() == {"/x/may.csv": A}


def test_an_empty_store_answers_with_no_rows(tmp_path: Path) -> None:
    with open_store(tmp_path / "s") as store:
        assert amounts(store) == []
        assert store.rows("select * from rejects") == []


def test_payments_lie_in_the_folder_of_their_year(tmp_path: Path) -> None:
    with open_store(tmp_path / "s") as store, store.draft(A) as draft:
        draft.write(payments(A, 1), REJECTS.empty_table())
        draft.write(payments(A, 2, month=date(2023, 1, 1)), REJECTS.empty_table())
        draft.write(payments(A, 3, month=None), REJECTS.empty_table())
        draft.commit(row(A, lines=3), place="/x/may.csv")
        assert amounts(store) == [1, 2, 3]
    years = sorted(folder.name for folder in (tmp_path / "s" / "payments").iterdir())
    assert years == ["year=0", "year=2023", "year=2024"]


def test_reading_a_source_again_replaces_its_lines_and_files(tmp_path: Path) -> None:
    with open_store(tmp_path / "s") as store:
        add(store, A, payments(A, 100, 250))
        add(store, A, payments(A, 70))
        assert amounts(store) == [70]
    assert len(list((tmp_path / "s" / "payments").rglob("*.parquet"))) == 1


def test_a_corrected_file_replaces_the_one_it_names(tmp_path: Path) -> None:
    with open_store(tmp_path / "s") as store:
        add(store, A, payments(A, 100))
        add(store, B, payments(B, 120), replaces=(A,))
        assert amounts(store) == [120]
        assert [each.source for each in store.sources()] == [B]
        assert {each.source: each.replaced_by for each in store.sources(replaced=True)} == {
            A: B,
            B: None,
        }


def test_a_draft_that_is_not_committed_leaves_nothing(tmp_path: Path) -> None:
    with open_store(tmp_path / "s") as store:
        with store.draft(A) as draft:
            draft.write(payments(A, 100), REJECTS.empty_table())
        assert amounts(store) == []
    assert list((tmp_path / "s" / "payments").rglob("*.parquet")) == []


def test_a_draft_commits_only_its_own_source(tmp_path: Path) -> None:
    with (
        open_store(tmp_path / "s") as store,
        store.draft(A) as draft,
        pytest.raises(ValueError, match="the source that it was opened for"),
    ):
        draft.commit(row(B), place="/x/may.csv")


def test_leftovers_of_a_killed_run_are_removed(tmp_path: Path) -> None:
    with open_store(tmp_path / "s") as store:
        add(store, A, payments(A, 100))
    stray = tmp_path / "s" / "payments" / "year=2024" / f"{'0' * 20}-12345678.parquet"
    theirs = stray.with_name("theirs.parquet")
    theirs.write_bytes(b"not ours to remove")
    stray.write_bytes(b"half a file")
    with open_store(tmp_path / "s") as store:
        assert amounts(store) == [100]
    assert not stray.exists()
    assert theirs.exists()


def test_a_folder_of_somebody_elses_payments_is_refused(tmp_path: Path) -> None:
    theirs = tmp_path / "payments" / "mine.parquet"
    theirs.parent.mkdir()
    theirs.write_bytes(b"precious")
    with pytest.raises(UserMistake, match="holds other things"), open_store(tmp_path):
        pass
    assert theirs.read_bytes() == b"precious"


def test_a_store_that_lost_a_file_says_so(tmp_path: Path) -> None:
    with open_store(tmp_path / "s") as store:
        add(store, A, payments(A, 100))
    (file,) = (tmp_path / "s" / "payments").rglob("*.parquet")
    file.unlink()
    with pytest.raises(UserMistake, match="has lost its file"), open_store(tmp_path / "s"):
        pass


def catalogue(store: Store) -> list[tuple[object, ...]]:
    """What a store says of its sources, and the lines of those that count."""
    held = store.sources(replaced=True)
    told = [(each.source, each.lines, each.replaced_by) for each in held]
    return [*told, *store.places().items(), *amounts(store)]


# (source, what it replaces, its amount): replaced, read again, replaced by one of the same batch
TURNS = [
    (A, (), 100), (B, (A,), 120), (A, (), 70), (C, (B,), 5), (C, (), 6), (B, (C, A), 7), (A, (), 1)
]  # fmt: skip


@pytest.mark.parametrize("first", range(len(TURNS)))
def test_sources_committed_together_come_to_what_they_do_one_by_one(
    tmp_path: Path, first: int
) -> None:
    steps = [*TURNS[first:], *TURNS[:first]]
    with open_store(tmp_path / "one") as one, open_store(tmp_path / "all") as many:
        for digest, replaces, pence in steps:
            add(one, digest, payments(digest, pence), replaces=replaces)
        for half in (steps[:3], steps[3:]):
            with many.together():
                for digest, replaces, pence in half:
                    add(many, digest, payments(digest, pence), replaces=replaces)
        assert catalogue(many) == catalogue(one)


def test_what_was_finished_counts_when_the_next_fails(tmp_path: Path) -> None:
    with open_store(tmp_path / "s") as store:
        with pytest.raises(KeyboardInterrupt), store.together():
            add(store, A, payments(A, 100))
            raise KeyboardInterrupt
        assert amounts(store) == [100]


KILLED = """
    import os, sys
    sys.path.insert(0, {tests!r})
    from pathlib import Path
    from test_store import A, B, add, payments, row, REJECTS
    from tallystick.engine.store import open_store
    with open_store(Path({store!r})) as store:
        add(store, A, payments(A, 1, 2))
        with store.draft(B) as draft:
            draft.write(payments(B, 3), REJECTS.empty_table())
            if {late}:
                draft.commit(row(B), place="/x/may.csv")
            os.kill(os.getpid(), 9)
"""


@pytest.mark.parametrize(("late", "left"), [(False, [1, 2]), (True, [1, 2, 3])])
def test_a_killed_run_leaves_whole_sources_only(
    tmp_path: Path, late: bool, left: list[int]
) -> None:
    code = KILLED.format(tests=str(Path(__file__).parent), store=str(tmp_path / "s"), late=late)
    subprocess.run([sys.executable, "-c", textwrap.dedent(code)], check=False)
    with open_store(tmp_path / "s") as store:
        assert amounts(store) == left
        add(store, B, payments(B, 3))
        assert amounts(store) == [1, 2, 3]


SECOND = """
    import sys
    from pathlib import Path
    sys.path.insert(0, {tests!r})
    from test_store import add, payments
    from tallystick.engine.store import open_store
    for digest in {digests!r}:
        with open_store(Path({store!r})) as store:
            add(store, digest, payments(digest, 1))
"""


def test_two_runs_at_once_take_turns(tmp_path: Path) -> None:
    halves = [[f"{number:064x}" for number in range(start, 12, 2)] for start in (0, 1)]
    runs = [
        subprocess.Popen(
            [
                sys.executable,
                "-c",
                textwrap.dedent(
                    SECOND.format(
                        tests=str(Path(__file__).parent), store=str(tmp_path / "s"), digests=half
                    )
                ),
            ]
        )
        for half in halves
    ]
    assert [run.wait() for run in runs] == [0, 0]
    with open_store(tmp_path / "s") as store:
        assert amounts(store) == [1] * 12


def test_whoever_waits_is_told_so(tmp_path: Path) -> None:
    holder = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import sys; from pathlib import Path; from tallystick.engine.store import open_store\n"
            f"with open_store(Path({str(tmp_path / 's')!r})):\n"
            "    print('held', flush=True); sys.stdin.readline()",
        ],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    told: list[str] = []

    def let_go(sentence: str) -> None:
        told.append(sentence)
        holder.communicate("\n")

    with open_store(tmp_path / "s", on_wait=let_go) as store:
        assert amounts(store) == []
    assert told == [f"Another run is using {tmp_path / 's'}; waiting for it to finish."]


def test_a_folder_with_other_things_in_it_is_refused(tmp_path: Path) -> None:
    (tmp_path / "letter.docx").write_text("Dear Sir")
    with (
        pytest.raises(UserMistake, match=r"holds other things \(letter\.docx\)"),
        open_store(tmp_path),
    ):
        pass


def test_a_file_instead_of_a_folder_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "store"
    file.write_text("x")
    with pytest.raises(UserMistake, match="is a file, not a folder"), open_store(file):
        pass


def test_a_catalogue_that_is_not_one_is_refused(tmp_path: Path) -> None:
    (tmp_path / "catalogue.duckdb").write_text("not a database")
    with pytest.raises(UserMistake, match="not a catalogue"), open_store(tmp_path):
        pass


def test_a_store_of_a_newer_tallystick_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_store(tmp_path / "s") as store:
        add(store, A, payments(A, 100))
        newer = replace(store.manifest, number=store.manifest.number + 1)
    with monkeypatch.context() as later:
        later.setattr(manifest, "VERSION", 7)
        publish(tmp_path / "s", newer)
    for opening in (open_store, open_snapshot):
        with (
            pytest.raises(UserMistake, match=r"has version 7, and this Tallystick knows .* to 6"),
            opening(tmp_path / "s"),
        ):
            pass


def test_a_manifest_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with open_store(tmp_path / "s") as store:
        number = store.manifest.number
    (tmp_path / "s" / "manifests" / f"{number:012}.json").write_text('{"version": 4')
    for opening in (open_store, open_snapshot):
        with pytest.raises(UserMistake, match="is not a manifest"), opening(tmp_path / "s"):
            pass


def test_rows_of_a_table_are_replaced_or_kept(tmp_path: Path) -> None:
    def firms(*names: str) -> pa.Table:
        return pa.Table.from_pylist(
            [{"supplier_id": n, "name": n.upper(), "kind": "organisation"} for n in names]
        )

    with open_store(tmp_path / "s") as store:
        store.replace_rows("suppliers", firms("a", "b"))
        store.replace_rows("suppliers", firms("b", "c"), keep=True)
        ids = "select supplier_id from suppliers order by 1"
        assert [each["supplier_id"] for each in store.rows(ids)] == ["a", "b", "c"]
        store.replace_rows("suppliers", firms("d"))
        assert [each["supplier_id"] for each in store.rows(ids)] == ["d"]
