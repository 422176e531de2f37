"""Every expression gives what a plain walk over the lines gives: on DuckDB, and on Spark."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import ibis
import pyarrow as pa
import pytest
from ibis.expr.types import Table
from tests.engine import oracle
from tests.engine.on_spark import Spark
from tests.engine.oracle import Row, World
from tests.engine.worlds import MONTHS, fill, made_world

from tallystick.engine import expressions, facts
from tallystick.engine.store import Store, open_store

WINDOWS: tuple[expressions.Window, ...] = (
    (None, None),
    (MONTHS[1], None),
    (None, MONTHS[1]),
    (MONTHS[1], MONTHS[1]),
)
WANTED = pa.schema([(name, pa.string()) for name in ("key", "council", "firm", "category")])
SEEDS = range(6)

Ask = Callable[[Table], list[Row]]


def wanted_cells(world: World) -> list[Row]:
    councils = sorted({row["council"] for row in world.payments})
    asked = [("all software", "", "software"), ("a group's", "group", "software"),
             ("one firm's", "firm 0", "agency_staff"), ("both", "", "software"),
             ("both", "", "agency_staff")]  # fmt: skip
    return [
        {"key": key, "council": council, "firm": firm, "category": category}
        for key, firm, category in asked
        for council in councils
    ]


def sorted_rows(rows: list[Row], *names: str) -> list[tuple[Any, ...]]:
    return sorted((tuple(row[name] for name in names or row) for row in rows), key=repr)


def check(world: World, ask: Ask, numbers: dict[int, str]) -> None:
    """Compare every expression's answer with the oracle's. numbers: source's number -> its hash."""
    assert ask(expressions.months_by_council()) == oracle.months(world)
    assert ask(expressions.shown_by_council()) == oracle.shown(world)
    assert ask(expressions.small_payments_by_council()) == oracle.small(world)
    names = ("council", "supplier_id", "firm", "kind", "label", "category", "pence", "lines")
    for window in WINDOWS:
        assert sorted_rows(ask(expressions.spend_cube(window)), *names) == sorted_rows(
            oracle.cube(world, window), *names
        )
        found = ask(expressions.largest_lines(window, each=3))
        found = [{**row, "source": numbers[row["source"]]} for row in found]
        lines = ("key", "council", "source", "line", "pence")
        assert sorted_rows(found, *lines) == sorted_rows(
            oracle.largest(world, wanted_cells(world), window, each=3), *lines
        )
    for least in (1, 4, 9):
        texts = {row["text"] for row in ask(expressions.common_texts(least))}
        assert texts == oracle.common_texts(world, least)


@pytest.fixture(params=SEEDS)
def filled(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Store, World]]:
    """A store with a made-up world in it, its lines placed."""
    world = made_world(request.param)
    with open_store(tmp_path / "store") as store:
        fill(store, world)
        facts.prepare_lines(store)
        yield store, world


def test_duckdb_answers_as_a_plain_walk_over_the_lines_does(filled: tuple[Store, World]) -> None:
    store, world = filled
    placed = store.rows("select number, source from placed_sources")
    numbers = {row["number"]: row["source"] for row in placed}
    wanted = pa.Table.from_pylist(wanted_cells(world), schema=WANTED)
    with store.beside("wanted_cells", wanted):
        check(world, lambda question: facts.ask(store, question), numbers)


@pytest.mark.spark
def test_spark_answers_as_a_plain_walk_over_the_lines_does(
    spark: Spark, filled: tuple[Store, World]
) -> None:
    store, world = filled
    placed = store.rows("select number, source from placed_sources")
    numbers = {row["number"]: row["source"] for row in placed}
    spark.copy(store, "placed_lines", "wordings", "spellings", "suppliers", "categories")
    columns = ", ".join(f"p.{name}" for name in expressions.PAYMENTS.columns if name != "source")
    arriving = store.table(
        f"select n.number as source, {columns}"
        " from payments p join placed_sources n on p.source = n.source"
    )
    spark.put("payments", arriving)
    spark.put("wanted_cells", pa.Table.from_pylist(wanted_cells(world), schema=WANTED))
    payments = ibis.table({**expressions.PAYMENTS.schema(), "source": "int32"}, name="payments")
    spark.define("source_months", expressions.months_of_sources(payments))
    spark.define("small_payments", expressions.small_payments(payments))
    spark.define("meanings", expressions.meanings())
    check(world, spark.ask, numbers)
