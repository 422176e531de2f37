"""Every table of a store, once: its name, its row type (engine.rows) and the columns of its key.

All other shapes of a table are made from its row type: the Arrow schema that Parquet is written
with (`arrow_schema`), the Ibis table that questions are asked of (asking.table_of), and the page
docs/store-tables.md (`tables_page`).
"""

import types
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

import pyarrow as pa

from tallystick.engine.rows import (
    CODED,
    CategoryRow,
    CorrectionRow,
    DecisionRow,
    FlatPaymentRow,
    LearntWeightRow,
    MadeByRow,
    PartRow,
    PaymentRow,
    PlacedLineRow,
    PlaceRow,
    RegisterLineRow,
    RejectRow,
    SmallPaymentRow,
    SourceEntry,
    SourceMonthRow,
    SpellingRow,
    SupplierRow,
    WordingRow,
)

TABLES: dict[str, type] = {
    "payments": PaymentRow,
    "rejects": RejectRow,
    "sources": SourceEntry,
    "source_places": PlaceRow,
    "parts": PartRow,
    "spellings": SpellingRow,
    "suppliers": SupplierRow,
    "categories": CategoryRow,
    "decisions": DecisionRow,
    "corrections": CorrectionRow,
    "learnt_weights": LearntWeightRow,
    "made_by": MadeByRow,
    "placed_lines": PlacedLineRow,
    "wordings": WordingRow,
    "source_months": SourceMonthRow,
    "small_payments": SmallPaymentRow,
    "register_lines": RegisterLineRow,
}
"""Name of a table -> its row type."""

KEYS: dict[str, tuple[str, ...]] = {
    "sources": ("source",),
    "source_places": ("place",),
    "parts": ("file",),
    "spellings": ("spelling",),
    "suppliers": ("supplier_id",),
    "categories": (
        "supplier",
        "kind",
        "department",
        "description",
        "category_text",
        "category_code",
        "cost_centre",
        "subjective",
        "narrative",
    ),
    "decisions": ("a", "b"),
    "corrections": ("supplier", "department", "description", "category_text"),
    "learnt_weights": ("name",),
    "made_by": ("tables",),
    "register_lines": ("source", "line"),
}
"""The columns by which a row of a table is replaced by a later one."""

_ARROW: dict[type, pa.DataType] = {
    str: pa.string(),
    int: pa.int64(),
    float: pa.float64(),
    bool: pa.bool_(),
    date: pa.date32(),
    Decimal: pa.decimal128(18, 2),
}


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table. kind: the Python type of a value that is there."""

    name: str
    kind: Any
    is_nullable: bool
    is_coded: bool
    meaning: str


def columns(row: type) -> Iterator[Column]:
    """The columns of a row type (a dataclass, or the NamedTuple of an answer), in the order of its
    fields. meaning is '' where none is told."""
    for name, hint in get_type_hints(row, include_extras=True).items():
        kind, *extras = get_args(hint) if get_origin(hint) is Annotated else (hint,)
        is_nullable = get_origin(kind) in (Union, types.UnionType)
        if is_nullable:
            kind = next(each for each in get_args(kind) if each is not type(None))
        meaning = next((each for each in extras if isinstance(each, str)), "")
        yield Column(name, kind, is_nullable, CODED in extras, meaning)


def arrow_schema(row: type) -> pa.Schema:
    """The Arrow schema of a row type: what its Parquet is written with."""
    return pa.schema(
        [pa.field(each.name, _arrow_type(each), nullable=each.is_nullable) for each in columns(row)]
    )


def _arrow_type(column: Column) -> pa.DataType:
    if get_origin(column.kind) is tuple:
        return pa.list_(pa.string())
    plain = _ARROW[column.kind]
    return pa.dictionary(pa.int32(), plain) if column.is_coded else plain


_RENAMED = {"spelling": "supplier", "category_text": "category"}

WORDING_TEXTS = tuple(each.name for each in columns(WordingRow) if each.name != "wording")
"""The columns of a wording's words."""

SAID_IN = {text: _RENAMED.get(text, text) for text in WORDING_TEXTS}
"""Column of a wording -> the column of payments that says it."""

PAYMENTS = arrow_schema(PaymentRow)
"""One row a payment line."""

REJECTS = arrow_schema(RejectRow)
"""One row for each line that holds something and is not a payment."""


def source_number(source: str) -> int:
    """A source's hash in the 63 bits that a signed column holds; orders like the hash itself."""
    return int(source[:16], 16) >> 1


def tables_page() -> str:
    """The page of all tables and their columns, in Markdown."""
    parts = [_PAGE_HEAD]
    for name, row in (*TABLES.items(), ("flat payments", FlatPaymentRow)):
        parts.append(f"\n## {name}\n\n{' '.join((row.__doc__ or '').split())}\n")
        parts.append("| column | type | meaning |\n|---|---|---|")
        parts += [f"| {each.name} | {_type_name(each)} | {each.meaning} |" for each in columns(row)]
    return "\n".join(parts) + "\n"


_PAGE_HEAD = """# The tables of a store

Made from `engine/schema.py` by `script/restate-tables`; do not edit. [store.md](store.md) tells how
they hang together. Money is whole pence."""


def _type_name(column: Column) -> str:
    name = "list of text" if get_origin(column.kind) is tuple else _TYPE_NAMES[column.kind]
    return f"{name}, may be missing" if column.is_nullable else name


_TYPE_NAMES: dict[Any, str] = {
    str: "text",
    int: "whole number",
    float: "number",
    bool: "true or false",
    date: "date",
    Decimal: "pounds, two decimals",
}
