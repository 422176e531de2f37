"""Removes extra quotation marks that some programs put around cells, before the text is parsed."""

import re
from collections.abc import Callable
from dataclasses import dataclass

_LOOKED_AT = 200  # lines that show how a text is dressed
_LOOKED_THROUGH = 1 << 17  # bytes among which they are looked for
_MOSTLY = 0.5  # share of the lines that are dressed so
_FORMULA = re.compile(rb'(^|[,;\t|])(?:="([^"\r\n]*)"|"=""([^"\r\n]*)""")(?=[,;\t|\r\n]|$)', re.M)
_SPACED = re.compile(rb'(^|[,;\t|]) +"(?![,;\t|\r\n]|$|"[^,;\t|\r\n])', re.M)
_WHOLE = re.compile(rb'^"((?:[^"\r\n]|"")*[,;\t|](?:[^"\r\n]|"")*)"(?=\r?$)', re.M)
_SINGLE = re.compile(
    rb"^'(?:[^'\r\n]|'')*'(?:([,;\t|])'(?:[^'\r\n]|'')*'(?:\1'(?:[^'\r\n]|'')*')*)(?=\r?$)", re.M
)
_SINGLE_CELL = re.compile(rb"'((?:[^']|'')*)'")


@dataclass(frozen=True, slots=True)
class Dress:
    """A way in which cells are wrapped in extra marks: its description ("" for none), and a
    function that removes the marks from a text of whole lines."""

    told: str
    take_off: Callable[[bytes], bytes]


_PLAIN = Dress("", lambda text: text)
_DRESSES = (
    (b'"', _WHOLE, Dress("each line as one quoted cell", lambda s: _WHOLE.sub(_unquoted, s))),
    (b'="', _FORMULA, Dress('as formulas, ="…"', lambda s: _FORMULA.sub(rb'\1"\2\3"', s))),
    (b"'", _SINGLE, Dress("in single quotation marks", lambda s: _SINGLE.sub(_doubled, s))),
    (b' "', _SPACED, Dress("with a blank before quotes", lambda s: _SPACED.sub(rb'\1"', s))),
)
"""Each dress with its pattern and, quicker to look for, a mark that stands in every match."""


def find_dress(head: bytes) -> Dress:
    """How the lines at the start of a text wrap their cells; the text is not changed."""
    if not any(mark in head for mark, _, _ in _DRESSES):
        return _PLAIN
    looked_at = head[:_LOOKED_THROUGH].splitlines()[:_LOOKED_AT]
    lines = [line for line in looked_at if line.strip(b" ,;\t|\"'")]
    for mark, pattern, dress in _DRESSES:
        marked = [line for line in lines if mark in line]
        if sum(bool(pattern.search(line)) for line in marked) > _MOSTLY * len(lines):
            return dress
    return _PLAIN


def _doubled(line: re.Match[bytes]) -> bytes:
    """The line with single quotation marks around cells replaced by double ones, which parsers
    know."""
    return _SINGLE_CELL.sub(_in_double_marks, line.group())


def _in_double_marks(cell: re.Match[bytes]) -> bytes:
    return b'"%b"' % cell.group(1).replace(b"''", b"'").replace(b'"', b'""')


def _unquoted(line: re.Match[bytes]) -> bytes:
    return line.group(1).replace(b'""', b'"')
