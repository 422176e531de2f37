"""Spark for the tests that compare it with DuckDB; on_spark.py says how."""

from collections.abc import Iterator
from typing import Any

import pytest
from tests.engine.on_spark import Spark, start


@pytest.fixture(scope="session")
def spark_session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """Spark on this machine, for the tests of one session."""
    session = start(tmp_path_factory.mktemp("spark"))
    yield session
    session.stop()


@pytest.fixture
def spark(spark_session: Any) -> Iterator[Spark]:
    """Spark without tables; tests that use it carry the mark `spark`."""
    spark = Spark(spark_session)
    yield spark
    for name in list(spark.frames):
        spark.drop(name)
