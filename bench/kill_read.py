"""Kill the reading of the published folder at random moments and compare the store row for row.

    .venv/bin/python bench/kill_read.py [KILLS] [FOLDER] [--every N] [--seed N]

Each round starts a fresh store, kills its readers one after another at random moments until one
of them finishes (or the kills are spent), lets a last run complete it, and compares every row and
every source with an undisturbed run's. --every: only each Nth file of the folder, for many kills in
little time. Readers are forked from a server that has imported what they need, so that a trip costs
what it reads. The moments come from a fixed seed.
"""

import argparse
import multiprocessing
import random
import sys
import tempfile
import time
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess
from pathlib import Path

from tallystick.engine.store import open_store
from tallystick.example import EXAMPLE_COUNCILS
from tallystick.read import find_files
from tallystick.read.keep import read_into_store
from tallystick.reference.councils import load_councils

_PUBLISHED = Path(__file__).resolve().parents[2] / "shared" / "data" / "published"
_READERS = multiprocessing.get_context("forkserver")
_PARTS_OF_A_RUN = 2  # a reader is killed within this part of the time of a whole run


def read(store: Path, files: list[Path], opened: Connection) -> None:
    """Read files into a store; tells when it holds the store."""
    with open_store(store) as held:
        opened.send("open")
        read_into_store(held, files, councils=load_councils().with_extra(EXAMPLE_COUNCILS))


def start(store: Path, files: list[Path]) -> ForkServerProcess:
    """Start a reader; comes back when it holds the store."""
    here, there = _READERS.Pipe()
    run = _READERS.Process(target=read, args=(store, files, there))
    run.start()
    here.recv()
    return run


def contents(store: Path) -> tuple[object, ...]:
    """A fingerprint of all rows that count, whatever their order, and the sources."""
    with open_store(store) as opened:
        tables = [
            opened.rows(f"select count(*), sum(hash(t)), bit_xor(hash(t)) from {table} t")
            for table in ("payments", "rejects")
        ]
        sources = [
            (row.source, row.lines, row.rejected, row.total_pence, row.replaced_by)
            for row in opened.sources(replaced=True)
        ]
    return tables, sources


def trial(files: list[Path], kills: int, seed: int = 1) -> tuple[int, int]:
    """Kill that many readers; how many rounds there were, and how many ended with other rows."""
    moments = random.Random(seed)
    with tempfile.TemporaryDirectory() as home:
        undisturbed = Path(home) / "undisturbed"
        started = time.monotonic()
        start(undisturbed, files).join()
        length = time.monotonic() - started
        expected = contents(undisturbed)
        done = rounds = wrong = 0
        while done < kills:
            rounds += 1
            store = Path(home) / f"killed-{rounds}"
            finished = False
            while done < kills and not finished:
                run = start(store, files)
                time.sleep(moments.uniform(0, length / _PARTS_OF_A_RUN))
                finished = not run.is_alive()
                run.kill()
                run.join()
                done += not finished
            start(store, files).join()
            wrong += contents(store) != expected
            print(f"{done:,} kills, {rounds} rounds, {wrong} with other rows", flush=True)
    return rounds, wrong


def main() -> None:
    """Print what came of it; exit status 1 where a store ended with other rows."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("kills", nargs="?", type=int, default=1000)
    parser.add_argument("folder", nargs="?", type=Path, default=_PUBLISHED)
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    if not asked.folder.is_dir():
        sys.exit(f"{asked.folder} is not there; name the folder of published files.")
    files = find_files([asked.folder])[:: asked.every]
    print(f"{len(files)} files", flush=True)
    sys.exit(1 if trial(files, asked.kills, asked.seed)[1] else 0)


if __name__ == "__main__":
    _READERS.set_forkserver_preload(["tallystick.read.keep", "tallystick.example", "__main__"])
    main()
