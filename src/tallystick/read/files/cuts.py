"""Delimited text that has its header again, in other words or of another width: where a stretch of
lines under one header ends and the next begins."""

import re
from collections.abc import Callable, Iterable, Iterator

# What the name of an amount holds, in the ways in which headers are written. Searching bytes for it
# is fast; a line that has it is looked at, and lines of data have digits.
_TOLD_BY = re.compile(
    rb"[Aa]mount|AMOUNT|[Aa]mt\b|[Vv]alue|VALUE|Net\b|NET\b|Gross|GROSS|Total|TOTAL|"
    rb"Spend|SPEND|Payment\b|Paid|Sum\b|Cost\b"
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
        while found := _TOLD_BY.search(text, at):
            start = text.rfind(b"\n", 0, found.start()) + 1
            end = text.find(b"\n", found.end()) + 1 or len(text)
            line = text[start:end]
            likely = len(line) <= _LONGEST and not _DIGIT.search(line) and start >= at
            if likely and self._is_header(text[start:]):
                return start
            at = end
        return None
