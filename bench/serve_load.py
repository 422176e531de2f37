"""Loads the local pages as 200 readers do: one page each per 20 seconds while a run reads files to
the same store, and then 200 at once.

Run as: PYTHON bench/serve_load.py [READERS] [SECONDS]. Makes the example county's store in a folder
of its own, serves it in another process, and prints how many pages were answered, how many wrongly,
and how long they took. Exits with 1 where one was wrong or p95 of the first part is over a second.
"""

import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

_PORT = 8931
_PAGES = ("/", "/lines", "/lines?label=it", "/category/software", "/function/hr", "/search?q=sys")
_PAUSE = 20.0
_RUN = [str(Path(sys.executable).with_name("tallystick"))]


def ask(page: str) -> tuple[float, str]:
    """Seconds that a page took, and what was wrong with it, "" for nothing."""
    started = time.perf_counter()
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{_PORT}{page}", timeout=60) as answer:
            wrong = "" if answer.status == 200 and answer.read() else f"status {answer.status}"
    except OSError as error:
        wrong = f"{page}: {error}"
    return time.perf_counter() - started, wrong


def reader(number: int, *, until: float) -> list[tuple[float, str]]:
    """A reader who opens a page every twenty seconds."""
    rng = random.Random(number)
    time.sleep(rng.random() * min(_PAUSE, max(0.0, until - time.monotonic())))
    took = []
    while time.monotonic() < until:
        took.append(ask(rng.choice(_PAGES)))
        time.sleep(max(0.0, min(_PAUSE - took[-1][0], until - time.monotonic())))
    return took


def told(name: str, took: list[tuple[float, str]]) -> float:
    """Print what pages took; p95 in seconds."""
    times, wrong = sorted(each for each, _ in took), [why for _, why in took if why]
    p95 = times[int(0.95 * (len(times) - 1))]
    middle, most = statistics.median(times), times[-1]
    print(
        f"{name}: {len(took)} pages, {len(wrong)} wrong; median {middle:.3f} s, p95 {p95:.3f} s, "
        f"longest {most:.3f} s; load {os.getloadavg()[0]:.1f}",
        *wrong[:3], sep="\n  " if wrong else "",
    )  # fmt: skip
    return 99.0 if wrong else p95


def main() -> int:
    """Serve, load, and tell."""
    given = [int(each) for each in sys.argv[1:3]]
    readers, seconds = (*given, *(200, 60)[len(given) :])
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        files, store = folder / "county", folder / "store"
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        subprocess.run([*_RUN, "example", str(files)], check=True, **quiet)
        find = [*_RUN, "find", str(files), "--store", str(store)]
        subprocess.run(find, check=True, **quiet)
        served = subprocess.Popen(
            [*_RUN, "serve", "--store", str(store), "--port", str(_PORT)], **quiet
        )
        try:
            while ask("/")[1]:
                if served.poll() is not None:
                    sys.exit(
                        f"The pages ended with status {served.returncode} before one was asked."
                    )
                time.sleep(0.2)
            writing = subprocess.Popen([*_RUN, "find", str(_more(files)), "--store", str(store)],
                                       **quiet)  # fmt: skip
            with ThreadPoolExecutor(readers) as pool:
                until = time.monotonic() + seconds
                took = [*pool.map(lambda n: reader(n, until=until), range(readers))]
                p95 = told("while files are read", [one for each in took for one in each])
                print(json.dumps({"find ended with": writing.wait()}))
                at_once = told("at once", [*pool.map(ask, (_PAGES * readers)[:readers])])
        finally:
            served.kill()
            served.wait()
    return int(p95 > 1 or at_once >= 99)


def _more(files: Path) -> Path:
    """More files to read: the county's, each with a line more, so that their content is new."""
    more = files.with_name("more")
    for file in sorted(files.rglob("*.csv")):
        target = more / file.relative_to(files)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(file.read_bytes() + b"\r\n")
    return more


if __name__ == "__main__":
    sys.exit(main())
