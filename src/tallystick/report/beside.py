"""Writes files atomically."""

import os
from collections.abc import Callable
from pathlib import Path


def write_whole(path: Path, write: Callable[[Path], None]) -> None:
    """Let `write` fill a temporary file in the folder of `path`, then rename it to `path` in one
    step.

    A reader of `path` sees either the old file or the new one; a run that fails leaves the old
    file. Raises what `write` raises, and OSError where the folder cannot be written to.
    """
    part = path.with_name(f".{path.name}.{os.getpid()}.part")  # unique to this run
    try:
        write(part)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def write_page(path: Path, page: str) -> None:
    """Write a page atomically, in UTF-8, with its line ends unchanged. Raises as write_whole."""
    data = page.encode()

    def fill(part: Path) -> None:
        part.write_bytes(data)

    write_whole(path, fill)
