"""The Parquet files of a store while they are written.

The options were measured on published files (bench/read.py): texts that repeat keep their codes,
numbers that hardly repeat are packed as they are, and what no query looks for has no statistics.
"""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from tallystick.engine.schema import PAYMENTS

_ROW_GROUP = 1 << 17  # lines kept back until there are enough to pack them well
_OFTEN_THE_SAME = [
    field.name
    for field in PAYMENTS
    if pa.types.is_dictionary(field.type) or pa.types.is_date(field.type)
]
_LOOKED_FOR = ["source", "sheet", "line", "council", "paid_on", "month", "amount_pence"]


class PartWriter:
    """Writes one file. rows: how many it has been given."""

    def __init__(self, file: Path, schema: pa.Schema) -> None:
        self.rows = 0
        self._file = file
        self._held: list[pa.Table] = []
        file.parent.mkdir(parents=True, exist_ok=True)
        self._writer = pq.ParquetWriter(
            file, schema, compression="zstd", write_page_checksum=True, **_packing(schema)
        )

    def write(self, table: pa.Table) -> None:
        """Add lines."""
        self.rows += table.num_rows
        self._held.append(table)
        if sum(held.num_rows for held in self._held) >= _ROW_GROUP:
            self._flush()

    def close(self) -> None:
        """Finish the file."""
        self._flush()
        self._writer.close()

    def discard(self) -> None:
        """Remove the file."""
        self._writer.close()
        self._file.unlink(missing_ok=True)

    def _flush(self) -> None:
        if self._held:
            lines = pa.concat_tables(self._held).unify_dictionaries()
            self._writer.write_table(lines, row_group_size=lines.num_rows)
            self._held = []


def _packing(schema: pa.Schema) -> dict[str, object]:
    if not schema.equals(PAYMENTS):
        return {}
    return {
        "use_dictionary": _OFTEN_THE_SAME,
        "column_encoding": {"line": "DELTA_BINARY_PACKED"},
        "write_statistics": _LOOKED_FOR,
    }


def by_year(payments: pa.Table, undated: int) -> Iterator[tuple[int, pa.Table]]:
    """Lines by the year of their month, earliest first; undated: the year of those without one."""
    years = pc.fill_null(pc.year(payments["month"]), undated).to_numpy()
    met = np.unique(years).tolist()
    for year in met:
        yield year, payments if len(met) == 1 else payments.filter(pa.array(years == year))
