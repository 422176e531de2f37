"""Tells whether a file has held still: what is stored of it is what was hashed."""

import hashlib
import os
import time
from dataclasses import dataclass
from pathlib import Path

from tallystick.words.mistakes import Unopened, readable, unopened

TRIES = 3
"""How often a file is read that is changed meanwhile."""

_RECENT = 2_000_000_000  # nanoseconds: some systems note the time of a change no finer


class Changed(Exception):
    """A file was changed while it was read."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A file as it was hashed. size: in bytes. state: what its folder said of it before; was_fresh:
    it had just been changed, so that a further change need not show there."""

    sha256: str
    size: int
    state: tuple[int, ...]
    was_fresh: bool


def hash_seen(path: Path) -> Seen:
    """Hash a file and note its state. Raises Unopened when it cannot be read."""
    try:
        with path.open("rb") as stream:
            before = os.fstat(stream.fileno())
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
            size = stream.tell()
    except OSError as error:
        raise unopened(path, error) from error
    is_fresh = abs(time.time_ns() - max(before.st_mtime_ns, before.st_ctime_ns)) < _RECENT
    return Seen(digest, size, _state(before), is_fresh)


def refuse_changed(path: Path, seen: Seen) -> None:
    """Raise Changed where the file is no longer what was hashed, Unopened where it has gone.

    Costs a look at its folder; a file that was changed just before it was hashed is hashed again.
    """
    try:
        now = _state(path.stat())
    except OSError as error:
        raise unopened(path, error) from error
    if now != seen.state or (seen.was_fresh and hash_seen(path).sha256 != seen.sha256):
        raise Changed


def restless(path: Path) -> Unopened:
    """What is said of a file that was changed each time it was read."""
    return Unopened(
        f"{readable(path)} is being changed while it is read.",
        "Wait until whatever writes it is done, and give it again.",
    )


def _state(found: os.stat_result) -> tuple[int, ...]:
    return (found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns)
