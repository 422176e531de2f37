"""Keep linear algebra on one core while an estimate is made.

Our matrices are a few hundred wide and there are thousands of them. OpenBLAS hands each to all
cores, whose waiting for each other costs up to twenty times what the work does (measured: 35
CPU-seconds against 1.4 for one estimate on two busy cores). The limit is the library's own, so it
holds for every thread of the process until it is given back: a server estimates in worker
processes. Answers do not depend on it."""

from collections.abc import Iterator
from contextlib import contextmanager

from threadpoolctl import threadpool_limits


@contextmanager
def one_core() -> Iterator[None]:
    """Linear algebra on one core within, as before afterwards."""
    with threadpool_limits(limits=1, user_api="blas"):
        yield
