"""Looks at every byte of a store that an answer may rest on, and says what is damaged."""

from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from tallystick.engine.checksums import is_whole
from tallystick.engine.copies import COPIES, MADE_AGAIN, copy_of
from tallystick.engine.kept_files import is_copy_whole, is_unchanged, kept_names
from tallystick.engine.manifest import (
    Manifest,
    copied_number,
    name_of,
    newest_number,
    read_copied,
    read_manifest,
)
from tallystick.words.mistakes import UserMistake


@dataclass(frozen=True, slots=True)
class Damage:
    """A file that is lost or not what was written. kind: manifest, table, placed (a table that is
    placed again from payments), part, kept, copy; source: of a part, the hash of the published
    file whose lines it holds, and path: where that was read; counts: False of a part whose source
    was replaced; has_copy: its second copy is whole."""

    file: str
    kind: str
    source: str = ""
    path: str = ""
    counts: bool = True
    has_copy: bool = False


@dataclass(frozen=True, slots=True)
class StoreChecked:
    """What was found. files: how many were looked at."""

    files: int
    damaged: tuple[Damage, ...]


def check_store(folder: Path) -> StoreChecked:
    """Compare every file of a store's newest commit, and every kept file, with what was written.

    Raises UserMistake where neither the manifest nor its copy can be read, or a newer Tallystick
    wrote it.
    """
    found = _kept(folder)
    manifest, damage = _manifest(folder)
    found += damage
    looked = 1 + len(kept_names(folder))
    for name, files in manifest.tables.items():
        looked += len(files)
        found += [each for file in files for each in _table(folder, manifest, name, file)]
    parts = _rows(folder, manifest, "parts")
    found += _parts(folder, manifest, parts)
    return StoreChecked(looked + len(parts), tuple(found))


def _manifest(folder: Path) -> tuple[Manifest, list[Damage]]:
    number = newest_number(folder) or copied_number(folder) or 1
    try:
        manifest = read_manifest(folder, number)
    except (UserMistake, OSError):
        try:
            manifest = read_copied(folder, number)
        except (UserMistake, OSError):
            raise UserMistake(
                f"The list of {folder}'s files, {name_of(number)}, and its copy are both damaged.",
                "Put a back-up of the store back, or read the published files into a new store and "
                "copy claims.jsonl, corrections and the lists beside them.",
            ) from None
        return manifest, [Damage(name_of(number), "manifest", has_copy=True)]
    return manifest, []


def _table(folder: Path, manifest: Manifest, name: str, file: str) -> list[Damage]:
    said = manifest.checksums.get(file, "")
    has_copy = is_whole(copy_of(folder, file), said, again=True)
    if not is_whole(folder / file, said, again=True):
        return [Damage(file, "placed" if name in MADE_AGAIN else "table", has_copy=has_copy)]
    if said and name not in MADE_AGAIN and not has_copy:
        return [Damage(f"{COPIES}/{file}", "copy")]
    return []


def _kept(folder: Path) -> list[Damage]:
    found = []
    for name in kept_names(folder):
        has_copy = is_copy_whole(folder, name)
        if not is_unchanged(folder, name):
            found.append(Damage(name, "kept", has_copy=has_copy))
        elif not has_copy:
            found.append(Damage(f"{COPIES}/{name}", "copy"))
    return found


def _rows(folder: Path, manifest: Manifest, name: str) -> list[dict[str, object]]:
    """The rows of a table, of files or copies that are whole."""
    whole = [
        place
        for file in manifest.tables.get(name, ())
        for place in [_whole_one(folder, file, manifest.checksums.get(file, ""))]
        if place is not None
    ]
    tables: list[pa.Table] = [pq.read_table(place) for place in whole]
    return [row for table in tables for row in table.to_pylist()]


def _whole_one(folder: Path, file: str, said: str) -> Path | None:
    places = (folder / file, copy_of(folder, file))
    return next((place for place in places if is_whole(place, said)), None)


def _parts(folder: Path, manifest: Manifest, parts: list[dict[str, object]]) -> list[Damage]:
    sources = {row["source"]: row for row in _rows(folder, manifest, "sources")}
    found = []
    for row in parts:
        file, said = str(row["file"]), str(row.get("checksum") or "")
        if not is_whole(folder / file, said, again=True):
            of = sources.get(row["source"], {})
            found.append(
                Damage(
                    file,
                    "part",
                    source=str(row["source"]),
                    path=str(of.get("path", "")),
                    counts=of.get("replaced_by") is None,
                )
            )
    return found
