"""Manages which commit of the store the pages show: the newest, checked on every request.

A page is rendered from one commit from beginning to end. The data of an older commit is released
when the last page that uses it is finished.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from threading import Lock

from tallystick.engine.manifest import newest_number
from tallystick.engine.snapshot import Snapshot, open_snapshot
from tallystick.serve.shelf import Shelf


class _Held:
    """A commit in use, and the number of pages that are being rendered from it."""

    def __init__(self, folder: Path, make: Callable[[Snapshot], Shelf]) -> None:
        self._stack = ExitStack()
        snapshot = self._stack.enter_context(open_snapshot(folder))
        try:
            self.number = snapshot.manifest.number
            self.shelf = make(snapshot)
        except BaseException:
            self._stack.close()
            raise
        self.pages = 0

    def close(self) -> None:
        self._stack.close()


class Shelves:
    """The shelf of the newest commit. make: prepares a shelf of a snapshot."""

    def __init__(self, folder: Path, make: Callable[[Snapshot], Shelf]) -> None:
        self._folder, self._make = folder, make
        self._lock = Lock()
        self._held: _Held | None = None

    @contextmanager
    def newest(self) -> Iterator[Shelf]:
        """The newest commit's shelf; it does not change while the context is open."""
        held = self._take()
        try:
            yield held.shelf
        finally:
            with self._lock:
                held.pages -= 1
                if held is not self._held and not held.pages:
                    held.close()

    def close(self) -> None:
        """Release the store."""
        with self._lock:
            if self._held is not None:
                self._held.close()
                self._held = None

    def _take(self) -> _Held:
        with self._lock:
            held = self._held
            if held is None or held.number != newest_number(self._folder):
                self._held = _Held(self._folder, self._make)
                if held is not None and not held.pages:
                    held.close()
                held = self._held
            held.pages += 1
            return held
