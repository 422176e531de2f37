"""The local server: addresses to pages, on this machine only.

One store, one reader: pages are drawn one after the other, which takes milliseconds each. The
report is drawn when it is first asked for, and kept.
"""

from collections.abc import Callable, Mapping
from threading import Lock

from flask import Flask, Response, abort, request
from waitress import serve as wait_for_requests
from werkzeug.exceptions import HTTPException

from tallystick.engine.browse import Cut
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
_HOLDS = "tallystick.holds_the_store"


def make_app(shelf: Shelf, *, findings: Callable[[], Findings]) -> Flask:
    """The pages of a store as a WSGI application.

    findings: works out what the report is drawn from; called when the report is first asked for.
    """
    app = Flask(__name__, static_folder=None)
    _guard(app, shelf)
    for address, page in _pages(shelf).items():
        app.add_url_rule(address, endpoint=address, view_func=_drawn(page))
    report: dict[str, str] = {}

    @app.get("/report/<name>")
    def report_page(name: str) -> str:
        if not report:
            document = findings_document(findings())
            report.update(render_leaves(document, leaves(document)))
        if name not in report:
            abort(404)
        return report[name]

    return app


def _pages(shelf: Shelf) -> Mapping[str, Callable[..., Document | None]]:
    """Address -> what makes its page."""
    return {
        "/": lambda: pages.home(shelf),
        "/council/<code>": lambda code: pages.council(shelf, code),
        "/supplier/<supplier_id>": lambda supplier_id: pages.supplier(shelf, supplier_id),
        "/category/<slug>": lambda slug: pages.category(shelf, slug),
        "/search": lambda: pages.found(shelf, request.args.get("q", "")),
        "/lines": lambda: pages.lines(shelf, _cut(request.args), at=_at(request.args)),
    }


def _drawn(page: Callable[..., Document | None]) -> Callable[..., str]:
    def view(**named: str) -> str:
        document = page(**named)
        if document is None:
            abort(404)
        return render(document, search=request.args.get("q", ""))

    return view


def _guard(app: Flask, shelf: Shelf) -> None:
    """What holds for every page: who may ask, one at a time, and words for what goes wrong."""
    one_at_a_time = Lock()

    @app.before_request
    def refuse_other_names() -> None:
        # A page elsewhere could point a name of its own at this machine and read the store.
        if request.host.split(":")[0] not in _NAMES:
            abort(403)
        one_at_a_time.acquire()
        request.environ[_HOLDS] = True

    @app.teardown_request
    def let_the_next_in(_error: BaseException | None) -> None:
        if request.environ.pop(_HOLDS, False):
            one_at_a_time.release()

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
        return _said(shelf, title, words), error.code or 500

    @app.errorhandler(UserMistake)
    def explain_mistake(mistake: UserMistake) -> tuple[str, int]:
        words = f"{mistake.sentence} {mistake.next_step}"
        return _said(shelf, "This cannot be shown", words), 409


def _said(shelf: Shelf, title: str, words: str) -> str:
    """A page that says one thing."""
    document = Document(
        title=title,
        made_on=shelf.on,
        opening=(Paragraph(words),),
        parts=(),
        closing="Tallystick, on this machine only.",
    )
    return render(document, search="")


def serve(app: Flask, *, port: int) -> None:
    """Answer on this machine until the user stops it. Raises UserMistake when the port is taken."""
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
    """Where a page of lines begins; no store has a hundred billion."""
    text = asked.get("at", "0")
    if not text.isdecimal() or len(text) > 11:
        abort(404)
    return int(text)
