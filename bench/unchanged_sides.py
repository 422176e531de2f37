"""A side of bench/unchanged.py: one checkout's commands in one working folder."""

import json
import os
import shlex
import shutil
import subprocess
import sys
import time
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from unchanged_inputs import write_inputs
from unchanged_steps import DATA, PUBLISHED, WARM, Step
from unchanged_visit import bound_port, visit

_RUNNER = Path(__file__).with_name("unchanged_runner.py")
_MADE = "made.json"


@dataclass(frozen=True)
class Side:
    """A checkout and the folder where its commands run. name: BASE or NEW. port: where its server
    listens, the same on both sides, for it is printed."""

    name: str
    checkout: Path
    folder: Path
    port: int = 0

    @property
    def environment(self) -> dict[str, str]:
        """What the commands inherit. TZ: a zone in which it is noon now, as POSIX writes it."""
        return {
            **os.environ,
            "PYTHONPATH": str(self.checkout / "src"),
            "PYTHONHASHSEED": "1" if self.name == "BASE" else "2",
            "COLUMNS": "100",
            "LC_ALL": "C.UTF-8",
            "TZ": f"NOON{time.gmtime().tm_hour - 12}",
        }

    @property
    def entry(self) -> str:
        """MODULE:FUNCTION of the command, as the checkout's own pyproject.toml names it."""
        project = tomllib.loads((self.checkout / "pyproject.toml").read_text("utf-8"))["project"]
        entry: str = project["scripts"]["tallystick"]
        return entry

    def words(self, step: Step) -> list[str]:
        """A step's arguments on this side."""
        return shlex.split(step.words_of(self.name).replace("PORT", str(self.port)))

    def run_runner(self) -> subprocess.Popen[bytes]:
        """Start the program that runs this side's commands."""
        return subprocess.Popen(
            [sys.executable, "-P", _RUNNER, self.entry, json.dumps(WARM)],
            cwd=self.folder, env=self.environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )  # fmt: skip


def prepare(side: Side, published: Path) -> None:
    """Make a side's working folder. Ends the program where the commands would not run the source
    of this side's checkout: an installed copy would be equal to itself."""
    side.folder.mkdir(parents=True)
    source = subprocess.run(
        [sys.executable, "-P", "-c", "import tallystick; print(tallystick.__file__)"],
        env=side.environment, cwd=side.folder, check=True, capture_output=True, text=True,
    ).stdout  # fmt: skip
    if not Path(source.strip()).is_relative_to(side.checkout):
        sys.exit(f"{side.name} would run {source.strip()}, which is not in {side.checkout}.")
    if published.is_dir():
        (side.folder / PUBLISHED).symlink_to(published.resolve())
        (side.folder / DATA).symlink_to(published.resolve().parent)
    write_inputs(side.folder)


def take(side: Side, runner: subprocess.Popen[bytes], step: Step) -> None:
    """Run a step's command. Its folder gets stdout, stderr and status, and a server's pages."""
    here = side.folder / step.name
    here.mkdir(parents=True)
    try:
        if step.prepare is not None:
            step.prepare(side.folder)
        status = _serve(side, step, here) if step.pages else _ask(runner, side.words(step), here)
    except FileNotFoundError as error:  # an earlier step has not made what this one is given
        status = f"not run: there is no {error.filename}"
    (here / "status").write_text(f"{status}\n")


def _ask(runner: subprocess.Popen[bytes], words: Sequence[str], here: Path) -> str:
    assert runner.stdin is not None and runner.stdout is not None
    runner.stdin.write(json.dumps({"words": words, "folder": str(here)}).encode() + b"\n")
    runner.stdin.flush()
    return runner.stdout.readline().decode().strip() or "not run: the runner has ended"


def _serve(side: Side, step: Step, here: Path) -> str:
    """Run a server as a user does, visit it and end it."""
    module, function = side.entry.split(":")
    start = f"import sys; sys.argv[0] = 'tallystick'; from {module} import {function} as main"
    with (here / "stdout").open("wb") as out, (here / "stderr").open("wb") as err:
        server = subprocess.Popen(
            [sys.executable, "-P", "-c", f"{start}; main()", *side.words(step)],
            cwd=side.folder, env=side.environment, stdin=subprocess.DEVNULL, stdout=out, stderr=err,
        )  # fmt: skip
        try:
            visit(server, step.pages, here / "pages", port=side.port)
        finally:
            server.terminate()
            server.wait()
    return str(server.returncode)


def not_done(side: Side, step: Step) -> str:
    """What a side did not do that the step says it does, or "": two commands that fail alike are
    no comparison."""
    here = side.folder / step.name
    status = (here / "status").read_text().strip()
    if status != str(step.status):
        stderr = here / "stderr"
        lines = stderr.read_text(errors="replace").splitlines() if stderr.exists() else []
        said = f": {lines[-1]}" if lines and not step.needs else ""
        return f"exit status {status} and not {step.status}{said}"
    if step.status > 0:
        return ""
    named = [word for word in side.words(step) if word.startswith(step.name)]
    named += [f"{step.name}/pages"] if step.pages else []
    missing = [word for word in named if not (side.folder / word).exists()]
    return f"it did not make {missing[0]}" if missing else ""


def clear(folder: Path) -> int:
    """Make room for both sides. Returns a port that nobody listens on. Ends the program where the
    folder holds something that is not ours."""
    if folder.exists() and any(folder.iterdir()) and not (folder / _MADE).exists():
        sys.exit(f"{folder} holds other files: name an empty folder with --keep.")
    for name in ("base", "new"):
        shutil.rmtree(folder / name, ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / _MADE).write_text("{}")
    return bound_port(0)


def note_base(base: Side, steps: Sequence[Step], published: Path) -> None:
    """Note beside the two sides what BASE was, when all its steps were taken."""
    made = {"port": base.port, "of": _fingerprint(base, steps, published)}
    (base.folder.parent / _MADE).write_text(json.dumps(made))


def kept_port(base: Side, steps: Sequence[Step], published: Path) -> int:
    """The port with which BASE was made before in this folder, from the same source, by the same
    steps, today; 0 where it was not. Room is made for NEW."""
    note = base.folder.parent / _MADE
    made = json.loads(note.read_text()) if note.exists() else {}
    port: int = made.get("port", 0)
    if not port or made["of"] != _fingerprint(base, steps, published) or not bound_port(port):
        return 0
    shutil.rmtree(base.folder.parent / "new", ignore_errors=True)
    return port


def _fingerprint(side: Side, steps: Sequence[Step], published: Path) -> str:
    """Changes with the source, with this bench, with what was asked of it, and with the day."""
    found = sha256(f"{datetime.now(UTC).date()} {sys.executable} {published.resolve()}".encode())
    found.update(repr([step.name for step in steps]).encode())
    ours = sorted(Path(__file__).parent.glob("unchanged_*.py"))
    for file in (*ours, *sorted((side.checkout / "src").rglob("*"))):
        if file.is_file() and file.suffix != ".pyc":
            found.update(f"{file}\0{sha256(file.read_bytes()).hexdigest()}".encode())
    return found.hexdigest()
