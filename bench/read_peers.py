# ruff: noqa: PLC0415 -- each peer is imported only where it is asked for
"""A peer of read/ on plain files, run by bench/read.py with an interpreter of its own, so that no
peer is a dependency of this project.

    python read_peers.py READER RUNS FILE...

Prints the lines read, the least CPU seconds of all threads, and on how many files it failed.
"""

import sys
import time


def polars(path):
    """Polars with its defaults, schema inferred from the whole file."""
    import polars

    return polars.read_csv(path, infer_schema_length=None).height


def pandas(path):
    """pandas with its defaults."""
    import pandas

    return len(pandas.read_csv(path))


def pandas_by_pyarrow(path):
    """pandas with the quicker of its engines."""
    import pandas

    return len(pandas.read_csv(path, engine="pyarrow"))


READERS = {"polars": polars, "pandas": pandas, "pandas by pyarrow": pandas_by_pyarrow}


def main():
    """Read the files named on the command line."""
    reader, runs, files = READERS[sys.argv[1]], int(sys.argv[2]), sys.argv[3:]
    readable = []
    for path in files:
        try:
            reader(path)
        except ImportError:
            raise
        except Exception:  # a reader that fails on a file is part of the result
            continue
        readable.append(path)
    spent = []
    for _ in range(runs):
        started = time.process_time()
        lines = sum(map(reader, readable))
        spent.append(time.process_time() - started)
    print(lines, min(spent), len(files) - len(readable))


if __name__ == "__main__":
    main()
