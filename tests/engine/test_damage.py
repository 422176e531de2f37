"""A store notices when one of its files is not what was written, and says so in a sentence."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.engine.test_store import A, B, add, amounts, payments

from tallystick.engine.asking import ask_table, table_of
from tallystick.engine.manifest import newest_number
from tallystick.engine.questions.tables import LINES
from tallystick.engine.rows import PaymentRow
from tallystick.engine.snapshot import open_snapshot
from tallystick.engine.store import open_store
from tallystick.words.mistakes import UserMistake

PAID = table_of(PaymentRow, "payments")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A store of two sources, of 350 and of 5 pence."""
    with open_store(tmp_path / "s") as store:
        add(store, A, payments(A, 100, 250))
        add(store, B, payments(B, 5))
    return tmp_path / "s"


def parts(folder: Path) -> Iterator[Path]:
    return iter(sorted((folder / "payments").rglob("*.parquet")))


def test_a_part_exchanged_for_another_valid_one_is_noticed(folder: Path) -> None:
    of_a, of_b = parts(folder)
    of_a.write_bytes(of_b.read_bytes())
    for opening in (open_snapshot, open_store):
        with (
            opening(folder) as seen,
            pytest.raises(UserMistake, match=rf"{of_a.name} is not what was.*store rebuild"),
        ):
            amounts(seen)


def test_only_what_is_used_is_looked_at(folder: Path) -> None:
    of_a, _ = parts(folder)
    of_a.write_bytes(b"")
    with open_snapshot(folder) as seen:
        pence = PAID.select("amount_pence")
        assert ask_table(seen, pence, of_sources=[B])["amount_pence"].to_pylist() == [5]
        assert ask_table(seen, LINES.agg(n=LINES.count())).to_pylist() == [{"n": 3}]
        with pytest.raises(UserMistake, match=of_a.name):
            ask_table(seen, pence, of_sources=[A])


def test_an_exchanged_table_is_noticed_by_whoever_reads_or_writes(folder: Path) -> None:
    with open_store(folder) as store:
        first, second = store.manifest.tables["placed_lines"]
        (folder / first).write_bytes((folder / second).read_bytes())
        with pytest.raises(UserMistake, match=f"{first} is not what was written"):
            add(store, A, payments(A, 7))
    with open_snapshot(folder) as seen, pytest.raises(UserMistake, match=first):
        ask_table(seen, LINES.count().as_table())


def test_a_file_damaged_after_it_was_looked_at_is_no_traceback(folder: Path) -> None:
    of_a, _ = parts(folder)
    with open_snapshot(folder) as seen:
        assert amounts(seen) == [5, 100, 250]
        of_a.write_bytes(b"PAR1" + of_a.read_bytes()[4:-40] + b"\x00" * 40)
        with pytest.raises(UserMistake, match=f"{of_a.name} is not what was written"):
            ask_table(seen, PAID.amount_pence.sum().as_table())


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace('"version": 6', '"version": 4'),
        lambda text: text.replace('"version": 6', '"version": 7'),
        lambda text: text.replace('"seal"', '"sea1"'),
        lambda text: text.replace('"placed_lines"', '"placed_linez"'),
        lambda text: json.dumps({**json.loads(text), "number": 1}, indent=1, sort_keys=True),
        lambda text: text[:100],
        lambda text: "",
        lambda text: text.replace("{", "\udcff", 1),
    ],
)
def test_a_changed_manifest_is_noticed(folder: Path, change: object) -> None:
    file = folder / "manifests" / f"{newest_number(folder):012}.json"
    text = change(file.read_text())  # type: ignore[operator]
    file.write_bytes(text.encode("utf-8", "surrogateescape"))
    for opening in (open_snapshot, open_store):
        with (
            pytest.raises(UserMistake, match=r"is not a manifest .* tallystick store rebuild"),
            opening(folder),
        ):
            pass
