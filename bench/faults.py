"""Let one call of a run of `find` fail, and look at what it leaves.

    .venv/bin/python bench/faults.py [RUNS] [--seed N]

A run reads a further file into a store and writes a report folder anew. A library in its process
(faults.c, made with the C compiler of this machine) lets the Nth of the calls fail that open,
write, sync or rename a file in the run's folder: disk full, not allowed, or an I/O error. RUNS
pairs of a call and an error are drawn from all, by a fixed seed. After each: no traceback; the
store holds all lines of before or all of after; the report folder is whole, and is that of before
or after (or says which file could not be opened); nothing stays beside it; and the next run,
undisturbed, gives the normal answer and report.
"""

import argparse
import ctypes
import errno
import hashlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from itertools import product
from pathlib import Path

_ERRORS = (errno.ENOSPC, errno.EACCES, errno.EIO)
_KINDS = 15  # opening, writing, syncing, renaming
_PATIENCE = 120  # seconds that a run may take
_HEADER = "Body Name,Payment Date,Supplier Name,Net Amount,Expense Type"
_BODIES = ("Wendlemere County Council", "Pellgrave Borough Council", "Saltersby Borough Council")
_ARMED = "TALLYSTICK_FAULTS"
_SKIPPED = 3  # the status of a run that could not open a file
_NO_COMPILER = 77


@dataclass(frozen=True)
class Ended:
    """What a run left. status: negative where a signal ended it. failed: the call that was let
    fail. calls: how many there were that could."""

    status: int
    out: str
    err: str
    failed: str
    calls: int


def publish(file: Path, body: str, supplier: str, amount: str) -> None:
    """An invented file of a council."""
    file.parent.mkdir(parents=True, exist_ok=True)
    lines = [
        f"{body},{day:02d}/{month:02d}/2024,{supplier},{amount},Computer Software"
        for month in range(1, 13)
        for day in (3, 17)
    ]
    file.write_text("\n".join([_HEADER, *lines, ""]), encoding="utf-8")


