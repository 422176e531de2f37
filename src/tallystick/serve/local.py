"""The local web server: routes requests to pages, on this machine only.

Each page is rendered from one commit of the store; several pages may be rendered at the same time.
Whoever came by the address with the token may also correct what stands in the wrong place
(serve.keys); a correction is written by `Correct`, and whoever reads meanwhile is not kept waiting.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass, replace
from datetime import date
from logging import CRITICAL, getLogger
from pathlib import Path

from flask import Flask, Response, abort, redirect, request
from waitress import serve as wait_for_requests
from werkzeug.wrappers import Response as AnyResponse

from tallystick.engine.questions.pages import Cut
from tallystick.find import Amendment, OtherCategory, OtherSupplier, Reach
from tallystick.find.findings import Findings
from tallystick.match.spellings import Verdict
from tallystick.report.document import Document
from tallystick.report.local import Choice, Form, Local
from tallystick.report.web import render
from tallystick.serve import lists, pages, why
from tallystick.serve.addresses import of_cut, read_at, read_cut
from tallystick.serve.guarding import HOST, guard, said
from tallystick.serve.keys import Keys, came_by_token
from tallystick.serve.prepared import Report
from tallystick.serve.shelf import Shelf, in_words
from tallystick.words.labels import Label
from tallystick.words.mistakes import UserMistake

_LARGEST_FORM = 1 << 16  # bytes
_LARGEST_NUMBER = 1 << 63  # what a column of numbers holds

BOUNDS = {
    "threads": 4,
    "channel_timeout": 10,  # seconds in which a request must come whole
    "cleanup_interval": 2,  # seconds after which half-sent ones are looked for
    "connection_limit": 1_000,
    "backlog": 1_024,
    "max_request_header_size": 1 << 15,
    "max_request_body_size": _LARGEST_FORM,
}
"""What whoever sends requests may take of the server."""

PATIENCE = 0.5
"""Seconds that a page of the report is waited for before the answer is that it is being made."""

Newest = Callable[[], AbstractContextManager[Shelf]]
"""A function that returns a context manager: it gives the shelf of the newest commit and keeps it
open while a page is rendered."""

Correct = Callable[[Amendment], None]
"""Writes a correction and settles the store by it. Raises UserMistake, with nothing kept, where
another process writes or the correction cannot be."""

_VERDICTS: dict[str, Verdict] = {
    "same": "same",
    "not_same": "not_same",
    "same_group": "same_group",
}

_WAIT = "This page asks for it again by itself. The other pages can be read meanwhile."

_PAGES: dict[str, tuple[Callable[[Shelf, Cut], Document | None], str]] = {
    "/": (pages.home, ""),
    "/council/<value>": (pages.council, "council"),
    "/supplier/<value>": (pages.supplier, "supplier_id"),
    "/category/<value>": (pages.category, "category"),
    "/function/<value>": (pages.function, "label"),
    "/lines": (lambda shelf, cut: pages.lines(shelf, cut, at=read_at(request.args)), ""),
}
"""Route -> what makes the page of a cut, and the column that the route itself chooses."""


@dataclass(frozen=True, slots=True)
class Writing:
    """What a server needs in order to write: its keys, and what writes."""

    keys: Keys
    correct: Correct


def make_app(
    newest: Newest,
    *,
    findings: Callable[[Shelf], Findings],
    on: date,
    writing: Writing | None = None,
    keep: Path | None = None,
    patience: float = PATIENCE,
) -> Flask:
    """The pages of a store as a WSGI application.

    findings: computes the findings for the report, once a commit. on: the day shown on the pages.
    writing: None for pages that only read. keep: where the report's pages are kept for the next
    start.
    """
    app = Flask(__name__, static_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = _LARGEST_FORM
    guard(app, on, writing.keys if writing else None)
    app.extensions["report"] = report = Report(newest, findings, keep=keep)
    site = _Site(newest, on, writing, report, patience)
    for address, (page, fixed) in _PAGES.items():
        app.add_url_rule(address, endpoint=address, view_func=site.of_cut(page, fixed))
    app.add_url_rule("/search", view_func=site.search)
    app.add_url_rule("/why", view_func=site.reasons)
    app.add_url_rule("/line/<int:number>/<int:line>", view_func=site.line)
    app.add_url_rule("/<what>.<form>", view_func=site.whole_list)
    app.add_url_rule("/report/<name>", view_func=site.report)
    if writing is not None:
        forms = _Forms(writing.correct)
        app.add_url_rule(why.CATEGORY, view_func=forms.category, methods=["POST"])
        app.add_url_rule(why.SUPPLIER, view_func=forms.supplier, methods=["POST"])
    return app


@dataclass(frozen=True, slots=True)
class _Site:
    """The pages that only read."""

    newest: Newest
    on: date
    writing: Writing | None
    made: Report
    patience: float

    def of_cut(
        self, page: Callable[[Shelf, Cut], Document | None], fixed: str
    ) -> Callable[..., str]:
        """The view of a page of a cut. fixed: the column that its route chooses."""

        def view(value: str = "") -> str:
            asked = {**request.args.to_dict(), **({fixed: value} if fixed else {})}
            cut = read_cut(asked)
            return self._drawn(
                lambda shelf: render(_there(page(shelf, cut)), local=_filtered(shelf, cut, fixed))
            )

        return view

    def _drawn(self, draw: Callable[[Shelf], str]) -> str:
        """The page of this address. With the token before it, it is another page: it has forms."""
        with self.newest() as shelf:
            address = (request.script_root, request.full_path)
            return shelf.drawn.page(address, lambda: draw(shelf))

    def search(self) -> str:
        """What is called so."""
        wanted = request.args.get("q", "")
        return self._drawn(lambda shelf: render(pages.found(shelf, wanted), local=_plainly()))

    def line(self, number: int, line: int) -> str:
        """One line of a file."""
        if max(number, line) >= _LARGEST_NUMBER:
            abort(404)
        with self.newest() as shelf:
            document = why.line(shelf, number, request.args.get("sheet", ""), line)
        return render(_there(document), local=_plainly())

    def reasons(self) -> str:
        """Why lines stand where they stand; for whoever may write, with the forms."""
        cut = read_cut(request.args)
        with self.newest() as shelf:
            document = _there(why.reasons(shelf, cut, kept="kept" in request.args))
            local = _plainly() if cut.wording else _filtered(shelf, cut, "")
            if self.writing is not None and cut.wording and came_by_token(request):
                keys, forms = self.writing.keys, why.forms(shelf, cut.wording)
                local = replace(local, forms=tuple(_keyed(each, keys) for each in forms))
        return render(document, local=local)

    def whole_list(self, what: str, form: str) -> Response:
        """A whole list, sent as it is read; its commit stays open as long."""
        if form not in lists.FORMS or what not in lists.NAMES:
            abort(404)
        cut, word = read_cut(request.args), request.args.get("q", "")
        held = ExitStack()
        shelf = held.enter_context(self.newest())

        def sent() -> Iterator[str]:
            with held:
                yield from lists.WRITERS[form](lists.listed(shelf, what, cut, word))

        answer = Response(sent(), content_type=lists.FORMS[form])
        answer.call_on_close(held.close)  # where nobody asks for the first part
        answer.headers["Content-Disposition"] = f'attachment; filename="{what}.{form}"'
        return answer

    def report(self, name: str) -> str:
        """A page of the report, or that it is being made."""
        with self.newest() as shelf:
            drawn = self.made.pages(shelf)
            if drawn is None:
                self.made.finish(within=self.patience)
                drawn = self.made.pages(shelf)
        if drawn is None:
            return said("The report is being made", _WAIT, self.on, again=1)
        if name not in drawn:
            abort(404)
        return drawn[name]


@dataclass(frozen=True, slots=True)
class _Forms:
    """What forms are sent to. That they may be sent was seen to before (serve.guarding)."""

    correct: Correct

    def category(self) -> AnyResponse:
        """Lines are for something else."""
        mark, reach = request.form.get("mark", ""), request.form.get("reach", "")
        if reach not in set(Reach):
            abort(400)
        self.correct(OtherCategory(mark, request.form.get("category", ""), Reach(reach)))
        return _kept(mark)

    def supplier(self) -> AnyResponse:
        """Two names are one supplier, or not."""
        mark, verdict = request.form.get("mark", ""), request.form.get("verdict", "")
        if verdict not in _VERDICTS:
            abort(400)
        self.correct(OtherSupplier(mark, request.form.get("other", ""), _VERDICTS[verdict]))
        return _kept(mark)


def _there(document: Document | None) -> Document:
    if document is None:
        abort(404)
    return document


def _kept(mark: str) -> AnyResponse:
    address = of_cut("/why", Cut(wording=mark), kept="1")
    return redirect(f"{request.script_root}{address}", code=303)


def _keyed(form: Form, keys: Keys) -> Form:
    return replace(form, hidden=(*form.hidden, ("key", keys.of_form(form.action))))


def _filtered(shelf: Shelf, cut: Cut, fixed: str) -> Local:
    """What stands round a page of a cut: its filter, for all that the route does not choose."""
    months = ("month", "Month", "All months", [(each, in_words(each)) for each in shelf.months])
    held = [(code, shelf.council(code)) for code in shelf.held]
    councils = ("council", "Council", "All councils", held)
    labels = ("label", "Function", "All functions", [(str(one), one.heading) for one in Label])
    chosen = cut.chosen()
    filters = [
        Choice(name, label, (("", every), *options), chosen.get(name, ""))
        for name, label, every, options in (months, councils, labels)
        if name != fixed
    ]
    shown = {fixed, *(each.name for each in filters)}
    kept = tuple((name, value) for name, value in chosen.items() if name not in shown)
    return replace(_plainly(), filters=tuple(filters), kept=kept)


def _plainly() -> Local:
    """What stands round every page."""
    return Local(root=request.script_root, search=request.args.get("q", ""))


def serve(app: Flask, *, port: int) -> None:
    """Run the server on this machine until the user stops it. Raises UserMistake when the port is
    in use."""
    try:
        for library in ("waitress", "waitress.queue", "werkzeug"):
            getLogger(library).setLevel(CRITICAL)  # the terminal is the user's
        wait_for_requests(app, host=HOST, port=port, _quiet=True, **BOUNDS)
    except OSError as error:
        raise UserMistake(
            f"Port {port} is in use on this machine.", "Name another with --port."
        ) from error
