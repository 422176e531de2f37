"""Four readers ask FIND's questions while a writer reads files in: errors, waits and mixtures.

    .venv/bin/python bench/readers.py [FILES] [FOLDER] [--readers N] [--each N]

FILES (default 120) small files of four councils of the example county are written and read in, a
few (--each) a commit; or the files of FOLDER. Readers open a snapshot, ask, compare and close it
until the writer is done. Every answer must belong to one commit: the lines and pence of `sources`,
`payments`, `placed_lines` and the cube of spending must come to the same, and the number of files
to what the writer had committed under that number. Exit status 1 where anything is wrong.
"""

import argparse
import json
import multiprocessing
import sys
import tempfile
import time
import traceback
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from ibis import _

from tallystick.engine.asking import Answering, ask_table
from tallystick.engine.questions import spending
from tallystick.engine.questions.tables import LINES, PAYMENTS
from tallystick.engine.snapshot import Snapshot, open_snapshot
from tallystick.engine.sources import SourceRow
from tallystick.engine.store import open_store
from tallystick.example import EXAMPLE_COUNCILS
from tallystick.read import find_files
from tallystick.read.persist import read_into_store
from tallystick.reference.councils import Councils, load_councils

_PROCESSES = multiprocessing.get_context("spawn")
_OPENING_MS = 50.0
"""What opening a snapshot may cost of a processor."""


class MixtureError(AssertionError):
    """An answer that belongs to no commit."""


@dataclass
class Told:
    """What a reader saw. seen: (number of a commit, files that count in it)."""

    seen: set[tuple[int, int]] = field(default_factory=set)
    answers: int = 0
    opening_ms: list[float] = field(default_factory=list)
    asking_ms: list[float] = field(default_factory=list)
    error: str = ""


def check_whole(
    sources: Sequence[SourceRow], answering: Answering, *, exact_pence: bool = True
) -> int:
    """Ask FIND's questions and compare what they come to; how many were asked.

    sources: those that count. exact_pence: the sum of the files' totals is the sum of their lines
    (each file rounds its own total once, so published files may differ by pennies).
    Raises MixtureError.
    """
    spending.months_by_council(answering)
    spending.shown_by_council(answering)
    spending.small_payments_by_council(answering)
    cube = spending.spend_cube(answering, (None, None))
    sums = {"lines": _.count(), "pence": _.amount_pence.sum().fill_null(0)}
    counted = LINES.filter(LINES.counted.notnull()).agg(**sums)
    found = {
        "sources": (
            sum(each.lines for each in sources),
            sum(each.total_pence for each in sources),
        ),
        "payments": _pair(ask_table(answering, PAYMENTS.agg(**sums)).to_pylist()),
        "placed": _pair(ask_table(answering, LINES.agg(**sums)).to_pylist()),
    }
    if not exact_pence:
        found = {name: (lines, 0) for name, (lines, _pence) in found.items()}
    in_cube = (sum(cell.lines for cell in cube), sum(cell.pence for cell in cube))
    whole = _pair(ask_table(answering, counted).to_pylist())
    if len(set(found.values())) > 1 or in_cube != whole:
        raise MixtureError(f"{found}, cube {in_cube} of {whole}")
    return 7


def _pair(rows: Sequence[dict[str, int]]) -> tuple[int, int]:
    return rows[0]["lines"], rows[0]["pence"]


def read_on(folder: Path, until: Path, out: Path, *, exact_pence: bool = True) -> None:
    """Open snapshots and ask until a file `until` is there; what was seen is written to `out`."""
    told = Told()
    try:
        while True:
            is_last = until.exists()
            start = time.process_time()
            with open_snapshot(folder) as snapshot:
                opened = time.process_time()
                sources = snapshot.sources()
                told.answers += check_whole(sources, snapshot, exact_pence=exact_pence)
                told.seen.add((snapshot.manifest.number, len(sources)))
            told.opening_ms.append(1000 * (opened - start))
            told.asking_ms.append(1000 * (time.process_time() - opened))
            if is_last:
                break
    except BaseException:
        told.error = traceback.format_exc()
    out.write_text(json.dumps({**asdict(told), "seen": sorted(told.seen)}))


def start_readers(
    number: int, folder: Path, home: Path, *, exact_pence: bool = True
) -> list[multiprocessing.process.BaseProcess]:
    """Start that many readers; each writes home/told-N.json when home/done is there."""
    readers: list[multiprocessing.process.BaseProcess] = [
        _PROCESSES.Process(
            target=read_on,
            args=(folder, home / "done", home / f"told-{place}.json"),
            kwargs={"exact_pence": exact_pence},
        )
        for place in range(number)
    ]
    for reader in readers:
        reader.start()
    return readers


