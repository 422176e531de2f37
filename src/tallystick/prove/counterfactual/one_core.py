"""Keep numpy's linear algebra on one core for a while.

Our matrices are a few hundred wide and there are thousands of them. OpenBLAS hands each to all
cores, whose waiting for each other costs up to twenty times what the work does (measured: 35
CPU-seconds against 1.4 for one estimate on two busy cores). Its own variable for this is read once,
when numpy is first imported, and that is long past when an estimate begins."""

import ctypes
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import numpy as np

_NAMES = ("scipy_openblas_{}_num_threads64_", "openblas_{}_num_threads64_")
"""What numpy's own builds call the two functions."""


@contextmanager
def one_core() -> Iterator[None]:
    """Linear algebra on one core within, as before afterwards. Where numpy was built with another
    library nothing is changed, and answers are the same either way."""
    switch = _switch()
    if switch is None:
        yield
        return
    read, write = switch
    before = read()
    write(1)
    try:
        yield
    finally:
        write(before)


@cache
def _switch() -> tuple[Callable[[], int], Callable[[int], None]] | None:
    """The functions that read and set the number of cores of the OpenBLAS that numpy brought."""
    folder = Path(np.__file__).parents[1] / "numpy.libs"
    for path in sorted(folder.glob("lib*openblas*")):
        library = ctypes.CDLL(str(path))
        for name in _NAMES:
            if hasattr(library, name.format("set")):
                return getattr(library, name.format("get")), getattr(library, name.format("set"))
    return None
