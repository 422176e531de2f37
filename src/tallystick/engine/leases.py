"""Leases: how readers tell the writer which commits they draw from, without anybody waiting.

A lease is a file named after a commit's number and locked by its reader. The operating system
drops the lock when the reader's process ends, however it ends.

Why no reader can lose a file. A reader (1) makes and locks its lease, (2) sees that the lease is
still there, (3) sees that the commit is not retired, and only then reads. The writer (a) retires
the commit, (b) looks through the leases, (c) removes files. If the reader found the commit in (3),
then (3) came before (a), so its lock was held before (b), and the writer sees it. If it did not,
the reader gives its lease back and begins with a newer commit. Between making the file and locking
it a lease looks dead and may be removed in (b): that is what (2) finds.
"""

import os
import re
import secrets
import shutil
from pathlib import Path

from filelock import FileLock, Timeout

_FOLDER = "leases"
_LEASE = re.compile(r"(\d{12})-\d+-[0-9a-f]{8}\.lease")


class Lease:
    """A held lease. spill: the folder beside it for what its reader's queries hold on disk."""

    def __init__(self, path: Path, lock: FileLock) -> None:
        self.spill = path.with_suffix(".spill")
        self._path, self._lock = path, lock

    def release(self) -> None:
        """Give it back."""
        shutil.rmtree(self.spill, ignore_errors=True)
        self._path.unlink(missing_ok=True)
        self._lock.release()


def take_lease(folder: Path, number: int) -> Lease | None:
    """A lease on a commit; None where the writer removed it just before it was locked.

    Raises OSError where the store's folder may not be written to.
    """
    place = folder / _FOLDER
    place.mkdir(exist_ok=True)
    path = place / f"{number:012}-{os.getpid()}-{secrets.token_hex(4)}.lease"
    # A server gives a lease back in another thread than the one that took it.
    lock = FileLock(path, thread_local=False)
    try:
        lock.acquire(timeout=0)
    except Timeout:  # the writer is looking whether anybody holds it
        return None
    if not path.exists():
        lock.release()
        return None
    return Lease(path, lock)


def leased_numbers(folder: Path) -> set[int]:
    """The commits that living readers draw from. What dead ones left behind is removed.

    For the writer only: see above for when it may ask.
    """
    leased = set()
    for path in (folder / _FOLDER).glob("*.lease"):
        if found := _LEASE.fullmatch(path.name):
            if _is_held(path):
                leased.add(int(found[1]))
            else:
                shutil.rmtree(path.with_suffix(".spill"), ignore_errors=True)
    return leased


def _is_held(path: Path) -> bool:
    """True while a process holds a lease; a dead one is removed, so that nobody takes it up."""
    lock = FileLock(path, thread_local=False)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        return True
    except OSError:  # another account's: it cannot be told, so its files are kept
        return path.exists()
    path.unlink(missing_ok=True)
    lock.release()
    return False
