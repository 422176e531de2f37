"""The checksum of a Parquet file, written when it is made and compared when it is used.

It is CRC-32 with the size: it finds every flipped bit and every exchanged file, and costs a fifth
of what a cryptographic hash costs on a machine without instructions for one (ADR on checksums). It
guards against disks and slips, not against a forger, who could write the checksum as well.
"""

import zlib
from collections.abc import Mapping
from pathlib import Path

from tallystick.words.mistakes import UserMistake

CHECK = "See what is damaged with tallystick store check, mend it with tallystick store rebuild."
"""The way out of a damaged store."""

_AT_ONCE = 1 << 20

_seen: dict[tuple[str, int, int, int], str] = {}
"""Path, inode, size and time of change of a file -> the checksum that it had. A server opens a
snapshot of every commit, and most files stay."""


def checksum(path: Path) -> str:
    """The checksum of a file: size and CRC-32, such as '1204-9a0b3f11'."""
    sum_, size = 0, 0
    with path.open("rb") as stream:
        while block := stream.read(_AT_ONCE):
            sum_, size = zlib.crc32(block, sum_), size + len(block)
    return f"{size}-{sum_:08x}"


def is_whole(path: Path, said: str, *, again: bool = False) -> bool:
    """True of a file that is there and has this checksum; '' is had by any (an older store kept
    none). again: look at its bytes even where this process has seen them."""
    try:
        found = path.stat()
        if not said:
            return path.is_file()
        key = (str(path), found.st_ino, found.st_size, found.st_mtime_ns)
        if again or key not in _seen:
            _seen[key] = checksum(path)
        return _seen[key] == said
    except OSError:
        return False


def refuse_damaged(folder: Path, files: Mapping[str, str], *, again: bool = False) -> None:
    """Raise UserMistake where one of a store's files is not what was written. files: path in the
    folder -> its checksum. again: see `is_whole`."""
    for file, said in files.items():
        if not (folder / file).exists():
            raise lost(folder, file)
        if not is_whole(folder / file, said, again=again):
            raise damaged(folder, file)


def lost(folder: Path, file: str) -> UserMistake:
    """A store that lost a file would answer with less than was read, and not say so."""
    return UserMistake(
        f"The store {folder} has lost its file {file}.",
        "Put it back, or make it again with tallystick store rebuild.",
    )


def damaged(folder: Path, file: str) -> UserMistake:
    """A store with a damaged file would answer with what nobody published."""
    return UserMistake(
        f"The store {folder} is damaged: {file} is not what was written there.", CHECK
    )
