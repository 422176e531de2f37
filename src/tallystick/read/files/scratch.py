"""Temporary storage for unpacked data: in memory while it is small, then on disk."""

import io
import tempfile
from collections.abc import Callable
from types import TracebackType
from typing import IO, Any, BinaryIO, Protocol

from tallystick.words.mistakes import Unopened

Opener = Callable[[], BinaryIO]
"""Gives a fresh stream of the same bytes, as often as asked."""

_IN_MEMORY = 64 << 20  # bytes up to which nothing is written to disk
_MOST = 8 << 30  # bytes that are unpacked of one file at the most
_CHUNK = 1 << 20


class TooMuch(Exception):
    """A stream holds more than was asked for."""


class Readable(Protocol):
    """An object that gives bytes, chunk by chunk."""

    def read(self, size: int, /) -> bytes:
        """The next bytes, none at the end."""


class Scratch:
    """Streams stored one after another in an unnamed temporary file. The operating system deletes
    the file when the process ends for any reason."""

    def __init__(self) -> None:
        # Closed when this is left.
        self._file: IO[bytes] = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115
        self._end = 0

    def __enter__(self) -> "Scratch":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._file.close()

    @property
    def used(self) -> int:
        """The number of bytes stored so far."""
        return self._end

    def keep(self, stream: Readable, most: int = _MOST) -> Opener:
        """Store the whole content of a stream, and return a function that opens it for reading
        again.

        most: bytes. Raises TooMuch when the stream holds more, or when it would exceed the total
        limit; Unopened when the disk is full.
        """
        start = end = self._end
        while chunk := stream.read(_CHUNK):
            end += len(chunk)
            if end - start > most or end > _MOST:
                raise TooMuch
            self._write(end - len(chunk), chunk)
        self._end = end
        return lambda: io.BufferedReader(_Stretch(self._file, start, end), _CHUNK)

    def _write(self, place: int, chunk: bytes) -> None:
        try:
            self._file.seek(place)
            self._file.write(chunk)
        except OSError as error:
            raise Unopened(
                f"There is no room to unpack in {tempfile.gettempdir()} ({error.strerror}).",
                "Make room there, or name another folder in TMPDIR.",
            ) from None


class _Stretch(io.RawIOBase):
    """A read-only view of a range of a shared file; it keeps its own position."""

    def __init__(self, file: IO[bytes], start: int, end: int) -> None:
        self._file, self._start, self._end, self._at = file, start, end, start

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        origin = {io.SEEK_SET: self._start, io.SEEK_CUR: self._at, io.SEEK_END: self._end}[whence]
        self._at = max(self._start, origin + offset)
        return self._at - self._start

    def readinto(self, buffer: Any, /) -> int:
        self._file.seek(self._at)
        chunk = self._file.read(max(0, min(len(buffer), self._end - self._at)))
        buffer[: len(chunk)] = chunk
        self._at += len(chunk)
        return len(chunk)
