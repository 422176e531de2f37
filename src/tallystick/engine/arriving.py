"""Sources on their way into the store: their Parquet files, and the commit that lists them.

Until the commit a source's files are leftovers that the next writer removes. A commit of its own
would cost a source a quarter of its reading, so many small ones are entered together.
"""

import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow as pa

from tallystick.engine.changes import Changes
from tallystick.engine.checksums import checksum
from tallystick.engine.parts import PartWriter, by_year
from tallystick.engine.placing import displace, place
from tallystick.engine.schema import TABLES, arrow_schema
from tallystick.engine.sources import SourceRow, as_entry

__all__ = ["Arrivals", "Draft", "SourceRow"]

UNDATED = 0
"""The year folder of lines whose month is not known."""


_MANY_SOURCES = 40  # held back at most before they are entered: what a killed run would read again
_MANY_BYTES = 1 << 28


class Arrivals:
    """Sources that are finished and not yet in the store. transaction: makes a commit of what is
    changed within."""

    def __init__(
        self, folder: Path, transaction: Callable[[], AbstractContextManager[Changes]]
    ) -> None:
        self._folder, self._transaction = folder, transaction
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
        """Enter what has arrived, in one commit."""
        if not self._rows and not self._places:
            return
        with self._transaction() as changes:
            displace(changes, self._leave(changes))
            _append(changes, "sources", [as_entry(row) for row in self._rows.values()])
            parts = [part for parts in self._parts.values() for part in parts]
            _append(changes, "parts", parts)
            places = [{"place": p, "source": s} for p, s in self._places.items()]
            _append(changes, "source_places", places)
            counting = [row.source for row in self._rows.values() if row.replaced_by is None]
            lines = [
                part["file"]
                for source in counting
                for part in self._parts[source]
                if part["tables"] == "payments"
            ]
            place(changes, counting, lines)
        self._forget()

    def _leave(self, changes: Changes) -> list[str]:
        """Take out what arrives again, and mark what is replaced; the sources whose lines no
        longer count as they did."""
        again = pa.array([*self._rows], pa.string())
        known = _of_sources(changes, "sources", [*self._rows, *self._replaced])
        parts = _of_sources(changes, "parts", [*self._rows])
        changes.dropped_parts |= {part["file"] for part in parts}
        changes.remove("parts", "source", again)
        changes.remove("source_places", "place", pa.array([*self._places], pa.string()))
        changes.remove("sources", "source", pa.array([row["source"] for row in known], pa.string()))
        replaced = [
            {**row, "replaced_by": self._replaced[row["source"]]}
            for row in known
            if row["source"] in self._replaced
        ]
        _append(changes, "sources", replaced)
        return [row["source"] for row in known if row["replaced_by"] is None]

    def _forget(self) -> None:
        self._rows: dict[str, SourceRow] = {}
        self._parts: dict[str, list[dict[str, Any]]] = {}
        self._places: dict[str, str] = {}
        self._replaced: dict[str, str] = {}


def _append(changes: Changes, name: str, entries: Sequence[Mapping[str, Any]]) -> None:
    schema = arrow_schema(TABLES[name])
    changes.append(name, pa.Table.from_pylist([dict(entry) for entry in entries], schema=schema))


def _of_sources(changes: Changes, name: str, sources: Sequence[str]) -> list[dict[str, Any]]:
    """The rows of a table that are of these sources."""
    if not sources:
        return []
    found = changes.ask(
        f"select * from {changes.read(name)} where list_contains(?::varchar[], source)",
        [list(sources)],
    )
    rows: list[dict[str, Any]] = found.to_pylist()
    return rows


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

    def leave_out_payments(self) -> None:
        """Let none of its payments count: they are not in pounds. The rejects stay."""
        for table, year in [key for key in self._writers if key[0] == "payments"]:
            self._writers.pop((table, year)).discard()

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
                "checksum": checksum(self._file(table, year)),
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
