"""The store: a folder of Parquet files, and a manifest for every commit that says which count.

A source's lines become visible in one step, the publishing of a manifest, and with everything that
is worked out of them. One lock serves whoever writes; readers ask for none (engine.snapshot).
docs/store.md is the page on the folder.
"""

import hashlib
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from tallystick.engine.arriving import Arrivals, Draft
from tallystick.engine.changes import Changes
from tallystick.engine.checksums import lost, refuse_damaged
from tallystick.engine.copies import COPIES, drop_copies
from tallystick.engine.leases import leased_numbers
from tallystick.engine.locking import LOCK, locked
from tallystick.engine.manifest import (
    Manifest,
    forget_retired,
    is_store,
    newest_number,
    publish,
    read_manifest,
    retire_older,
    retired_manifests,
)
from tallystick.engine.snapshot import Snapshot
from tallystick.engine.upgrade import WORK, bring_up_to_date
from tallystick.words.mistakes import UserMistake

_PART = re.compile(r"[0-9a-f]{20}-[0-9a-f]{8}\.parquet|[a-z_]+-[0-9a-f]{16}\.parquet")
"""The names of our Parquet files; no other file is ever removed."""

_SPILL = "store.spill"


def hash_file(path: Path) -> str:
    """sha256 of a file's bytes, hex: the identity of a source."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


class Store(Snapshot):
    """A store that is written to, and a snapshot of its newest commit. Use `open_store`; it holds
    the folder's lock until it is closed."""

    def __init__(self, folder: Path, manifest: Manifest, *, mending: bool = False) -> None:
        super().__init__(folder, manifest, spill=folder / _SPILL)
        self._arrivals = Arrivals(folder, self.transaction)
        self._pending: Changes | None = None
        # Files that were given up, each with the number of the last commit that names it.
        self._dropped: list[tuple[int, str]] = []
        self._remove_leftovers()
        if not mending:
            self._refuse_lost_files()

    # -- sources ---------------------------------------------------------------------------

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
        """Sources committed inside begin to count a number at a time, the last at its end: a
        commit of many takes hardly longer than a commit of one."""
        with self._arrivals.together():
            yield

    def note_place(self, place: str, digest: str) -> None:
        """Remember that this absolute path held these bytes when it was last seen."""
        self._arrivals.note_place(place, digest)

    # -- commits -----------------------------------------------------------------------------

    @contextmanager
    def transaction(self) -> Iterator[Changes]:
        """What is changed inside counts all together, or not at all: one commit."""
        if self._pending is not None:
            yield self._pending
            return
        with self._cursor() as cursor:
            self._pending = changes = Changes(self.folder, self.manifest, cursor)
            try:
                yield changes
                self._commit(changes)
            except BaseException:
                changes.discard()
                raise
            finally:
                self._pending = None

    def replace_rows(self, name: str, rows: pa.Table, *, keep: bool = False) -> None:
        """Put `rows` into a table, instead of what it held, or (keep) beside it: then a row
        stands in place of the one with the same key."""
        with self.transaction() as changes:
            if keep:
                changes.merge(name, rows)
            else:
                changes.put(name, rows)

    # -- inside ------------------------------------------------------------------------------

    def _commit(self, changes: Changes) -> None:
        after = changes.finished()
        if after is None:
            changes.discard()
            return
        publish(self.folder, after)
        changes.keep_only(after)
        gone = (self.manifest.files() - after.files()) | changes.dropped_parts
        self._dropped += [(self.manifest.number, file) for file in sorted(gone)]
        self._turn_to(after)
        self._remove_dropped()

    def _remove_dropped(self) -> None:
        """Remove the files that neither the newest commit nor a living reader's may name."""
        retire_older(self.folder, self.manifest.number)
        leased = leased_numbers(self.folder)
        oldest = min(leased, default=self.manifest.number)
        for last, file in self._dropped:
            if last < oldest:
                _remove(self.folder / file)
                drop_copies(self.folder, [file])
        self._dropped = [(last, file) for last, file in self._dropped if last >= oldest]
        forget_retired(self.folder, leased=leased)

    def _remove_leftovers(self) -> None:
        """Remove what no commit names that is newest or leased: a killed run's unfinished work,
        and what was kept for readers that have gone."""
        retire_older(self.folder, self.manifest.number)
        leased = leased_numbers(self.folder)
        named: set[Path] = set()
        for manifest in (self.manifest, *retired_manifests(self.folder, leased)):
            named |= {Path(file) for file in manifest.files() | self._all_parts(manifest)}
        for home in (self.folder, self.folder / COPIES):
            for name in ("payments", "rejects", "tables"):
                for file in (home / name).rglob("*.parquet"):
                    if file.relative_to(home) not in named and _PART.fullmatch(file.name):
                        _remove(file)
        forget_retired(self.folder, leased=leased)

    def _all_parts(self, manifest: Manifest) -> set[str]:
        """The files of lines that a commit names, of replaced sources too."""
        files = manifest.tables.get("parts", ())
        refuse_damaged(self.folder, manifest.said_of(files))
        tables = [pq.read_table(self.folder / file, columns=["file"]) for file in files]
        return {part for table in tables for part in table["file"].to_pylist()}

    def _refuse_lost_files(self) -> None:
        for file in [
            *self.manifest.files(),
            *self._parts_of("payments"),
            *self._parts_of("rejects"),
        ]:
            if not (self.folder / file).exists():
                raise lost(self.folder, file)


def _remove(file: Path) -> None:
    try:
        file.unlink(missing_ok=True)
    except OSError:
        # Some systems let nobody remove a file that is open: the next writer tries again.
        return


@contextmanager
def open_store(
    folder: Path,
    *,
    on_wait: Callable[[str], None] = lambda _sentence: None,
    mending: bool = False,
) -> Iterator[Store]:
    """Open the store in `folder` to write to it, making it where there is none; one at a time.

    A store of an older version is brought up to date. on_wait: told in one sentence when another
    run holds the store and this one waits for it. mending: open it although files are lost. Raises
    UserMistake when the folder is a file, or holds something that is not a store.
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
    with locked(folder, on_wait=on_wait):
        bring_up_to_date(folder)
        store = Store(folder, read_manifest(folder, newest_number(folder) or 1), mending=mending)
        try:
            yield store
        finally:
            store.close()


def _refuse_strange_folder(folder: Path) -> None:
    """A folder with other things in it is likelier a slip of the keyboard than a place to write."""
    if not folder.is_dir() or is_store(folder):
        return
    ours = {LOCK, "catalogue.new", "catalogue.new.wal", "manifests", "tables", COPIES, WORK}
    strange = sorted(entry.name for entry in folder.iterdir() if entry.name not in ours)
    if strange:
        raise UserMistake(
            f"{folder} holds other things ({strange[0]}) and is not a Tallystick store.",
            "Name a new or empty folder with --store.",
        )