def in_child(work: Callable[[], str]) -> tuple[int, str]:
    """Do work in a process of its own: its status, and the text that it gave."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        status = 1
        try:
            os.close(reading)
            text = work()
            os.write(writing, text.encode())
            status = 0
        except SystemExit as ended:
            status = ended.code if isinstance(ended.code, int) else 1
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(status)
    os.close(writing)
    signal.alarm(_PATIENCE)
    with os.fdopen(reading, "rb") as stream:
        text = stream.read().decode()
    _, left = os.waitpid(child, 0)
    signal.alarm(0)
    return os.waitstatus_to_exitcode(left), text


def find(
    home: Path,
    library: ctypes.CDLL,
    *files: Path,
    at: int = 0,
    number: int = 0,
    with_report: bool = True,
) -> Ended:
    """Run `find` in a folder, with the call `at` failing with this error; 0: none."""
    out, err, news = home / "out.json", home.parent / "err.txt", home.parent / "news.json"

    def work() -> str:
        os.chdir(home)
        for handle, path in ((1, out), (2, err)):
            opened = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
            os.dup2(opened, handle)
        given = [*map(str, files), "--store", "store", "--json"]
        given += ["--out", "report"] * with_report
        sys.argv = ["tallystick", "find", *given]
        library.faults_arm(os.fsencode(home), at, number, _KINDS)
        try:
            import_module("tallystick.cli.main").main()
        except SystemExit:
            raise
        except BaseException:
            library.faults_arm(b"", 0, 0, 0)
            traceback.print_exc()
            raise SystemExit(1) from None
        finally:
            calls, failed = library.faults_count(), library.faults_failed().decode()
            library.faults_arm(b"", 0, 0, 0)
            news.write_text(json.dumps([calls, failed]))
        return ""

    news.unlink(missing_ok=True)
    status, _ = in_child(work)
    calls, failed = json.loads(news.read_text()) if news.exists() else (0, "")
    said = err.read_text(errors="replace")
    return Ended(status, out.read_text(errors="replace"), said, failed, calls)


def contents(store: Path) -> str:
    """A fingerprint of the lines of a store, looked at in a process of its own."""

    def work() -> str:
        with import_module("tallystick.engine.snapshot").open_snapshot(store) as held:
            tables = [
                held.rows(f"select count(*) n, sum(hash(t)) s from {table} t")
                for table in ("payments", "rejects")
            ]
            return repr((tables, [row.source for row in held.sources(replaced=True)]))

    status, text = in_child(work)
    return text if status == 0 else f"not to be opened: {status}"


def report(folder: Path) -> str:
    """A fingerprint of a report folder; "mixed" where it is not what its own record says."""
    kept = folder / ".tallystick-report.json"
    files = {
        each.name: hashlib.sha256(each.read_bytes()).hexdigest()
        for each in folder.iterdir()
        if each != kept
    }
    whole = kept.exists() and json.loads(kept.read_text())["files"] == files
    return hashlib.sha256(repr(sorted(files.items())).encode()).hexdigest() if whole else "mixed"


class World:
    """A store and a report of two councils, and a file of a third that a run reads."""

    def __init__(self, home: Path, library: ctypes.CDLL) -> None:
        self.library, self.kept, self.home = library, home / "kept", home / "run"
        self.later = home / "later" / "saltersby.csv"
        publish(self.later, _BODIES[2], "Quillworks Ltd", "900.00")
        for number, name in enumerate(_BODIES[:2]):
            publish(home / "in" / f"{number}.csv", name, "QUILLWORKS LTD", "1250.00")
        self.home.mkdir()
        self.first = find(self.home, library, home / "in")
        self.old = report(self.home / "report"), contents(self.home / "store")
        (self.home / "out.json").unlink()
        self.home.rename(self.kept)
        self.renew()
        self.whole = find(self.home, library, self.home / "saltersby.csv")
        self.new = report(self.home / "report"), contents(self.home / "store")

    def renew(self) -> None:
        """Put the folder back to what it was before the run."""
        shutil.rmtree(self.home, ignore_errors=True)
        shutil.copytree(self.kept, self.home)
        shutil.copy(self.later, self.home)

    def try_one(self, at: int, number: int) -> tuple[Ended, list[str]]:
        """Run with one fault: how it ended, and what is wrong with what it left."""
        self.renew()
        ended = find(self.home, self.library, self.home / "saltersby.csv", at=at, number=number)
        wrong = []
        if "Traceback" in ended.err or ended.status not in (0, 2, _SKIPPED):
            wrong.append(f"status {ended.status}: {ended.err.strip()[-1500:]}")
        if ended.status and not ended.err.strip():
            wrong.append(f"status {ended.status} without a word")
        if contents(self.home / "store") not in (self.old[1], self.new[1]):
            wrong.append("the store is neither of before nor of after")
        seen = report(self.home / "report")
        is_known = seen in (self.old[0], self.new[0])
        if seen == "mixed" or (not is_known and "Not read" not in ended.err):
            wrong.append("the report is neither of before nor of after")
        left = {each.name for each in self.home.iterdir()}
        if left - {"store", "report", "out.json", "saltersby.csv"}:
            wrong.append(f"left behind: {sorted(left)}")
        # What is to come of a report folder of before or after is known: it is made again each
        # twentieth time, and where it is another.
        remake = not is_known or at % 20 == 0
        again = find(self.home, self.library, self.home / "saltersby.csv", with_report=remake)
        after = contents(self.home / "store")
        if (
            (again.status, again.out) != (0, self.whole.out)
            or after != self.new[1]
            or (remake and report(self.home / "report") != self.new[0])
        ):
            wrong.append(f"the next run gives another answer: {again.status} {again.err[-600:]}")
        return ended, wrong


def trial(runs: int, *, seed: int) -> int:
    """Make that many runs; how many went wrong."""
    library = ctypes.CDLL(os.environ[_ARMED])
    library.faults_failed.restype = ctypes.c_char_p
    library.faults_count.restype = ctypes.c_long
    library.faults_arm.argtypes = (ctypes.c_char_p, ctypes.c_long, ctypes.c_int, ctypes.c_int)
    _preload()
    counts: Counter[str] = Counter()
    bad, began = 0, time.monotonic()
    with tempfile.TemporaryDirectory(prefix="tallystick-faults-") as home:
        world = World(Path(home).resolve(), library)
        if world.first.status or world.whole.status or "mixed" in (*world.old, *world.new):
            sys.exit(f"The undisturbed runs fail: {world.first.err}{world.whole.err}")
        calls = world.whole.calls
        pairs = list(product(range(1, calls + 1), _ERRORS))
        drawn = random.Random(seed).sample(pairs, min(runs, len(pairs)))
        print(f"{calls} calls that can fail, {len(pairs)} pairs of a call and an error", flush=True)
        for done, (at, number) in enumerate(drawn, start=1):
            ended, wrong = world.try_one(at, number)
            counts[f"{ended.failed.partition(' ')[0] or 'none'}, status {ended.status}"] += 1
            bad += bool(wrong)
            for each in wrong:
                told = f"{at} {errno.errorcode[number]} {ended.failed}"
                print(f"WRONG {told}: {each}", flush=True)
            if done % 20 == 0 or done == len(drawn):
                print(f"{done} runs, {bad} wrong, {time.monotonic() - began:.0f} s", flush=True)
    for what, number in sorted(counts.items()):
        print(f"  {what}: {number}")
    return bad


def _preload() -> None:
    """Import once what every run needs; nothing of it starts a thread."""
    for name in ("cli.find", "cli.main", "cli.work.find", "engine.snapshot"):
        import_module(f"tallystick.{name}")


def main() -> None:
    """Exit status 1 where a run went wrong, 77 where there is no C compiler."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("runs", nargs="?", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    if _ARMED in os.environ:
        sys.exit(1 if trial(asked.runs, seed=asked.seed) else 0)
    compiler = shutil.which("cc") or shutil.which("gcc")
    if compiler is None or sys.platform != "linux":
        print("There is no C compiler here, so that no fault can be made.")
        sys.exit(_NO_COMPILER)
    with tempfile.TemporaryDirectory(prefix="tallystick-faults-") as folder:
        made = Path(folder) / "faults.so"
        source = Path(__file__).with_name("faults.c")
        subprocess.run(
            [compiler, "-shared", "-fPIC", "-O1", "-o", made, source, "-ldl"], check=True
        )
        beside = {"LD_PRELOAD": str(made), _ARMED: str(made)}
        again = [sys.executable, __file__, *sys.argv[1:]]
        sys.exit(subprocess.run(again, env=os.environ | beside, check=False).returncode)


if __name__ == "__main__":
    main()