def finish_readers(
    readers: Sequence[multiprocessing.process.BaseProcess], home: Path
) -> list[Told]:
    """Let the readers end, and hear what they saw."""
    (home / "done").touch()
    for reader in readers:
        reader.join()
    told = []
    for place in range(len(readers)):
        said = json.loads((home / f"told-{place}.json").read_text())
        told.append(Told(**{**said, "seen": {(number, files) for number, files in said["seen"]}}))
    return told


def wrong(told: Sequence[Told], committed: dict[int, int]) -> list[str]:
    """What was wrong with what readers saw. committed: number of a commit -> its files."""
    errors = [each.error for each in told if each.error]
    strange = {
        (number, files)
        for each in told
        for number, files in each.seen
        if committed.get(number) != files
    }
    return errors + [f"commit {number} with {files} files" for number, files in sorted(strange)]


def counting(snapshot: Snapshot) -> int:
    """How many files count."""
    return len(snapshot.sources())


def write_files(folder: Path, number: int) -> list[Path]:
    """That many small invented files, a council and month each."""
    councils = EXAMPLE_COUNCILS[:4]
    files = []
    for place in range(number):
        council, month = councils[place % len(councils)], place // len(councils)
        path = folder / f"{council.code}-{2015 + month // 12}-{month % 12 + 1:02}.csv"
        when = f"{month % 12 + 1:02}/{2015 + month // 12}"
        lines = [
            f"{council.name},{day:02}/{when},{firm} Ltd,{100 * day + place}.25,{what}"
            for day, (firm, what) in enumerate(_BOUGHT * 3, start=1)
        ]
        head = "Body Name,Payment Date,Supplier Name,Net Amount,Expense Type"
        path.write_text("\n".join([head, *lines, ""]), encoding="utf-8")
        files.append(path)
    return files


_BOUGHT = (
    ("Quillworks", "Computer Software"),
    ("Larkfield Staffing", "Agency Staff"),
    ("Harebell Legal", "Legal Fees"),
    ("Pennywhistle Print", "Printing"),
    ("Northmoor Payroll", "Payroll"),
)


def read_in(folder: Path, files: Sequence[Path], councils: Councils, each: int) -> dict[int, int]:
    """Read files into a store, so many a commit; number of each commit -> its files."""
    committed: dict[int, int] = {}
    with open_store(folder) as store:
        committed[store.manifest.number] = counting(store)
        for first in range(0, len(files), each):
            read_into_store(store, files[first : first + each], councils=councils)
            committed[store.manifest.number] = counting(store)
    return committed


def main() -> None:
    """Print what came of it; exit status 1 where anything was wrong."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("files", nargs="?", type=int, default=120)
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--readers", type=int, default=4)
    parser.add_argument("--each", type=int, default=3)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        home = Path(made)
        (home / "in").mkdir()
        files = (
            find_files([asked.folder])[: asked.files]
            if asked.folder
            else write_files(home / "in", asked.files)
        )
        with open_store(home / "store"):
            pass
        start = time.monotonic()
        readers = start_readers(
            asked.readers, home / "store", home, exact_pence=asked.folder is None
        )
        councils = load_councils().with_extra(EXAMPLE_COUNCILS)
        committed = read_in(home / "store", files, councils, asked.each)
        told = finish_readers(readers, home)
        seconds = time.monotonic() - start
        left = [each.name for each in (home / "store" / "manifests").iterdir()]
    problems = wrong(told, committed)
    opening = sorted(ms for each in told for ms in each.opening_ms)
    asking = sorted(ms for each in told for ms in each.asking_ms)
    seen = {number for each in told for number, _files in each.seen}
    print(f"{len(files)} files in {len(committed)} commits, {len(seen)} of them seen by readers")
    print(f"{len(opening)} snapshots, {sum(each.answers for each in told) / seconds:.1f} answers/s")
    print(f"opening, CPU ms: median {opening[len(opening) // 2]:.1f}, most {opening[-1]:.1f}")
    print(f"asking and comparing, CPU ms: median {asking[len(asking) // 2]:.1f}")
    print(f"manifests left: {len(left)}; wrong: {len(problems)}")
    for problem in problems:
        print(problem)
    sys.exit(1 if problems or opening[len(opening) // 2] > _OPENING_MS else 0)


if __name__ == "__main__":
    main()
