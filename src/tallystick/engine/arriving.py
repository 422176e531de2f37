"""Sources on their way into the store: their Parquet files, and their entry in the catalogue.

Until the catalogue's commit a source's files are leftovers that the next opening removes. A commit
of its own would cost a source a quarter of its reading, so many small ones are entered together.
"""

import json
import secrets
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, fields, replace
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from tallystick.engine.parts import PartWriter, by_year

UNDATED = 0
"""The year folder of lines whose month is not known."""


_MANY_SOURCES = 40  # held back at most before they are entered: what a killed run would read again
_MANY_BYTES = 1 << 28


@dataclass(frozen=True, slots=True)
class SourceRow:
    """What the catalogue keeps of one file that was read. Money in pence."""

    source: str  # sha256 of its bytes, hex
    path: str  # as the user gave it
    council: str
    bytes: int
    reader: str  # version of the reader that read it
    lines: int
    rejected: int
    total_pence: int
    first_paid_on: date | None
    last_paid_on: date | None
    record: dict[str, Any]  # the reading record, as `tallystick read --json` prints it
    replaced_by: str | None = None


class Arrivals:
    """Sources that are finished and not yet in the catalogue. on_settled: told when some were
    entered."""

    def __init__(
        self,
        folder: Path,
        connection: duckdb.DuckDBPyConnection,
        *,
        on_settled: Callable[[], None],
    ) -> None:
        self._folder, self._connection, self._on_settled = folder, connection, on_settled
        self._together = False
        self._forget()

    @contextmanager
    def together(self) -> Iterator[None]:
        """Enter the sources committed inside a number at a time, the last at its end."""
        self._together = True
        try:
            yield
        finally:
            self._together = False
            self._settle()

    def note_place(self, place: str, digest: str) -> None:
        """Remember that this absolute path held these bytes when it was last seen."""
        self._places[place] = digest
        self._settle_if_enough()

    def add(
        self, row: SourceRow, place: str, parts: list[dict[str, Any]], replaces: Sequence[str]
    ) -> None:
        """Take a source whose files are written; see Draft.commit."""
        self._rows[row.source] = row
        self._parts[row.source] = parts
        self._places[place] = row.source
        self._replaced.pop(row.source, None)  # it was read again after it had been replaced
        for old in replaces:
            if old in self._rows and old != row.source:
                self._rows[old] = replace(self._rows[old], replaced_by=row.source)
            elif old != row.source:
                self._replaced[old] = row.source
        self._settle_if_enough()

    def _settle_if_enough(self) -> None:
        size = sum(row.bytes for row in self._rows.values())
        if not self._together or len(self._rows) >= _MANY_SOURCES or size >= _MANY_BYTES:
            self._settle()

    def _settle(self) -> None:
        """Let what has arrived count, all together or not at all."""
        if not self._rows and not self._places:
            return
        rows = {
            "sources": [_as_entry(row) for row in self._rows.values()],
            "parts": [part for parts in self._parts.values() for part in parts],
            "source_places": [{"place": p, "source": s} for p, s in self._places.items()],
        }
        self._connection.begin()
        try:
            before = self._leave()
            for name, entries in rows.items():
                self._enter(name, entries)
            self._connection.commit()
        except BaseException:
            self._connection.rollback()
            raise
        for file in before - {part["file"] for part in rows["parts"]}:
            (self._folder / file).unlink(missing_ok=True)
        self._forget()
        self._on_settled()

    def _leave(self) -> set[str]:
        """Take out of the catalogue what arrives again or is replaced; the files of the former."""
        execute, again, places = self._connection.execute, [*self._rows], [*self._places]
        rows = execute("select file from parts where list_contains(?, source)", [again]).fetchall()
        execute("delete from parts where list_contains(?, source)", [again])
        execute("delete from sources where list_contains(?, source)", [again])
        execute("delete from source_places where list_contains(?, place)", [places])
        for old, new in self._replaced.items():
            execute("update sources set replaced_by = ? where source = ?", [new, old])
        return {file for (file,) in rows}

    def _enter(self, name: str, entries: list[dict[str, Any]]) -> None:
        if not entries:
            return
        self._connection.register("arriving", pa.Table.from_pylist(entries))
        try:
            self._connection.execute(f"insert into {name} by name select * from arriving")
        finally:
            self._connection.unregister("arriving")

    def _forget(self) -> None:
        self._rows: dict[str, SourceRow] = {}
        self._parts: dict[str, list[dict[str, Any]]] = {}
        self._places: dict[str, str] = {}
        self._replaced: dict[str, str] = {}


def _as_entry(row: SourceRow) -> dict[str, Any]:
    return {field.name: getattr(row, field.name) for field in fields(row)} | {
        "record": json.dumps(row.record)
    }


class Draft:
    """The Parquet files of one source while it is being read."""

    def __init__(self, folder: Path, digest: str, arrivals: Arrivals) -> None:
        self._folder, self._digest, self._arrivals = folder, digest, arrivals
        self._writers: dict[tuple[str, int | None], PartWriter] = {}
        self._committed = False
        # Keeps a second reading of a source apart from the first, which counts until the commit.
        self._token = secrets.token_hex(4)

    def write(self, payments: pa.Table, rejects: pa.Table) -> None:
        """Add lines, in the shapes of engine.schema. Payments go to the folder of their year."""
        if rejects.num_rows:
            self._append("rejects", None, rejects)
        if payments.num_rows:
            for year, lines in by_year(payments, UNDATED):
                self._append("payments", year, lines)

    def finish(self) -> None:
        """Write out what is still held back; nothing counts before the commit."""
        for writer in self._writers.values():
            writer.close()

    def commit(self, row: SourceRow, *, place: str, replaces: Sequence[str] = ()) -> None:
        """Make the lines count, in one step with the sources that they replace.

        row: the source as the catalogue will list it; its hash is this draft's.
        place: the absolute path that held it, by which a corrected file is known.
        replaces: hashes of sources whose lines stop counting (their files stay on disk until the
        source itself is read again, so that history can be shown).
        """
        if row.source != self._digest:
            raise ValueError("a draft commits the source that it was opened for")
        self.finish()
        parts = [
            {
                "file": self._file(table, year).relative_to(self._folder).as_posix(),
                "source": self._digest,
                "tables": table,
                "year": year,
                "rows": writer.rows,
            }
            for (table, year), writer in self._writers.items()
        ]
        self._committed = True
        self._arrivals.add(row, place, parts, replaces)

    def discard_uncommitted(self) -> None:
        """Remove what was written when the draft was not committed."""
        if self._committed:
            return
        for writer in self._writers.values():
            writer.discard()

    def _append(self, table: str, year: int | None, rows: pa.Table) -> None:
        key = (table, year)
        if key not in self._writers:
            self._writers[key] = PartWriter(self._file(table, year), rows.schema)
        self._writers[key].write(rows)

    def _file(self, table: str, year: int | None) -> Path:
        folder = self._folder / table
        if year is not None:
            folder = folder / f"year={year}"
        return folder / f"{self._digest[:20]}-{self._token}.parquet"
