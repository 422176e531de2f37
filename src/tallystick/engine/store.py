"""The store: a folder of Parquet files by year, and a catalogue that says which of them count.

A source's lines become visible in one step, the catalogue's commit (engine.arriving). One lock
serves the whole folder, so two runs take turns. docs/store.md is the page on the tables.
"""

import hashlib
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import duckdb
import ibis
import pyarrow as pa
from filelock import FileLock, Timeout
from ibis.expr.types import Table

from tallystick.engine.arriving import Arrivals, Draft, SourceRow
from tallystick.engine.catalogue import open_catalogue
from tallystick.engine.schema import PAYMENTS, REJECTS
from tallystick.words.mistakes import UserMistake

_PART = re.compile(r"[0-9a-f]{20}-[0-9a-f]{8}\.parquet")
"""The names of our Parquet files; no other file is ever removed."""


def hash_file(path: Path) -> str:
    """sha256 of a file's bytes, hex: the identity of a source."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


class Store:
    """An open store. Use `open_store`; it holds the folder's lock until it is closed."""

    def __init__(self, folder: Path, connection: duckdb.DuckDBPyConnection) -> None:
        self.folder = folder
        self.connection = connection
        self._arrivals = Arrivals(folder, connection, on_settled=self._hide_parts)
        self._parts_are_shown = False
        self._remove_leftovers()
        self._refuse_lost_parts()

    # -- sources ---------------------------------------------------------------------------

    def sources(self, *, replaced: bool = False) -> list[SourceRow]:
        """The files that count, by path; with `replaced` also those that no longer do."""
        rows = self.rows(
            "select * from sources where ? or replaced_by is null order by path, source",
            [replaced],
        )
        return [SourceRow(**{**row, "record": json.loads(row["record"])}) for row in rows]

    @contextmanager
    def draft(self, digest: str) -> Iterator[Draft]:
        """Write a source's lines: they count from `Draft.commit` on, and leave no trace without."""
        draft = Draft(self.folder, digest, self._arrivals)
        try:
            yield draft
        finally:
            draft.discard_uncommitted()

    @contextmanager
    def together(self) -> Iterator[None]:
        """Sources committed inside begin to count a number at a time, the last at its end: the
        catalogue takes hardly longer to enter many than to enter one."""
        with self._arrivals.together():
            yield

    def note_place(self, place: str, digest: str) -> None:
        """Remember that this absolute path held these bytes when it was last seen."""
        self._arrivals.note_place(place, digest)

    def places(self) -> dict[str, str]:
        """Absolute path -> the hash that it held when it was last seen."""
        return {row["place"]: row["source"] for row in self.rows("select * from source_places")}

    # -- queries -----------------------------------------------------------------------------

    def table(self, sql: str, parameters: Sequence[Any] = ()) -> pa.Table:
        """The answer to a query over the store's tables, as an Arrow table."""
        self._show_parts()
        return self.connection.sql(sql, params=list(parameters)).to_arrow_table()

    def answer(
        self,
        question: Table,
        *,
        beside: Mapping[str, pa.Table],
        of_sources: Sequence[str] | None,
    ) -> pa.Table:
        """The answer to an Ibis expression over the store's tables; see asking.ask_table."""
        sql = ibis.to_sql(question, dialect="duckdb")
        with ExitStack() as stack:
            for name, rows in beside.items():
                stack.enter_context(self.beside(name, rows))
            if of_sources is not None:
                stack.callback(self._hide_parts)
                self._show_parts()
                self._show("payments", PAYMENTS, self._files_of(of_sources))
            return self.table(sql)

    def execute(self, sql: str) -> None:
        """Run a statement over the store's tables, such as one that makes a table for this run."""
        self._show_parts()
        self.connection.execute(sql)

    def rows(self, sql: str, parameters: Sequence[Any] = ()) -> list[dict[str, Any]]:
        """The answer to a query as one dict a row."""
        rows: list[dict[str, Any]] = self.table(sql, parameters).to_pylist()
        return rows

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """What is done inside counts all together, or not at all."""
        self.connection.begin()
        try:
            yield
            self.connection.commit()
        except BaseException:
            self.connection.rollback()
            raise

    @contextmanager
    def beside(self, name: str, rows: pa.Table) -> Iterator[None]:
        """Let queries see these rows as a table of this name, for as long as the block lasts."""
        self.connection.register(name, rows)
        try:
            yield
        finally:
            self.connection.unregister(name)

    def read_parts(self, files: Sequence[str]) -> str:
        """What stands after `from` to read these Parquet files of the store."""
        listed = ", ".join("'" + str(self.folder / file).replace("'", "''") + "'" for file in files)
        return f"read_parquet([{listed}], hive_partitioning = false)"

    def replace_rows(self, name: str, rows: pa.Table, *, keep: bool = False) -> None:
        """Put `rows` into a catalogue table, instead of what it held, or (keep) beside it."""
        columns = ", ".join(rows.column_names)
        with self.beside("incoming_rows", rows), self.transaction():
            if not keep:
                self.connection.execute(f"delete from {name}")
            self.connection.execute(
                f"insert or replace into {name} ({columns}) select {columns} from incoming_rows"
            )

    # -- inside ------------------------------------------------------------------------------

    def _parts(self) -> list[tuple[str, str]]:
        return self.connection.execute(
            """select parts.file, parts.tables from parts join sources using (source)
               where sources.replaced_by is null order by parts.file"""
        ).fetchall()

    def _show_parts(self) -> None:
        """Point the views `payments` and `rejects` at the files that count."""
        if self._parts_are_shown:
            return
        parts = self._parts()
        for name, schema in (("payments", PAYMENTS), ("rejects", REJECTS)):
            self._show(name, schema, [file for file, table in parts if table == name])
        self._parts_are_shown = True

    def _show(self, name: str, schema: pa.Schema, files: Sequence[str]) -> None:
        """Point a view at these files."""
        if files:
            body = f"select * from {self.read_parts(files)}"
        else:
            self.connection.register(f"no_{name}", schema.empty_table())
            body = f"select * from no_{name}"
        self.connection.execute(f"create or replace temp view {name} as {body}")

    def _files_of(self, sources: Sequence[str]) -> list[str]:
        """The payment files of these sources."""
        return [
            file
            for (file,) in self.connection.execute(
                """select file from parts
                   where tables = 'payments' and list_contains(?::varchar[], source)
                   order by file""",
                [list(sources)],
            ).fetchall()
        ]

    def _hide_parts(self) -> None:
        """Let the views be made again before the next query: other files count."""
        self._parts_are_shown = False

    def _remove_leftovers(self) -> None:
        """Remove Parquet files that no committed source owns: a killed run's unfinished work."""
        rows = self.connection.execute("select file from parts").fetchall()
        known = {self.folder / row[0] for row in rows}
        for name in ("payments", "rejects"):
            for file in (self.folder / name).rglob("*.parquet"):
                if file not in known and _PART.fullmatch(file.name):
                    file.unlink()

    def _refuse_lost_parts(self) -> None:
        """A store that lost a file would answer with less than was read, and not say so."""
        for file, _table in self._parts():
            if not (self.folder / file).exists():
                raise UserMistake(
                    f"The store {self.folder} has lost its file {file}.",
                    "Put it back, or read the published files into a new store.",
                )


