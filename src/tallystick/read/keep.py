"""Read files into the store: each content once, a corrected file in place of the one it names."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from tallystick.engine.fingerprint import fingerprint
from tallystick.engine.store import SourceRow, Store, hash_file
from tallystick.read import ReadingRecord, find_files, read_file
from tallystick.read.replacement import corrected_sources, correcting_source
from tallystick.reference.councils import Councils
from tallystick.words.mistakes import Skipped, UserMistake
from tallystick.words.progress import Progress, unwatched


@dataclass(frozen=True, slots=True)
class Intake:
    """What became of the files of one run."""

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
    progress: Progress = unwatched,
) -> Intake:
    """Read every file of `paths` that the store does not hold yet.

    council: the code of the council whose files these are; None: each file must tell.
    A file that cannot be read is skipped with its reason and the others go on. Raises UserMistake
    when a path is not there or when no file at all could be read.
    """
    files = find_files(paths)
    records: list[dict[str, Any]] = []
    skipped: list[Skipped] = []
    fresh = 0
    for number, path in enumerate(files):
        progress("Reading files", number, len(files))
        try:
            record, is_fresh = _keep_file(store, path, councils=councils, council=council)
            records.append(record)
            fresh += is_fresh
        except UserMistake as mistake:
            skipped.append(Skipped(path.as_posix(), mistake.sentence, mistake.next_step))
    progress("Reading files", len(files), len(files))
    if skipped and not records:
        raise UserMistake(skipped[0].sentence, skipped[0].next_step)
    return Intake(tuple(records), fresh, len(records) - fresh, tuple(skipped))


def _keep_file(
    store: Store, path: Path, *, councils: Councils, council: str | None
) -> tuple[dict[str, Any], bool]:
    """The reading record of a file, and whether it had to be read now."""
    digest, place = hash_file(path), path.resolve().as_posix()
    known = store.source(digest)
    if known and known.reader == _reader() and council in (None, known.council):
        if known.replaced_by is None:
            store.note_place(place, digest)
        return known.record, False
    with store.draft(digest) as draft:
        record = read_file(path, councils=councils, council=council, sink=draft.write)
        row, counting = _row_of(path, record), store.sources()
        draft.commit(
            replace(row, replaced_by=correcting_source(row, known=counting)),
            place=place,
            replaces=corrected_sources(row, held=store.place_held(place), known=counting),
        )
    return row.record, True


def _row_of(path: Path, record: ReadingRecord) -> SourceRow:
    return SourceRow(
        source=record.sha256,
        path=path.as_posix(),
        council=record.council,
        bytes=path.stat().st_size,
        reader=_reader(),
        lines=record.lines,
        rejected=record.rejected,
        total_pence=record.total_pence,
        first_paid_on=record.first_paid_on,
        last_paid_on=record.last_paid_on,
        record=record.as_json(),
    )


def _reader() -> str:
    return fingerprint("read", "reference")
