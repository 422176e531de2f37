"""Three invented payments as the flat table holds them."""

from datetime import date
from decimal import Decimal

import pyarrow as pa

from tallystick.engine.rows import FlatPaymentRow
from tallystick.engine.schema import arrow_schema

SCHEMA = arrow_schema(FlatPaymentRow)

_QUILLWORKS = {
    "council": "E06000001",
    "council_name": "Ash Council",
    "paid_on": date(2024, 5, 14),
    "month": date(2024, 5, 1),
    "pounds": Decimal("1250.10"),
    "amount_pence": 125010,
    "supplier": "Quillworks, \"Q\" & Söhne",
    "supplier_id": "s1",
    "kind": "organisation",
    "function": "it",
    "category": "software",
    "confidence": 0.75,
    "department": "ICT",
    "description": "=HYPERLINK(\"x\")",
    "file": "may.csv",
    "sheet": None,
    "line": 2,
}  # fmt: skip
ROWS = [
    _QUILLWORKS,
    _QUILLWORKS
    | {
        "paid_on": None,
        "pounds": Decimal("-0.05"),
        "amount_pence": -5,
        "supplier": "private person",
        "supplier_id": None,
        "kind": "person",
        "category": None,
        "department": None,
        "description": None,
        "sheet": "Sheet1",
        "line": 3,
    },
    _QUILLWORKS
    | {
        "council": "W06000001",
        "council_name": "Beck Council",
        "description": "https://example.org",
        "line": 4,
    },
]


def batches() -> list[pa.RecordBatch]:
    """The rows in two batches."""
    return [
        pa.RecordBatch.from_pylist(ROWS[:2], schema=SCHEMA),
        pa.RecordBatch.from_pylist(ROWS[2:], schema=SCHEMA),
    ]
