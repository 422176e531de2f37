"""Step 4 of a store: from the DuckDB file of versions 1 to 3 to a manifest and Parquet files.

Everything is worked out on a copy. Until the first manifest is there the store is what it was, so a
run killed at any moment leaves an old store, which is brought up to date again, or a new one.
"""

import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

import duckdb

from tallystick.engine.catalogue import open_catalogue
from tallystick.engine.changes import Changes
from tallystick.engine.manifest import CATALOGUE, Manifest, newest_number, publish
from tallystick.engine.placing import place
from tallystick.words.mistakes import UserMistake

LINES_AT_ONCE = 8_000_000
"""Sources are placed in batches of about so many lines, which bounds the memory that it takes."""

WORK = "upgrading"

_KEPT = (
    *("source_places", "parts", "spellings", "suppliers", "categories"),
    *("decisions", "corrections", "learnt_weights", "made_by"),
)

_COUNTING = """
    select s.source, list(p.file order by p.file), sum(p.rows)::bigint
    from sources s join parts p using (source)
    where s.replaced_by is null and p.tables = 'payments'
    group by s.source order by s.source
"""

_Source = tuple[str, list[str], int]


def bring_up_to_date(folder: Path) -> None:
    """Give a folder its first commit: what an older store held, or nothing. Where there is a
    commit, only what an earlier upgrade left behind is removed. The lock must be held.

    Raises UserMistake when the old store cannot be read or has lost a file.
    """
    if newest_number(folder) is None:
        if (folder / CATALOGUE).exists():
            _upgrade(folder)
        else:
            publish(folder, Manifest(1))
    for name in (CATALOGUE, f"{CATALOGUE}.wal"):
        (folder / name).unlink(missing_ok=True)
    shutil.rmtree(folder / WORK, ignore_errors=True)


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
        _copy_tables(changes)
        _refuse_lost(folder, connection)
        for batch in _batches(connection.execute(_COUNTING).fetchall()):
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
    for name in _KEPT:
        changes.append_answer(name, f"select * from {name}")


def _refuse_lost(folder: Path, connection: duckdb.DuckDBPyConnection) -> None:
    for _source, files, _rows in connection.execute(_COUNTING).fetchall():
        for file in files:
            if not (folder / file).exists():
                raise lost(folder, file)


def _batches(sources: Sequence[_Source]) -> Iterator[Sequence[_Source]]:
    batch: list[_Source] = []
    lines = 0
    for source in sources:
        batch.append(source)
        lines += source[2]
        if lines >= LINES_AT_ONCE:
            yield batch
            batch, lines = [], 0
    if batch:
        yield batch


def lost(folder: Path, file: str) -> UserMistake:
    """A store that lost a file would answer with less than was read, and not say so."""
    return UserMistake(
        f"The store {folder} has lost its file {file}.",
        "Put it back, or read the published files into a new store.",
    )
