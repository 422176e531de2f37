"""Spark beside DuckDB and the plain oracle, for tests marked `spark` (script/test-spark runs them).

    @pytest.mark.spark
    def test_spark_answers_as_a_plain_walk_does(spark: Spark, store: Store, world: World) -> None:
        spark.copy(store, "placed_lines", "wordings")         # tables of the store, as they are
        spark.put("wanted_cells", pa.Table.from_pylist(...))  # rows that the test made
        spark.define("meanings", meaning.meanings())          # a table that a question makes
        question = spending.council_months()
        assert ask(spark, question, Month) == ask(store, question, Month)  # engine.asking: as rows
        assert spark.ask(question) == oracle.months(world)                 # or as dicts

`Spark` answers as a store does (engine.asking.Answering), so a function that takes what answers may
be given either: test_questions_alike.py asks it all of engine/questions. The fixture `spark`
(tests/engine/conftest.py) starts Spark once a session; each test begins without tables. A question
takes Spark about half a second: one world with gaps is worth more than ten without.
"""

from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import ibis
import pyarrow as pa
from ibis.config import Config
from ibis.expr.types import Table
from tests.engine.oracle import Row

from tallystick.engine.store import Store

SETTINGS = {
    # One small world at a time: more partitions and the slower compiler only cost time.
    "spark.sql.shuffle.partitions": "1",
    "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1",
    "spark.sql.session.timeZone": "UTC",
    # Nothing listens beyond this machine, or draws on the terminal.
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
}


@dataclass(frozen=True)
class Spark:
    """Spark with the tables that a test gave it.

    session: a SparkSession; frames: the tables by name, each a DataFrame of Spark.
    """

    session: Any
    frames: dict[str, Any] = field(default_factory=dict)

    def put(self, name: str, rows: pa.Table) -> None:
        """Let questions see these rows as the table of this name."""
        self.frames[name] = self.session.createDataFrame(rows)
        self.frames[name].createOrReplaceTempView(name)

    def copy(self, store: Store, *names: str) -> None:
        """Let questions see these tables of a store under their names."""
        for name in names:
            self.put(name, store.table(f"select * from {name}"))

    def define(self, name: str, expression: Table) -> None:
        """Work an expression out once and let questions see its rows as the table of this name."""
        self.put(name, self.answer(expression))

    def ask(self, question: Table) -> list[Row]:
        """The answer to an expression, as one dict a row, in its order."""
        rows: list[Row] = self.answer(question).to_pylist()
        return rows

    def answer(
        self,
        question: Table,
        *,
        beside: Mapping[str, pa.Table] | None = None,
        of_sources: Sequence[str] | None = None,
    ) -> pa.Table:
        """The answer to an expression; see engine.asking.ask_table."""
        with ExitStack() as stack:
            for name, rows in (beside or {}).items():
                self.put(name, rows)
                stack.callback(self.drop, name)
            if of_sources is not None:
                whole = self.frames["payments"]
                stack.callback(whole.createOrReplaceTempView, "payments")
                limited = whole.where(whole["source"].isin(list(of_sources)))
                limited.createOrReplaceTempView("payments")
            return self.session.sql(ibis.to_sql(question, dialect="pyspark")).toArrow()

    def drop(self, name: str) -> None:
        """Forget the table of this name."""
        del self.frames[name]
        self.session.catalog.dropTempView(name)


class SparkOptions(Config):
    """What Ibis asks of its PySpark backend when it writes SQL alone: that is not loaded, since it
    wants pandas, and without options a column of floats breaks."""

    treat_nan_as_null: bool = False


def start(folder: Path) -> Any:
    """A SparkSession in this process. folder: where it may write."""
    from pyspark.sql import SparkSession  # noqa: PLC0415 -- only .venv-spark has it

    ibis.options.pyspark = SparkOptions()
    builder = SparkSession.builder.master("local[1]").appName("tallystick")
    for name, value in {**SETTINGS, "spark.sql.warehouse.dir": str(folder)}.items():
        builder = builder.config(name, value)
    return builder.getOrCreate()
