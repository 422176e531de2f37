"""The local web server: routes requests to pages, on this machine only.

Each page is rendered from one commit of the store; several pages may be rendered at the same time.
The report is rendered on its first request and cached until there is a new commit.
"""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from datetime import date
from threading import Lock

from flask import Flask, Response, abort, request
from waitress import serve as wait_for_requests
from werkzeug.exceptions import HTTPException

from tallystick.engine.questions.pages import Cut
from tallystick.find.findings import Findings
from tallystick.report.document import Document, Paragraph
from tallystick.report.find.document import findings_document, leaves
from tallystick.report.web import render, render_leaves
from tallystick.serve import pages
from tallystick.serve.pages import Shelf
from tallystick.words.labels import Label
from tallystick.words.mistakes import UserMistake

HOST = "127.0.0.1"
_NAMES = (HOST, "localhost")

Newest = Callable[[], AbstractContextManager[Shelf]]
"""A function that returns a context manager: it gives the shelf of the newest commit and keeps it
open while a page is rendered."""


def make_app(newest: Newest, *, findings: Callable[[Shelf], Findings], on: date) -> Flask:
    """The pages of a store as a WSGI application.

    findings: computes the findings for the report; called on the first request for the report of a
    commit. on: the day shown on the pages.
    """
    app = Flask(__name__, static_folder=None)
    _guard(app, on)
    for address, page in _PAGES.items():
        app.add_url_rule(address, endpoint=address, view_func=_drawn(newest, page))
    report = _Report(findings)

    @app.get("/report/<name>")
    def report_page(name: str) -> str:
        with newest() as shelf:
            drawn = report.of(shelf)
        if name not in drawn:
            abort(404)
        return drawn[name]

    return app


class _Report:
    """A cache of the rendered report of the commit that was last requested."""

    def __init__(self, findings: Callable[[Shelf], Findings]) -> None:
        self._findings = findings
        self._lock = Lock()
        self._number: int | None = None
        self._drawn: Mapping[str, str] = {}

    def of(self, shelf: Shelf) -> Mapping[str, str]:
        """Name of a page -> the page."""
        number = shelf.store.manifest.number
        with self._lock:
            if number != self._number:
                document = findings_document(self._findings(shelf))
                self._drawn = render_leaves(document, leaves(document))
                self._number = number
            return self._drawn


_PAGES: Mapping[str, Callable[..., Document | None]] = {
    "/": pages.home,
    "/council/<code>": pages.council,
    "/supplier/<supplier_id>": pages.supplier,
    "/category/<slug>": pages.category,
    "/search": lambda shelf: pages.found(shelf, request.args.get("q", "")),
    "/lines": lambda shelf: pages.lines(shelf, _cut(request.args), at=_at(request.args)),
}
"""Route -> a function that makes the page, from a shelf and the variables of the route."""


def _drawn(newest: Newest, page: Callable[..., Document | None]) -> Callable[..., str]:
    def view(**named: str) -> str:
        with newest() as shelf:
            document = page(shelf, **named)
        if document is None:
            abort(404)
        return render(document, search=request.args.get("q", ""))

    return view


def _guard(app: Flask, on: date) -> None:
    """Rules for every page: refuse requests with another host name, set security headers, and show
    errors as sentences."""

    @app.before_request
    def refuse_other_names() -> None:
        # Against DNS rebinding: another site's name could point to this machine and read the store.
        if request.host.split(":")[0] not in _NAMES:
            abort(403)

    @app.after_request
    def harden(response: Response) -> Response:
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Referrer-Policy"] = "no-referrer"
        response.headers["Cache-Control"] = "no-store"
        return response

    @app.errorhandler(HTTPException)
    def explain(error: HTTPException) -> tuple[str, int]:
        title = "There is no such page" if error.code == 404 else "This cannot be shown"
        words = "Go back, or search for a supplier, a category or a council."
        return _said(title, words, on), error.code or 500

    @app.errorhandler(UserMistake)
    def explain_mistake(mistake: UserMistake) -> tuple[str, int]:
        words = f"{mistake.sentence} {mistake.next_step}"
        return _said("This cannot be shown", words, on), 409


def _said(title: str, words: str, on: date) -> str:
    """A page with one message."""
    document = Document(
        title=title,
        made_on=on,
        opening=(Paragraph(words),),
        parts=(),
        closing="Tallystick, on this machine only.",
    )
    return render(document, search="")


def serve(app: Flask, *, port: int) -> None:
    """Run the server on this machine until the user stops it. Raises UserMistake when the port is
    in use."""
    try:
        wait_for_requests(app, host=HOST, port=port, threads=4, _quiet=True)
    except OSError as error:
        raise UserMistake(
            f"Port {port} is in use on this machine.", "Name another with --port."
        ) from error


def _cut(asked: Mapping[str, str]) -> Cut:
    label = asked.get("label")
    if label is not None and label not in set(Label):
        abort(404)
    return Cut(
        council=asked.get("council"),
        supplier_id=asked.get("supplier_id"),
        label=label,
        category=asked.get("category"),
    )


def _at(asked: Mapping[str, str]) -> int:
    """The index of the first line on a page of lines; limited to a hundred billion."""
    text = asked.get("at", "0")
    if not text.isdecimal() or len(text) > 11:
        abort(404)
    return int(text)
