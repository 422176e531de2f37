"""A commit is a manifest: a small JSON file that names the Parquet files of every table.

A manifest is never changed. The one with the highest number is the store; an older one is *retired*
(its name then ends otherwise) and is kept as long as a reader still draws from it. It holds the
checksum of every file that it names, and a seal over itself.
"""

import hashlib
import json
import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tallystick.engine.checksums import CHECK
from tallystick.engine.copies import copy_of, drop_copies, put_copy
from tallystick.words.mistakes import UserMistake

VERSION = 6
"""The shape of a store. Versions 1 to 3 were a DuckDB file (engine.catalogue); version 4 kept fewer
texts of a line (engine.further_texts), version 5 no checksums (engine.first_checksums)."""

_UNSEALED = 5
"""The last version whose manifests had no seal and no checksums."""

CATALOGUE = "catalogue.duckdb"
"""What a store of version 1 to 3 has in place of manifests."""

_FOLDER = "manifests"
_CURRENT = re.compile(r"(\d{12})\.json")
_RETIRED = re.compile(r"(\d{12})\.retired")


@dataclass(frozen=True, slots=True)
class Manifest:
    """One commit. number: 1, 2, ...; tables: name of a table -> its files, as paths in the folder;
    version: the shape of the store; checksums: file -> engine.checksums.checksum of it.

    The files of lines (payments, rejects) and their checksums stand in the table `parts`, not here.
    """

    number: int = 0
    tables: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    version: int = VERSION
    checksums: Mapping[str, str] = field(default_factory=dict)

    def files(self) -> set[str]:
        """The files of all its tables."""
        return {file for files in self.tables.values() for file in files}

    def said_of(self, files: Iterable[str]) -> dict[str, str]:
        """File -> its checksum, '' where an older store kept none."""
        return {file: self.checksums.get(file, "") for file in files}


def is_store(folder: Path) -> bool:
    """True of a folder that holds a store, of this version or an older one."""
    return newest_number(folder) is not None or (folder / CATALOGUE).is_file()


def newest_number(folder: Path) -> int | None:
    """The number of the newest commit; None where there is none."""
    return max(_numbers(folder, _CURRENT), default=None)


def read_manifest(folder: Path, number: int) -> Manifest:
    """The commit of this number. Raises FileNotFoundError when it has been retired, UserMistake
    when it cannot be read or a newer Tallystick wrote it."""
    return _read(_path(folder, number))


def retired_manifests(folder: Path, numbers: set[int]) -> list[Manifest]:
    """Those of these commits that are retired."""
    return [
        _read(_path(folder, number, retired=True))
        for number in sorted(_numbers(folder, _RETIRED) & numbers)
    ]


def publish(folder: Path, manifest: Manifest) -> None:
    """Make a commit the newest, in one step: it is there whole, or not at all.

    Its tables' files must be on the disk before.
    """
    path = _path(folder, manifest.number)
    path.parent.mkdir(exist_ok=True)
    draft = path.with_suffix(".part")
    with draft.open("w", encoding="utf-8", newline="\n") as stream:
        stream.write(_text(manifest))
        stream.flush()
        os.fsync(stream.fileno())
    # The copy comes first, and what fails takes the commit back: whoever is told that it failed
    # removes its tables' files.
    try:
        put_copy(folder, name_of(manifest.number), draft=draft)
        draft.replace(path)
        sync_folder(path.parent)
    except OSError:
        path.unlink(missing_ok=True)
        drop_copies(folder, [name_of(manifest.number)])
        raise


def retire_older(folder: Path, newest: int) -> None:
    """Let no reader begin with an older commit from now on; those that did keep it."""
    for number in _numbers(folder, _CURRENT):
        if number < newest:
            _path(folder, number).replace(_path(folder, number, retired=True))
            drop_copies(folder, [name_of(number)])


def forget_retired(folder: Path, *, leased: set[int]) -> None:
    """Remove the retired commits that no reader draws from, and drafts of killed runs."""
    for number in _numbers(folder, _RETIRED) - leased:
        _path(folder, number, retired=True).unlink(missing_ok=True)
    for draft in (folder / _FOLDER).glob("*.part"):
        draft.unlink(missing_ok=True)


def refuse_newer(version: int) -> None:
    """Raise UserMistake for a store of a version that is not known here."""
    if version > VERSION:
        raise UserMistake(
            f"This store has version {version}, and this Tallystick knows versions up to "
            f"{VERSION}.",
            "Use the newer Tallystick that wrote it, or another --store folder.",
        )


def name_of(number: int) -> str:
    """The path of a manifest in the store's folder."""
    return f"{_FOLDER}/{number:012}.json"


def copied_number(folder: Path) -> int | None:
    """The number of the newest second copy of a manifest; None where there is none."""
    return max(_numbers(copy_of(folder, ""), _CURRENT), default=None)


def read_copied(folder: Path, number: int) -> Manifest:
    """The second copy of a manifest. Raises as `read_manifest`."""
    return _read(copy_of(folder, name_of(number)))


def _text(manifest: Manifest) -> str:
    """A manifest as it is written: JSON, and in it the sha256 of the JSON without that field."""
    said = {
        "version": VERSION,
        "number": manifest.number,
        "tables": dict(manifest.tables),
        "checksums": dict(manifest.checksums),
    }
    return _json({**said, "seal": _seal(said)})


def _json(said: Mapping[str, Any]) -> str:
    return json.dumps(said, indent=1, sort_keys=True)


def _seal(said: Mapping[str, Any]) -> str:
    return hashlib.sha256(_json(said).encode()).hexdigest()


def _read(path: Path) -> Manifest:
    """Raises UserMistake when it is damaged; a file without a seal must be of an older version."""
    data = path.read_bytes()
    try:
        said = json.loads(data.decode("utf-8"))
        seal = said.pop("seal", None)
        _refuse_unsealed(said, seal)
        refuse_newer(said["version"])
        tables = {name: tuple(files) for name, files in said["tables"].items()}
        return Manifest(said["number"], tables, said["version"], said.get("checksums", {}))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise UserMistake(f"{path} is not a manifest that Tallystick can open.", CHECK) from error


def _refuse_unsealed(said: Mapping[str, Any], seal: object) -> None:
    """Raise ValueError where a manifest is not what was written.

    An older version is taken at its word only if it has an older version's fields: one flipped bit
    in the version, or in the name of the seal, must not open a damaged file.
    """
    older = said["version"] <= _UNSEALED and set(said) == {"version", "number", "tables"}
    if seal != _seal(said) and not (seal is None and older):
        raise ValueError("the seal does not fit")


def _numbers(folder: Path, pattern: re.Pattern[str]) -> set[int]:
    try:
        names = [each.name for each in (folder / _FOLDER).iterdir()]
    except (FileNotFoundError, NotADirectoryError):
        return set()
    return {int(found[1]) for name in names if (found := pattern.fullmatch(name))}


def _path(folder: Path, number: int, *, retired: bool = False) -> Path:
    return folder / (f"{_FOLDER}/{number:012}.retired" if retired else name_of(number))


def sync_folder(folder: Path) -> None:
    """Have the disk keep a folder's new names, where the system can be told so."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
