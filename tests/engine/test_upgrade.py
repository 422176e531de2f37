"""A store that the program of 5388233 wrote opens, and nothing that was decided is lost."""

import json
import shutil
import zipfile
import zlib
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tallystick.engine import distinct, upgrade
from tallystick.engine.arriving import SourceRow
from tallystick.engine.catalogue import STEPS, migrate
from tallystick.engine.copies import MADE_AGAIN
from tallystick.engine.manifest import CATALOGUE, newest_number
from tallystick.engine.schema import PAYMENTS, REJECTS, WORDING_TEXTS
from tallystick.engine.snapshot import Snapshot, open_snapshot
from tallystick.engine.store import open_store
from tallystick.example import EXAMPLE_COUNCILS
from tallystick.form.plan.file import read_plan
from tallystick.prove.register.store import check_register
from tallystick.reference.councils import Councils
from tallystick.words.mistakes import UserMistake

OLD = Path(__file__).resolve().parents[1] / "fixtures" / "store-5388233.zip"
KEPT = ("spellings", "suppliers", "categories", "decisions", "corrections", "made_by", "parts")

# By hand, from the files in the fixture: pence of each file that counts.
FILES = {
    "in/ashcombe-2024-04-corrected.csv": (6, 828_575),
    "in/ashcombe-2024-05.csv": (5, 774_950),
    "in/brindleford-2024-04.csv": (5, 973_333),
    "in/brindleford-2024-05.csv": (5, 900_667),
}


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """The folder of the old store, and of what was written beside it."""
    with zipfile.ZipFile(OLD) as packed:
        packed.extractall(tmp_path)
    return tmp_path


def held_before(folder: Path) -> dict[str, list[dict[str, Any]]]:
    """What the old store's tables say; what version 5 says more is '', and version 6
    says of each part its size and CRC-32."""
    with duckdb.connect(str(folder / CATALOGUE), read_only=True) as old:
        held = {
            name: old.sql(f"from {name} order by all").to_arrow_table().to_pylist() for name in KEPT
        }
    held["categories"] = [
        {**row, "cost_centre": "", "subjective": "", "narrative": ""} for row in held["categories"]
    ]
    for row in held["parts"]:
        data = (folder / row["file"]).read_bytes()
        row["checksum"] = f"{len(data)}-{zlib.crc32(data):08x}"
    return held


def held_now(snapshot: Snapshot) -> dict[str, list[dict[str, Any]]]:
    """The same of a new store."""
    return {name: snapshot.rows(f"select * from {name} order by all") for name in KEPT}


def figures(snapshot: Snapshot) -> dict[str, tuple[int, int]]:
    """Path of a file -> its placed lines and their pence."""
    rows = snapshot.rows(
        """select path, count(*) as lines, sum(amount_pence)::bigint as pence
           from placed_lines join sources on placed_lines.source = sources.number group by path"""
    )
    return {row["path"]: (row["lines"], row["pence"]) for row in rows}


def test_everything_that_was_kept_is_kept(home: Path) -> None:
    before = held_before(home / "store")
    assert [len(before[name]) for name in ("decisions", "corrections")] == [1, 1]
    with open_snapshot(home / "store") as snapshot:
        assert held_now(snapshot) == before
        assert figures(snapshot) == FILES
        assert {each.path: (each.lines, each.total_pence) for each in snapshot.sources()} == FILES
        replaced = {each.path for each in snapshot.sources(replaced=True)} - set(FILES)
        assert replaced == {"in/ashcombe-2024-04.csv"}
        assert len(snapshot.places()) == 5
        register = check_register(snapshot)
        assert (register.faults, len(register.register.entries)) == ((), 2)


def test_an_old_store_is_brought_up_to_date_once(home: Path) -> None:
    for _ in range(2):
        with open_snapshot(home / "store"):
            assert newest_number(home / "store") == 1
    left = {each.name for each in (home / "store").iterdir()}
    assert left == {
        *("claims.jsonl", "copies", "corrections", "leases", "manifests", "payments", "rejects"),
        *("store.lock", "tables"),
    }


def test_the_plan_that_was_written_beside_it_is_read(home: Path) -> None:
    plan = read_plan(home / "plan.yaml", councils=Councils(EXAMPLE_COUNCILS))
    assert [each.code for each in plan.councils] == ["X07000001", "X07000002"]


