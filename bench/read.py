"""Lines read per CPU-second on the Devon and Trafford files, beside readers that only parse; and
the peak memory of reading a large file.

    TALLYSTICK_PEERS=PYTHON .venv/bin/python bench/read.py [FOLDER OF PUBLISHED FILES]
    .venv/bin/python bench/read.py --large GIGABYTES

Ours is measured three times: handing its tables on, into Parquet files, and into a new store, with
its catalogue. The others do less: they give text or guessed types, and neither hash, nor tell
totals from payments, nor keep rejected lines. Each reader reads all files once unmeasured, then the
least of seven runs counts, in CPU seconds of all threads. The peers that are no dependency of ours
run with the interpreter that TALLYSTICK_PEERS names; where that has none they are named and left
out.
"""

import argparse
import io
import os
import resource
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import duckdb

from tallystick.engine.store import open_store
from tallystick.read import read_file
from tallystick.read.persist import read_into_store
from tallystick.reference.councils import load_councils

_PUBLISHED = Path(__file__).resolve().parents[2] / "shared" / "data" / "published"
_ANY_COUNCIL = "E10000008"
_PEERS = ("polars", "pandas", "pandas by pyarrow")
_RUNS = 7
Reader = Callable[[list[Path]], int]


def ours(files: list[Path]) -> int:
    """Hash, detect, type, sort out rejects, hand on tables."""
    return sum(
        read_file(path, councils=None, council="X", sink=lambda *_: None).lines for path in files
    )


def ours_in_parquet(files: list[Path]) -> int:
    """The same into Parquet files as the store has them, without its catalogue."""
    lines = 0
    with tempfile.TemporaryDirectory() as folder, open_store(Path(folder) / "store") as store:
        for number, path in enumerate(files):
            with store.draft(f"{number:08x}" * 8) as draft:
                record = read_file(path, councils=None, council="X", sink=draft.write)
                draft.finish()
                lines += record.lines
    return lines


def ours_stored(files: list[Path]) -> int:
    """The same into a new store, as `tallystick read` does."""
    with tempfile.TemporaryDirectory() as folder, open_store(Path(folder) / "store") as store:
        intake = read_into_store(store, files, councils=load_councils(), council=_ANY_COUNCIL)
        return sum(int(record["lines"]) for record in intake.records)


def duckdb_sniffing(files: list[Path]) -> int:
    """DuckDB left to find out everything for itself."""
    return sum(_duckdb(f"read_csv('{path}')") for path in files)


def duckdb_fixed(files: list[Path]) -> int:
    """DuckDB told the dialect, all columns text."""
    return sum(_duckdb(_fixed(path)) for path in files)


def _fixed(path: Path) -> str:
    options = "header = true, all_varchar = true, auto_detect = false, delim = ',', quote = '\"'"
    with path.open(encoding="utf-8-sig") as stream:
        head = stream.readline().rstrip("\r\n").split(",")
    columns = ", ".join(f"'c{i}': 'VARCHAR'" for i in range(len(head)))
    return f"read_csv('{path}', {options}, columns = {{{columns}}})"


_CONNECTION = duckdb.connect(config={"threads": 1})


def _duckdb(source: str) -> int:
    return len(_CONNECTION.sql(f"SELECT * FROM {source}").to_arrow_table())


READERS: dict[str, Reader] = {
    "ours": ours,
    "ours, in Parquet": ours_in_parquet,
    "ours, stored": ours_stored,
    "duckdb sniffing": duckdb_sniffing,
    "duckdb fixed": duckdb_fixed,
}


def measure(reader: Reader, files: list[Path]) -> tuple[int, float, int]:
    """Lines read, the least CPU seconds that it took, and how many files it failed on."""
    readable = [path for path in files if _can(reader, path)]
    spent, lines = min(_timed(reader, readable) for _ in range(_RUNS))
    return lines, spent, len(files) - len(readable)


