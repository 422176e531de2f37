"""The flat table in parts is what it is as a whole."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from tests.engine.alike import check_flat
from tests.engine.oracle_flat import flat
from tests.engine.worlds import fill, made_world

from tallystick.engine.questions.flat import flat_batches
from tallystick.engine.rows import FlatPaymentRow
from tallystick.engine.schema import arrow_schema
from tallystick.engine.store import open_store


@pytest.mark.parametrize("seed", range(3))
def test_the_flat_table_is_that_of_a_plain_walk(seed: int) -> None:
    world = made_world(seed)
    with TemporaryDirectory() as folder, open_store(Path(folder) / "store") as store:
        fill(store, world)
        check_flat(store, world)
        batches = list(flat_batches(store, [("X06000001", "Ash Council")], least=4))
    assert {batch.schema for batch in batches} == {arrow_schema(FlatPaymentRow)}
    rows = [tuple(row.values()) for batch in batches for row in batch.to_pylist()]
    assert rows == flat(world, {"X06000001": "Ash Council"}, 4)
