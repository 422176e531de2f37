"""A commit in the making: which tables get other files.

A table is one Parquet file or several (segments). What a commit adds to a growing table is a
segment of its own, so that reading a few files does not write everything again. What it takes away
is taken out of the segments that hold it: no row ever stands in two segments, so whoever reads all
files of a table reads the table.
"""

import os
import secrets
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from tallystick.engine.checksums import checksum, refuse_damaged
from tallystick.engine.copies import MADE_AGAIN, drop_copies, put_copy
from tallystick.engine.database import duckdb_type, quoted, read_files
from tallystick.engine.manifest import VERSION, Manifest, sync_folder
from tallystick.engine.schema import KEYS, TABLES, arrow_schema

MOST_SEGMENTS = 16
"""Of more, the smallest are put together, so that a question opens few files."""

_PUT_TOGETHER = 12
_FOLDER = "tables"


class Changes:
    """What the next commit changes, on the way there. Nothing counts before it is published."""

    def __init__(
        self, folder: Path, manifest: Manifest, connection: duckdb.DuckDBPyConnection
    ) -> None:
        """manifest: the commit that is changed. connection: to work with; any will do."""
        self.folder, self.connection = folder, connection
        self.dropped_parts: set[str] = set()  # files of lines that no longer belong to the store
        self._before = manifest
        self._files = {name: list(files) for name, files in manifest.tables.items()}
        self._written: list[str] = []
        (folder / _FOLDER).mkdir(exist_ok=True)

    def read(self, name: str) -> str:
        """What stands after `from` to read a table as it is by now. Raises UserMistake where a file
        of it is damaged."""
        files = self._files.get(name)
        if files:
            self._refuse_damaged(files)
            return read_files(self.folder, files)
        self.connection.register(f"no_{name}", arrow_schema(TABLES[name]).empty_table())
        return f"no_{name}"

    def ask(self, sql: str, parameters: Sequence[object] = ()) -> pa.Table:
        """The answer to a query."""
        found: pa.Table = self.connection.sql(sql, params=list(parameters)).to_arrow_table()
        return found

    @contextmanager
    def seen(self, name: str, rows: pa.Table) -> Iterator[None]:
        """Let queries see these rows as a table of this name, for as long as the block lasts."""
        self.connection.register(name, rows)
        try:
            yield
        finally:
            self.connection.unregister(name)

    def put(self, name: str, rows: pa.Table) -> None:
        """Let a table hold these rows and no others."""
        self._files[name] = []
        self.append(name, rows)

    def merge(self, name: str, rows: pa.Table) -> None:
        """Put rows into a table, each instead of the one with the same key (schema.KEYS)."""
        keys = KEYS[name]
        rows = _last_of_each(as_table(name, rows), keys)
        with self.seen("incoming_rows", rows):
            old = self._write_answer(
                name,
                f"""select * from {self.read(name)} old
                    where not exists (select 1 from incoming_rows new
                                      where {" and ".join(f"old.{k} = new.{k}" for k in keys)})
                    union all by name select * from incoming_rows""",
            )
        self._files[name] = old

    def append(self, name: str, rows: pa.Table) -> None:
        """Add rows to a table."""
        if rows.num_rows:
            file = self._new_file(name)
            pq.write_table(
                as_table(name, rows),
                self.folder / file,
                compression="zstd",
                write_page_checksum=True,
            )
            self._files.setdefault(name, []).append(file)

    def append_answer(self, name: str, sql: str) -> None:
        """Add the answer to a query to a table, without holding it in memory."""
        self._files.setdefault(name, []).extend(self._write_answer(name, sql))

    def remove(self, name: str, column: str, values: pa.Array) -> None:
        """Take the rows of a table out that have one of these values."""
        files = self._files.get(name, [])
        if not files or not len(values):
            return
        self._refuse_damaged(files)
        with self.seen("gone_values", pa.table({"gone": values})):
            gone = f"{column} in (select gone from gone_values)"
            listed = read_files(self.folder, files, with_name=True)
            found = self.connection.execute(f"select distinct filename from {listed} where {gone}")
            touched = {Path(path) for (path,) in found.fetchall()}
            kept: list[str] = []
            for file in files:
                if self.folder / file in touched:
                    left = f"select * from {read_files(self.folder, [file])} where not ({gone})"
                    kept += self._write_answer(name, left)
                else:
                    kept.append(file)
        self._files[name] = kept

    def finished(self) -> Manifest | None:
        """The commit to be published, its files on the disk; None where nothing has changed."""
        for name in self._files:
            self._put_together(name)
        tables = {name: tuple(files) for name, files in sorted(self._files.items()) if files}
        if tables == self._before.tables and self._before.version == VERSION:
            return None
        after = Manifest(self._before.number + 1, tables, checksums=self._checksums(tables))
        for file in after.files() & set(self._written):
            with (self.folder / file).open("rb+") as stream:
                os.fsync(stream.fileno())
        sync_folder(self.folder / _FOLDER)
        return after

    def discard(self) -> None:
        """Remove what was written: the commit will not be."""
        for file in self._written:
            (self.folder / file).unlink(missing_ok=True)
        drop_copies(self.folder, self._written)

    def keep_only(self, after: Manifest) -> None:
        """Remove what was written on the way and is not in the commit."""
        for file in set(self._written) - after.files():
            (self.folder / file).unlink(missing_ok=True)

    def _checksums(self, tables: Mapping[str, Sequence[str]]) -> dict[str, str]:
        """File -> its checksum: of what stays the one that it had, of what is new its own. What
        cannot be made again is copied."""
        said = {}
        for name, files in tables.items():
            for file in files:
                before = self._before.checksums.get(file)
                said[file] = before or checksum(self.folder / file)
                if before is None and name not in MADE_AGAIN:
                    put_copy(self.folder, file)
        return said

    def _refuse_damaged(self, files: Sequence[str]) -> None:
        refuse_damaged(
            self.folder,
            {file: said for file, said in self._before.said_of(files).items() if said},
        )

    def _put_together(self, name: str) -> None:
        files = self._files[name]
        if len(files) <= MOST_SEGMENTS:
            return
        by_size = sorted(files, key=lambda file: ((self.folder / file).stat().st_size, file))
        small = set(by_size[:_PUT_TOGETHER])
        self._refuse_damaged([file for file in files if file in small])
        one = read_files(self.folder, [file for file in files if file in small])
        rest = [file for file in files if file not in small]
        self._files[name] = rest + self._write_answer(name, f"select * from {one}")

    def _write_answer(self, name: str, sql: str) -> list[str]:
        """The file that now holds a query's answer; none where the answer is empty."""
        file = self._new_file(name)
        columns = ", ".join(
            f"{field.name}::{duckdb_type(field.type)} as {field.name}"
            for field in arrow_schema(TABLES[name])
        )
        found = self.connection.execute(
            f"copy (select {columns} from ({sql})) to {quoted(self.folder / file)} "
            "(format parquet, compression zstd)"
        ).fetchone()
        return [file] if found and found[0] else []

    def _new_file(self, name: str) -> str:
        file = f"{_FOLDER}/{name}-{secrets.token_hex(8)}.parquet"
        self._written.append(file)
        return file


def as_table(name: str, rows: pa.Table) -> pa.Table:
    """Rows in the shape of a table: all its columns, what is not given is missing."""
    schema = arrow_schema(TABLES[name])
    given = set(rows.column_names)
    columns = [
        rows[field.name] if field.name in given else pa.nulls(rows.num_rows, field.type)
        for field in schema
    ]
    return pa.table(columns, names=schema.names).cast(schema)


def _last_of_each(rows: pa.Table, keys: Sequence[str]) -> pa.Table:
    """Of rows with the same key the last."""
    places = pa.array(range(rows.num_rows), pa.int64())
    last = rows.append_column("place", places).group_by(list(keys)).aggregate([("place", "max")])
    if last.num_rows == rows.num_rows:
        return rows
    return rows.take(pa.array(sorted(last["place_max"].to_pylist()), pa.int64()))
