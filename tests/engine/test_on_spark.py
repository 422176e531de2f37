"""Spark answers what a store answers, however it is asked."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import ibis
import pyarrow as pa
import pytest
from tests.engine.on_spark import Spark
from tests.engine.worlds import fill, made_world

from tallystick.engine.asking import ask, ask_table
from tallystick.engine.store import open_store


@dataclass(frozen=True)
class Sum:
    """What the lines of a source come to."""

    source: str
    pence: int


@pytest.mark.spark
def test_spark_answers_what_a_store_answers(spark: Spark, tmp_path: Path) -> None:
    world = made_world(7)
    paid: Counter[str] = Counter()
    for row in world.payments:
        paid[row["source"]] += row["amount_pence"]
    payments = ibis.table({"source": "string", "amount_pence": "int64"}, name="payments")
    wanted = ibis.table({"source": "string"}, name="wanted_sources")
    sums = payments.group_by("source").agg(pence=payments.amount_pence.sum()).order_by("source")
    some = sums.join(wanted, "source").order_by("source")
    one, two, *_ = sorted(paid)
    beside = {"wanted_sources": pa.table({"source": [one]})}
    with open_store(tmp_path / "store") as store:
        fill(store, world)
        spark.copy(store, "payments")
        for engine in (store, spark):
            every = [Sum(source, paid[source]) for source in sorted(paid)]
            assert ask(engine, sums, Sum) == every
            assert ask(engine, sums, Sum, of_sources=[two]) == [Sum(two, paid[two])]
            assert ask(engine, sums, Sum, of_sources=[]) == []
            assert ask(engine, some, Sum, beside=beside) == [Sum(one, paid[one])]
            assert ask(engine, sums, Sum) == every
        assert ask_table(spark, sums).schema.equals(ask_table(store, sums).schema)
        assert set(spark.frames) == {"payments"}
