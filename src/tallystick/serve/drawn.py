"""Pages that were drawn, by their addresses: a commit never changes, so each is drawn once.

Two hundred readers of one page wait for one drawing. How much is kept is bounded; what was not
asked for longest goes first.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from threading import Lock

MOST_LETTERS = 64 << 20
"""Judgement, not measured: what a laptop spares."""


class Drawn:
    """The pages of one commit. most: letters kept at most."""

    def __init__(self, most: int = MOST_LETTERS) -> None:
        self._most = most
        self._held = 0
        self._pages: OrderedDict[Hashable, Future[str]] = OrderedDict()
        self._lock = Lock()

    def page(self, address: Hashable, draw: Callable[[], str]) -> str:
        """The page of an address, drawn by the first who asks. Raises what `draw` raises, for all
        who wait; the next who asks has it drawn again."""
        with self._lock:
            known = self._pages.get(address)
            if known is None:
                mine = self._pages[address] = Future()
            else:
                self._pages.move_to_end(address)
        if known is not None:
            return known.result()
        try:
            page = draw()
        except BaseException as error:
            with self._lock:
                del self._pages[address]
            mine.set_exception(error)
            raise
        mine.set_result(page)
        with self._lock:
            self._keep(page)
        return page

    def _keep(self, page: str) -> None:
        """Count a page that has been drawn, and let go of what is too much."""
        self._held += len(page)
        while self._held > self._most and len(self._pages) > 1:
            oldest = next(iter(self._pages))
            if not self._pages[oldest].done():
                return
            self._held -= len(self._pages.pop(oldest).result())
