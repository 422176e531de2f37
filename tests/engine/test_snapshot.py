"""A reader sees one commit from beginning to end, waits for nobody, and keeps nobody waiting."""

import json
import subprocess
import sys
import textwrap
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pyarrow as pa
import pytest
from bench import readers
from ibis.expr.types import Table
from tests.engine.test_store import A, B, C, add, amounts, payments, row

from tallystick.engine import changes, leases, manifest, snapshot
from tallystick.engine.asking import ask_table, table_of
from tallystick.engine.leases import leased_numbers, take_lease
from tallystick.engine.manifest import is_store, newest_number
from tallystick.engine.questions.tables import LINES, MEANINGS
from tallystick.engine.rows import PaymentRow
from tallystick.engine.schema import REJECTS
from tallystick.engine.snapshot import Snapshot, open_snapshot
from tallystick.engine.store import Store, open_store
from tallystick.words.mistakes import UserMistake

PAID = table_of(PaymentRow, "payments")


def exactly(store: Store, digest: str, *pence: int, replaces: tuple[str, ...] = ()) -> None:
    """Put a source into the store whose row says what its lines come to."""
    said = {**vars_of(row(digest, lines=len(pence))), "total_pence": sum(pence)}
    with store.draft(digest) as draft:
        draft.write(payments(digest, *pence), REJECTS.empty_table())
        draft.commit(type(row(digest))(**said), place=f"/x/{digest}.csv", replaces=replaces)


def vars_of(entry: object) -> dict[str, object]:
    """The fields of a value with slots."""
    return {name: getattr(entry, name) for name in entry.__slots__}  # type: ignore[attr-defined]


def test_a_reader_keeps_its_commit_while_the_writer_goes_on(tmp_path: Path) -> None:
    with open_store(tmp_path / "s") as store:
        add(store, A, payments(A, 100, 250))
        with open_snapshot(tmp_path / "s") as before:
            add(store, A, payments(A, 70))  # read again: its first file would be removed
            add(store, B, payments(B, 5), replaces=(A,))
            with open_snapshot(tmp_path / "s") as after:
                assert amounts(after) == [5]
                assert [each.source for each in after.sources()] == [B]
            assert amounts(before) == [100, 250]
            assert [each.source for each in before.sources()] == [A]
            assert before.rows("select sum(amount_pence)::bigint as p from placed_lines") == [
                {"p": 350}
            ]
        add(store, C, payments(C, 1))
        assert amounts(store) == [1, 5]
    with open_store(tmp_path / "s") as store:
        kept = {file.name for file in (tmp_path / "s" / "payments").rglob("*.parquet")}
        parts = {Path(each["file"]).name for each in store.rows("select file from parts")}
        assert kept == parts
        tables = {file.name for file in (tmp_path / "s" / "tables").iterdir()}
        assert tables == {Path(file).name for file in store.manifest.files()}
    assert [each.suffix for each in (tmp_path / "s" / "manifests").iterdir()] == [".json"]


HELD = """
    import sys
    from pathlib import Path
    from tallystick.engine.snapshot import open_snapshot
    with open_snapshot(Path({store!r})) as snapshot:
        print("open", flush=True)
        sys.stdin.readline()
        found = snapshot.rows("select amount_pence as p from payments order by 1")
        print([each["p"] for each in found], flush=True)
        sys.stdin.readline()
"""


def test_a_new_writer_keeps_what_another_process_reads_and_drops_what_a_dead_one_read(
    tmp_path: Path,
) -> None:
    with open_store(tmp_path / "s") as store:
        add(store, A, payments(A, 100, 250))
    code = textwrap.dedent(HELD.format(store=str(tmp_path / "s")))
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen([sys.executable, "-c", code], **pipes) as reader:
        assert reader.stdin is not None
        assert reader.stdout is not None
        assert reader.stdout.readline() == "open\n"
        for _ in range(2):  # the second writer knows only from the folder what was given up
            with open_store(tmp_path / "s") as store:
                add(store, A, payments(A, 70))
        reader.stdin.write("\n")
        reader.stdin.flush()
        assert reader.stdout.readline() == "[100, 250]\n"
        reader.kill()
    with open_store(tmp_path / "s") as store:
        assert amounts(store) == [70]
    assert len(list((tmp_path / "s" / "payments").rglob("*.parquet"))) == 1
    assert list((tmp_path / "s" / "leases").iterdir()) == []


