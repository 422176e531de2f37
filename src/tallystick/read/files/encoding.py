"""Which encoding a text file is in, and its text as UTF-8, in bounded memory."""

import codecs
import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

import numpy as np
import pyarrow as pa

_BLOCK = 4 << 20  # bytes; small enough for the processor's cache
_LONGEST_LINE = 1 << 20  # bytes without a line end: the file is not line-based
_BOMS = (
    (codecs.BOM_UTF8, "utf-8 (BOM)"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_FIRST_BEYOND_ASCII = 128
_TWICE_ENCODED_BOM = "\u00ef\u00bb\u00bf".encode()


class LineTooLong(Exception):
    """The text has a line longer than one megabyte."""


@dataclass(frozen=True, slots=True)
class TextFacts:
    """encoding: ascii, utf-8, utf-8 (BOM), utf-16, utf-16-le, utf-16-be, utf-32, cp1252 or cp850.
    mixed: some lines are UTF-8 and others are not. bare_cr: lines end with a carriage return
    alone."""

    encoding: str
    mixed: bool
    bare_cr: bool

    @property
    def is_utf8(self) -> bool:
        """True when the bytes are valid UTF-8 without conversion."""
        plain = self.encoding in ("ascii", "utf-8", "utf-8 (BOM)")
        return plain and not self.mixed and not self.bare_cr


def _keep_byte(error: UnicodeError) -> tuple[str, int]:
    """Decode error handler: bytes that cp1252 leaves undefined become the control character of the
    same number."""
    assert isinstance(error, UnicodeDecodeError)
    return "".join(chr(b) for b in error.object[error.start : error.end]), error.end


codecs.register_error("tallystick.keep_byte", _keep_byte)


def text_facts(stream: BinaryIO) -> TextFacts:
    """Read a whole stream and say how its text is written."""
    head = stream.read(1 << 16)
    for bom, name in _BOMS:
        if head.startswith(bom) and name != "utf-8 (BOM)":
            return TextFacts(name, mixed=False, bare_cr=False)
    if wide := _wide_without_mark(head):
        return TextFacts(wide, mixed=False, bare_cr=False)
    return _tally(stream, head).facts(marked=head.startswith(codecs.BOM_UTF8))


def _tally(stream: BinaryIO, head: bytes) -> "_Tally":
    """Count what the lines of a stream are; `head` is its first bytes, already read."""
    tally = _Tally()
    buffer = bytearray(_BLOCK)  # one reused buffer: allocating is slower than reading
    buffer[: len(head)] = head
    view, rest, read = memoryview(buffer), 0, len(head)
    while read:
        end = rest + read
        _refuse_long_lines(buffer, end)
        cut = max(buffer.rfind(b"\n", 0, end), buffer.rfind(b"\r", 0, end)) + 1
        tally.add(buffer, cut)
        rest = end - cut
        view[:rest] = bytes(view[cut:end])
        read = stream.readinto(view[rest:])  # type: ignore[attr-defined]  # every reader has it
    tally.add(buffer, rest)
    return tally


def _refuse_long_lines(text: bytearray, end: int) -> None:
    """Raise LineTooLong for a megabyte without a line end; its million cells would fill memory."""
    for start in range(0, end - _LONGEST_LINE, _LONGEST_LINE):
        stop = start + _LONGEST_LINE
        if text.find(b"\n", start, stop) < 0 and text.find(b"\r", start, stop) < 0:
            raise LineTooLong


def _wide_without_mark(head: bytes) -> str:
    if len(head) < 8:
        return ""
    odd, even = head[1::2], head[0::2]
    if odd.count(0) > 0.6 * len(odd) and even.count(0) < 0.1 * len(even):
        return "utf-16-le"
    if even.count(0) > 0.6 * len(even) and odd.count(0) < 0.1 * len(odd):
        return "utf-16-be"
    return ""


class _Tally:
    """Counts what the lines of a file are, chunk by chunk of whole lines."""

    def __init__(self) -> None:
        self.utf8_lines = self.other_lines = 0
        self.newlines = self.returns = False
        self.pounds_850 = self.pounds_1252 = False

    def add(self, text: bytearray, end: int) -> None:
        """Count the lines of a text up to an end."""
        self.newlines = self.newlines or text.find(b"\n", 0, end) >= 0
        self.returns = self.returns or text.find(b"\r", 0, end) >= 0
        lines = memoryview(text)[:end]
        if np.frombuffer(lines, np.uint8).max(initial=0) < _FIRST_BEYOND_ASCII:
            return
        if is_utf8(lines):
            self.utf8_lines += 1
        else:
            for line in bytes(lines).splitlines():
                self._add_line(line)

    def _add_line(self, line: bytes) -> None:
        if line.isascii():
            return
        if is_utf8(line):
            self.utf8_lines += 1
            return
        self.other_lines += 1
        self.pounds_850 |= b"\x9c" in line
        self.pounds_1252 |= b"\xa3" in line

    def facts(self, *, marked: bool) -> TextFacts:
        mixed = bool(self.utf8_lines and self.other_lines)
        if self.other_lines > self.utf8_lines:
            name = "cp850" if self.pounds_850 and not self.pounds_1252 else "cp1252"
        elif marked:
            name = "utf-8 (BOM)"
        else:
            name = "utf-8" if self.utf8_lines else "ascii"
        return TextFacts(name, mixed, bare_cr=self.returns and not self.newlines)


def is_utf8(text: bytes | memoryview) -> bool:
    """True when the bytes are strict UTF-8."""
    # Arrow's check is thirty times quicker than decoding, for it makes no string.
    ends = pa.py_buffer(np.array([0, len(text)], np.int64))
    try:
        pa.LargeStringArray.from_buffers(1, ends, pa.py_buffer(text)).validate(full=True)
    except pa.ArrowInvalid:
        return False
    return True


def utf8_blocks(stream: BinaryIO, facts: TextFacts) -> Iterator[bytes]:
    """The text as UTF-8 in blocks of whole lines, marks of encoding and NULs dropped, bare
    returns as newlines.

    A line of a mixed file is read as UTF-8 when it is UTF-8, else by the file's other encoding.
    """
    texts = _whole_lines(stream) if facts.is_utf8 else _decoded(stream, facts)
    for number, text in enumerate(texts):
        bare = text if number else _without_bom(text)
        yield bare.replace(b"\0", b"") if b"\0" in bare else bare


def _whole_lines(stream: BinaryIO) -> Iterator[bytes]:
    """A text that need not be decoded, in blocks of whole lines."""
    # In a file the end of the block's last line is looked up first, which spares a copy of the
    # block; an archive would be unpacked all over again.
    can_look_ahead = isinstance(getattr(stream, "raw", stream), (io.FileIO, io.BytesIO))
    while True:
        if can_look_ahead:
            start = stream.tell()
            stream.seek(start + _BLOCK)
            more = len(_rest_of_line(stream))
            stream.seek(start)
            text = stream.read(_BLOCK + more)
        else:
            text = stream.read(_BLOCK)
            text += _rest_of_line(stream)
        if not text:
            return
        yield text


def _rest_of_line(stream: BinaryIO) -> bytes:
    rest = stream.readline(_LONGEST_LINE)
    if len(rest) == _LONGEST_LINE and not rest.endswith(b"\n"):
        raise LineTooLong
    return rest


def _decoded(stream: BinaryIO, facts: TextFacts) -> Iterator[bytes]:
    decode = _Decoder(facts)
    rest = b""
    final = False
    while not final:
        chunk = stream.read(_BLOCK)
        final = len(chunk) < _BLOCK
        text = rest + _cleaned(decode(chunk, final), facts)
        cut = len(text) if final else text.rfind(b"\n") + 1
        if cut:
            yield text[:cut]
        rest = text[cut:]
        if len(rest) > _LONGEST_LINE:
            raise LineTooLong


def _cleaned(text: bytes, facts: TextFacts) -> bytes:
    return text.replace(b"\r", b"\n") if facts.bare_cr else text


def _without_bom(text: bytes) -> bytes:
    for mark in (codecs.BOM_UTF8, _TWICE_ENCODED_BOM, codecs.BOM_UTF8):
        text = text.removeprefix(mark)
    return text


class _Decoder:
    """Converts chunks of a file to UTF-8 bytes; keeps a character that a chunk boundary splits for
    the next chunk."""

    def __init__(self, facts: TextFacts) -> None:
        self._facts = facts
        self._held = b""
        wide = facts.encoding.startswith(("utf-16", "utf-32"))
        self._wide = codecs.getincrementaldecoder(facts.encoding)("replace") if wide else None

    def __call__(self, chunk: bytes, final: bool) -> bytes:
        if self._wide:
            return self._wide.decode(chunk, final).encode()
        if self._facts.mixed or self._facts.encoding.startswith("cp"):
            return self._narrow(chunk, final)
        return chunk

    def _narrow(self, chunk: bytes, final: bool) -> bytes:
        held = self._held + chunk
        cut = len(held) if final else held.rfind(b"\n") + 1
        ready, self._held = held[:cut], held[cut:]
        if ready.isascii():
            return ready
        if not self._facts.mixed:
            return self._decode(ready).encode()
        lines = ready.splitlines(keepends=True)
        return b"".join(
            line if line.isascii() or is_utf8(line) else self._decode(line).encode()
            for line in lines
        )

    def _decode(self, line: bytes) -> str:
        name = "cp850" if self._facts.encoding == "cp850" else "cp1252"
        return line.decode(name, "tallystick.keep_byte")
