"""How a question is asked of a store: an Ibis expression goes in, typed rows come out.

A question is an expression over tables that hold nothing here (`table_of`); whatever holds tables
of these names and columns may answer it: a store through `ask`, Spark beyond one machine, and the
plain-Python oracle of the tests. Nobody outside engine/ writes SQL.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import starmap
from typing import Any, Protocol, TypeVar, get_origin

import ibis
import pyarrow as pa
from ibis.expr.types import Table

from tallystick.engine.schema import arrow_schema, columns

Row = TypeVar("Row")

_IBIS = {str: "string", int: "int64", float: "float64", bool: "boolean", date: "date"}


class Answering(Protocol):
    """What answers questions: a store's snapshot, or its writer."""

    def answer(
        self,
        question: Table,
        *,
        beside: Mapping[str, pa.Table],
        of_sources: Sequence[str] | None,
    ) -> pa.Table:
        """The question's answer; see `ask_table`."""


class Streaming(Protocol):
    """What gives long answers in parts: a store's snapshot."""

    def stream(self, question: Table, *, beside: Mapping[str, pa.Table]) -> pa.RecordBatchReader:
        """The question's answer in parts; see `ask_batches`."""


def table_of(row: type, name: str, *, only: Sequence[str] = ()) -> Table:
    """The table of a row type (engine.schema) as questions name it. only: some of its columns."""
    return ibis.table(
        {
            each.name: "array<string>" if get_origin(each.kind) is tuple else _IBIS[each.kind]
            for each in columns(row)
            if not only or each.name in only
        },
        name=name,
    )


def beside_table(row: type, rows: Iterable[tuple[Any, ...]]) -> pa.Table:
    """Rows of a type as a table that a question may name: see `beside` of `ask`."""
    values = list(zip(*rows, strict=True)) or [()] * len(list(columns(row)))
    shape = arrow_schema(row)
    return pa.table(
        [pa.array(each, field.type) for each, field in zip(values, shape, strict=True)],
        schema=shape,
    )


def ask_table(
    store: Answering,
    question: Table,
    *,
    beside: Mapping[str, pa.Table] | None = None,
    of_sources: Sequence[str] | None = None,
) -> pa.Table:
    """The answer as an Arrow table: sums and counts as int64, text as string, pounds as decimals.

    beside: further tables that the question names, by name; seen by this question only.
    of_sources: hashes of sources to which the table `payments` is limited, so that only their
    files are opened; None: all that count.
    """
    found = store.answer(question, beside=beside or {}, of_sources=of_sources)
    for place, field in enumerate(found.schema):
        # DuckDB adds whole numbers up in 128 bits; ours are pence and counts, which fit in 64.
        if pa.types.is_decimal(field.type) and not field.type.scale:
            found = found.set_column(place, field.name, found[field.name].cast(pa.int64()))
    return found


def ask(
    store: Answering,
    question: Table,
    row: type[Row],
    *,
    beside: Mapping[str, pa.Table] | None = None,
    of_sources: Sequence[str] | None = None,
) -> list[Row]:
    """The answer as rows of a type whose fields are the question's columns; see `ask_table`.

    row: a dataclass, or a NamedTuple, which is made seven times as fast: answers may have a million
    rows.
    """
    found = ask_table(store, question, beside=beside, of_sources=of_sources)
    names = [each.name for each in columns(row)]
    values = [_values(found[name]) for name in names]
    if issubclass(row, tuple):
        return list(starmap(row, zip(*values, strict=True)))
    return [row(**dict(zip(names, each, strict=True))) for each in zip(*values, strict=True)]


def ask_batches(
    store: Streaming,
    question: Table,
    row: type,
    *,
    beside: Mapping[str, pa.Table] | None = None,
) -> Iterator[pa.RecordBatch]:
    """The answer in parts of some ten thousand rows, for answers that outgrow memory: in the
    columns and types of a row type (engine.schema). See `ask_table` for beside."""
    shape = arrow_schema(row)
    reader = store.stream(question, beside=beside or {})
    try:
        for batch in reader:
            yield batch.select(shape.names).cast(shape)
    finally:
        reader.close()


def _values(column: pa.ChunkedArray) -> list[Any]:
    """A column's values. Texts stand in many rows each, so one is made once and not row by row."""
    if pa.types.is_list(column.type):
        return [None if each is None else tuple(each) for each in column.to_pylist()]
    if not pa.types.is_string(column.type):
        values: list[Any] = column.to_pylist()
        return values
    encoded = column.combine_chunks().dictionary_encode()
    texts = encoded.dictionary.to_pylist()
    return [None if place is None else texts[place] for place in encoded.indices.to_pylist()]