@pytest.mark.parametrize("step", ["_copy_tables", "place", "publish"])
def test_a_run_stopped_on_the_way_leaves_the_old_store(
    home: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    before = held_before(home / "store")

    def stop(*_given: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as stopped:
        stopped.setattr(upgrade, step, stop)
        with pytest.raises(KeyboardInterrupt), open_store(home / "store"):
            pass
    assert held_before(home / "store") == before
    with open_store(home / "store") as store:
        assert held_now(store) == before
        assert figures(store) == FILES
        written = {file.name for file in (home / "store" / "tables").iterdir()}
        assert written == {Path(file).name for file in store.manifest.files()}


def test_a_run_stopped_after_the_first_commit_leaves_the_new_store(home: Path) -> None:
    folder = home / "store"
    shutil.copy(folder / CATALOGUE, home / "old")
    with open_store(folder):
        pass
    shutil.copy(home / "old", folder / CATALOGUE)  # as if it had not come to removing it
    with open_snapshot(folder) as snapshot:
        assert figures(snapshot) == FILES
    with open_store(folder) as store:
        assert figures(store) == FILES
    assert not (folder / CATALOGUE).exists()


def test_a_store_of_version_4_gets_the_further_texts(tmp_path: Path) -> None:
    folder = store_of_version_4(tmp_path / "s", narratives=("Paid", None))
    with open_snapshot(folder) as snapshot:
        assert newest_number(folder) == 4
        words = "select description, narrative, cost_centre, subjective from wordings order by all"
        assert [tuple(row.values()) for row in snapshot.rows(words)] == [
            ("Ink", "", "", ""),
            ("Ink", "Paid", "", ""),
        ]
        lines = snapshot.rows("select amount_pence from placed_lines order by all")
        assert [row["amount_pence"] for row in lines] == [100, 101]
        held = snapshot.rows("select cost_centre, narrative from payments order by line")
        assert [tuple(row.values()) for row in held] == [(None, "Paid"), (None, None)]
        [category] = snapshot.rows("select * from categories")
        assert (category["label"], category["narrative"]) == ("it", "")
    with open_store(folder):
        assert newest_number(folder) == 4


def as_of_version(folder: Path, version: int) -> None:
    """Turn a store's manifest into one of a version that kept no checksums, and drop what that
    version did not write."""
    [file] = folder.glob("manifests/*.json")
    said = json.loads(file.read_text())
    older = {name: said[name] for name in ("number", "tables")} | {"version": version}
    file.write_text(json.dumps(older))
    for part in folder.glob("tables/parts-*.parquet"):
        pq.write_table(pq.read_table(part).drop_columns(["checksum"]), part)
    shutil.rmtree(folder / "copies")


def test_a_store_of_version_5_gets_checksums_and_copies(tmp_path: Path) -> None:
    folder = store_of_version_4(tmp_path / "s", narratives=("Paid", None))
    with open_store(folder) as store:
        held = held_now(store)
    as_of_version(folder, 5)
    with open_snapshot(folder) as snapshot:
        assert held_now(snapshot) == held
        files = snapshot.manifest.files()
        assert set(snapshot.manifest.checksums) == files
    for file in files:
        data = (folder / file).read_bytes()
        assert snapshot.manifest.checksums[file] == f"{len(data)}-{zlib.crc32(data):08x}"
        derived = file.split("/")[1].split("-")[0] in MADE_AGAIN
        assert (folder / "copies" / file).exists() != derived


def store_of_version_4(folder: Path, *, narratives: tuple[str | None, ...]) -> Path:
    """A store whose files lack the columns of version 5: one line of a penny more for each
    narrative, and one category."""
    rows = [
        {"source": "a" * 64, "sheet": "", "line": number, "council": "X06000001",
         "amount_pence": 98 + number, "supplier": "Quillworks", "description": "Ink",
         "narrative": narrative}
        for number, narrative in enumerate(narratives, 2)
    ]  # fmt: skip
    source = SourceRow("a" * 64, "may.csv", "X06000001", 1, "1", 2, 0, 201, None, None, {})
    said = {"supplier": "Quillworks", "kind": "organisation", "label": "it", "reasons": [],
            "category": "software", "confidence": 0.5,
            **dict.fromkeys(WORDING_TEXTS[1:], "")}  # fmt: skip
    with open_store(folder) as store:
        with store.draft("a" * 64) as draft:
            draft.write(pa.Table.from_pylist(rows, schema=PAYMENTS), REJECTS.empty_table())
            draft.commit(source, place="/may.csv")
        categories = pa.Table.from_pylist([said], schema=distinct.CATEGORIES)
        store.replace_rows("categories", categories)
        lacking = ["cost_centre", "subjective"]
        for file in folder.glob("payments/*/*.parquet"):
            pq.write_table(pq.read_table(file).drop_columns(lacking), file)
        for name in ("categories", "wordings"):
            for file in folder.glob(f"tables/{name}-*.parquet"):
                pq.write_table(pq.read_table(file).drop_columns([*lacking, "narrative"]), file)
    as_of_version(folder, 4)
    return folder


@pytest.mark.parametrize("version", [1, 2])
def test_earlier_versions_take_every_step(tmp_path: Path, version: int) -> None:
    (tmp_path / "s").mkdir()
    with duckdb.connect(str(tmp_path / "s" / CATALOGUE)) as old:
        migrate(old, {step: STEPS[step] for step in range(1, version + 1)})
        old.execute(
            """insert into sources values ('aa', 'may.csv', 'X06000001', 1, '1', null, 0, 0, 0,
                                           null, null, '{"lines": 0}')"""
        )
    with open_snapshot(tmp_path / "s") as snapshot:
        assert [(each.path, each.record) for each in snapshot.sources()] == [
            ("may.csv", {"lines": 0})
        ]
        assert snapshot.rows("select * from corrections") == []


def test_a_catalogue_of_a_newer_version_is_refused_and_left(tmp_path: Path) -> None:
    (tmp_path / "s").mkdir()
    with duckdb.connect(str(tmp_path / "s" / CATALOGUE)) as old:
        migrate(old, {**STEPS, 4: "select 1"})
    with pytest.raises(UserMistake, match="has version 4"), open_snapshot(tmp_path / "s"):
        pass
    assert (tmp_path / "s" / CATALOGUE).exists()


def test_an_old_store_that_lost_a_file_says_so_and_stays(home: Path) -> None:
    with duckdb.connect(str(home / "store" / CATALOGUE), read_only=True) as old:
        (file,) = old.execute(
            """select file from parts join sources using (source)
               where tables = 'payments' and replaced_by is null order by file limit 1"""
        ).fetchone() or ("",)
    (home / "store" / file).unlink()
    with pytest.raises(UserMistake, match=f"has lost its file {file}"), open_store(home / "store"):
        pass
    assert not (home / "store" / "manifests").exists()
    assert (home / "store" / CATALOGUE).exists()
