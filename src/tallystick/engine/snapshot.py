"""A read snapshot: one commit of a store, from beginning to end.

Any number of readers, in any number of processes, may hold one while a writer works: none of them
waits for another. What a question names is shown to it as a view over the commit's Parquet files,
in a DuckDB database in memory that is made when the first question comes.
"""

import os
import re
import secrets
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import RLock
from typing import Any

import duckdb
import ibis
import pyarrow as pa
from ibis.expr.operations import UnboundTable
from ibis.expr.types import Table

from tallystick.engine.checksums import refuse_damaged
from tallystick.engine.database import duckdb_type, in_memory, read_files, read_payments
from tallystick.engine.leases import Lease, take_lease
from tallystick.engine.locking import locked
from tallystick.engine.manifest import Manifest, is_store, newest_number, read_manifest
from tallystick.engine.questions.derived import DERIVED
from tallystick.engine.schema import TABLES, arrow_schema
from tallystick.engine.sources import SourceRow, from_entry
from tallystick.engine.upgrade import bring_up_to_date, is_older
from tallystick.words.mistakes import UserMistake

_LINES = ("payments", "rejects")
_ROWS_AT_ONCE = 1 << 16  # of a long answer: some 20 MB of payments


class Snapshot:
    """One commit of a store. Use `open_snapshot`. Several threads may ask at once."""

    def __init__(self, folder: Path, manifest: Manifest, *, spill: Path) -> None:
        """spill: the folder that queries may use when they outgrow their memory."""
        self.folder, self.manifest = folder, manifest
        self._spill = spill
        self._lock = RLock()
        self._opened: duckdb.DuckDBPyConnection | None = None
        self._shown: set[str] = set()
        self._derived: set[str] = set()
        self._used: dict[str, str] = {}  # files that were opened, each with its checksum

    # -- questions -------------------------------------------------------------------------

    def sources(self, *, replaced: bool = False) -> list[SourceRow]:
        """The files that count, by path; with `replaced` also those that no longer do."""
        counting = "true" if replaced else "replaced_by is null"
        rows = self.rows(f"select * from sources where {counting} order by path, source")
        return [from_entry(row) for row in rows]

    def places(self) -> dict[str, str]:
        """Absolute path -> the hash that it held when it was last seen."""
        return {row["place"]: row["source"] for row in self.rows("select * from source_places")}

    def answer(
        self,
        question: Table,
        *,
        beside: Mapping[str, pa.Table],
        of_sources: Sequence[str] | None,
    ) -> pa.Table:
        """The answer to an Ibis expression over the store's tables; see asking.ask_table."""
        # Only the files that are opened are looked at: all payments may be a hundred times as many.
        limited = set() if of_sources is None else {"payments"}
        self._show(_named(question) - set(beside) - limited)
        with self._cursor() as cursor:
            for name, rows in beside.items():
                cursor.register(name, rows)
            if of_sources is not None:
                body = self._reading("payments", self._files_of(of_sources))
                cursor.execute(f"create or replace temp view payments as {body}")
            with self._noticing_damage():
                return cursor.sql(ibis.to_sql(question, dialect="duckdb")).to_arrow_table()

    def stream(self, question: Table, *, beside: Mapping[str, pa.Table]) -> pa.RecordBatchReader:
        """The answer in parts; see asking.ask_batches. Whoever asks closes what is returned, and
        reads it before the snapshot is closed."""
        self._show(_named(question) - set(beside))
        cursor = self._connection.cursor()
        for name, rows in beside.items():
            cursor.register(name, rows)
        sql = ibis.to_sql(question, dialect="duckdb")
        parts = cursor.sql(sql).to_arrow_reader(_ROWS_AT_ONCE)
        return pa.RecordBatchReader.from_batches(parts.schema, _closing(parts, cursor))

    def derive(self, name: str, question: Table) -> None:
        """Keep the answer to a question as a table of this name, for the questions that follow.

        It is worked out once for a snapshot, by whoever comes first.
        """
        if name in self._derived:
            return
        with self._lock:
            if name not in self._derived:
                self._show(_named(question))
                sql = ibis.to_sql(question, dialect="duckdb")
                with self._noticing_damage():
                    self._connection.execute(f"create or replace table memory.main.{name} as {sql}")
                self._derived.add(name)

    def close(self) -> None:
        """Let go of what it holds."""
        with self._lock:
            if self._opened is not None:
                self._opened.close()
                self._opened = None
            shutil.rmtree(self._spill, ignore_errors=True)

    # -- SQL, for engine/ alone ---------------------------------------------------------------

    def table(self, sql: str, parameters: Sequence[Any] = ()) -> pa.Table:
        """The answer to a query over the store's tables, as an Arrow table."""
        with self._lock:
            self._show(re.findall("[a-z_]+", sql))
            with self._noticing_damage():
                return self._connection.sql(sql, params=list(parameters)).to_arrow_table()

    def rows(self, sql: str, parameters: Sequence[Any] = ()) -> list[dict[str, Any]]:
        """The answer to a query as one dict a row."""
        rows: list[dict[str, Any]] = self.table(sql, parameters).to_pylist()
        return rows

    # -- inside ------------------------------------------------------------------------------

    @property
    def _connection(self) -> duckdb.DuckDBPyConnection:
        with self._lock:
            if self._opened is None:
                self._opened = in_memory(self._spill)
            return self._opened

    @contextmanager
    def _cursor(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A connection of its own to the same database: what is registered is seen by it alone."""
        cursor = self._connection.cursor()
        try:
            yield cursor
        finally:
            cursor.close()

    def _show(self, names: Iterable[str]) -> None:
        """Have views of these names; what is no table of a store is passed over."""
        for name in names:
            if name in self._shown or name in self._derived:
                continue
            with self._lock:
                if name in TABLES:
                    files = self._parts_of(name) if name in _LINES else self._files(name)
                    self._view(name, self._reading(name, files))
                elif name in DERIVED:
                    self.derive(name, DERIVED[name]())

    def _view(self, name: str, body: str) -> None:
        self._connection.execute(f"create or replace view {name} as {body}")
        self._shown.add(name)

    def _files(self, name: str) -> dict[str, str]:
        """The files of a table, each with its checksum."""
        return self.manifest.said_of(self.manifest.tables.get(name, ()))

    def _reading(self, name: str, files: Mapping[str, str]) -> str:
        """A query for all rows of a table in these files, each with its checksum, which is looked
        at. Raises UserMistake where one is lost or damaged."""
        refuse_damaged(self.folder, files)
        self._used.update(files)
        if files:
            read = read_payments if name == "payments" else read_files
            return f"select * from {read(self.folder, list(files))}"
        schema = arrow_schema(TABLES[name])
        columns = ", ".join(f"null::{duckdb_type(each.type)} as {each.name}" for each in schema)
        return f"select {columns} where false"

    def _parts_of(self, table: str) -> dict[str, str]:
        """The files of the lines that count, each with its checksum."""
        return self._found_parts(
            """select parts.file, parts.checksum from parts join sources using (source)
               where sources.replaced_by is null and parts.tables = ? order by parts.file""",
            table,
        )

    def _files_of(self, sources: Sequence[str]) -> dict[str, str]:
        """The payment files of these sources, each with its checksum."""
        return self._found_parts(
            """select file, checksum from parts
               where tables = 'payments' and list_contains(?::varchar[], source) order by file""",
            list(sources),
        )

    def _found_parts(self, sql: str, asked: object) -> dict[str, str]:
        self._show(["parts", "sources"])
        with self._noticing_damage(), self._cursor() as cursor:
            return dict(cursor.execute(sql, [asked]).fetchall())

    @contextmanager
    def _noticing_damage(self) -> Iterator[None]:
        """Raise UserMistake where a query fails because a file of this commit has gone or changed
        since it was looked at: somebody wrote to the store while it was read without a lease, or
        the disk fails."""
        try:
            yield
        except duckdb.Error as error:
            files = {**self.manifest.said_of(self.manifest.files()), **self._used}
            if any(not (self.folder / file).exists() for file in files):
                raise UserMistake(
                    f"The store {self.folder} was written to while it was read.", "Ask again."
                ) from error
            refuse_damaged(self.folder, files, again=True)
            raise

    def _turn_to(self, manifest: Manifest) -> None:
        """Draw from another commit from now on."""
        with self._lock:
            for name in self._derived:
                self._connection.execute(f"drop table memory.main.{name}")
            self._derived.clear()
            self._shown.clear()
            self._used.clear()
            self.manifest = manifest


def _closing(
    parts: pa.RecordBatchReader, cursor: duckdb.DuckDBPyConnection
) -> Iterator[pa.RecordBatch]:
    """The parts of an answer; then the connection that they came from is closed."""
    try:
        yield from parts
    finally:
        cursor.close()


def _named(question: Table) -> set[str]:
    """The tables that an expression names."""
    return {table.name for table in question.op().find(UnboundTable)}


@contextmanager
def open_snapshot(folder: Path) -> Iterator[Snapshot]:
    """The newest commit of the store in `folder`, whoever else reads or writes there.

    A store of an older version is first brought up to date. Raises UserMistake where there is no
    store, or it cannot be read.
    """
    manifest, lease = _newest_leased(folder)
    spill = lease.spill if lease else _spill_elsewhere()
    snapshot = Snapshot(folder, manifest, spill=spill)
    try:
        yield snapshot
    finally:
        snapshot.close()
        if lease:
            lease.release()


def _newest_leased(folder: Path) -> tuple[Manifest, Lease | None]:
    """The newest commit, with a lease on it; see engine.leases for the order."""
    while True:
        number = newest_number(folder)
        if number is None or is_older(folder, number):
            _bring_up_to_date(folder)
            continue
        lease = _lease(folder, number)
        try:
            return read_manifest(folder, number), lease
        except BaseException as error:
            if lease:
                lease.release()
            if not isinstance(error, FileNotFoundError):  # else it was retired meanwhile
                raise


def _lease(folder: Path, number: int) -> Lease | None:
    """A lease on a commit; None where the folder may not be written to: then nobody can be told
    of a reader, and whoever writes there is somebody else."""
    try:
        while (lease := take_lease(folder, number)) is None:
            pass
    except OSError:
        return None
    return lease


def _bring_up_to_date(folder: Path) -> None:
    """Bring a store of an older version up to date. Raises UserMistake where there is no store."""
    if not is_store(folder):
        raise no_store(folder)
    with locked(folder):
        bring_up_to_date(folder)


def no_store(folder: Path) -> UserMistake:
    """What is said where a store was expected."""
    return UserMistake(
        f"{folder} is no store.", "Make one first: tallystick find FILES --store DIR."
    )


def _spill_elsewhere() -> Path:
    name = f"tallystick-{os.getpid()}-{secrets.token_hex(4)}.spill"
    return Path(tempfile.gettempdir()) / name
