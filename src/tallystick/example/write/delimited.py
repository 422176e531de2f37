"""Writes comma- and tab-separated text, with the line ends and encodings found in the wild."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

_PHYSICAL_END = re.compile(r"\r\n|\n|\r")


@dataclass(frozen=True, slots=True)
class Dialect:
    """The format of a plain text file.

    encoding: a Python codec; ends: line ends, used in turn; delimiter: one character.
    """

    encoding: str = "utf-8"
    ends: tuple[str, ...] = ("\r\n",)
    delimiter: str = ","


def write_delimited(rows: Sequence[Sequence[str]], dialect: Dialect) -> tuple[bytes, list[int]]:
    """The file's bytes, and for each row the physical line from 1 on which it starts.

    A cell is quoted when it must be. A line break inside a quoted cell also starts a physical line.
    """
    pieces: list[str] = []
    starts: list[int] = []
    line = 1
    for number, row in enumerate(rows):
        text = dialect.delimiter.join(_quoted(cell, dialect.delimiter) for cell in row)
        starts.append(line)
        line += 1 + len(_PHYSICAL_END.findall(text))
        pieces.append(text + dialect.ends[number % len(dialect.ends)])
    return "".join(pieces).encode(dialect.encoding), starts


def _quoted(cell: str, delimiter: str) -> str:
    if any(mark in cell for mark in (delimiter, '"', "\n", "\r")):
        return '"' + cell.replace('"', '""') + '"'
    return cell
