"""Kill the reading of the published folder at random moments and compare the store row for row.

Run as: .venv/bin/python bench/kill_read.py [KILLS] [FOLDER]. Each round starts a fresh store, kills
its readers one after another at random moments until one of them finishes (or the kills are spent),
lets a last run complete it, and compares every row and every source with an undisturbed run's. The
moments come from a fixed seed.
"""

import hashlib
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tallystick.engine.store import open_store

_PUBLISHED = Path(__file__).resolve().parents[2] / "shared" / "data" / "published"
READER = """
import sys
from pathlib import Path
from tallystick.engine.store import open_store
from tallystick.example import EXAMPLE_COUNCILS
from tallystick.read.keep import read_into_store
from tallystick.reference.councils import load_councils
with open_store(Path(sys.argv[1])) as store:
    print("open", flush=True)
    councils = load_councils().with_extra(EXAMPLE_COUNCILS)
    read_into_store(store, [Path(sys.argv[2])], councils=councils)
"""


def start(store: Path, folder: Path) -> subprocess.Popen[bytes]:
    """Start a reader; comes back when it holds the store."""
    run = subprocess.Popen(
        [sys.executable, "-c", READER, str(store), str(folder)], stdout=subprocess.PIPE
    )
    assert run.stdout is not None
    run.stdout.readline()
    return run


def contents(store: Path) -> str:
    """A fingerprint of all rows that count and of the sources, in one order."""
    digest = hashlib.sha256()
    with open_store(store) as opened:
        for table in ("payments", "rejects"):
            rows = opened.table(f"select * from {table} order by source, sheet, line")
            for batch in rows.combine_chunks().to_batches():
                for column in batch.columns:
                    digest.update(str(column.to_pylist()).encode())
        for row in opened.sources(replaced=True):
            digest.update(f"{row.source} {row.lines} {row.total_pence} {row.replaced_by}".encode())
    return digest.hexdigest()


def trial(folder: Path, kills: int, seed: int = 1) -> tuple[int, int]:
    """Kill that many readers; how many rounds there were, and how many ended with other rows."""
    moments = random.Random(seed)
    with tempfile.TemporaryDirectory() as home:
        undisturbed = Path(home) / "undisturbed"
        started = time.monotonic()
        start(undisturbed, folder).communicate()
        length = time.monotonic() - started
        expected = contents(undisturbed)
        done = rounds = wrong = 0
        while done < kills:
            rounds += 1
            store = Path(home) / f"killed-{rounds}"
            finished = False
            while done < kills and not finished:
                run = start(store, folder)
                time.sleep(moments.uniform(0, length / 8))
                finished = run.poll() is not None
                run.kill()
                run.communicate()
                done += not finished
            start(store, folder).communicate()
            wrong += contents(store) != expected
            print(f"{done:,} kills, {rounds} rounds, {wrong} with other rows", flush=True)
    return rounds, wrong


def main() -> None:
    """Print what came of it; exit status 1 where a store ended with other rows."""
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    folder = Path(sys.argv[2]) if len(sys.argv) > 2 else _PUBLISHED
    if not folder.is_dir():
        sys.exit(f"{folder} is not there; name the folder of published files.")
    sys.exit(1 if trial(folder, kills)[1] else 0)


if __name__ == "__main__":
    main()
