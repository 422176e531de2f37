"""Files that are written whole or not at all."""

import os
from collections.abc import Callable
from pathlib import Path


def write_whole(path: Path, write: Callable[[Path], None]) -> None:
    """Let `write` fill a file beside `path`, then put it in its place in one step.

    Whoever opens `path` meanwhile sees the old file or the new one, and a run that dies leaves
    the old. Raises what `write` raises, and OSError where the folder cannot be written to.
    """
    part = path.with_name(f".{path.name}.{os.getpid()}.part")  # two runs at once do not meet
    try:
        write(part)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def write_page(path: Path, page: str) -> None:
    """Write a page whole, in UTF-8 and with the line ends that it has. Raises as write_whole."""
    data = page.encode()

    def fill(part: Path) -> None:
        part.write_bytes(data)

    write_whole(path, fill)
