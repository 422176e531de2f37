"""Flip single bits anywhere in a store: each is noticed, or every answer stays the same.

    .venv/bin/python bench/flip_bits.py [FLIPS] [--seed N]

A store of the invented county is made of every fourth file. Each trial flips one bit of one file,
drawn by size, so that every bit of the store is as likely as any other; asks every table; and flips
the bit back. Exit status 1 where an answer changed unnoticed, or an error was no sentence.
"""

import argparse
import random
import sys
import tempfile
from collections import Counter
from datetime import date
from pathlib import Path

from tallystick.cli.work.common import known_councils
from tallystick.engine.schema import TABLES
from tallystick.engine.snapshot import open_snapshot
from tallystick.engine.store import open_store
from tallystick.example.make import make_county
from tallystick.find import Declared, Question, take_in
from tallystick.prove.register.store import check_register
from tallystick.read import find_files
from tallystick.read.tables.corrections import remembered_corrections
from tallystick.words.mistakes import UserMistake


def make(home: Path) -> Path:
    """A small store of the invented county."""
    make_county(home / "county")
    files = find_files([home / "county"])[::4]
    with open_store(home / "store") as store:
        question = Question(on=date(2026, 1, 1), paths=tuple(files))
        take_in(store, question, Declared(), councils=known_councils(None))
    return home / "store"


def answers(folder: Path) -> list[object]:
    """All rows of every table, and what is kept beside them."""
    remembered_corrections(folder)
    known_councils(folder)
    with open_snapshot(folder) as snapshot:
        asked = [snapshot.table(f"select * from {name} order by all") for name in TABLES]
        return [*asked, check_register(snapshot)]


def trial(folder: Path, file: Path, bit: int, before: list[object]) -> str:
    """What came of one flipped bit, which is flipped back."""
    whole = file.read_bytes()
    spoilt = bytearray(whole)
    spoilt[bit // 8] ^= 1 << bit % 8
    file.write_bytes(spoilt)
    try:
        return "same answers" if answers(folder) == before else "CHANGED UNNOTICED"
    except UserMistake:
        return "noticed"
    except Exception as error:  # told apart, and counted as wrong
        return f"TRACEBACK {type(error).__name__}"
    finally:
        file.write_bytes(whole)


def main() -> None:
    """Print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("flips", nargs="?", type=int, default=300)
    parser.add_argument("--seed", type=int, default=14)
    asked = parser.parse_args()
    draw = random.Random(asked.seed)
    with tempfile.TemporaryDirectory() as home:
        folder = make(Path(home))
        before = answers(folder)
        files = [file for file in sorted(folder.rglob("*")) if file.is_file()]
        sizes = [file.stat().st_size for file in files]
        found: Counter[str] = Counter()
        for done in range(asked.flips):
            [file] = draw.choices(files, sizes)
            came = trial(folder, file, draw.randrange(8 * file.stat().st_size), before)
            found[came] += 1
            if came.isupper() or came.startswith("TRACEBACK"):
                print(file.relative_to(folder), came, flush=True)
            if done % 50 == 49:
                print(f"{done + 1} flips: {dict(found)}", flush=True)
    print(f"{len(files)} files, {sum(sizes):,} bytes, {asked.flips} flips: {dict(found)}")
    sys.exit(1 if set(found) - {"noticed", "same answers"} else 0)


if __name__ == "__main__":
    main()
