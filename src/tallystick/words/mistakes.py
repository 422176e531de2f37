"""Errors that the user can correct: one sentence and the next step. A programming error is any
other exception and is not caught."""

import errno
import os
from dataclasses import dataclass

_FULL = frozenset({errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)})
_CLOSED = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
_BROKEN = errno.EIO

_ENGINES = {"duckdb": "IOException", "_duckdb": "IOException", "sqlite3": "OperationalError"}
"""Module of a library that reads and writes files without saying so in an OSError -> the exception
by which it tells that it could not."""


class UserMistake(Exception):
    """An error that the user can correct. The command line prints it without a traceback and exits
    with code 2.

    sentence: names the file (and the line, if there is one) and what is wrong with it.
    next_step: what to do about it, as a sentence.
    """

    def __init__(self, sentence: str, next_step: str) -> None:
        super().__init__(f"{sentence} {next_step}")
        self.sentence = sentence
        self.next_step = next_step


class Unopened(UserMistake):
    """A path whose content nobody has seen: it is not there, may not be opened, or does not hold
    still. What it holds is not known, so that whoever counts on the answer must be told."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """A path that could not be read although other paths could: the reason, and what to do about
    it. is_unopened: nobody has seen what it holds."""

    path: str
    sentence: str
    next_step: str
    is_unopened: bool = False


def skipped(path: str, mistake: UserMistake) -> Skipped:
    """A path that is left out for a mistake."""
    unopened = isinstance(mistake, Unopened)
    return Skipped(readable(path), readable(mistake.sentence), mistake.next_step, unopened)


def readable(path: object) -> str:
    """A path, or what is said of it, as it can be shown anywhere: what is no letter, digit or sign,
    as a line end or a byte that is not UTF-8, as its code."""
    return "".join(each if each.isprintable() else _code(each) for each in str(path))


def _code(sign: str) -> str:
    # So Python holds a byte of a name that is not UTF-8.
    is_byte = "\udc80" <= sign <= "\udcff"
    return f"\\x{ord(sign) - 0xDC00:02x}" if is_byte else ascii(sign)[1:-1]


def unopened(path: object, error: OSError) -> Unopened:
    """What is said of a file or folder of the user's that could not be opened."""
    shown = readable(path)
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        return Unopened(f"{shown} is not there.", "Check the path and give it again.")
    if error.errno == errno.ELOOP:
        return Unopened(f"{shown} is a link that leads back to itself.", "Give the file itself.")
    if error.errno in _CLOSED:
        return Unopened(
            f"{shown} may not be opened.",
            "Close it where it is open, as in Excel, or ask for the right to read it.",
        )
    if error.errno == _BROKEN:
        return Unopened(
            f"{shown} cannot be read: its disk reports an error.",
            "Copy it from where it is kept, or download it again.",
        )
    if error.errno in _FULL:
        return Unopened(
            f"{shown} was not read: there is no room for what is unpacked on the way.",
            "Make room, or name another folder in TMPDIR, and give it again.",
        )
    return Unopened(
        f"{shown} cannot be opened: {error.strerror or error}.", "Check that you may read it."
    )


def unwritten(path: object, error: OSError) -> UserMistake:
    """What is said of a file or folder that could not be written. It is as it was before."""
    shown = readable(path)
    if error.errno in _FULL:
        return UserMistake(
            f"{shown} was not written: its disk is full.",
            "Make room there, or name another place, and give the command again.",
        )
    if error.errno == _BROKEN:
        return UserMistake(
            f"{shown} was not written: its disk reports an error.",
            "Name a place on another disk, and have this one looked at.",
        )
    return UserMistake(f"{shown} cannot be written.", "Name a place that is there and open to you.")


def mistake_of(error: BaseException) -> UserMistake | None:
    """What to tell the user of an exception by which the machine and not the program failed: a disk
    that is full or broken, a file or folder that may not be used. None of any other."""
    if isinstance(error, OSError):
        return _of_machine(error)
    module = type(error).__module__.partition(".")[0]
    if _ENGINES.get(module) == type(error).__name__:
        return _of_machine(OSError(_number_in(str(error)), " ".join(str(error).split())))
    return None


def _of_machine(error: OSError) -> UserMistake:
    where = f" at {readable(error.filename)}" if error.filename else ""
    again = "What stood before stands unchanged; give the command again."
    if error.errno in _FULL:
        return UserMistake(f"The disk is full{where}.", f"Make room there. {again}")
    if error.errno == _BROKEN:
        return UserMistake(
            f"The disk reports an error{where}.", f"Have it looked at, or use another. {again}"
        )
    if error.errno in _CLOSED:
        return UserMistake(
            f"The machine does not allow it{where or ': ' + readable(error)}.",
            "Ask for the right to read and write there, or name another place. "
            "What stood before stands unchanged.",
        )
    said = error.strerror or str(error)
    return UserMistake(f"The machine could not do it{where}: {readable(said)}.", again)


def _number_in(text: str) -> int:
    """The errno that a library's message speaks of in words; 0 where it names none."""
    known = (*_FULL, *_CLOSED, _BROKEN)
    if "disk is full" in text:
        return errno.ENOSPC
    return next((each for each in known if os.strerror(each) in text), 0)
