"""What the command line prints on, whatever it is: a terminal that cannot show some letters, a
reader that has gone, a disk that is full."""

import codecs
import json
import os
import sys
from collections.abc import Iterable
from traceback import walk_tb

import click

_SPELLED = {"£": "GBP ", "–": "-", "—": "-", "−": "-", "…": "...", "“": '"', "”": '"', "’": "'"}
_HANDLER = "tallystick.spelled"
_UTF8 = ("utf-8", "utf8")
_AT_ONCE, _PIECES = 1 << 16, 200
"""Letters of a piece, and pieces, from which they are printed at once: each printing is flushed."""

CLOSED = 141
"""Exit status when whoever read the output has gone: what a shell gives a program that a closed
pipe ends."""


def speak_anywhere() -> None:
    """Let names of files be read as UTF-8 and every letter be printed somehow, whatever the locale.

    Under a strict POSIX locale Python reads the bytes of a name as no letters at all; then the
    program starts itself again, with the same arguments, in Python's UTF-8 mode. Does not return
    then.
    """
    if sys.getfilesystemencoding().lower() not in _UTF8 and os.name == "posix":
        spoken = getattr(sys.stdout, "encoding", None) or "utf-8"
        os.environ["PYTHONIOENCODING"] = spoken
        start = "from tallystick.cli.main import main; main()"
        os.execv(sys.executable, [sys.executable, "-X", "utf8", "-c", start, *sys.argv[1:]])
    codecs.register_error(_HANDLER, _spell)
    for stream in (sys.stdout, sys.stderr):
        # A test may have put something else in their place.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors=_HANDLER)


def print_json(value: object) -> None:
    """Print plain values as JSON, in one piece: with codes for letters where the terminal could
    not show some."""
    spoken = (getattr(sys.stdout, "encoding", None) or "utf-8").lower()
    click.echo(json.dumps(value, indent=2, ensure_ascii=spoken not in _UTF8))


def print_pieces(pieces: Iterable[str]) -> None:
    """Print a text that may be larger than memory should hold, piece by piece: plain ASCII, as JSON
    with codes for letters is, so that any terminal can show it."""
    waiting: list[str] = []
    for piece in pieces:
        waiting.append(piece)
        if len(piece) >= _AT_ONCE or len(waiting) >= _PIECES:
            click.echo("".join(waiting).encode("ascii"), nl=False)
            waiting.clear()
    click.echo("".join(waiting).encode("ascii"), nl=False)


def end_of_output(error: OSError) -> bool:
    """True of an error by which what is printed could not be taken. The output is then given up, so
    that Python does not try again at its end."""
    frames = [frame.f_code for frame, _ in walk_tb(error.__traceback__)]
    if click.echo.__code__ not in frames and len(frames) > 1:  # one: the last flush of all
        return False
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, 1)
    os.close(nothing)
    return True


def _spell(error: UnicodeError) -> tuple[str, int]:
    """What stands for letters that a terminal cannot show."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    letters = error.object[error.start : error.end]
    spelled = (_SPELLED.get(each) or _coded(each, error.encoding) for each in letters)
    return "".join(spelled), error.end


def _coded(letter: str, encoding: str) -> str:
    return letter.encode(encoding, "backslashreplace").decode(encoding)
