"""What reading one file may take: seconds of computing for each file, and for the forms that a
library holds whole a child process with a bound on its memory, in which they are opened first.

A library's memory cannot be bounded from within: one that is refused memory ends its process, and
the whole run with it. So the child goes first, and what ends is the child.
"""

import subprocess
import sys
import time

from tallystick.read.files.opening import Part
from tallystick.read.files.slicing import NEXT_STEP, too_large
from tallystick.words.mistakes import UserMistake

SECONDS = 20
"""Of computing that any file may take; a list of a hundred thousand lines takes one."""

_PER_MEGABYTE = 1.0  # seconds more; the slowest form takes a third of it
_MEMORY = 700 << 20  # bytes of address space that the child may ask for
_SECONDS_OF_TRIAL = 10
_TOO_LARGE = 3  # the child's exit status
_TRIAL = f"""
import io, sys
try:
    import resource
    resource.setrlimit(resource.RLIMIT_AS, ({_MEMORY},) * 2)
    resource.setrlimit(resource.RLIMIT_CPU, ({_SECONDS_OF_TRIAL},) * 2)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
except ImportError:
    pass
from python_calamine import CalamineWorkbook
try:
    book = CalamineWorkbook.from_filelike(io.BytesIO(sys.stdin.buffer.read()))
    for name in book.sheet_names:
        book.get_sheet_by_name(name)
except MemoryError:
    sys.exit({_TOO_LARGE})
except BaseException:
    pass  # damage is told by whoever reads it afterwards
"""


class Patience:
    """Counts the seconds of computing that a file takes, and refuses it when they are used up."""

    def __init__(self, file: str, size: int) -> None:
        """file: the name for messages. size: bytes."""
        self._file = file
        self._end = time.thread_time() + SECONDS + _PER_MEGABYTE * size / (1 << 20)

    def check(self) -> None:
        """Raise UserMistake when the file has taken too long."""
        if time.thread_time() > self._end:
            raise too_long(self._file)


def too_long(file: str) -> UserMistake:
    """The error for a file that takes longer than any list of payments of its size."""
    return UserMistake(
        f"{file} takes longer to read than any list of payments of its size.", NEXT_STEP
    )


def try_first(part: Part, file: str) -> None:
    """Open a workbook in a child process that may use little memory and time. file: the name for
    messages.

    Raises UserMistake when the child met a bound; damage is left to whoever reads it afterwards.
    """
    with part.open() as stream:
        content = stream.read()
    try:
        ended = subprocess.run(
            [sys.executable, "-I", "-c", _TRIAL],
            input=content,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=3 * _SECONDS_OF_TRIAL,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise too_long(file) from None
    if ended.returncode == -24:  # SIGXCPU
        raise too_long(file)
    if (
        ended.returncode == _TOO_LARGE or ended.returncode < 0
    ):  # refused memory, it ends by a signal
        raise too_large(file)
