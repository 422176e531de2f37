"""A visit to the local pages of `tallystick serve`, for bench/unchanged.py."""

import socket
import subprocess
import time
from collections import deque
from collections.abc import Iterator, Sequence
from html import unescape
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from re import findall
from urllib.parse import quote, urldefrag, urljoin, urlsplit

HOST = "127.0.0.1"

MOST_PAGES = 250
"""Pages that a visit fetches. The county has thousands, most of them lines of one supplier in one
council; the first 250 are pages of every kind."""

_PATIENCE = 600
"""Seconds to wait for the server, and for one page."""


def bound_port(port: int) -> int:
    """This port of this machine, or any where it is 0; 0 where it is in use."""
    with socket.socket() as probe:
        try:
            probe.bind((HOST, port))
        except OSError:
            return 0
        bound: int = probe.getsockname()[1]
        return bound


def visit(
    server: subprocess.Popen[bytes], begin: Sequence[str], folder: Path, *, port: int
) -> None:
    """Fetch the pages of a server breadth first, from the addresses `begin` along every link to
    itself, into a folder. A page's file holds its status, its headers but for the date, and its
    bytes; the file "not visited" lists what was one too many. Without a server no page is made."""
    if not _answers(server, port):
        return
    folder.mkdir()
    waiting = deque(begin)
    seen = set(begin)
    for _ in range(MOST_PAGES):
        if not waiting:
            break
        address = waiting.popleft()
        head, body = _fetch(port, address)
        while b"The report is being made" in body:  # it is made behind; its pages are compared
            time.sleep(1)
            head, body = _fetch(port, address)
        (folder / quote(address, safe="")).write_bytes(head + body)
        for link in _links(address, body.decode("utf-8", "replace")):
            if link not in seen:
                seen.add(link)
                waiting.append(link)
    (folder / "not visited").write_text("\n".join(waiting))


def _answers(server: subprocess.Popen[bytes], port: int) -> bool:
    """Wait until the server answers; False where it ended or takes too long."""
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until and server.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex((HOST, port)) == 0:
                return True
        time.sleep(0.1)
    return False


def _fetch(port: int, address: str) -> tuple[bytes, bytes]:
    """The status and headers of an address, and its bytes."""
    connection = HTTPConnection(HOST, port, timeout=_PATIENCE)
    try:
        connection.request("GET", address)
        answer = connection.getresponse()
        body = answer.read()
    except (OSError, HTTPException) as error:
        return f"no answer: {type(error).__name__}\n".encode(), b""
    finally:
        connection.close()
    lines = [f"{name}: {value}" for name, value in answer.getheaders() if name != "Date"]
    return "\n".join((str(answer.status), *lines, "", "")).encode(), body


def _links(address: str, page: str) -> Iterator[str]:
    """The addresses of the same server that a page links to, in its order."""
    for link in findall(r'href="([^"#][^"]*)"', page):
        there = urlsplit(urljoin(f"http://{HOST}{address}", urldefrag(unescape(link)).url))
        if there.netloc == HOST and there.scheme == "http":
            yield there.path + (f"?{there.query}" if there.query else "")