@contextmanager
def open_store(
    folder: Path, *, on_wait: Callable[[str], None] = lambda _sentence: None
) -> Iterator[Store]:
    """Open the store in `folder`, making it where there is none; one process at a time.

    on_wait: told in one sentence when another run holds the store and this one waits for it.
    Raises UserMistake when the folder is a file, or holds something that is not a store.
    """
    if folder.exists() and not folder.is_dir():
        raise UserMistake(f"{folder} is a file, not a folder.", "Name a folder with --store.")
    _refuse_strange_folder(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserMistake(
            f"The folder {folder} cannot be made.", "Name a folder that you may write to."
        ) from error
    lock = FileLock(folder / "store.lock")
    try:
        lock.acquire(timeout=0)
    except Timeout:
        on_wait(f"Another run is using {folder}; waiting for it to finish.")
        lock.acquire()
    try:
        connection = open_catalogue(folder / "catalogue.duckdb")
        try:
            yield Store(folder, connection)
        finally:
            connection.close()
    finally:
        lock.release()


def _refuse_strange_folder(folder: Path) -> None:
    """A folder with other things in it is likelier a slip of the keyboard than a place to write."""
    if not folder.is_dir() or (folder / "catalogue.duckdb").exists():
        return
    ours = {"store.lock", "catalogue.new", "catalogue.new.wal"}
    strange = sorted(entry.name for entry in folder.iterdir() if entry.name not in ours)
    if strange:
        raise UserMistake(
            f"{folder} holds other things ({strange[0]}) and is not a Tallystick store.",
            "Name a new or empty folder with --store.",
        )
