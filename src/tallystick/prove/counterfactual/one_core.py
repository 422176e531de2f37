"""Limits linear algebra to one core during an estimate.

The matrices are a few hundred wide and there are thousands of them. OpenBLAS splits each over all
cores, and the synchronisation costs up to twenty times the work itself (measured: 35 CPU-seconds
against 1.4 for one estimate on two busy cores). The limit is a setting of the library, so it
applies to every thread of the process until it is reset: a server should therefore estimate in
worker processes. The results do not depend on it.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from threadpoolctl import threadpool_limits


@contextmanager
def one_core() -> Iterator[None]:
    """Context manager: one core for linear algebra inside, the previous setting afterwards."""
    with threadpool_limits(limits=1, user_api="blas"):
        yield
