"""The flat table of payments in plain Python, one line after the other."""

from collections import defaultdict
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from tests.engine import oracle
from tests.engine.oracle import OPEN, Row, World

MASKS = {"person": "private person", "redacted": "withheld", "none": None}


def flat(world: World, names: Mapping[str, str], least: int) -> list[tuple[Any, ...]]:
    """Every payment with what may be told of it, by council, file, sheet and line."""
    texts, departments = oracle.common_texts(world, least), _common_departments(world, least)
    found = []
    for row, month in zip(world.payments, oracle.counted(world), strict=True):
        said = oracle.meaning(world, row)
        is_open = said["kind"] in OPEN
        supplier = world.suppliers[said["supplier_id"]]["name"] if is_open else MASKS[said["kind"]]
        found.append(
            (
                row["council"],
                names.get(row["council"], row["council"]),
                row["paid_on"],
                month,
                Decimal(row["amount_pence"]) / 100,
                row["amount_pence"],
                supplier,
                said["supplier_id"] if is_open else None,
                said["kind"],
                said["label"],
                said["category"] or None,
                _confidence(world, row, said),
                row["department"] if is_open and row["department"] in departments else None,
                said["text"] if is_open and said["text"] in texts else None,
                f"{row['source']}.csv",
                row["sheet"] or None,
                row["line"],
            )
        )
    return sorted(found, key=lambda row: (row[0], row[14], row[15] or "", row[16]))


def _confidence(world: World, row: Row, said: Row) -> float:
    supplier = world.suppliers.get(said["supplier_id"], {"name": "", "kind": "none"})
    known = {"supplier": supplier["name"], "kind": supplier["kind"], **oracle.texts(row)}
    found = [each["confidence"] for each in world.categories if known.items() <= each.items()]
    return found[0] if found else 0.0


def _common_departments(world: World, least: int) -> set[str]:
    beside: dict[str, set[str]] = defaultdict(set)
    for row in world.payments:
        if row["department"]:
            beside[row["department"]].add(oracle.meaning(world, row)["supplier_id"])
    return {each for each, suppliers in beside.items() if len(suppliers) >= least}
