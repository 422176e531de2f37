"""DuckDB, as a store uses it: in memory, over Parquet files."""

from collections.abc import Sequence
from pathlib import Path

import duckdb
import pyarrow as pa

from tallystick.engine.rows import PaymentRow
from tallystick.engine.schema import arrow_schema

MEMORY = "3GB"
"""What queries may take of a council laptop before they use its disk."""

_TYPES = {
    pa.string(): "varchar",
    pa.int64(): "bigint",
    pa.float64(): "double",
    pa.bool_(): "boolean",
    pa.date32(): "date",
    pa.list_(pa.string()): "varchar[]",
}


def in_memory(spill: Path) -> duckdb.DuckDBPyConnection:
    """An empty database. spill: the folder that queries may use when they outgrow MEMORY; it is
    made when it is needed."""
    connection = duckdb.connect(
        ":memory:", config={"memory_limit": MEMORY, "temp_directory": str(spill)}
    )
    # A long query would else draw its bar where a command prints its answer.
    connection.execute("set enable_progress_bar = false")
    return connection


def read_files(folder: Path, files: Sequence[str], *, with_name: bool = False) -> str:
    """What stands after `from` to read these Parquet files of a store. with_name: with a column
    `filename`."""
    listed = ", ".join(quoted(folder / file) for file in files)
    named = ", filename = true" if with_name else ""
    return f"read_parquet([{listed}], hive_partitioning = false{named})"


def read_payments(folder: Path, files: Sequence[str]) -> str:
    """The same for files of payments: what an older file has no column for is missing."""
    schema = arrow_schema(PaymentRow)
    none = ", ".join(f"null::{duckdb_type(each.type)} as {each.name}" for each in schema)
    listed = ", ".join(quoted(folder / file) for file in files)
    return f"""(select {none} where false union all by name
        select * from read_parquet([{listed}], hive_partitioning = false, union_by_name = true))"""


def quoted(path: Path) -> str:
    """A path as a text of SQL."""
    return "'" + str(path).replace("'", "''") + "'"


def duckdb_type(kind: pa.DataType) -> str:
    """DuckDB's name of a type of our tables."""
    return _TYPES[kind.value_type if pa.types.is_dictionary(kind) else kind]
