"""The distinct strings of a store: the work on strings is done once for each of these, not once
a line. What the matcher and the classifier are given, and where their answers are kept."""

import pyarrow as pa

from tallystick.engine.placing import place_lines
from tallystick.engine.snapshot import Snapshot
from tallystick.engine.store import Store

SUPPLIERS = pa.schema(
    [
        pa.field("supplier_id", pa.string(), nullable=False),
        pa.field("name", pa.string(), nullable=False),
        pa.field("group_id", pa.string()),
        pa.field("kind", pa.string(), nullable=False),
    ]
)
SPELLINGS = pa.schema(
    [
        pa.field("spelling", pa.string(), nullable=False),
        pa.field("supplier_id", pa.string(), nullable=False),
        pa.field("score", pa.float64(), nullable=False),
        pa.field("reasons", pa.list_(pa.string()), nullable=False),
    ]
)
CATEGORIES = pa.schema(
    [
        pa.field("supplier", pa.string(), nullable=False),  # its name: what the classifier reads
        pa.field("kind", pa.string(), nullable=False),
        pa.field("department", pa.string(), nullable=False),
        pa.field("description", pa.string(), nullable=False),
        pa.field("category_text", pa.string(), nullable=False),
        pa.field("category_code", pa.string(), nullable=False),
        pa.field("label", pa.string(), nullable=False),
        pa.field("category", pa.string(), nullable=False),
        pa.field("proclass", pa.string()),
        pa.field("confidence", pa.float64(), nullable=False),
        pa.field("reasons", pa.list_(pa.string()), nullable=False),
    ]
)

_SPELLINGS_SEEN = """
    select supplier as spelling, count(*) as lines, sum(amount_pence)::bigint as pence,
           list_sort(list(distinct council)) as councils,
           case when count(distinct company_number) = 1 then min(company_number) end
               as company_number,
           case when count(distinct vat_number) = 1 then min(vat_number) end as vat_number,
           case when count(distinct charity_number) = 1 then min(charity_number) end
               as charity_number,
           list_sort(list(distinct council || ':' || supplier_ref)
               filter (where supplier_ref is not null)) as supplier_refs
    from payments where supplier is not null group by supplier order by supplier
"""

_COMBINATIONS_SEEN = """
    select coalesce(f.name, '') as supplier, coalesce(f.kind, 'none') as kind, w.department,
           w.description, w.category_text, w.category_code, sum(n.lines)::bigint as lines
    from wordings w
    join (select wording, count(*) as lines from placed_lines group by wording) n using (wording)
    left join spellings s using (spelling) left join suppliers f using (supplier_id)
    group by 1, 2, 3, 4, 5, 6
"""


def made_by(store: Snapshot, tables: str) -> str | None:
    """The version that made these tables, or None where none has."""
    found = store.rows("select version from made_by where tables = ?", [tables])
    return found[0]["version"] if found else None


def note_made_by(store: Store, tables: str, version: str) -> None:
    """Remember the version that made these tables."""
    rows = pa.Table.from_pylist([{"tables": tables, "version": version}])
    store.replace_rows("made_by", rows, keep=True)


def has_new_spellings(store: Snapshot) -> bool:
    """True when a payment carries a spelling that has no supplier yet."""
    place_lines(store)
    return bool(
        store.rows(
            """select 1 from wordings anti join spellings using (spelling)
               where spelling <> '' limit 1"""
        )
    )


def spellings_seen(store: Snapshot) -> pa.Table:
    """Every distinct spelling with what was published beside it, by spelling.

    Identifiers are given only where all the spelling's lines agree on one.
    """
    return store.table(_SPELLINGS_SEEN)


def kept_supplier_ids(store: Snapshot) -> dict[str, str]:
    """Spelling -> the supplier_id that it already has."""
    found = store.table("select spelling, supplier_id from spellings order by spelling")
    return dict(zip(found["spelling"].to_pylist(), found["supplier_id"].to_pylist(), strict=True))


def count_suppliers(store: Snapshot) -> int:
    """How many suppliers the store's spellings come to."""
    return int(store.rows("select count(*) as suppliers from suppliers")[0]["suppliers"])


def put_suppliers(store: Store, spellings: pa.Table, suppliers: pa.Table, *, version: str) -> None:
    """Keep a matching: SPELLINGS and SUPPLIERS rows, instead of the one before."""
    with store.transaction():
        store.replace_rows("suppliers", suppliers)
        store.replace_rows("spellings", spellings)
        note_made_by(store, "spellings", version)


def combinations_unseen(store: Snapshot, *, again: bool) -> pa.Table:
    """The distinct combinations of supplier and texts that have no category yet (again: all).

    Columns: supplier (its name, '' where the line names none), kind, department, description,
    category_text, category_code, lines; nulls are ''.
    """
    place_lines(store)
    key = ", ".join(CATEGORIES.names[:6])
    fresh = "" if again else f"anti join categories using ({key})"
    return store.table(
        f"with seen as ({_COMBINATIONS_SEEN}) select * from seen {fresh} order by {key}"
    )


def put_categories(store: Store, categories: pa.Table, *, version: str, keep: bool) -> None:
    """Keep what the classifier said: CATEGORIES rows, beside those already kept or instead."""
    with store.transaction():
        store.replace_rows("categories", categories, keep=keep)
        note_made_by(store, "categories", version)
