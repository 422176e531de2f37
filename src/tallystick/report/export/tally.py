"""What goes by while a table is written: how much, and from whom."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

import pyarrow as pa
import pyarrow.compute as pc

from tallystick.report.guard import readable


@dataclass(slots=True)
class Tally:
    """Counts of the rows that went by. publishers: code of each council that they are of -> its
    name."""

    rows: int = 0
    pence: int = 0
    publishers: dict[str, str] = field(default_factory=dict)

    def counting(self, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """Batches of FlatPaymentRow as they come, counted, their text readable."""
        for batch in batches:
            self.rows += batch.num_rows
            self.pence += pc.sum(batch["amount_pence"]).as_py() or 0
            names = pa.table([batch["council"], batch["council_name"]], ["code", "name"])
            for row in names.group_by(["code", "name"]).aggregate([]).to_pylist():
                self.publishers[row["code"]] = row["name"]
            yield with_texts(batch, readable)


def with_texts(batch: pa.RecordBatch, change: Callable[[str], str]) -> pa.RecordBatch:
    """The batch with each text changed. A text that stands in many rows is changed once."""
    return pa.RecordBatch.from_arrays(
        [_changed(each, change) if pa.types.is_string(each.type) else each for each in batch],
        schema=batch.schema,
    )


def _changed(column: pa.Array, change: Callable[[str], str]) -> pa.Array:
    coded = column.dictionary_encode()
    texts = coded.dictionary.to_pylist()
    changed = [change(text) for text in texts]
    return column if changed == texts else pa.array(changed, pa.string()).take(coded.indices)
