"""Who may write: the secrets of one run of the server.

A form is sent only by whoever came by the address with the token, from a page of this server, with
the form's own key: three locks, since the address may be overheard, a page elsewhere may send a
form here, and an old page may be sent again after a restart.
"""

import hmac
import secrets
from collections.abc import Callable, Iterable
from typing import Any

from flask import Request

_PASSED = "tallystick.token"
SAFE = frozenset(("GET", "HEAD", "OPTIONS"))
"""What only reads."""

Wsgi = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


class Keys:
    """The token that stands in the address, and the key of each form. token: for tests."""

    def __init__(self, token: str = "") -> None:
        self.token = token or secrets.token_urlsafe(24)
        self._secret = secrets.token_bytes(32)

    def of_form(self, action: str) -> str:
        """What a form that is sent to an address must carry."""
        return hmac.new(self._secret, action.encode(), "sha256").hexdigest()

    def door(self, inner: Wsgi) -> Wsgi:
        """The same pages with and without `/TOKEN` before their addresses; only with it may
        anything be sent."""

        def enter(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
            environ.pop(_PASSED, None)
            first, slash, rest = environ.get("PATH_INFO", "").lstrip("/").partition("/")
            if hmac.compare_digest(first.encode("latin-1", "replace"), self.token.encode()):
                environ["SCRIPT_NAME"] = f"{environ.get('SCRIPT_NAME', '')}/{first}"
                environ["PATH_INFO"] = f"{slash or '/'}{rest}"
                environ[_PASSED] = True
            return inner(environ, start)

        return enter

    def allow(self, request: Request) -> bool:
        """True of what only reads, and of a form sent by somebody who may."""
        return request.method in SAFE or (
            came_by_token(request)
            and request.headers.get("Origin") == f"http://{request.host}"
            and request.headers.get("Sec-Fetch-Site", "same-origin") == "same-origin"
            and self._fits(request.form.get("key", ""), request.path)
        )

    def _fits(self, key: str, action: str) -> bool:
        return hmac.compare_digest(key.encode(), self.of_form(action).encode())


def came_by_token(request: Request) -> bool:
    """True where the address held the token."""
    return bool(request.environ.get(_PASSED))
