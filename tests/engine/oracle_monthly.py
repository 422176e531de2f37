"""What PROVE asks, answered in plain Python: see oracle.py."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from datetime import date
from typing import Any

from tests.engine.oracle import Row, World, meaning


def dated(world: World) -> Iterator[tuple[Row, Row]]:
    """Each payment of a known month with its meaning."""
    for row in world.payments:
        if row["month"] is not None:
            yield row, meaning(world, row)


def monthly_spend(
    world: World, categories: Sequence[str], supplier_ids: Sequence[str], least_pence: int
) -> list[tuple[Any, ...]]:
    """council, month, public_body, pence, lines."""
    found: dict[tuple[str, date, str], list[int]] = defaultdict(list)
    for row, means in dated(world):
        if (
            abs(row["amount_pence"]) >= least_pence
            and (not categories or means["category"] in categories)
            and (not supplier_ids or means["supplier_id"] in supplier_ids)
        ):
            body = means["supplier_id"] if means["kind"] == "public_body" else ""
            found[row["council"], row["month"], body].append(row["amount_pence"])
    return [(*key, sum(pence), len(pence)) for key, pence in sorted(found.items())]


def main_suppliers(
    world: World,
    categories: Sequence[str],
    councils: Sequence[str],
    since: date,
    least_share: float,
) -> list[str]:
    """Organisations with a share of what councils paid, by id."""
    paid: Counter[str] = Counter()
    for row, means in dated(world):
        if row["council"] in councils and row["month"] >= since and means["category"] in categories:
            paid[means["supplier_id"]] += row["amount_pence"]
    return sorted(
        each
        for each, pence in paid.items()
        if pence > 0
        and pence >= least_share * paid.total()
        and world.suppliers.get(each, {}).get("kind") == "organisation"
    )


def publication(world: World) -> list[tuple[Any, ...]]:
    """council, month, lines, dayless, net."""
    found: dict[tuple[str, date], list[Row]] = defaultdict(list)
    for row, _means in dated(world):
        found[row["council"], row["month"]].append(row)
    return [
        (
            *key,
            len(rows),
            sum(row["paid_on"] is None for row in rows),
            sum(row["net_pence"] is not None for row in rows),
        )
        for key, rows in sorted(found.items())
    ]


def paid_to(world: World, supplier_ids: Collection[str]) -> list[tuple[Any, ...]]:
    """council, month, supplier_id, pence."""
    paid: Counter[tuple[str, date, str]] = Counter()
    for row, means in dated(world):
        if means["supplier_id"] in supplier_ids:
            paid[row["council"], row["month"], means["supplier_id"]] += row["amount_pence"]
    return [(*key, pence) for key, pence in sorted(paid.items())]


def suppliers_called(world: World, names: Sequence[str]) -> dict[str, str]:
    """Lower-case name -> supplier_id."""
    known = {
        *world.spellings.items(),
        *((row["name"], supplier_id) for supplier_id, row in world.suppliers.items()),
        *((supplier_id, supplier_id) for supplier_id in world.suppliers),
    }
    wanted = {name.lower() for name in names}
    return dict(sorted((said.lower(), each) for said, each in known if said.lower() in wanted))
