"""Lines read per CPU-second on the Devon and Trafford files, beside readers that only parse.

Run as: .venv/bin/python bench/read.py [FOLDER OF PUBLISHED FILES]. Ours is measured twice: handing
its tables on, and into a store (Parquet and catalogue). The others do less: they give text or
guessed types, and neither hash, nor tell totals from payments, nor keep rejected lines. Each reader
reads all files once unmeasured, then the least of three runs counts, in CPU seconds of all threads.
"""

import importlib.util
import io
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import duckdb

from tallystick.engine.store import open_store
from tallystick.read import read_file
from tallystick.read.keep import read_into_store
from tallystick.reference.councils import load_councils

_PUBLISHED = Path(__file__).resolve().parents[2] / "shared" / "data" / "published"
_ANY_COUNCIL = "E10000008"


def ours(files: list[Path]) -> int:
    """Hash, detect, type, sort out rejects, hand on tables."""
    return sum(
        read_file(path, councils=None, council="X", sink=lambda *_: None).lines for path in files
    )


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


def pandas_default(files: list[Path]) -> int:
    """pandas with its defaults."""
    import pandas  # noqa: PLC0415  (may not be installed)

    return sum(len(pandas.read_csv(path)) for path in files)


def polars_default(files: list[Path]) -> int:
    """Polars with its defaults, schema inferred from the whole file."""
    import polars  # noqa: PLC0415  (may not be installed)

    return sum(polars.read_csv(path, infer_schema_length=None).height for path in files)


READERS: dict[str, Callable[[list[Path]], int]] = {
    "ours": ours,
    "ours, stored": ours_stored,
    "duckdb sniffing": duckdb_sniffing,
    "duckdb fixed": duckdb_fixed,
    "pandas": pandas_default,
    "polars": polars_default,
}


def measure(name: str, files: list[Path]) -> str:
    """A line of the table: lines, CPU seconds and millions of lines per CPU-second."""
    if name in ("pandas", "polars") and importlib.util.find_spec(name) is None:
        return f"{name:<18} SKIPPED: {name} is not installed"
    reader = READERS[name]
    readable = [path for path in files if _can(reader, path)]
    failed = len(files) - len(readable)
    spent, lines = min(_timed(reader, readable) for _ in range(3))
    told = f"  failed on {failed} files" if failed else ""
    return f"{name:<18}{lines:>12,}{spent:>10.2f}{lines / spent / 1e6:>10.2f}{told}"


def _can(reader: Callable[[list[Path]], int], path: Path) -> bool:
    try:
        reader([path])
    except Exception:  # a competitor that fails on a file is part of the result
        return False
    return True


def _timed(reader: Callable[[list[Path]], int], files: list[Path]) -> tuple[float, int]:
    started = time.process_time()
    lines = reader(files)
    return time.process_time() - started, lines


def _plain(path: Path, folder: Path) -> Path:
    """A CSV of the file's text, unpacked into the folder when it is packed."""
    if path.suffix != ".zip":
        return path
    target = folder / f"{path.stem}.csv"
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as archive:
        target.write_bytes(archive.read(archive.namelist()[0]))
    return target


def main() -> None:
    """Print the table."""
    published = Path(sys.argv[1]) if len(sys.argv) > 1 else _PUBLISHED
    if not published.is_dir():
        sys.exit(f"{published} is not there; name the folder of published files.")
    files = [
        *sorted((published / "devon").glob("*.csv")),
        *sorted((published / "trafford").iterdir()),
    ]
    with tempfile.TemporaryDirectory() as folder:
        plain = [_plain(path, Path(folder)) for path in files]
        print(f"{'reader':<18}{'lines':>12}{'CPU s':>10}{'M lines/s':>10}")
        for name in READERS:
            print(measure(name, plain))


if __name__ == "__main__":
    main()
