"""DuckDB and Spark answer every question as a plain walk over the lines does."""

from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import ibis
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engine.alike import CHECKS
from tests.engine.on_spark import Spark
from tests.engine.oracle import World
from tests.engine.worlds import fill, made_world

from tallystick.engine.asking import Answering, ask_table
from tallystick.engine.questions import tables
from tallystick.engine.questions.derived import DERIVED
from tallystick.engine.questions.placed import months_of_sources, small_payments
from tallystick.engine.questions.quality import twins_by_file
from tallystick.engine.store import Store, open_store

Check = Callable[[Answering, World], None]


@pytest.fixture(scope="module", params=range(2))
def filled(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Store, World]]:
    """A store with a made-up world in it, prepared."""
    world = made_world(request.param)
    with open_store(tmp_path_factory.mktemp("filled") / "store") as store:
        fill(store, world)
        yield store, world


@pytest.mark.parametrize("check", CHECKS)
def test_duckdb_answers_as_a_plain_walk_does(filled: tuple[Store, World], check: Check) -> None:
    check(*filled)


@settings(max_examples=3)
@given(seed=st.integers(0, 1 << 32), lines=st.integers(1, 60))
def test_worlds_of_any_kind_are_answered_so(seed: int, lines: int) -> None:
    world = made_world(seed, lines=lines)
    with TemporaryDirectory() as folder, open_store(Path(folder) / "store") as store:
        fill(store, world)
        for check in CHECKS:
            check(store, world)


@pytest.mark.parametrize("step", [1, 100, 250])
def test_sampled_twins_are_those_of_about_an_nth_of_the_amounts(tmp_path: Path, step: int) -> None:
    (like,) = made_world(1, lines=1).payments[:1]
    amounts = range(-30 * step, 570 * step, step)
    payments = tuple(
        {**like, "line": line, "amount_pence": pence}
        for line, pence in enumerate([*amounts, *amounts], 2)
    )
    with open_store(tmp_path / "store") as store:
        fill(store, World(payments, {}, {}, ()))
        (found,) = twins_by_file(store, one_in=3)
    assert 150 <= found.contents <= 250
    assert found.repeated == found.contents, "of an amount all lines are looked at"
    assert found.lines == found.twins == 2 * found.contents


def spread(store: Store, spark: Spark) -> None:
    """Give Spark a store's tables, and let it work out those that are derived from them."""
    for table in (
        *(tables.LINES, tables.WORDINGS, tables.SPELLINGS, tables.SUPPLIERS),
        *(tables.CATEGORIES, tables.PAYMENTS, tables.FILES),
    ):
        spark.put(table.get_name(), ask_table(store, table))
    numbered = tables.PAYMENTS.join(tables.FILES.select("source", "number"), "source")
    spark.define("arriving", numbered.drop("source").rename(source="number"))
    arriving = ibis.table({**tables.PAYMENTS.schema(), "source": "int64"}, name="arriving")
    spark.define("source_months", months_of_sources(arriving))
    spark.define("small_payments", small_payments(arriving))
    for name, question in DERIVED.items():
        spark.define(name, question())


@pytest.mark.spark
@pytest.mark.parametrize("filled", [0], indirect=True)  # it takes Spark half a second a question
def test_spark_answers_as_a_plain_walk_does(spark: Spark, filled: tuple[Store, World]) -> None:
    store, world = filled
    spread(store, spark)
    for check in CHECKS:
        check(spark, world)
