"""What compiled solvers print, kept out of what a program may read."""

import ctypes
import os
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def solver_kept_off_stdout() -> Iterator[None]:
    """Let what the solver prints go to stderr: its compiled code says things now and then that
    no option keeps back, and stdout may be read by a program."""
    kept = os.dup(1)
    os.dup2(2, 1)
    try:
        yield
    finally:
        ctypes.CDLL(None).fflush(None)
        os.dup2(kept, 1)
        os.close(kept)
