"""Every example of the README is run as it stands, on a small world of two councils, in a folder of
its own; what the README's words stand for (FILES, A,B,C) is filled in as a reader would."""

import os
import re
import shlex
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest

HOME = Path(__file__).resolve().parents[1]
BLOCK = re.compile(r"^```\n(.*?)^```", re.MULTILINE | re.DOTALL)
TALLYSTICK = Path(sys.executable).with_name("tallystick")


def commands() -> list[str]:
    """The lines of the README's blocks that are commands, without their remarks."""
    text = (HOME / "README.md").read_text(encoding="utf-8")
    lines = [line for block in BLOCK.findall(text) for line in block.splitlines()]
    return [line.split(" #")[0].strip() for line in lines if line.split(" #")[0].strip()]


SCRIPTS = [line for line in commands() if line.startswith("script/")]
RUN = [line for line in commands() if line.startswith("tallystick ")]
PLANNED = ("form", "split", "prove")
"""Commands of which most ask for a plan, a game or claims, which their own tests give."""


def run(line: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """A command line in a folder, as a shell would run it."""
    line = line.replace("FILES...", "salford.csv trafford.csv")
    return subprocess.run(
        [str(TALLYSTICK), *shlex.split(line)[1:]],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the files that the examples name, and a store of them."""
    folder = tmp_path_factory.mktemp("readme")
    header = "Body Name,Payment Date,Supplier Name,Net Amount,Expense Type"
    for body in ("Salford City Council", "Trafford Metropolitan Borough Council"):
        rows = [
            f"{body},{day:02}/{month:02}/{year},{name},1250.00,{what}"
            for year in (2024, 2025)
            for month in range(1, 13)
            for day in (3, 17)
            for name, what in (
                ("Quillworks Limited", "Computer Software"),
                ("Payfold Services Ltd", "Agency Staff"),
            )
        ]
        file = folder / f"{body.split()[0].lower()}.csv"
        file.write_text("\n".join([header, *rows, ""]), encoding="utf-8")
    (folder / "register.csv").write_text(
        "Council,Supplier,Title,Start,End,Value\n"
        "Salford City Council,Quillworks Limited,Ledger,01/04/2023,31/03/2027,90000\n",
        encoding="utf-8",
    )
    done = run("tallystick find salford.csv trafford.csv --store DIR --forms forms", folder)
    empty = folder / "forms" / "returns.csv"
    assert done.returncode == 0
    (folder / "returns.csv").write_bytes(empty.read_bytes())
    done = run("tallystick find salford.csv trafford.csv --store DIR", folder)
    assert done.returncode == 0, done.stderr
    return folder


def of_the_store() -> Iterator[str]:
    """The examples that ask a store of payments; `a | b --help` is two."""
    for line in RUN:
        first, *rest = [part.split() for part in line.split(" | ")]
        if rest:
            options = rest[-1][1:]
            for name in (first[1], *(part[0] for part in rest)):
                yield " ".join(["tallystick", name, *options])
        elif first[1] not in (*PLANNED, "serve"):
            yield line


def test_every_line_of_every_example_is_a_command() -> None:
    assert sorted(SCRIPTS + RUN) == sorted(commands())
    assert len(list(of_the_store())) >= 6


@pytest.mark.parametrize("line", list(of_the_store()))
def test_an_example_runs_as_it_stands(world: Path, line: str) -> None:
    done = run(line, world)
    assert done.returncode == 0, f"{line}\n{done.stderr}"
    assert done.stdout


@pytest.mark.parametrize("line", [each for each in RUN if each.split()[1] in PLANNED])
def test_an_example_of_a_plan_is_of_a_command_that_knows_its_options(
    world: Path, line: str
) -> None:
    words = [word for word in shlex.split(line)[1:] if not word.startswith("-")]
    asked = run(f"tallystick {' '.join(words[:2] if words[0] != 'split' else words[:1])} --help",
                world)  # fmt: skip
    assert asked.returncode == 0, asked.stderr
    for option in re.findall(r" (--[a-z-]+)", line):
        assert option in asked.stdout, f"{line}: {option}"


def test_the_first_plan_is_made_of_the_store(world: Path) -> None:
    (line,) = [each for each in RUN if each.startswith("tallystick form start")]
    done = run(line.replace("A,B,C", "Salford,Trafford"), world)
    assert done.returncode == 0, done.stderr
    assert (world / "plan.yml").stat().st_size


def test_the_pages_are_served(world: Path) -> None:
    (line,) = [each for each in RUN if each.startswith("tallystick serve")]
    server = subprocess.Popen(
        [str(TALLYSTICK), *shlex.split(line)[1:], "--port", "18651"],
        cwd=world,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )
    stop = threading.Timer(120, server.kill)
    stop.start()
    with server:
        assert server.stdout is not None
        address = re.search(r"http://\S+", server.stdout.readline())
        try:
            assert address is not None
            assert b"What the store holds" in answer_of(address[0])
        finally:
            stop.cancel()
            server.terminate()


def answer_of(address: str) -> bytes:
    """The page, asked for until the server listens."""
    for _ in range(100):
        try:
            with urlopen(address) as page:
                return bytes(page.read())
        except OSError:
            threading.Event().wait(0.2)
    return b""


def test_the_scripts_of_the_examples_may_be_run() -> None:
    """They set up environments of their own: .ci/run runs script/test, and script/run by itself."""
    for line in SCRIPTS:
        assert (HOME / line.split()[0]).stat().st_mode & 0o111, line
