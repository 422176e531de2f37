"""Lists and unpacks archives when that is safe; otherwise refuses them with a reason."""

import gzip
import io
import lzma
import stat
import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import PurePosixPath
from typing import BinaryIO

from tallystick.read.files.scratch import Opener, Scratch, TooMuch
from tallystick.words.mistakes import UserMistake

_SUSPECT_RATIO = 200  # times its size; lists of payments pack to a tenth
_SUSPECT_SIZE = 64 << 20
_MOST_MEMBERS = 2_000
_LARGEST_DIRECTORY = 4 << 20  # bytes that list what a zip holds
_LONGEST_COMMENT = 1 << 16  # bytes behind that list
_LOCAL_HEADER = 30  # bytes before a member's name
_DAMAGE = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error),
    *(EOFError, OSError, ValueError, NotImplementedError),
)


class NoTable(UserMistake):
    """The file is not a table. An archive may contain such a file beside its tables."""


def unpack_gz(file: str, opener: Opener, scratch: Scratch) -> Opener:
    """The unpacked content of a gz file. file: the name for messages.

    Raises UserMistake when it is damaged, or when its unpacked size is suspiciously large for its
    packed size.
    """
    try:
        with opener() as packed:
            most = max(_SUSPECT_SIZE, _SUSPECT_RATIO * packed.seek(0, io.SEEK_END))
            packed.seek(0)
            with gzip.GzipFile(fileobj=packed) as stream:
                return scratch.keep(stream, most)
    except TooMuch:
        raise bomb(file) from None
    except _DAMAGE:
        raise damaged(file) from None


@contextmanager
def open_zip(file: str, opener: Opener) -> Iterator[zipfile.ZipFile]:
    """Open a zip file that is safe to unpack. file: the name for messages.

    Raises UserMistake, also during use, when the file is damaged; is locked with a password; has a
    path that leads outside the archive; has two members with the same name or the same bytes; or
    has an unpacked size that is suspiciously large for its packed size.
    """
    try:
        with opener() as stream:
            _refuse_long_directory(file, stream)
            with zipfile.ZipFile(stream) as archive:
                _refuse_unsafe(file, archive.infolist())
                yield archive
    except TooMuch:
        raise bomb(file) from None
    except _DAMAGE:
        raise damaged(file) from None


def files_of(archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    """The regular members, sorted by name: no folders, links, empty or hidden files."""
    return [
        member
        for member in sorted(archive.infolist(), key=lambda member: member.filename)
        if member.file_size
        and not member.is_dir()
        and not stat.S_ISLNK(member.external_attr >> 16)
        and not member.filename.startswith("__MACOSX/")
        and not PurePosixPath(member.filename).name.startswith((".", "~$"))
    ]


def bomb(file: str) -> UserMistake:
    """The error for an archive whose unpacked size is suspiciously large (a zip bomb)."""
    return UserMistake(
        f"{file} unpacks to far more than its size, as a zip bomb does.",
        "If it is sound, unpack it by hand and give what is inside.",
    )


def damaged(file: str) -> UserMistake:
    """The error for an archive that cannot be read to its end."""
    return UserMistake(f"{file} is a damaged archive.", "Download it again.")


def locked(file: str) -> UserMistake:
    """The error for a file that needs a password."""
    return UserMistake(
        f"{file} is locked with a password.", "Save it without the password and try again."
    )


def _refuse_long_directory(file: str, stream: BinaryIO) -> None:
    """Raise UserMistake for a zip directory that would fill memory, before it is read."""
    size = stream.seek(0, io.SEEK_END)
    stream.seek(max(0, size - _LONGEST_COMMENT - 42))
    tail = stream.read()
    stream.seek(0)
    at = tail.rfind(b"PK\5\6")
    if at < 0:
        return  # the zip is cut off, and found so when it is opened
    (listed,) = struct.unpack_from("<I", tail, at + 12)
    if tail[max(0, at - 20) :].startswith(b"PK\6\7"):  # a larger kind of zip, its true size before
        (place,) = struct.unpack_from("<Q", tail, at - 12)
        stream.seek(place + 40)
        listed = int.from_bytes(stream.read(8), "little")
        stream.seek(0)
    if listed > _LARGEST_DIRECTORY:
        raise _too_many(file)


def _refuse_unsafe(file: str, members: list[zipfile.ZipInfo]) -> None:
    if len(members) > _MOST_MEMBERS:
        raise _too_many(file)
    for member in members:
        steps = PurePosixPath(member.filename.replace("\\", "/"))
        if steps.is_absolute() or ".." in steps.parts or ":" in member.filename[:2]:
            raise UserMistake(
                f"{file} holds a path that leads outside it ({member.filename[:60]}).",
                "It is not safe to unpack; ask the publisher for another.",
            )
    if any(member.flag_bits & 1 for member in members):
        raise locked(file)
    name, times = max(
        Counter(m.filename for m in members).items(), key=lambda n: n[1], default=("", 0)
    )
    if times > 1:
        raise UserMistake(
            f"{file} holds {times} files of one name ({name[:60]}).",
            "Unpack it by hand, see which is meant, and give that.",
        )
    unpacked, packed = sum(m.file_size for m in members), sum(m.compress_size for m in members)
    if _overlap(members) or (unpacked > _SUSPECT_SIZE and unpacked > _SUSPECT_RATIO * packed):
        raise bomb(file)


def _overlap(members: list[zipfile.ZipInfo]) -> bool:
    """True when two members share packed bytes."""
    placed = sorted(members, key=lambda member: member.header_offset)
    return any(
        one.header_offset + _LOCAL_HEADER + one.compress_size > other.header_offset
        for one, other in pairwise(placed)
    )


def _too_many(file: str) -> UserMistake:
    return UserMistake(
        f"{file} holds more than {_MOST_MEMBERS:,} files.", "Unpack it by hand and give the folder."
    )
