"""What script/audit says of an advisory service's answers, and that it does find what is there.

The tests of the real tools run where script/audit has made its environment, as .ci/run does before
the tests; the advisory service is a stand-in on this machine, in the form of the OSV database.
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import auditing
import pytest
from lockfiles import Pin

HOME = Path(__file__).resolve().parents[1]
TOOLS = HOME / ".venv-audit"
WITH_TOOLS = pytest.mark.skipif(
    not (TOOLS / "audit.installed").exists(), reason="script/audit has not made .venv-audit"
)


def pin(name: str, version: str) -> Pin:
    return Pin(name, version, "", (), ())


def answer(name: str, *advisories: str) -> dict[str, Any]:
    """pip-audit's answer of one package at version 1.0."""
    vulns = [{"id": each, "fix_versions": ["1.1", "2.0"]} for each in advisories]
    return {"name": name, "version": "1.0", "vulns": vulns}


def test_no_file_of_requirements_names_a_package_twice() -> None:
    pinned = [pin("birch", "2.0"), pin("ash", "1.0"), pin("birch", "3.0"), pin("ash", "1.0")]
    assert auditing.required(pinned) == ["ash==1.0\nbirch==2.0\n", "birch==3.0\n"]


def test_a_vulnerability_fails_and_is_named() -> None:
    assert auditing.judged([answer("ash"), answer("birch", "PYSEC-1", "PYSEC-2")]) == (
        False,
        [
            "VULNERABLE: birch 1.0: PYSEC-1, mended in 1.1, 2.0.",
            "VULNERABLE: birch 1.0: PYSEC-2, mended in 1.1, 2.0.",
            "Known vulnerabilities: 2 found in 2 locked versions.",
        ],
    )


def test_what_the_service_does_not_know_is_said_and_no_failure() -> None:
    assert auditing.judged([answer("ash"), {"name": "birch", "skip_reason": "not found"}]) == (
        True,
        [
            "Known vulnerabilities: 0 found in 1 locked versions; NOT AUDITED are 1 that the"
            " advisory service does not know."
        ],
    )


@pytest.mark.parametrize(
    "last",
    [
        "requests.exceptions.ConnectionError: no route",
        "requests.exceptions.JSONDecodeError: a page of a hotel's network",
        "pip_audit._service.interface.ServiceError",
        "ERROR:pip_audit._cli:Tip: your network may be blocking this service.",
    ],
)
def test_a_service_that_does_not_answer_is_one_line_and_no_failure(
    last: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    ended = subprocess.CompletedProcess([], 1, stdout="", stderr=f"Traceback\n  lines\n{last}\n")
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: ended)
    assert auditing.without_vulnerabilities([pin("ash", "1.0")], [])
    assert capsys.readouterr().out == (
        f"NOT AUDITED for known vulnerabilities: no advisory service answers ({last}).\n"
    )


def test_a_tool_that_breaks_is_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    ended = subprocess.CompletedProcess([], 1, stdout="", stderr="TypeError: of its own\n")
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: ended)
    with pytest.raises(SystemExit, match=r"pip-audit could not .*: TypeError: of its own"):
        auditing.without_vulnerabilities([pin("ash", "1.0")], [])


class Advisories(BaseHTTPRequestHandler):
    """An OSV database that knows one weakness: of waitress 1.0."""

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        weak = asked["package"]["name"] == "waitress" and asked["version"] == "1.0"
        known = {
            "id": "PYSEC-2999-1",
            "modified": "2999-01-01T00:00:00Z",
            "affected": [
                {
                    "package": {"name": "waitress", "ecosystem": "PyPI"},
                    "ranges": [
                        {"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "2.0"}]}
                    ],
                }
            ],
        }
        content = json.dumps({"vulns": [known]} if weak else {}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Keep the terminal for pytest."""


@pytest.fixture
def advisories() -> Iterator[list[str]]:
    """pip-audit's options for asking the stand-in."""
    with HTTPServer(("127.0.0.1", 0), Advisories) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield [
            "--vulnerability-service",
            "osv",
            "--osv-url",
            f"http://127.0.0.1:{server.server_port}",
        ]
        server.shutdown()


@pytest.fixture
def its_python(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the tools of .venv-audit run, and nothing between them and this machine."""
    monkeypatch.setattr(sys, "executable", str(TOOLS / "bin" / "python"))
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")


@WITH_TOOLS
@pytest.mark.usefixtures("its_python")
def test_a_planted_old_version_is_found(
    advisories: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    pinned = [pin("waitress", "3.0.2"), pin("waitress", "1.0"), pin("click", "8.5.1")]
    assert not auditing.without_vulnerabilities(pinned, advisories)
    assert capsys.readouterr().out.splitlines() == [
        "VULNERABLE: waitress 1.0: PYSEC-2999-1, mended in 2.0.",
        "Known vulnerabilities: 1 found in 3 locked versions.",
    ]
    assert auditing.without_vulnerabilities([pinned[0]], advisories)


@WITH_TOOLS
@pytest.mark.usefixtures("its_python")
def test_a_planted_secret_is_found(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    subprocess.run(["git", "init", "--quiet", tmp_path], check=True)
    # An invented key, put together here so that this file holds none.
    body = "".join(f"{number:02x}Ab" for number in range(16))
    fault = "\n".join(("-----BEGIN RSA PRIVATE" + " KEY-----", body, "-----END RSA" + " KEY-----"))
    for name, text in {"lock/a.txt": fault, "b.txt": f"\n{fault}\n", "c.txt": "nothing"}.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    subprocess.run(["git", "-C", tmp_path, "add", "."], check=True)
    assert not auditing.without_secrets(tmp_path)
    assert capsys.readouterr().out.splitlines() == [
        "SECRET: b.txt, line 3: Private Key.",
        "Secrets: 1 found.",
    ]