def _can(reader: Reader, path: Path) -> bool:
    try:
        reader([path])
    except Exception:  # a competitor that fails on a file is part of the result
        return False
    return True


def _timed(reader: Reader, files: list[Path]) -> tuple[float, int]:
    started = time.process_time()
    lines = reader(files)
    return time.process_time() - started, lines


def _row(name: str, lines: int, spent: float, failed: int) -> str:
    told = f"  failed on {failed} files" if failed else ""
    return f"{name:<20}{lines:>12,}{spent:>10.2f}{lines / spent / 1e6:>10.2f}{told}"


def run_peer(peer: str, files: list[Path]) -> str:
    """One row of the table for a peer, or why there is none."""
    python = os.environ.get("TALLYSTICK_PEERS")
    if not python:
        return f"NOT COMPARED: {peer} (TALLYSTICK_PEERS names no interpreter)"
    script = Path(__file__).with_name("read_peers.py")
    said = subprocess.run(
        [python, str(script), peer, str(_RUNS), *map(str, files)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if said.returncode:
        return f"NOT COMPARED: {peer} ({said.stderr.strip().splitlines()[-1]})"
    lines, spent, failed = said.stdout.split()
    return _row(peer, int(lines), float(spent), int(failed))


def _plain(path: Path, folder: Path) -> Path:
    """A CSV of the file's text, unpacked into the folder when it is packed."""
    if path.suffix != ".zip":
        return path
    target = folder / f"{path.stem}.csv"
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as archive:
        target.write_bytes(archive.read(archive.namelist()[0]))
    return target


def compare(published: Path) -> None:
    """Print the table of readers."""
    files = [
        *sorted((published / "devon").glob("*.csv")),
        *sorted((published / "trafford").iterdir()),
    ]
    with tempfile.TemporaryDirectory() as folder:
        plain = [_plain(path, Path(folder)) for path in files]
        print(f"{'reader':<20}{'lines':>12}{'CPU s':>10}{'M lines/s':>10}")
        for name, reader in READERS.items():
            print(_row(name, *measure(reader, plain)), flush=True)
        for peer in _PEERS:
            print(run_peer(peer, plain), flush=True)


def read_large(gigabytes: float) -> None:
    """Make a file of invented lines, read it into a store, print lines, CPU seconds and memory."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "spend-2024-25.csv"
        _write_large(path, int(gigabytes * 1e9))
        before, started = _peak_megabytes(), time.process_time()
        lines = ours_stored([path])
        spent = time.process_time() - started
        size = path.stat().st_size / 1e9
    print(f"{size:.2f} GB, {lines:,} lines, {spent:.1f} CPU s, {lines / spent / 1e6:.2f} M lines/s")
    print(f"peak memory {_peak_megabytes():,.0f} MB, of which {before:,.0f} MB before it was read")


def _write_large(path: Path, size: int) -> None:
    header = (
        "Payment Date,Supplier Name,Department,Expense Type,Transaction Number,Net Amount,Text\n"
    )
    names = [f"Wrenfield Supplies {n} Ltd" for n in range(5_000)]
    with path.open("w") as stream:
        stream.write(header)
        number = 0
        while stream.tell() < size:
            for _ in range(20_000):
                number += 1
                stream.write(
                    f"{number % 28 + 1:02}/{number % 12 + 1:02}/2024,{names[number % 4999]},"
                    f"Department {number % 40},Expense of kind {number % 300},T{number:09},"
                    f"{number % 99991 / 100:.2f},Invoice {number} for goods and services received\n"
                )


def _peak_megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Do what the command line asks."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("published", nargs="?", type=Path, default=_PUBLISHED)
    parser.add_argument("--large", type=float, metavar="GIGABYTES")
    asked = parser.parse_args()
    if asked.large:
        read_large(asked.large)
    elif asked.published.is_dir():
        compare(asked.published)
    else:
        sys.exit(f"{asked.published} is not there; name the folder of published files.")


if __name__ == "__main__":
    main()
