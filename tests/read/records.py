"""Records of a delimited text, cut letter by letter: slow, and nothing of the reader's in it.

The rule is RFC 4180 with what published files need. A line ends with CR LF, LF or CR. A cell that
begins with a quotation mark runs to the next single one, over line ends too, and what follows that
mark up to the delimiter belongs to it. A mark within a cell that began without one is a letter like
others. A cell that would run over more than sixty lines, or never closes, was opened by a stray
mark: its first line is a record by itself.
"""

from collections.abc import Iterator

MOST_LINES = 60


def physical_lines(text: str) -> list[str]:
    """Lines without their ends."""
    lines, start, at = [], 0, 0
    while at < len(text):
        if text[at] in "\r\n":
            lines.append(text[start:at])
            at += 2 if text[at : at + 2] == "\r\n" else 1
            start = at
        else:
            at += 1
    return lines if start == len(text) else [*lines, text[start:]]


def is_open_after(line: str, delimiter: str, *, is_open: bool) -> bool:
    """Whether a quoted cell is open at the end of a line, given whether one was at its start."""
    begins, at = not is_open, 0
    while at < len(line):
        letter = line[at]
        if is_open:
            if letter == '"' and line[at + 1 : at + 2] == '"':
                at += 1
            elif letter == '"':
                is_open = False
        elif letter == '"' and begins:
            is_open = True
        begins = letter == delimiter and not is_open
        at += 1
    return is_open


def records(text: str, delimiter: str) -> Iterator[tuple[int, str]]:
    """The number of each record's first line, from 1, and the record as it stands."""
    lines, at = physical_lines(text), 0
    while at < len(lines):
        last = _last_line(lines, at, delimiter)
        yield at + 1, "\n".join(lines[at : last + 1])
        at = last + 1


def _last_line(lines: list[str], first: int, delimiter: str) -> int:
    """The last line of the record that begins on the first: that one where no mark closes."""
    is_open = False
    for at in range(first, min(first + MOST_LINES, len(lines))):
        is_open = is_open_after(lines[at], delimiter, is_open=is_open)
        if not is_open:
            return at
    return first
