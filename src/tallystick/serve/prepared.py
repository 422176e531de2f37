"""The report of the newest commit, made behind while the server answers.

What was made is kept in the store's folder, so that the next start has it at once: of the same
commit by the same rules. Where it was made on an earlier day it is shown until today's is made.
"""

import hashlib
import json
import re
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from threading import Lock, Thread
from typing import Any

from tallystick.engine.fingerprint import fingerprint
from tallystick.engine.kept_files import read_kept, write_unguarded
from tallystick.find.findings import Findings
from tallystick.report.find.document import findings_document, leaves
from tallystick.report.find.folder import pages_of
from tallystick.report.find.proof import MARK
from tallystick.report.web import render_leaves
from tallystick.serve.shelf import Shelf
from tallystick.words.mistakes import UserMistake

KEPT = "served-report.json"
"""The pages of the report, with what they were made of."""

Pages = Mapping[str, str]
Newest = Callable[[], AbstractContextManager[Shelf]]


@dataclass(frozen=True, slots=True)
class _Made:
    """The pages of a report. of: the commit and the rules that they were made of; day: when."""

    of: str
    day: str
    pages: Pages


class Report:
    """The pages of the report, by the commit that they were made of."""

    def __init__(
        self, newest: Newest, findings: Callable[[Shelf], Findings], *, keep: Path | None = None
    ) -> None:
        """keep: the store's folder, in which the pages are kept; None: nowhere."""
        self._newest, self._findings, self._keep = newest, findings, keep
        self._lock = Lock()
        self._made: _Made | None = None
        self._failed: tuple[str, Exception] | None = None
        self._at_work: Thread | None = None

    def pages(self, shelf: Shelf) -> Pages | None:
        """Name of a page -> the page; None while they are being made.

        Raises UserMistake where the store holds nothing that a report could be made of.
        """
        of, day = _made_of(shelf.store.manifest.number), shelf.on.isoformat()
        with self._lock:
            if self._made is None or self._made.of != of:
                self._made = self._kept(of) or self._made
            made = self._made if self._made and self._made.of == of else None
            if self._failed is not None and self._failed[0] == of:
                raise self._failed[1]
            if (made is None or made.day != day) and self._at_work is None:
                self._at_work = Thread(target=self._make, daemon=True)
                self._at_work.start()
        return made.pages if made else None

    def prepare(self) -> None:
        """Begin to make the pages of the newest commit, where they are not made."""
        with self._newest() as shelf:
            try:
                self.pages(shelf)
            except UserMistake:
                return

    def finish(self, *, within: float) -> None:
        """Wait until nothing is being made, for so many seconds at most."""
        at_work = self._at_work
        if at_work is not None:
            at_work.join(within)

    def _make(self) -> None:
        try:
            with self._newest() as shelf:
                number = shelf.store.manifest.number
                try:
                    document = findings_document(self._findings(shelf))
                except Exception as error:  # whoever asks for the report is told of it
                    self._failed = _made_of(number), error
                    return
                pages = _linked(render_leaves(document, leaves(document)))
                made = _Made(_made_of(number), shelf.on.isoformat(), pages)
            self._made = made
            if self._keep is not None:
                _write(self._keep, made)
        finally:
            with self._lock:
                self._at_work = None

    def _kept(self, of: str) -> _Made | None:
        """The pages that an earlier run left, where they were made of the same."""
        if self._keep is None:
            return None
        try:
            kept: dict[str, Any] = json.loads(read_kept(self._keep, KEPT) or "{}")
            pages = {str(name): str(page) for name, page in kept["pages"].items()}
            if kept["of"] != of or kept["seal"] != _seal(pages):
                return None
            return _Made(of, str(kept["day"]), pages)
        except (UserMistake, ValueError, KeyError, TypeError, AttributeError):
            return None  # it is made again


def keep_written(folder: Path, report: Path, *, commit: int, on: date) -> None:
    """Keep a report that was just written to a folder for the local pages of its store.

    folder: the store. report: where the pages are. commit: the number of what they were made of.
    """
    try:
        pages = pages_of(report)
    except OSError:
        return  # the local pages make it again
    _write(folder, _Made(_made_of(commit), on.isoformat(), _linked(pages)))


def _linked(pages: Pages) -> Pages:
    """The pages with each line's mark leading to its evidence and the forms beside it: a step up,
    so that the token of the address, where there is one, stays before it."""
    to = rf'\1<a href="../why?wording=\2">{MARK} \2: why it is here, and whether it is wrong</a>'
    return {name: _MARKED.sub(to, page) for name, page in pages.items()}


_MARKED = re.compile(rf'(<span class="small quiet">){MARK} ([0-7][0-9a-f]{{15}})(?=</span>)')


def _write(folder: Path, made: _Made) -> None:
    pages = dict(made.pages)
    kept = {"of": made.of, "day": made.day, "pages": pages, "seal": _seal(pages)}
    try:
        write_unguarded(folder, KEPT, json.dumps(kept, ensure_ascii=False))
    except OSError:
        return  # a store that may only be read is served all the same


def _seal(pages: Pages) -> str:
    """A hash by which a damaged page is noticed; the report is then made again."""
    return hashlib.sha256(json.dumps(dict(pages), sort_keys=True).encode()).hexdigest()


def _made_of(number: int) -> str:
    """Changes with the commit and the rules."""
    return f"{number} {fingerprint('find', 'report', 'reference', 'words')}"
