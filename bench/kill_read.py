"""Kill the reading of the published folder at random moments and compare the store row for row.

    .venv/bin/python bench/kill_read.py [KILLS] [FOLDER] [--chain N] [--every N] [--seed N]

An undisturbed run is timed file by file. Moments are drawn evenly over its whole time, and each is
told as a file and how far into its reading, so that a busy machine moves no kill elsewhere. Each
round starts a fresh store, kills its readers one after another at the moments of a chain, later and
later in the run, lets a last run complete it, and compares every row and every source with the
undisturbed run's. --every: only each Nth file of the folder. Readers are forked from a server that
has imported what they need, so that a trip costs what it reads. The moments come from a fixed seed.
"""

import argparse
import multiprocessing
import random
import sys
import tempfile
import time
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess
from pathlib import Path

from tallystick.engine.store import open_store
from tallystick.example import EXAMPLE_COUNCILS
from tallystick.read import find_files
from tallystick.read.persist import read_into_store
from tallystick.reference.councils import load_councils

_PUBLISHED = Path(__file__).resolve().parents[2] / "shared" / "data" / "published"
_READERS = multiprocessing.get_context("forkserver")
_TABLES = (
    *("payments", "rejects", "source_places"),  # parts have names drawn by lot
    *("placed_lines", "wordings", "source_months", "small_payments"),
)
_CHAIN = 5  # kills of one store
_PARTS = 10  # of a file's reading, and of a run, that are told apart


@dataclass
class Trial:
    """What came of it. phases: a file's number, and which tenth of its reading was cut short.
    stored: how many files the next reader found in the store."""

    kills: int = 0
    rounds: int = 0
    wrong: int = 0
    phases: Counter[tuple[int, int]] = field(default_factory=Counter)
    stored: Counter[int] = field(default_factory=Counter)
    tenths: Counter[int] = field(default_factory=Counter)


def read(store: Path, files: list[Path], news: Connection) -> None:
    """Read files into a store; tells how many it holds at first, then the number of each file that
    is begun, and in the end how many there were."""
    with open_store(store) as held:
        news.send(len(held.sources(replaced=True)))
        read_into_store(
            held,
            files,
            councils=load_councils().with_extra(EXAMPLE_COUNCILS),
            progress=lambda _, done, __: news.send(done),
        )


def start(store: Path, files: list[Path]) -> tuple[ForkServerProcess, Connection]:
    """Start a reader; the process, and where its news come."""
    here, there = _READERS.Pipe(duplex=False)
    run = _READERS.Process(target=read, args=(store, files, there))
    run.start()
    there.close()
    return run, here


def complete(store: Path, files: list[Path]) -> tuple[int, list[float]]:
    """Let a reader finish: the files it found in the store, and the seconds from when it holds the
    store to the beginning of each file and to the end."""
    run, news = start(store, files)
    stored, opened = news.recv(), time.monotonic()
    begun: list[float] = []
    while len(begun) <= len(files):
        news.recv()
        begun.append(time.monotonic() - opened)
    run.join()
    return stored, [*begun[:-1], time.monotonic() - opened]


def kill(store: Path, files: list[Path], number: int, delay: float) -> tuple[int, bool]:
    """Start a reader and kill it some seconds after it has begun a file: the files that it had
    found in the store, and whether it was still at work."""
    run, news = start(store, files)
    stored = int(news.recv())
    while news.recv() < number:
        pass
    time.sleep(delay)
    alive = run.is_alive()
    run.kill()
    run.join()
    return stored, alive


def contents(store: Path) -> tuple[object, ...]:
    """A fingerprint of all rows that count, whatever their order, and the sources."""
    with open_store(store) as opened:
        tables = [
            opened.rows(f"select count(*), sum(hash(t)), bit_xor(hash(t)) from {table} t")
            for table in _TABLES
        ]
        sources = [
            (row.source, row.lines, row.rejected, row.total_pence, row.replaced_by)
            for row in opened.sources(replaced=True)
        ]
    return tables, sources


def trial(files: list[Path], kills: int, *, chain: int = _CHAIN, seed: int = 1) -> Trial:
    """Kill that many readers and compare what the next ones made of it."""
    draw = random.Random(seed)
    found = Trial()
    with tempfile.TemporaryDirectory() as home:
        _, times = complete(Path(home) / "undisturbed", files)
        expected = contents(Path(home) / "undisturbed")
        while found.kills < kills:
            found.rounds += 1
            store = Path(home) / f"killed-{found.rounds}"
            length = min(chain, kills - found.kills)
            for moment in sorted(draw.uniform(times[0], times[-1]) for _ in range(length)):
                number = min(bisect_right(times, moment), len(files)) - 1
                into, whole = moment - times[number], times[number + 1] - times[number]
                stored, alive = kill(store, files, number, into)
                found.stored[stored] += 1
                found.kills += alive
                if not alive:  # it was faster than the undisturbed one
                    break
                found.phases[number, int(_PARTS * into / whole)] += 1
                found.tenths[int(_PARTS * (moment - times[0]) / (times[-1] - times[0]))] += 1
            found.stored[complete(store, files)[0]] += 1
            found.wrong += contents(store) != expected
            print(f"{found.kills:,} kills, {found.rounds} rounds, {found.wrong} wrong", flush=True)
    return found


def main() -> None:
    """Print what came of it; exit status 1 where a store ended with other rows."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("kills", nargs="?", type=int, default=1000)
    parser.add_argument("folder", nargs="?", type=Path, default=_PUBLISHED)
    parser.add_argument("--chain", type=int, default=_CHAIN)
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    if not asked.folder.is_dir():
        sys.exit(f"{asked.folder} is not there; name the folder of published files.")
    files = find_files([asked.folder])[:: asked.every]
    print(f"{len(files)} files", flush=True)
    found = trial(files, asked.kills, chain=asked.chain, seed=asked.seed)
    print(f"kills in each tenth of the run: {[found.tenths[part] for part in range(_PARTS)]}")
    print(f"{len(found.phases)} distinct phases (a file and a tenth of its reading)")
    print(f"{len(found.stored)} distinct numbers of files stored when the next reader came")
    sys.exit(1 if found.wrong else 0)


if __name__ == "__main__":
    _READERS.set_forkserver_preload(["tallystick.read.persist", "tallystick.example", "__main__"])
    main()
