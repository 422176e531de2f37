"""Two folders of files, byte by byte: which differ, and where each of them first does.

Zip archives (docx, xlsx, evidence packs) are opened and compared member by member; a text is shown
as an excerpt of a unified diff; of all else the place of the first byte is told.
"""

import io
import os
import zipfile
from dataclasses import dataclass
from difflib import unified_diff
from itertools import zip_longest
from pathlib import Path

STORE = "store"
"""A folder of this name is Tallystick's own: its tables may be laid out in any way. What a user is
told to keep or to read there is compared all the same."""

KEPT_IN_STORE = ("claims.jsonl", "delivery_ratios.csv")
"""The files of a store that docs/store.md gives to the user."""

MOST_MEMBERS = 4
WIDE = 90
"""Characters shown to each side of a difference."""


@dataclass(frozen=True)
class Difference:
    """path: of the file, below the folders; where: the first difference; excerpt: what stands
    there, line by line."""

    path: str
    where: str
    excerpt: tuple[str, ...] = ()


def files_below(folder: Path) -> set[str]:
    """The files of a folder that a user sees, as paths below it."""
    found = set()
    for place, folders, names in os.walk(folder):
        here = Path(place)
        if own := here.name == STORE:
            folders.clear()
        seen = [name for name in names if not own or name in KEPT_IN_STORE]
        found |= {(here / name).relative_to(folder).as_posix() for name in seen}
    return found


def differences(base: Path, new: Path) -> list[Difference]:
    """What differs between two folders, by path."""
    there, here = files_below(base), files_below(new)
    found = [Difference(path, "it is made by BASE only") for path in there - here]
    found += [Difference(path, "it is made by NEW only") for path in here - there]
    for path in there & here:
        old, fresh = (base / path).read_bytes(), (new / path).read_bytes()
        if old != fresh:
            found.append(Difference(path, *first_difference(old, fresh)))
    return sorted(found, key=lambda each: each.path)


def first_difference(old: bytes, new: bytes) -> tuple[str, tuple[str, ...]]:
    """Where two contents that are not equal first differ, and an excerpt."""
    if all(zipfile.is_zipfile(io.BytesIO(each)) for each in (old, new)):
        return _in_archive(old, new)
    try:
        return _in_text(old.decode("utf-8-sig"), new.decode("utf-8-sig"))
    except UnicodeDecodeError:
        pairs = enumerate(zip_longest(old, new))
        at = next(at for at, (one, other) in pairs if one != other)
        return f"byte {at:,} of {len(old):,} (NEW: {len(new):,})", ()


def _in_archive(old: bytes, new: bytes) -> tuple[str, tuple[str, ...]]:
    with zipfile.ZipFile(io.BytesIO(old)) as one, zipfile.ZipFile(io.BytesIO(new)) as other:
        there, here = one.namelist(), other.namelist()
        shared = [name for name in dict.fromkeys(there) if name in here]
        changed = [(name, one.read(name), other.read(name)) for name in shared]
        times = [(one.getinfo(name).date_time, other.getinfo(name).date_time) for name in shared]
    changed = [each for each in changed if each[1] != each[2]]
    excerpt = [f"member {name}: made by BASE only" for name in there if name not in here]
    excerpt += [f"member {name}: made by NEW only" for name in here if name not in there]
    for name, was, now in changed[:MOST_MEMBERS]:
        where, lines = first_difference(was, now)
        excerpt += [f"member {name}: {where}", *lines]
    if excerpt:
        return f"{len(changed)} of {len(shared)} members that both have", tuple(excerpt)
    if any(one != other for one, other in times):
        return "every member is the same; their times are not", ()
    return "every member is the same; their order or packing is not", ()


def _in_text(old: str, new: str) -> tuple[str, tuple[str, ...]]:
    """A byte order mark or the last line's end may be all that differs."""
    was, now = old.split("\n"), new.split("\n")
    pairs = list(zip_longest(was, now))
    at = next((at for at, (one, other) in enumerate(pairs) if one != other), None)
    if at is None:
        return "the byte order mark", ()
    one, other = (each or "" for each in pairs[at])
    signs = enumerate(zip_longest(one, other))
    column = next((at for at, (left, right) in signs if left != right), 0)
    window = slice(max(at - 1, 0), at + 4)
    excerpt = unified_diff(
        [_shown(line, column) for line in was[window]],
        [_shown(line, column) for line in now[window]],
        n=1,
        lineterm="",
    )
    return f"line {at + 1:,}, character {column + 1:,}", tuple(excerpt)[3:]


def _shown(line: str, column: int) -> str:
    """The part of a line around a column; line ends and other marks are made visible."""
    start = max(column - WIDE, 0)
    part = line[start : column + WIDE].replace("\r", "\\r").replace("\t", "\\t")
    return f"{'…' if start else ''}{part}{'…' if column + WIDE < len(line) else ''}"
