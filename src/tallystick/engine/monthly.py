"""What PROVE asks of the store: monthly sums of chosen spending, and what each council published.

`facts.prepare_lines` comes first."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from tallystick.engine.snapshot import Snapshot as Store


def monthly_spend(
    store: Store, *, categories: Sequence[str], supplier_ids: Sequence[str], least_pence: int
) -> list[dict[str, Any]]:
    """Spending on these categories, with these suppliers, or both; an empty list is no limit.

    Lines of less than least_pence (as an absolute amount) are left out. Returns council, month,
    public_body (supplier_id where a public body was paid, else ''), pence, lines.
    """
    return store.rows(
        """select council, month,
                  case when kind = 'public_body' then supplier_id else '' end as public_body,
                  sum(amount_pence)::bigint as pence, count(*) as lines
           from known_lines
           where month is not null and abs(amount_pence) >= ?
             and (len(?::varchar[]) = 0 or list_contains(?::varchar[], category))
             and (len(?::varchar[]) = 0 or list_contains(?::varchar[], supplier_id))
           group by all order by council, month, public_body""",
        [least_pence, list(categories), list(categories), list(supplier_ids), list(supplier_ids)],
    )


def main_suppliers(
    store: Store,
    *,
    categories: Sequence[str],
    councils: Sequence[str],
    since: date,
    least_share: float,
) -> list[str]:
    """Ids of the firms that got at least this share (0 to 1) of what these councils together paid
    for the categories since a day; public bodies and persons are none."""
    found = store.rows(
        """select supplier_id, sum(amount_pence) as paid, kind,
                  sum(sum(amount_pence)) over () as whole
           from known_lines
           where month >= ? and list_contains(?::varchar[], council)
             and list_contains(?::varchar[], category)
           group by supplier_id, kind
           qualify kind = 'organisation' and paid > 0 and paid >= ? * whole
           order by supplier_id""",
        [since, list(councils), list(categories), least_share],
    )
    return [row["supplier_id"] for row in found]


def monthly_publication(store: Store) -> list[dict[str, Any]]:
    """council, month, lines, dayless (lines without a day), net (lines that give a net amount)."""
    return store.rows(
        """select council, month, count(*) as lines,
                  count(*) filter (where paid_on is null) as dayless, count(net_pence) as net
           from payments where month is not null group by all order by council, month"""
    )


def public_bodies(store: Store) -> dict[str, str]:
    """supplier_id -> name, of public bodies that are paid."""
    found = store.rows("select supplier_id, name from suppliers where kind = 'public_body'")
    return {row["supplier_id"]: row["name"] for row in found}


def paid_to(store: Store, supplier_ids: Sequence[str]) -> list[dict[str, Any]]:
    """council, month, supplier_id, pence: whatever was paid to these suppliers."""
    return store.rows(
        """select council, month, supplier_id, sum(amount_pence)::bigint as pence
           from known_lines
           where month is not null and list_contains(?::varchar[], supplier_id)
           group by all order by council, month, supplier_id""",
        [list(supplier_ids)],
    )


def suppliers_called(store: Store, names: Sequence[str]) -> dict[str, str]:
    """Lower-case name -> supplier_id, for each that is a spelling, a supplier's name or its id."""
    found = store.rows(
        """select distinct lower(said) as said, supplier_id from (
               select spelling as said, supplier_id from spellings
               union all select name, supplier_id from suppliers
               union all select supplier_id, supplier_id from suppliers)
           where list_contains(?::varchar[], lower(said)) order by said, supplier_id""",
        [[name.lower() for name in names]],
    )
    return {row["said"]: row["supplier_id"] for row in found}


def has_categories(store: Store) -> bool:
    """True when the store's payments were matched and classified."""
    return bool(store.rows("select 1 from categories limit 1"))
