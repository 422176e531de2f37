"""The one place that writes files for a user: each whole, or not at all."""

import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

COPIED_AT_ONCE = 1 << 20


def write_whole(path: Path, write: Callable[[Path], object]) -> None:
    """Let `write` fill a temporary file in the folder of `path`, have the disk keep it, then rename
    it to `path` in one step.

    A reader of `path` sees either the old file or the new one; a run that fails leaves the old
    file. A link is written through. A device or a pipe gets the whole content once it is made:
    nothing can be renamed to it. Raises what `write` raises, and OSError where the folder cannot
    be written to; its `filename` is then `path`.
    """
    try:
        target = path.resolve()
        if target.exists() and not target.is_file() and not target.is_dir():
            _pour(target, write)
        else:
            _replace(target, write)
    except OSError as error:
        # What failed was the temporary file, which the user has never heard of.
        raise OSError(error.errno, error.strerror or str(error), str(path)) from error


def write_bytes(path: Path, data: bytes) -> None:
    """Write a file whole or not at all. Raises as write_whole."""

    def fill(part: Path) -> None:
        part.write_bytes(data)

    write_whole(path, fill)


def write_page(path: Path, page: str) -> None:
    """Write a text whole or not at all, in UTF-8, with its line ends unchanged. Raises as
    write_whole."""
    write_bytes(path, page.encode())


def keep_on_disk(path: Path) -> None:
    """Have the disk keep what was written to a file: a full or broken disk says so at the latest
    here, while the old file still stands."""
    # Windows flushes only what is open for writing.
    handle = os.open(path, os.O_RDWR | getattr(os, "O_BINARY", 0))
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _replace(target: Path, write: Callable[[Path], object]) -> None:
    part = target.with_name(f".{target.name}.{os.getpid()}.part")  # unique to this run
    try:
        write(part)
        keep_on_disk(part)
        part.replace(target)
    finally:
        _forget(part)


def _forget(part: Path) -> None:
    """Remove a temporary file. Where that fails the file itself is written all the same, and what
    went wrong before is worth more than this."""
    try:
        part.unlink(missing_ok=True)
    except OSError:
        return


def _pour(target: Path, write: Callable[[Path], object]) -> None:
    with tempfile.TemporaryDirectory(prefix="tallystick-") as folder:
        part = Path(folder) / target.name
        write(part)
        with part.open("rb") as whole, target.open("wb") as poured:
            shutil.copyfileobj(whole, poured, COPIED_AT_ONCE)
