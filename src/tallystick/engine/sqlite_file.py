"""A table as a SQLite database, for programs that read such a file (Datasette, DB Browser)."""

import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import pyarrow as pa


def write_sqlite_file(
    path: Path,
    table: str,
    schema: pa.Schema,
    batches: Iterable[pa.RecordBatch],
    *,
    indexed: Sequence[str],
) -> None:
    """Write a new database with one table; the same batches give the same bytes.

    SQLite has no dates and no decimals: days are ISO text, pounds text with two decimals, so that
    no penny is lost; sums are taken over whole pence. indexed: columns that are looked up.
    """
    declared = ", ".join(f'"{field.name}" {_declared(field)}' for field in schema)
    places = ", ".join("?" * len(schema))
    with closing(sqlite3.connect(path)) as database:
        # Nobody sees the file before it is whole, so no journal need undo a part of it.
        database.execute("pragma journal_mode = off")
        database.execute("pragma synchronous = off")
        database.execute(f'create table "{table}" ({declared})')
        for batch in batches:
            columns = [_values(column) for column in batch]
            rows = zip(*columns, strict=True)
            database.executemany(f'insert into "{table}" values ({places})', rows)
        for column in indexed:
            database.execute(f'create index "{table}_{column}" on "{table}" ("{column}")')
        database.commit()


def _declared(field: pa.Field) -> str:
    if pa.types.is_integer(field.type) or pa.types.is_boolean(field.type):
        name = "integer"
    else:
        name = "real" if pa.types.is_floating(field.type) else "text"
    return name if field.nullable else f"{name} not null"


def _values(column: pa.Array) -> list[Any]:
    if pa.types.is_date(column.type) or pa.types.is_decimal(column.type):
        column = column.cast(pa.string())
    values: list[Any] = column.to_pylist()
    return values
