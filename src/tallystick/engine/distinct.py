"""Where the answers of the matcher and the classifier are kept. The work on strings is done once
for each distinct string of a store, not once a line; questions.spellings and combinations give
them."""

import pyarrow as pa

from tallystick.engine.rows import CategoryRow, SpellingRow, SupplierRow
from tallystick.engine.schema import arrow_schema
from tallystick.engine.store import Store

SUPPLIERS = arrow_schema(SupplierRow)
SPELLINGS = arrow_schema(SpellingRow)
CATEGORIES = arrow_schema(CategoryRow)


def note_made_by(store: Store, tables: str, version: str) -> None:
    """Remember the version that made these tables."""
    rows = pa.Table.from_pylist([{"tables": tables, "version": version}])
    store.replace_rows("made_by", rows, keep=True)


def put_suppliers(store: Store, spellings: pa.Table, suppliers: pa.Table, *, version: str) -> None:
    """Keep a matching: SPELLINGS and SUPPLIERS rows, instead of the one before."""
    with store.transaction():
        store.replace_rows("suppliers", suppliers)
        store.replace_rows("spellings", spellings)
        note_made_by(store, "spellings", version)


def put_categories(store: Store, categories: pa.Table, *, version: str, keep: bool) -> None:
    """Keep what the classifier said: CATEGORIES rows, beside those already kept or instead."""
    with store.transaction():
        store.replace_rows("categories", categories, keep=keep)
        note_made_by(store, "categories", version)
