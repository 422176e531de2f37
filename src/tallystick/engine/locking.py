"""The writer's lock: one run at a time writes a store. Readers never ask for it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from tallystick.words.mistakes import UserMistake

LOCK = "store.lock"


@contextmanager
def locked(
    folder: Path, *, on_wait: Callable[[str], None] = lambda _sentence: None
) -> Iterator[None]:
    """Hold a store's lock. on_wait: told in one sentence when another run holds it and this one
    waits for it. Raises UserMistake where the folder may not be written to."""
    lock = FileLock(folder / LOCK)
    try:
        try:
            lock.acquire(timeout=0)
        except Timeout:
            on_wait(f"Another run is using {folder}; waiting for it to finish.")
            lock.acquire()
    except OSError as error:
        raise UserMistake(
            f"The store {folder} may not be written to.",
            "Ask whoever keeps it, or name another --store folder.",
        ) from error
    try:
        yield
    finally:
        lock.release()
