"""What PROVE asks of the store, against a plain walk over made-up lines."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from tests.engine import oracle
from tests.engine.oracle import Row, World
from tests.engine.worlds import MONTHS, fill, made_world

from tallystick.engine import facts, monthly
from tallystick.engine.store import Store, open_store

LEAST = 41_667


@pytest.fixture(scope="module")
def world() -> World:
    return made_world(7)


@pytest.fixture(scope="module")
def store(world: World, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with open_store(tmp_path_factory.mktemp("monthly") / "store") as opened:
        fill(opened, world)
        facts.prepare_lines(opened)
        yield opened


def dated(world: World) -> Iterator[tuple[Row, Row]]:
    """Each payment of a known month with its meaning."""
    for row in world.payments:
        if row["month"] is not None:
            yield row, oracle.meaning(world, row)


@pytest.mark.parametrize(
    ("categories", "suppliers"),
    [((), ()), (("software",), ()), ((), ("firm 1", "firm 2")), (("software",), ("firm 1",))],
)
def test_monthly_sums_keep_public_bodies_apart_and_leave_small_lines_out(
    store: Store, world: World, categories: tuple[str, ...], suppliers: tuple[str, ...]
) -> None:
    pence: Counter[tuple[str, date, str]] = Counter()
    lines: Counter[tuple[str, date, str]] = Counter()
    for row, means in dated(world):
        if (
            abs(row["amount_pence"]) >= LEAST
            and (not categories or means["category"] in categories)
            and (not suppliers or means["supplier_id"] in suppliers)
        ):
            body = means["supplier_id"] if means["kind"] == "public_body" else ""
            pence[row["council"], row["month"], body] += row["amount_pence"]
            lines[row["council"], row["month"], body] += 1
    found = monthly.monthly_spend(
        store, categories=categories, supplier_ids=suppliers, least_pence=LEAST
    )
    keys = [(row["council"], row["month"], row["public_body"]) for row in found]
    assert keys == sorted(lines)
    assert [row["pence"] for row in found] == [pence[key] for key in keys]
    assert [row["lines"] for row in found] == [lines[key] for key in keys]


def test_main_suppliers_are_firms_with_a_share_of_what_councils_paid(
    store: Store, world: World
) -> None:
    councils, since = ("X06000001", "X06000002"), MONTHS[1]
    paid: Counter[str] = Counter()
    for row, means in dated(world):
        if row["council"] in councils and row["month"] >= since and means["category"] == "software":
            paid[means["supplier_id"]] += row["amount_pence"]
    for share in (0.0, 0.05, 0.15, 0.9):
        wanted = sorted(
            each
            for each, pence in paid.items()
            if pence > 0
            and pence >= share * paid.total()
            and world.suppliers.get(each, {}).get("kind") == "organisation"
        )
        found = monthly.main_suppliers(
            store, categories=["software"], councils=councils, since=since, least_share=share
        )
        assert found == wanted


def test_publication_counts_lines_without_day_and_with_net(store: Store, world: World) -> None:
    counts = Counter((row["council"], row["month"]) for row, _ in dated(world))
    found = monthly.monthly_publication(store)
    assert [(row["council"], row["month"], row["lines"]) for row in found] == [
        (*key, counts[key]) for key in sorted(counts)
    ]
    assert all(row["dayless"] == row["lines"] and row["net"] == 0 for row in found)


def test_public_bodies_are_named_by_id(store: Store, world: World) -> None:
    assert monthly.public_bodies(store) == {
        each: row["name"] for each, row in world.suppliers.items() if row["kind"] == "public_body"
    }


def test_whatever_was_paid_to_some_suppliers(store: Store, world: World) -> None:
    paid: Counter[tuple[str, date, str]] = Counter()
    for row, means in dated(world):
        if means["supplier_id"] in ("firm 1", "firm 6"):
            paid[row["council"], row["month"], means["supplier_id"]] += row["amount_pence"]
    found = monthly.paid_to(store, ["firm 1", "firm 6"])
    assert {(row["council"], row["month"], row["supplier_id"]): row["pence"] for row in found} == (
        dict(paid)
    )


def test_a_supplier_is_known_by_any_spelling_its_name_and_its_id(store: Store) -> None:
    names = ["FIRM 1 ltd", "Firm 1", "firm 2", "Nobody"]
    assert monthly.suppliers_called(store, names) == {
        "firm 1 ltd": "firm 1", "firm 1": "firm 1", "firm 2": "firm 2"
    }  # fmt: skip


def test_a_store_without_categories_says_so(store: Store, tmp_path: Path) -> None:
    assert monthly.has_categories(store)
    with open_store(tmp_path / "empty") as empty:
        assert not monthly.has_categories(empty)
