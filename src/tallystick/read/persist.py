"""Reads files into the store: each content once; a corrected file replaces the one that it
corrects."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NoReturn

import pyarrow as pa

from tallystick.engine.arriving import SourceRow
from tallystick.engine.fingerprint import fingerprint
from tallystick.engine.store import Store
from tallystick.read import ReadingRecord, look_under, read_file
from tallystick.read.files.steady import (
    TRIES,
    Changed,
    Seen,
    hash_seen,
    refuse_changed,
    restless,
)
from tallystick.read.reader import Sink
from tallystick.read.replacement import corrected_sources, correcting_source
from tallystick.read.tables.corrections import (
    corrections_mark,
    load_corrections,
    remember_corrections,
    remembered_corrections,
)
from tallystick.reference.councils import Councils
from tallystick.words.mistakes import Skipped, UserMistake, unopened
from tallystick.words.mistakes import skipped as as_skipped
from tallystick.words.progress import Progress, unwatched

POUNDS = "GBP"
"""The currency of what a store adds up."""


@dataclass(frozen=True, slots=True)
class Intake:
    """The results of reading the files of one run."""

    records: tuple[dict[str, Any], ...]  # reading records in the order of the files
    fresh: int  # files read in this run
    known: int  # files whose content the store already held
    skipped: tuple[Skipped, ...]


def read_into_store(
    store: Store,
    paths: Sequence[Path],
    *,
    councils: Councils,
    council: str | None = None,
    corrections: Path | None = None,
    again: frozenset[str] = frozenset(),
    progress: Progress = unwatched,
) -> Intake:
    """Read every file of `paths` that the store does not hold yet.

    council: the code of the council that published these files; None: it is found from each file.
    corrections: a file of user decisions about these files; it is stored and applied to later files
    of the same councils.
    again: hashes of files that are read although the store holds them.
    A path that does not exist or cannot be read is skipped with its reason, and reading goes on.
    Raises UserMistake when no file at all could be read.
    """
    found = look_under(paths)
    skipped = [as_skipped(path.as_posix(), mistake) for path, mistake in found.mistakes]
    shelf = _Shelf(store, corrections)
    records: list[dict[str, Any]] = []
    fresh = 0
    with store.together():
        for number, path in enumerate(found.files):
            progress("Reading files", number, len(found.files))
            try:
                record, is_fresh = _take(
                    shelf, path, councils=councils, council=council, again=again
                )
                records.append(record)
                fresh += is_fresh
            except UserMistake as mistake:
                skipped.append(as_skipped(path.as_posix(), mistake))
    progress("Reading files", len(found.files), len(found.files))
    if not records:
        _give_up(paths, skipped)
    return Intake(tuple(records), fresh, len(records) - fresh, tuple(skipped))


def _take(
    shelf: "_Shelf",
    path: Path,
    *,
    councils: Councils,
    council: str | None,
    again: frozenset[str],
) -> tuple[dict[str, Any], bool]:
    """The reading record of a file that the store now holds, and whether it is new to it.

    What is stored is what was hashed: a file that was changed meanwhile is read again. Raises
    UserMistake when it cannot be read or does not hold still.
    """
    for _ in range(TRIES):
        seen = hash_seen(path)
        record = shelf.record_held(path, seen.sha256, council=council)
        if record is not None and seen.sha256 not in again:
            return record, False
        try:
            return shelf.keep(path, seen, councils=councils, council=council), True
        except Changed:
            continue
    raise restless(path)


def _give_up(paths: Sequence[Path], skipped: Sequence[Skipped]) -> NoReturn:
    """Raise UserMistake when nothing was read: the first reason, and how many other paths
    failed."""
    if not skipped:
        raise UserMistake(
            f"There is no table in {', '.join(map(str, paths))}.",
            "Give the folder that holds the CSV files or workbooks.",
        )
    more = f" ({len(skipped) - 1} more could not be read either.)" if len(skipped) > 1 else ""
    raise UserMistake(skipped[0].sentence, f"{skipped[0].next_step}{more}")


class _Shelf:
    """A cache of what the store holds while files are added, so that the store is queried once and
    not once for each file."""

    def __init__(self, store: Store, corrections: Path | None) -> None:
        self._store = store
        self._given = corrections
        self._settled = load_corrections(corrections) if corrections else None
        self._recall()
        self._sources = {row.source: row for row in store.sources(replaced=True)}
        self._places = store.places()

    def record_held(self, path: Path, digest: str, *, council: str | None) -> dict[str, Any] | None:
        """The reading record of a file whose content the store already holds, read by the current
        rules; else None."""
        place = path.resolve().as_posix()
        held = self._sources.get(digest)
        if (
            held is None
            or held.reader != self._reader(held.council)
            or council not in (None, held.council)
        ):
            return None
        before = self._places.get(place, digest)
        if held.replaced_by is not None and before != digest:
            return None  # the earlier file is back at its path, so it counts again
        if place not in self._places:
            self._store.note_place(place, digest)
            self._places[place] = digest
        return held.record

    def keep(
        self, path: Path, seen: Seen, *, councils: Councils, council: str | None
    ) -> dict[str, Any]:
        """Read a file into the store; its reading record. Raises Changed when it is no longer what
        was hashed."""
        place, digest = path.resolve().as_posix(), seen.sha256
        counting = [held for held in self._sources.values() if held.replaced_by is None]
        with self._store.draft(digest) as draft:
            record = self._read(path, seen, draft.write, councils=councils, council=council)
            if self._given:
                remember_corrections(self._store.folder, record.council, self._given)
                self._recall()
            if record.currency != POUNDS:
                draft.leave_out_payments()
            row = _row_of(path, seen, record, self._reader(record.council))
            row = replace(row, replaced_by=correcting_source(row, known=counting))
            replaced = corrected_sources(row, held=self._places.get(place), known=counting)
            draft.commit(row, place=place, replaces=replaced)
        for old in replaced:
            self._sources[old] = replace(self._sources[old], replaced_by=digest)
        self._sources[digest] = row
        self._places[place] = digest
        return row.record

    def _read(
        self, path: Path, seen: Seen, sink: Sink, *, councils: Councils, council: str | None
    ) -> ReadingRecord:
        """Read a file that holds still meanwhile. Raises Changed when it does not, even where it
        could not be read: half of a file is often no table."""
        held_up: list[OSError] = []  # by the store, not by the file

        def store(payments: pa.Table, rejects: pa.Table) -> None:
            try:
                sink(payments, rejects)
            except OSError as error:
                held_up.append(error)
                raise

        try:
            record = read_file(
                path,
                councils=councils,
                council=council,
                corrections=self._settled,
                remembered=self._loaded,
                sha256=seen.sha256,
                sink=store,
            )
        except UserMistake:
            refuse_changed(path, seen)
            raise
        except OSError as error:
            if held_up:
                raise
            raise unopened(path, error) from error
        refuse_changed(path, seen)
        return record

    def _recall(self) -> None:
        """Load stored corrections: once, and again when corrections were added in this run."""
        self._remembered = remembered_corrections(self._store.folder)
        self._loaded = {code: load_corrections(file) for code, file in self._remembered.items()}

    def _reader(self, council: str) -> str:
        """The version of the rules and corrections with which a council's files are read now."""
        settled = self._given or self._remembered.get(council)
        return fingerprint("read", "reference") + corrections_mark(settled)


def _row_of(path: Path, seen: Seen, record: ReadingRecord, reader: str) -> SourceRow:
    in_pounds = record.currency == POUNDS
    return SourceRow(
        source=record.sha256,
        path=path.as_posix(),
        council=record.council,
        bytes=seen.size,
        reader=reader,
        lines=record.lines if in_pounds else 0,
        rejected=record.rejected,
        total_pence=record.total_pence if in_pounds else 0,
        first_paid_on=record.first_paid_on,
        last_paid_on=record.last_paid_on,
        record=record.as_json(),
    )
