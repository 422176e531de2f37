"""Delimited text that has its header again, in other words or of another width: where a stretch of
lines under one header ends and the next begins."""

import re
from collections.abc import Callable, Iterable, Iterator

# What the name of an amount holds, in the ways in which headers are written. Searching bytes for it
# is fast; a line that has it is looked at, and lines of data have digits.
# One search for each word is fifteen times as fast as one for any of them.
_TOLD_BY = (
    b"mount",
    b"MOUNT",
    b"Value",
    b"VALUE",
    b"Net,",
    b"Gross",
    b"Total",
    b"TOTAL",
    b"(\xc2\xa3)",
)
_DIGIT = re.compile(rb"[0-9]")
_LONGEST = 2000  # bytes of a header line

IsHeader = Callable[[bytes], bool]


class Cuts:
    """Cuts a text at the lines that `is_header` takes for headers of a new stretch.

    texts: the text in pieces of whole lines; is_header is asked of lines without a digit that name
    an amount, with the text from there on.
    """

    def __init__(self, texts: Iterable[bytes], is_header: IsHeader) -> None:
        self._source, self._is_header = iter(texts), is_header
        self._waiting: bytes | None = next(self._source, None)

    @property
    def is_finished(self) -> bool:
        """True when nothing is left to read."""
        return self._waiting is None

    def following(self, skip: int) -> Iterator[bytes]:
        """The pieces up to the next header, or to the end. skip: how many lines, of the header or
        above it, are not looked at."""
        while self._waiting is not None:
            text = self._waiting
            end = self._next_header(text, skip)
            skip = 0
            if end is not None:
                self._waiting = text[end:]
                yield text[:end]
                return
            self._waiting = next(self._source, None)
            yield text

    def _next_header(self, text: bytes, skip: int) -> int | None:
        at = 0
        for _ in range(skip):
            at = text.find(b"\n", at) + 1 or len(text)
        for start in sorted({line for word in _TOLD_BY for line in _lines_with(text, word, at)}):
            if self._is_header(text[start:]):
                return start
        return None


def _lines_with(text: bytes, word: bytes, at: int) -> Iterator[int]:
    """Where the lines without a digit begin that hold a word, from a place on."""
    found = text.find(word, at)
    while found >= 0:
        start = text.rfind(b"\n", 0, found) + 1
        end = text.find(b"\n", found) + 1 or len(text)
        if start >= at and end - start <= _LONGEST and not _DIGIT.search(text, start, end):
            yield start
        found = text.find(word, end)
