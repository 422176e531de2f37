"""What the server sends with every page, and what whoever asks may take of it."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from waitress import create_server

from tallystick.serve.local import BOUNDS

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; "
        "frame-ancestors 'none'; form-action 'self'; base-uri 'none'"
    ),
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "X-Permitted-Cross-Domain-Policies": "none",
    "Cache-Control": "no-store",
}


@pytest.mark.parametrize("address", ["/", "/lines", "/lines.csv", "/nothing", "/council/none"])
def test_every_answer_may_not_be_framed_or_taken(app: Flask, address: str) -> None:
    headers = app.test_client().get(address).headers
    assert {name: headers.get(name) for name in HEADERS} == HEADERS


@pytest.mark.parametrize("empty", ["council=", "council=&label=&month=", "supplier_id=&wording="])
def test_an_empty_filter_chooses_nothing(app: Flask, empty: str) -> None:
    client: FlaskClient = app.test_client()
    for page in ("/lines", "/lines.csv", "/lines.json"):
        plain, asked = client.get(page), client.get(f"{page}?{empty}")
        assert (asked.status_code, asked.data) == (200, plain.data)


@pytest.fixture
def port() -> Iterator[int]:
    """A server with the bounds of the local pages, but less patient."""
    given = f"{{**{BOUNDS!r}, 'channel_timeout': 1, 'cleanup_interval': 1}}"
    code = (
        "from waitress import create_server\n"
        "def app(_environ, start):\n    start('200 OK', [])\n    return [b'here']\n"
        f"server = create_server(app, host='127.0.0.1', port=0, **{given})\n"
        "print(server.effective_port, flush=True)\nserver.run()"
    )
    started = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    assert started.stdout is not None
    yield int(started.stdout.readline())
    started.kill()
    started.wait()
    started.stdout.close()


def test_a_half_sent_request_is_closed_and_others_are_answered(port: int) -> None:
    slow = [socket.create_connection(("127.0.0.1", port)) for _ in range(30)]
    for each in slow:
        each.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\n")
    with socket.create_connection(("127.0.0.1", port), timeout=5) as quick:
        quick.sendall(b"GET / HTTP/1.0\r\n\r\n")
        assert quick.recv(1000).startswith(b"HTTP/1.0 200")
    ends = time.monotonic() + 10
    for each in slow:
        each.settimeout(max(0.1, ends - time.monotonic()))
        assert each.recv(1) == b""
        each.close()


def test_a_request_without_end_is_refused(port: int) -> None:
    with socket.create_connection(("127.0.0.1", port), timeout=5) as sender:
        sender.sendall(b"GET / HTTP/1.1\r\nX: " + b"x" * (1 << 16) + b"\r\n\r\n")
        assert b" 431 " in sender.recv(1000)


def test_what_is_sent_with_a_server_is_known_to_it() -> None:
    create_server(lambda _environ, _start: [], host="127.0.0.1", port=0, **BOUNDS).close()
