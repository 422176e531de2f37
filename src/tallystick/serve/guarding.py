"""Rules for every page: who is refused, which headers are sent, and mistakes as sentences."""

from datetime import date

from flask import Flask, Response, abort, request
from werkzeug.exceptions import HTTPException

from tallystick.report.document import Document, Paragraph
from tallystick.report.local import Local
from tallystick.report.web import render
from tallystick.serve.addresses import NoSuchPage
from tallystick.serve.keys import SAFE, Keys
from tallystick.words.mistakes import UserMistake

HOST = "127.0.0.1"
_NAMES = (HOST, "localhost")

_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    # To this server alone: a browser that tells nobody tells us no Origin either.
    "Referrer-Policy": "same-origin",
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; "
        "frame-ancestors 'none'; form-action 'self'; base-uri 'none'"
    ),
    "X-Frame-Options": "DENY",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "X-Permitted-Cross-Domain-Policies": "none",
    "Cache-Control": "no-store",
}

_TITLES = {403: "This may not be sent", 404: "There is no such page"}
_BACK = "Go back, or search for a supplier, a category or a council."
_COME_BY = (
    "Nothing was kept. Open the address that tallystick serve printed, and send the form from "
    "there."
)


def guard(app: Flask, on: date, keys: Keys | None) -> None:
    """Hold every request and every answer to the rules. keys: None where nobody may write."""
    if keys is not None:
        app.wsgi_app = keys.door(app.wsgi_app)  # type: ignore[assignment,method-assign]  # as Flask documents it

    def refuse() -> None:
        # Against DNS rebinding: another site's name could point to this machine and read the store.
        if request.host.split(":")[0] not in _NAMES:
            abort(403)
        if keys is not None and not keys.allow(request):
            abort(403)
        if keys is None and request.method not in SAFE:
            abort(405)

    def explain_mistake(mistake: UserMistake) -> tuple[str, int]:
        words = f"{mistake.sentence} {mistake.next_step}"
        return said("This cannot be done", words, on), 409

    app.before_request(refuse)
    app.after_request(_harden)
    app.register_error_handler(NoSuchPage, lambda _error: (_explained(404, on), 404))
    app.register_error_handler(
        HTTPException, lambda error: (_explained(error.code or 500, on), error.code or 500)
    )
    app.register_error_handler(UserMistake, explain_mistake)


def _harden(response: Response) -> Response:
    response.headers.update(_HEADERS)
    return response


def _explained(code: int, on: date) -> str:
    return said(_TITLES.get(code, "This cannot be shown"), _COME_BY if code == 403 else _BACK, on)


def said(title: str, words: str, on: date, *, again: int = 0) -> str:
    """A page with one message. again: see Local."""
    document = Document(
        title=title,
        made_on=on,
        opening=(Paragraph(words),),
        parts=(),
        closing="Tallystick, on this machine only.",
    )
    return render(document, local=Local(root=request.script_root, again=again))