def test_a_commit_retired_between_lease_and_look_is_given_up_for_the_newer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_store(tmp_path / "s") as store:
        add(store, A, payments(A, 100))
        old = store.manifest.number
        first = iter([old])

        def late(folder: Path) -> int | None:
            return next(first, newest_number(folder))

        add(store, A, payments(A, 70))
        with monkeypatch.context() as slow:
            slow.setattr(snapshot, "newest_number", late)  # it was looked up before the commit
            with open_snapshot(tmp_path / "s") as seen:
                assert seen.manifest.number == old + 1
                assert amounts(seen) == [70]
                assert leased_numbers(tmp_path / "s") == {old + 1}


def test_the_writer_looks_for_leases_after_it_has_retired_a_commit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A reader that came just before is seen, one that comes just after begins with the newer."""
    order: list[str] = []
    with open_store(tmp_path / "s") as store:
        add(store, A, payments(A, 100))
        retire, look = manifest.retire_older, leases.leased_numbers

        def retired(folder: Path, newest: int) -> None:
            order.append("retire")
            retire(folder, newest)

        def looked(folder: Path) -> set[int]:
            order.append("look")
            return look(folder)

        monkeypatch.setattr("tallystick.engine.store.retire_older", retired)
        monkeypatch.setattr("tallystick.engine.store.leased_numbers", looked)
        add(store, A, payments(A, 70))
    assert order == ["retire", "look"]


def test_a_lease_removed_before_it_was_locked_is_no_lease(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    acquire = leases.FileLock.acquire

    def swept(lock: leases.FileLock, *given: object, **named: object) -> object:
        held = acquire(lock, *given, **named)
        Path(lock.lock_file).unlink()
        return held

    monkeypatch.setattr(leases.FileLock, "acquire", swept)
    assert take_lease(tmp_path, 7) is None


class Mixed:
    """A reader that takes payments from one commit and the rest from another."""

    def __init__(self, old: Snapshot, new: Snapshot) -> None:
        self.old, self.new = old, new

    def answer(
        self,
        question: Table,
        *,
        beside: Mapping[str, pa.Table],
        of_sources: Sequence[str] | None,
    ) -> pa.Table:
        names = {table.name for table in question.op().find(snapshot.UnboundTable)}
        held = self.old if "payments" in names else self.new
        return held.answer(question, beside=beside, of_sources=of_sources)


def test_a_mixture_of_two_commits_is_noticed(tmp_path: Path) -> None:
    with open_store(tmp_path / "s") as store:
        exactly(store, A, 100, 250)
        with open_snapshot(tmp_path / "s") as old:
            exactly(store, B, 5)
            with open_snapshot(tmp_path / "s") as new:
                for whole in (old, new):
                    readers.check_whole(whole.sources(), whole)
                for sources, answering in (
                    (new.sources(), Mixed(old, new)),
                    (old.sources(), Mixed(new, old)),
                    (old.sources(), new),
                ):
                    with pytest.raises(readers.MixtureError):
                        readers.check_whole(sources, answering)
                said = readers.Told(seen={(old.manifest.number, 2)})
                assert readers.wrong([said], {old.manifest.number: 1}) == [
                    f"commit {old.manifest.number} with 2 files"
                ]


def test_four_readers_see_whole_commits_while_a_writer_works(tmp_path: Path) -> None:
    committed: dict[int, int] = {}
    with open_store(tmp_path / "s") as store:
        committed[store.manifest.number] = 0
        running = readers.start_readers(4, tmp_path / "s", tmp_path)
        for turn in range(25):
            digest = f"{turn % 9:02x}" * 32  # some are new, some are read again
            old = (f"{(turn + 4) % 9:02x}" * 32,) if turn % 5 == 4 else ()
            exactly(store, digest, turn, 10 * turn, replaces=old)
            committed[store.manifest.number] = readers.counting(store)
        told = readers.finish_readers(running, tmp_path)
    assert readers.wrong(told, committed) == []
    assert all(each.seen for each in told)
    assert len(committed) == 26


def test_several_threads_may_ask_one_snapshot_at_once(tmp_path: Path) -> None:
    with open_store(tmp_path / "s") as store:
        add(store, A, payments(A, *range(100)))
        add(store, B, payments(B, 1000))
    wanted = table_of(PaymentRow, "wanted", only=["line"])
    with open_snapshot(tmp_path / "s") as seen, ThreadPoolExecutor(8) as pool:

        def ask(line: int) -> list[int]:
            asked = PAID.semi_join(wanted, "line").order_by("amount_pence")
            beside = {"wanted": pa.table({"line": pa.array([line], pa.int64())})}
            found = ask_table(seen, asked, beside=beside, of_sources=[A])
            assert ask_table(seen, LINES.join(MEANINGS, "wording").count().as_table()).num_rows
            return list(found["amount_pence"].to_pylist())

        assert list(pool.map(ask, range(2, 34))) == [[line - 2] for line in range(2, 34)]


def test_what_is_derived_is_kept_for_the_commit_and_forgotten_with_it(tmp_path: Path) -> None:
    with open_store(tmp_path / "s") as store:
        add(store, A, payments(A, 100))
        total = LINES.agg(pence=LINES.amount_pence.sum())
        store.derive("total", total)
        store.derive("total", LINES.limit(0))  # it is there already
        assert store.rows("select pence::bigint as pence from total") == [{"pence": 100}]
        add(store, B, payments(B, 5))
        store.derive("total", total)
        assert store.rows("select pence::bigint as pence from total") == [{"pence": 105}]


def test_a_folder_that_may_not_be_written_to_is_read_without_a_lease(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_store(tmp_path / "s") as store:
        add(store, A, payments(A, 100))

    def refuse(*_given: object) -> None:
        raise PermissionError

    # The tests may run as a user whom no folder refuses.
    monkeypatch.setattr(snapshot, "take_lease", refuse)
    with open_snapshot(tmp_path / "s") as seen:
        assert amounts(seen) == [100]
    assert not list((tmp_path / "s").glob("leases/*"))


def test_a_folder_that_is_no_store_is_not_made_one(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "none"):
        assert not is_store(folder)
        with pytest.raises(UserMistake, match="is no store"), open_snapshot(folder):
            pass
    assert not (tmp_path / "none").exists()
    assert list(tmp_path.iterdir()) == []


def test_a_reader_of_a_store_that_lost_a_file_is_told_so(tmp_path: Path) -> None:
    with open_store(tmp_path / "s") as store:
        add(store, A, payments(A, 100))
    (file,) = (tmp_path / "s" / "payments").rglob("*.parquet")
    file.unlink()
    with open_snapshot(tmp_path / "s") as seen, pytest.raises(UserMistake, match="has lost its"):
        amounts(seen)


def test_a_file_that_goes_while_it_is_read_without_a_lease_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_given: object) -> None:
        raise PermissionError

    monkeypatch.setattr(snapshot, "take_lease", refuse)
    with open_store(tmp_path / "s") as store:
        add(store, A, payments(A, 100))
        with open_snapshot(tmp_path / "s") as seen:
            assert ask_table(seen, LINES.count().as_table()).num_rows == 1
            add(store, A, payments(A, 70))
            with pytest.raises(UserMistake, match="was written to while it was read"):
                ask_table(seen, LINES.count().as_table())


def test_many_commits_leave_few_segments_and_every_row(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(changes, "MOST_SEGMENTS", 3)
    monkeypatch.setattr(changes, "_PUT_TOGETHER", 2)
    digests = [f"{number:02x}" * 32 for number in range(8)]
    with open_store(tmp_path / "s") as store:
        for number, digest in enumerate(digests):
            exactly(store, digest, number)
        assert {len(files) for files in store.manifest.tables.values()} <= {1, 2, 3}
        assert [each.source for each in store.sources()] == digests
        assert store.rows("select amount_pence as p from placed_lines order by 1") == [
            {"p": number} for number in range(8)
        ]


def test_a_draft_of_a_manifest_is_no_commit(tmp_path: Path) -> None:
    with open_store(tmp_path / "s") as store:
        number = store.manifest.number
    draft = tmp_path / "s" / "manifests" / f"{number + 1:012}.part"
    draft.write_text(json.dumps({"version": 4, "number": number + 1, "tables": {}})[:-3])
    assert newest_number(tmp_path / "s") == number
    with open_store(tmp_path / "s"):
        pass
    assert not draft.exists()
    left = [each.name for each in (tmp_path / "s" / "manifests").iterdir()]
    assert left == [f"{number:012}.json"]
