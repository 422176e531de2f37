"""Lines read per CPU-second on the Devon and Trafford files, beside readers that only parse.

Run as: .venv/bin/python bench/read.py [FOLDER OF PUBLISHED FILES]. The others do less: they give
text or guessed types, and neither hash, nor tell totals from payments, nor keep rejected lines.
"""

import importlib.util
import io
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import duckdb

from tallystick.read import read_file

_PUBLISHED = Path(__file__).resolve().parents[2] / "shared" / "data" / "published"


def ours(path: Path) -> int:
    """Hash, detect, type, sort out rejects, hand on tables."""
    return read_file(path, councils=None, council="X", sink=lambda *_: None).lines


def duckdb_sniffing(path: Path) -> int:
    """DuckDB left to find out everything for itself."""
    return _duckdb(f"read_csv('{_plain(path)}')")


def duckdb_fixed(path: Path) -> int:
    """DuckDB told the dialect, all columns text."""
    options = "header = true, all_varchar = true, auto_detect = false, delim = ',', quote = '\"'"
    head = _plain(path).open(encoding="utf-8-sig").readline().rstrip("\r\n").split(",")
    columns = ", ".join(f"'c{i}': 'VARCHAR'" for i in range(len(head)))
    return _duckdb(f"read_csv('{_plain(path)}', {options}, columns = {{{columns}}})")


def _duckdb(source: str) -> int:
    with duckdb.connect() as connection:
        connection.execute("SET threads = 1")
        return connection.execute(f"SELECT * FROM {source}").to_arrow_table().num_rows


def pandas_default(path: Path) -> int:
    """pandas with its defaults."""
    import pandas  # noqa: PLC0415  (may not be installed)

    return len(pandas.read_csv(_plain(path)))


def polars_default(path: Path) -> int:
    """Polars with its defaults, schema inferred from the whole file."""
    import polars  # noqa: PLC0415  (may not be installed)

    return polars.read_csv(_plain(path), infer_schema_length=None).height


def _plain(path: Path) -> Path:
    """A CSV of the file's text, unpacked beside the run when it is packed."""
    if path.suffix != ".zip":
        return path
    target = Path("/tmp") / f"bench-{path.stem}.csv"
    if not target.exists():
        with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as archive:
            target.write_bytes(archive.read(archive.namelist()[0]))
    return target


def measure(name: str, reader: Callable[[Path], int], files: list[Path]) -> None:
    """Print a line of the table: lines, CPU seconds and millions of lines per CPU-second."""
    for library in ("pandas", "polars"):
        if name.startswith(library) and importlib.util.find_spec(library) is None:
            print(f"{name:<18} SKIPPED: {library} is not installed")
            return
    lines = wrong = 0
    started = time.process_time()
    for path in files:
        try:
            lines += reader(path)
        except Exception:  # a competitor that fails on a file is part of the result
            wrong += 1
    spent = time.process_time() - started
    failed = f"  failed on {wrong} files" if wrong else ""
    print(f"{name:<18}{lines:>12,}{spent:>10.2f}{lines / spent / 1e6:>10.2f}{failed}")


def main() -> None:
    """Print the table."""
    published = Path(sys.argv[1]) if len(sys.argv) > 1 else _PUBLISHED
    files = [
        *sorted((published / "devon").glob("*.csv")),
        *sorted((published / "trafford").iterdir()),
    ]
    plain = [_plain(path) for path in files]
    print(f"{'reader':<18}{'lines':>12}{'CPU s':>10}{'M lines/s':>10}")
    for name, reader in (
        ("ours", ours),
        ("duckdb sniffing", duckdb_sniffing),
        ("duckdb fixed", duckdb_fixed),
        ("pandas", pandas_default),
        ("polars", polars_default),
    ):
        measure(name, reader, plain)
    for path in plain:
        if path not in files:
            path.unlink()


if __name__ == "__main__":
    main()
