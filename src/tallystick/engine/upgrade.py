"""Step 4 of a store: from the DuckDB file of versions 1 to 3 to a manifest and Parquet files. Step
5 is further_texts.py, step 6 first_checksums.py.

Everything is worked out on a copy. Until the first manifest is there the store is what it was, so a
run killed at any moment leaves an old store, which is brought up to date again, or a new one.
"""

import shutil
from pathlib import Path

import duckdb

from tallystick.engine.catalogue import open_catalogue
from tallystick.engine.changes import Changes
from tallystick.engine.checksums import lost
from tallystick.engine.first_checksums import keep_checksums, parts_with_checksums
from tallystick.engine.further_texts import (
    batches,
    categories_with_further_texts,
    counting_files,
    place_again,
)
from tallystick.engine.manifest import (
    CATALOGUE,
    VERSION,
    Manifest,
    newest_number,
    publish,
    read_manifest,
)
from tallystick.engine.placing import place

WORK = "upgrading"

_COUNTING = counting_files("sources", "parts")

_KEPT = (
    *("source_places", "spellings", "suppliers"),
    *("decisions", "corrections", "learnt_weights", "made_by"),
)


def bring_up_to_date(folder: Path) -> None:
    """Give a folder its first commit (what an older store held, or nothing), or one of this
    version. Otherwise only what an earlier upgrade left behind is removed. The lock must be held.

    Raises UserMistake when the old store cannot be read or has lost a file.
    """
    number = newest_number(folder)
    if number is None:
        if (folder / CATALOGUE).exists():
            _upgrade(folder)
        else:
            publish(folder, Manifest(1))
    elif is_older(folder, number):
        before = read_manifest(folder, number)
        step = place_again if before.version < 5 else keep_checksums
        step(folder, before, spill=folder / WORK)
    for name in (CATALOGUE, f"{CATALOGUE}.wal"):
        (folder / name).unlink(missing_ok=True)
    shutil.rmtree(folder / WORK, ignore_errors=True)


def is_older(folder: Path, number: int) -> bool:
    """True of a commit of an earlier version; False where it has been retired meanwhile."""
    try:
        return read_manifest(folder, number).version < VERSION
    except FileNotFoundError:
        return False


def _upgrade(folder: Path) -> None:
    work = folder / WORK
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir()
    for name in (CATALOGUE, f"{CATALOGUE}.wal"):  # the latter where a run was killed
        if (folder / name).exists():
            shutil.copyfile(folder / name, work / name)
    connection = open_catalogue(work / CATALOGUE, named=folder / CATALOGUE)
    try:
        changes = Changes(folder, Manifest(), connection)
        _refuse_lost(folder, connection)
        _copy_tables(changes)
        for batch in batches(connection.execute(_COUNTING).fetchall()):
            place(changes, [each[0] for each in batch], [f for each in batch for f in each[1]])
        manifest = changes.finished() or Manifest(1)
    finally:
        connection.close()
    publish(folder, manifest)


def _copy_tables(changes: Changes) -> None:
    changes.append_answer(
        "sources",
        "select *, (('0x' || substr(source, 1, 16))::ubigint >> 1)::bigint as number from sources",
    )
    parts_with_checksums(changes, "parts")
    changes.append_answer("categories", categories_with_further_texts("categories"))
    for name in _KEPT:
        changes.append_answer(name, f"select * from {name}")


def _refuse_lost(folder: Path, connection: duckdb.DuckDBPyConnection) -> None:
    for _source, files, _rows in connection.execute(_COUNTING).fetchall():
        for file in files:
            if not (folder / file).exists():
                raise lost(folder, file)
